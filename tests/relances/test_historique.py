"""What was cancelled never went out."""

from datetime import date

from relancier.creances.annulations import annule_par, en_vigueur
from relancier.creances.portefeuille import Relance
from relancier.relances import historique

DAY, DUE = date(2026, 11, 30), date(2026, 10, 1)


def sent(identifiant: str, niveau: int = 1, statut: str = "émise") -> Relance:
    return Relance(identifiant, "P", DAY, "CL1", "F-1", DUE, niveau, statut=statut)


def test_a_cancelling_row_and_the_row_that_it_cancels_count_no_more():
    rows = [sent("A", 1), sent("B", 2), sent("B-A", 2, "annulation")]
    assert [one.id for one in en_vigueur(rows)] == ["A"]


def test_a_row_marked_cancelled_by_hand_counts_no_more():
    assert [one.id for one in en_vigueur([sent("A"), sent("B", 2, "Annulée"), sent("C", 3, "")])] == ["A", "C"]


def test_rows_without_an_id_are_cancelled_by_none():
    assert len(en_vigueur([sent(""), sent(""), sent("-A", 1, "annulation")])) == 2


def test_an_id_that_ends_like_a_cancelling_one_is_its_own():
    rows = [sent("LOT-A"), sent("LOT-A-A", 1, "annulation"), sent("LOT", 2)]
    assert [one.id for one in en_vigueur(rows)] == ["LOT"]
    assert annule_par("LOT-A-A") == "LOT-A"


def test_the_history_of_an_echeance_has_its_standing_rows_lowest_level_first():
    rows = (sent("B", 2), sent("A", 1), sent("C", 3), sent("C-A", 3, "annulation"))
    found = historique.by_echeance((), historique.standing(rows))
    assert [one.id for one in found["CL1", "F-1", DUE]] == ["A", "B"]
