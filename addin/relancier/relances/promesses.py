"""Promises to pay: until when they suspend, and which were not kept."""

from collections.abc import Iterable
from datetime import date, timedelta

from relancier.base.money import ZERO
from relancier.creances.portefeuille import Echeance, NatureSuspension, Suspension
from relancier.creances.situation import Situation


def covers(suspension: Suspension, echeance: Echeance) -> bool:
    """Say whether `suspension` is about `echeance`: its facture, or all the debtor's."""
    return suspension.facture in ("", echeance.facture)


def last_day(suspension: Suspension, grace: int) -> date | None:
    """Return the last day on which `suspension` holds; None while it has no end.

    A promise holds `grace` days more than the day promised: the time of a bank transfer.
    """
    if suspension.au is None or suspension.nature is not NatureSuspension.PROMESSE:
        return suspension.au
    return suspension.au + timedelta(days=grace)


def broken(rompues: Iterable[Suspension], echeance: Echeance, grace: int) -> Suspension | None:
    """Return the last of the broken promises that was about the unpaid `echeance`; None when none was.

    A promise is about what was invoiced when it was made and due before its end.
    """
    about = [one for one in rompues if is_about(one, echeance, grace)]
    return max(about, key=lambda one: one.au or date.min, default=None)


def not_kept(promises: Iterable[Suspension], situation: Situation, day: date, grace: int) -> tuple[Suspension, ...]:
    """Return the promises whose time has passed while something that they covered, already due, was still owed."""
    return tuple(one for one in promises if _is_over(one, day, grace) and _owed_at_its_end(one, situation, grace))


def _is_over(one: Suspension, day: date, grace: int) -> bool:
    end = last_day(one, grace)
    return one.nature is NatureSuspension.PROMESSE and end is not None and end < day


def is_about(promise: Suspension, echeance: Echeance, grace: int) -> bool:
    """Say whether `promise` was about `echeance`: invoiced when it was made, and due before its end."""
    end = last_day(promise, grace)
    return end is not None and covers(promise, echeance) and echeance.date <= promise.du and echeance.echeance <= end


def _owed_at_its_end(promise: Suspension, situation: Situation, grace: int) -> bool:
    end = last_day(promise, grace)
    if end is None:
        return False
    owed = {one.echeance.cle: one.echeance.montant for one in situation.etats if is_about(promise, one.echeance, grace)}
    for paid in situation.imputations:
        if paid.echeance.cle in owed and paid.source.date <= end:
            owed[paid.echeance.cle] -= paid.montant
    return sum(owed.values(), ZERO) > 0
