"""What was done between two days, and what came in after it: facts beside facts, no cause is claimed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import Canal, NatureSuspension, Reglement, Suspension
from relancier.pilotage.vue import Vue
from relancier.relances.promesses import last_day, not_kept


@dataclass(frozen=True, slots=True)
class Activite:
    """From the day after `du` to the end of `au`.

    Attributes:
      envois: the messages that left (letters, e-mails, SMS), calls apart; an échéance more in one makes no other.
      appels: the calls.
      clients: the debtors reached.
      regle: € received on the échéances chased, after their first relance of the period.
      promesses: those whose time, grace included, ended in the period.
      rompues: those of them that were not kept.
    """

    du: date
    au: date
    envois: int
    appels: int
    clients: int
    regle: Decimal
    promesses: tuple[Suspension, ...]
    rompues: tuple[Suspension, ...]


def activite(vue: Vue, du: date) -> Activite:
    """Return what was done after `du` and by the day of `vue`."""
    sent = [one for one in vue.portefeuille.relances if du < one.date <= vue.jour]
    messages = {(one.date, one.debiteur, one.niveau, one.canal, one.document) for one in sent}
    calls = sum(canal == Canal.TELEPHONE for *_, canal, _ in messages)
    first: dict[tuple[str, str, date], date] = {}
    for one in sent:
        cle = one.debiteur, one.facture, one.echeance
        first[cle] = min(one.date, first.get(cle, one.date))
    ended, broken = _promises(vue, du)
    return Activite(
        du=du,
        au=vue.jour,
        envois=len(messages) - calls,
        appels=calls,
        clients=len({one.debiteur for one in sent}),
        regle=_paid_since(vue, first),
        promesses=ended,
        rompues=broken,
    )


def _paid_since(vue: Vue, first: dict[tuple[str, str, date], date]) -> Decimal:
    paid = ZERO
    for code in {code for code, _, _ in first}:
        for one in vue.situations[code].imputations:
            chased = first.get(one.echeance.cle)
            if chased is not None and isinstance(one.source, Reglement) and chased < one.source.date:
                paid += one.montant
    return paid


def _promises(vue: Vue, du: date) -> tuple[tuple[Suspension, ...], tuple[Suspension, ...]]:
    """Return the promises whose last day came in the period, and those of them that were not kept."""
    ended: list[Suspension] = []
    broken: list[Suspension] = []
    grace = vue.reglages.grace
    for code, mine in vue.suspensions().items():
        over = [
            one
            for one in mine
            if one.nature is NatureSuspension.PROMESSE
            and (end := last_day(one, grace)) is not None
            and du <= end < vue.jour  # a promise is over the day after its last one
        ]
        ended += over
        broken += not_kept(over, vue.situations[code], vue.jour, grace)
    return tuple(ended), tuple(broken)
