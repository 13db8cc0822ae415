"""What was already sent for each échéance, as the next passage must see it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from relancier.creances.annulations import en_vigueur
from relancier.creances.portefeuille import Portefeuille, Relance

History: TypeAlias = Mapping[tuple[str, str, date], Sequence[Relance]]


def build(portefeuille: Portefeuille) -> History:
    """Return what was sent for each échéance, lowest level first; what was cancelled never went out.

    A facture in one term keeps its history when its due day is corrected afterwards.
    """
    terms: dict[tuple[str, str], list[date]] = {}
    for echeance in portefeuille.echeances:
        terms.setdefault((echeance.debiteur, echeance.facture), []).append(echeance.echeance)
    sent: dict[tuple[str, str, date], list[Relance]] = {}
    for one in en_vigueur(portefeuille.relances):
        known = terms.get((one.debiteur, one.facture), [])
        due = known[0] if len(known) == 1 else one.echeance
        sent.setdefault((one.debiteur, one.facture, due), []).append(one)
    return {cle: sorted(rows, key=lambda one: (one.niveau, one.date)) for cle, rows in sent.items()}
