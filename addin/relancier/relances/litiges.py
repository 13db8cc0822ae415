"""Disputes over a part of a debt: what is contested is not claimed, the rest is.

A payment or an avoir never closes a dispute by itself: its row does, when the user gives it an end.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import NatureSuspension, Suspension
from relancier.creances.situation import Etat

Cle = tuple[str, str, date]


def is_partial(one: Suspension) -> bool:
    """Say whether `one` is a dispute that leaves a part of the debt beyond doubt."""
    return one.nature is NatureSuspension.LITIGE and bool(one.montant_conteste)


def contestes(suspensions: Iterable[Suspension], etats: Sequence[Etat], day: date) -> Mapping[Cle, Decimal]:
    """Return what is contested of each échéance on `day` (€), by key.

    A contested amount lies on the earliest due terms of its facture first, then of all the debtor's factures when the
    dispute names none: less is claimed today rather than more.
    """
    running = [one for one in suspensions if is_partial(one) and one.du <= day and (one.au is None or day <= one.au)]
    taken: dict[Cle, Decimal] = {}
    for dispute in sorted(running, key=lambda one: (not one.facture, one.du, one.ligne)):
        left = dispute.montant_conteste or ZERO
        for etat in sorted(etats, key=lambda one: (one.echeance.echeance, one.echeance.date)):
            if dispute.facture not in ("", etat.echeance.facture) or etat.echeance.date > day:
                continue
            part = min(left, etat.reste_du - taken.get(etat.echeance.cle, ZERO))
            if part > 0:
                taken[etat.echeance.cle] = taken.get(etat.echeance.cle, ZERO) + part
                left -= part
    return taken
