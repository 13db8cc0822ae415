"""What was sent and still stands, by échéance."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from relancier.creances.annulations import en_vigueur
from relancier.creances.portefeuille import Echeance, Relance

History = Mapping[tuple[str, str, date], Sequence[Relance]]


def standing(relances: Iterable[Relance]) -> tuple[Relance, ...]:
    """Return the relances that were not cancelled; a row that cancels another is none."""
    return en_vigueur(relances)


def by_echeance(echeances: Iterable[Echeance], sent: Iterable[Relance]) -> History:
    """Return what was sent for each échéance, lowest level first.

    A facture in one term keeps its history when its due day is corrected afterwards.
    """
    terms: dict[tuple[str, str], list[date]] = {}
    for echeance in echeances:
        terms.setdefault((echeance.debiteur, echeance.facture), []).append(echeance.echeance)
    found: dict[tuple[str, str, date], list[Relance]] = {}
    for one in sent:
        known = terms.get((one.debiteur, one.facture), [])
        due = known[0] if len(known) == 1 else one.echeance
        found.setdefault((one.debiteur, one.facture, due), []).append(one)
    return {cle: sorted(rows, key=lambda one: (one.niveau, one.date)) for cle, rows in found.items()}
