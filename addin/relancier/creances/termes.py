"""Payment terms that pass what the law allows between professionals (C. com. L441-10, I)."""

from collections.abc import Iterable
from datetime import timedelta

from relancier.base.dates import format_short
from relancier.creances.portefeuille import Debiteur, Echeance, TypeDebiteur
from relancier.droit.delais import FinDeMois, quarante_cinq_jours_fin_de_mois

LONGEST = timedelta(days=60)


def trop_longs(echeances: Iterable[Echeance], debiteur: Debiteur, lecture: FinDeMois) -> tuple[str, ...]:
    """Return a French sentence for each échéance later than 60 days and than 45 days end of month from its facture.

    A facture in several terms is left aside: its terms were agreed one by one.
    """
    if debiteur.type is not TypeDebiteur.PROFESSIONNEL:
        return ()
    terms: dict[str, list[Echeance]] = {}
    for one in echeances:
        terms.setdefault(one.facture, []).append(one)
    sentences = []
    for [one] in (group for group in terms.values() if len(group) == 1):
        last = max(one.date + LONGEST, quarante_cinq_jours_fin_de_mois(one.date, lecture))
        if one.echeance > last:
            sentences.append(
                f"La facture {one.facture} du {format_short(one.date)} est payable le {format_short(one.echeance)}, "
                f"au-delà du plus long terme que la loi permet de convenir, le {format_short(last)} "
                f"(60 jours, ou {lecture})."
            )
    return tuple(sentences)
