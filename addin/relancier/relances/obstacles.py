"""What forbids chasing an échéance on a day, each with its French reason.

Every obstacle is a function of the same shape in `OBSTACLES`; a new rule is one more function there. A reason names
the fact that blocks and, when there is one, the day on which it ends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from relancier.base.dates import format_short
from relancier.base.errors import Anomalie, Gravite
from relancier.creances.portefeuille import Debiteur, Echeance, Echeancier, NatureSuspension, Portefeuille, Suspension
from relancier.creances.situation import Situation

RUNNING_PLANS = ("en cours", "en retard")


@dataclass(frozen=True, slots=True)
class Faits:
    """What is known of one debtor, beside its account.

    Attributes:
      doutes: unreadable rows that may change what the whole debtor owes.
      doutes_facture: those that only touch one facture, by number.
    """

    debiteur: Debiteur
    suspensions: tuple[Suspension, ...] = ()
    plans: tuple[Echeancier, ...] = ()
    doutes: tuple[Anomalie, ...] = ()
    doutes_facture: Mapping[str, tuple[Anomalie, ...]] = field(default_factory=dict)


def gather(portefeuille: Portefeuille, situations: Mapping[str, Situation]) -> Mapping[str, Faits]:
    """Return the facts of every debtor, by code."""
    faits = {}
    doubts: dict[str, list[Anomalie]] = {}
    for one in portefeuille.anomalies:
        if one.gravite is Gravite.BLOQUANTE and one.debiteur:
            doubts.setdefault(one.debiteur, []).append(one)
    suspensions: dict[str, list[Suspension]] = {}
    for suspension in portefeuille.suspensions:
        suspensions.setdefault(suspension.debiteur, []).append(suspension)
    plans: dict[str, list[Echeancier]] = {}
    for plan in portefeuille.echeanciers:
        plans.setdefault(plan.debiteur, []).append(plan)
    for code, debiteur in portefeuille.debiteurs.items():
        wide, narrow = _weigh(doubts.get(code, []), situations[code])
        faits[code] = Faits(debiteur, tuple(suspensions.get(code, ())), tuple(plans.get(code, ())), wide, narrow)
    return faits


def _weigh(
    doubts: list[Anomalie], situation: Situation
) -> tuple[tuple[Anomalie, ...], Mapping[str, tuple[Anomalie, ...]]]:
    """Part doubts on one facture from those on the whole account.

    Where a credit was shared out without naming a facture, an unreadable facture might have taken its part: then
    every doubt weighs on the whole account.
    """
    shared = any(not one.nommee for one in situation.imputations) or bool(situation.credits)
    if shared:
        return tuple(doubts), {}
    narrow: dict[str, tuple[Anomalie, ...]] = {}
    for one in doubts:
        if one.facture:
            narrow[one.facture] = (*narrow.get(one.facture, ()), one)
    return tuple(one for one in doubts if not one.facture), narrow


def doubt(faits: Faits, echeance: Echeance) -> Anomalie | None:
    """Return the unreadable row that makes the amount of `echeance` doubtful, None when nothing does."""
    found = faits.doutes or faits.doutes_facture.get(echeance.facture, ())
    return found[0] if found else None


def blocked(faits: Faits, echeance: Echeance, day: date) -> str | None:
    """Return why `echeance` may not be chased on `day`, None when nothing forbids it."""
    return next((reason for obstacle in OBSTACLES if (reason := obstacle(faits, echeance, day))), None)


def broken_promise(faits: Faits, echeance: Echeance, day: date) -> Suspension | None:
    """Return the last promise that covered `echeance` and whose date has passed on `day`."""
    broken = [
        one
        for one in faits.suspensions
        if one.nature is NatureSuspension.PROMESSE and _covers(one, echeance) and one.au is not None and one.au < day
    ]
    return max(broken, key=lambda one: one.au or day, default=None)


def _procedure_collective(faits: Faits, echeance: Echeance, day: date) -> str | None:
    # a debt born before the opening may no longer be paid, hence no longer be asked for (C. com. L622-7)
    opening = faits.debiteur.procedure_collective
    if opening is None or opening > day or echeance.date > opening:
        return None
    return (
        f"Procédure collective ouverte le {format_short(opening)} : les dettes antérieures ne se relancent plus, "
        "elles se déclarent."
    )


def _suspension(faits: Faits, echeance: Echeance, day: date) -> str | None:
    active = [
        one
        for one in faits.suspensions
        if _covers(one, echeance) and one.du <= day and (one.au is None or day <= one.au)
    ]
    if not active:
        return None
    # the block that lasts longest is the one to tell; an open one outlasts them all
    return _tell(max(active, key=lambda one: one.au or date.max))


def _tell(one: Suspension) -> str:
    why = f" : {one.motif.rstrip('.')}." if one.motif else "."
    until = f" jusqu'au {format_short(one.au)}" if one.au else ""
    if one.nature is NatureSuspension.PROMESSE:
        what = f"Promesse de paiement pour le {format_short(one.au)}" if one.au else "Promesse de paiement sans date"
    elif one.nature is NatureSuspension.LITIGE:
        what = f"En litige depuis le {format_short(one.du)}{until}"
    else:
        what = f"Suspendue depuis le {format_short(one.du)}{until}"
    return what + why


def _plan(faits: Faits, echeance: Echeance, day: date) -> str | None:
    for plan in faits.plans:
        if plan.statut in RUNNING_PLANS and plan.date_accord <= day and echeance.date <= plan.date_accord:
            return f"Couverte par l'échéancier {plan.id} du {format_short(plan.date_accord)}, {plan.statut}."
    return None


def _covers(suspension: Suspension, echeance: Echeance) -> bool:
    return suspension.facture in ("", echeance.facture)


Obstacle = Callable[[Faits, Echeance, date], str | None]
OBSTACLES: tuple[Obstacle, ...] = (_procedure_collective, _plan, _suspension)
