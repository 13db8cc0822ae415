"""What was sent and still stands, by échéance."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from relancier.creances.annulations import en_vigueur
from relancier.creances.appels import est_appel
from relancier.creances.portefeuille import Echeance, Relance

History = Mapping[tuple[str, str, date], Sequence[Relance]]


def standing(relances: Iterable[Relance]) -> tuple[Relance, ...]:
    """Return the relances that were not cancelled; a row that cancels another is none, nor is a call at no level."""
    return tuple(one for one in en_vigueur(relances) if not est_appel(one))


def letter_of(relance: Relance) -> tuple[object, ...]:
    """Return what tells the letter that `relance` is a line of: its document, else its day and its template."""
    if relance.document:
        return relance.debiteur, relance.document
    return relance.debiteur, relance.emise or relance.date, relance.passage, relance.modele


def levels_of_letters(sent: Iterable[Relance]) -> Mapping[tuple[object, ...], int]:
    """Return the highest level of each letter: the one that worded it, and gave its time."""
    found: dict[tuple[object, ...], int] = {}
    for one in sent:
        letter = letter_of(one)
        found[letter] = max(one.niveau, found.get(letter, 0))
    return found


def by_echeance(echeances: Iterable[Echeance], sent: Iterable[Relance]) -> History:
    """Return what was sent for each échéance, lowest level first.

    A facture in one term keeps its history when its due day is corrected afterwards.
    """
    if not (sent := tuple(sent)):
        return {}
    terms: dict[tuple[str, str], list[date]] = {(one.debiteur, one.facture): [] for one in sent}
    for echeance in echeances:
        if (dues := terms.get((echeance.debiteur, echeance.facture))) is not None:
            dues.append(echeance.echeance)
    found: dict[tuple[str, str, date], list[Relance]] = {}
    for one in sent:
        known = terms[one.debiteur, one.facture]
        due = known[0] if len(known) == 1 else one.echeance
        found.setdefault((one.debiteur, one.facture, due), []).append(one)
    return {cle: sorted(rows, key=lambda one: (one.niveau, one.date)) for cle, rows in found.items()}
