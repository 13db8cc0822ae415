"""What is known of each debtor, beside its account: blocks, plans, doubts, ways of paying, last contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from relancier.base.errors import Anomalie, Gravite
from relancier.base.money import ZERO
from relancier.creances.comportement import Comportement, comportement
from relancier.creances.plans import plan_letters
from relancier.creances.plans_pointes import plans_au
from relancier.creances.portefeuille import (
    Debiteur,
    Echeance,
    Echeancier,
    NatureSuspension,
    Portefeuille,
    Relance,
    Suspension,
)
from relancier.creances.situation import Situation
from relancier.relances.litiges import contestes
from relancier.relances.promesses import not_kept
from relancier.relances.reglages import ReglagesRelances
from relancier.relances.segments import Famille, famille

Cle = tuple[str, str, date]
Owned = TypeVar("Owned", Suspension, Echeancier, Relance)


@dataclass(frozen=True, slots=True)
class Faits:
    """What is known of one debtor.

    Attributes:
      grace: days after a promised day before the promise counts as broken.
      doutes: unreadable rows that may change what the whole debtor owes.
      doutes_facture: those that only touch one facture, by number.
      contestes: € in dispute, by échéance.
      rompues: the promises that were not kept.
      dernier_contact: the last day on which something was sent, for any of its factures or plans; None if nothing was.
    """

    debiteur: Debiteur
    suspensions: tuple[Suspension, ...] = ()
    plans: tuple[Echeancier, ...] = ()
    grace: int = 0
    doutes: tuple[Anomalie, ...] = ()
    doutes_facture: Mapping[str, tuple[Anomalie, ...]] = field(default_factory=dict)
    contestes: Mapping[Cle, Decimal] = field(default_factory=dict)
    rompues: tuple[Suspension, ...] = ()
    comportement: Comportement = field(default_factory=Comportement)
    famille: Famille = field(default_factory=Famille)
    dernier_contact: date | None = None

    def conteste(self, echeance: Echeance) -> Decimal:
        """Return what is in dispute of `echeance` (€)."""
        return self.contestes.get(echeance.cle, ZERO) if self.contestes else ZERO

    @property
    def is_free(self) -> bool:
        """Whether nothing at all can hold the debtor's debts back: no block, no plan, no insolvency."""
        return not (self.suspensions or self.plans or self.debiteur.procedure_collective)


def gather(
    portefeuille: Portefeuille,
    situations: Mapping[str, Situation],
    sent: Iterable[Relance],
    day: date,
    reglages: ReglagesRelances,
) -> Mapping[str, Faits]:
    """Return the facts of every debtor on `day`, by code; `sent` is the history, cancelled rows apart."""
    doubts: dict[str, list[Anomalie]] = {}
    for one in portefeuille.anomalies:
        if one.gravite is Gravite.BLOQUANTE and one.debiteur:
            doubts.setdefault(one.debiteur, []).append(one)
    blocks = _by_debtor(portefeuille.suspensions)
    plans = _by_debtor(plans_au(portefeuille, day))
    contacts = {code: max(one.date for one in rows) for code, rows in _by_debtor(sent).items()}
    for code, told in plan_letters(portefeuille, day):
        contacts[code] = max(told, contacts.get(code, told))
    faits = {}
    for code, debiteur in portefeuille.debiteurs.items():
        situation = situations[code]
        wide, narrow = _weigh(doubts.get(code, []), situation)
        mine = tuple(blocks.get(code, ()))
        promises = [one for one in mine if one.nature is NatureSuspension.PROMESSE]
        rompues = not_kept(promises, situation, day, reglages.grace)
        ways = comportement(situation, len(rompues))
        faits[code] = Faits(
            debiteur=debiteur,
            suspensions=mine,
            plans=tuple(plans.get(code, ())),
            grace=reglages.grace,
            doutes=wide,
            doutes_facture=narrow,
            contestes=contestes(mine, situation, day) if mine else {},
            rompues=rompues,
            comportement=ways,
            famille=famille(debiteur, ways, portefeuille.segments),
            dernier_contact=contacts.get(code),
        )
    return faits


def _by_debtor(records: Iterable[Owned]) -> dict[str, list[Owned]]:
    found: dict[str, list[Owned]] = {}
    for one in records:
        found.setdefault(one.debiteur, []).append(one)
    return found


def _weigh(
    doubts: Sequence[Anomalie], situation: Situation
) -> tuple[tuple[Anomalie, ...], Mapping[str, tuple[Anomalie, ...]]]:
    """Part doubts on one facture from those on the whole account.

    Where a credit was shared out without naming a facture, an unreadable facture might have taken its part: then
    every doubt weighs on the whole account.
    """
    if not doubts:
        return (), {}
    shared = any(not one.nommee for one in situation.imputations) or bool(situation.credits)
    if shared:
        return tuple(doubts), {}
    narrow: dict[str, tuple[Anomalie, ...]] = {}
    for one in doubts:
        if one.facture:
            narrow[one.facture] = (*narrow.get(one.facture, ()), one)
    return tuple(one for one in doubts if not one.facture), narrow
