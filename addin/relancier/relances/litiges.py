"""Disputes over a part of a debt: what is contested is not claimed, the rest is.

A payment or an avoir never closes a dispute by itself: its row does, when the user gives it an end.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import NatureSuspension, Reglement, Suspension
from relancier.creances.situation import Etat, Situation

Cle = tuple[str, str, date]


def is_partial(one: Suspension) -> bool:
    """Say whether `one` is a dispute that leaves a part of the debt beyond doubt."""
    return one.nature is NatureSuspension.LITIGE and bool(one.montant_conteste)


def contestes(suspensions: Iterable[Suspension], situation: Situation, day: date) -> Mapping[Cle, Decimal]:
    """Return what is contested of each échéance on `day` (€), by key.

    A contested amount lies on the earliest due terms of its facture first, then of all the debtor's factures when the
    dispute names none: less is claimed today rather than more. What money that named no facture took off the disputed
    debt stays contested too, on the debtor's other debts: a payment never closes a dispute.
    """
    running = [
        one
        for one in suspensions
        if one.nature is NatureSuspension.LITIGE and one.du <= day and (one.au is None or day <= one.au)
    ]
    taken: dict[Cle, Decimal] = {}
    terms = sorted(
        (one for one in situation.etats if one.echeance.date <= day),
        key=lambda one: (one.echeance.echeance, one.echeance.date),
    )
    for dispute in sorted(running, key=lambda one: (not one.facture, one.du, one.ligne)):
        covered = [one for one in terms if dispute.facture in ("", one.echeance.facture)]
        shared = _shared_out_on(covered, situation)
        # where the whole is disputed, what is left there is blocked already
        left = _lay(dispute.montant_conteste or ZERO, covered, taken) if is_partial(dispute) else shared
        if dispute.facture and left and shared:
            _lay(min(left, shared), [one for one in terms if one.echeance.facture != dispute.facture], taken)
    return taken


def _lay(amount: Decimal, terms: Iterable[Etat], taken: dict[Cle, Decimal]) -> Decimal:
    """Contest `amount` (€) on `terms`, in their order, beside what is `taken` already; return what finds no room."""
    for etat in terms:
        cle = etat.echeance.cle
        part = min(amount, etat.reste_du - taken.get(cle, ZERO))
        if part > 0:
            taken[cle] = taken.get(cle, ZERO) + part
            amount -= part
    return amount


def _shared_out_on(terms: Iterable[Etat], situation: Situation) -> Decimal:
    """What payments that named no facture took off `terms` (€)."""
    keys = {one.echeance.cle for one in terms}
    parts = (
        one.montant
        for one in situation.imputations
        if one.echeance.cle in keys and isinstance(one.source, Reglement) and not one.nommee
    )
    return sum(parts, ZERO)
