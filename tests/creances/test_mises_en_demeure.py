from dataclasses import replace
from datetime import date

from relancier.creances.mises_en_demeure import mises_en_demeure
from relancier.creances.portefeuille import Canal, Niveau, Relance

DUE = date(2026, 1, 31)
MED = "mise-en-demeure-consommateur"


def sent(
    identifier: str, day: date, modele: str, statut: str = "émise", facture: str = "F1", niveau: int = 4
) -> Relance:
    return Relance(identifier, "P", day, "C1", facture, DUE, niveau, "LRAR", modele, statut)


def test_the_first_notice_counts_and_ordinary_relances_do_not():
    history = [
        sent("1", date(2026, 2, 10), "relance-1"),
        sent("2", date(2026, 4, 1), MED),
        sent("3", date(2026, 3, 1), MED),
    ]
    assert mises_en_demeure(history, "C1") == {("F1", DUE): date(2026, 3, 1)}
    assert mises_en_demeure(history, "C2") == {}


def test_a_cancelled_notice_does_not_count():
    history = [sent("1", date(2026, 3, 1), MED, "Annulée"), sent("2", date(2026, 3, 9), MED)]
    assert mises_en_demeure(history, "C1") == {("F1", DUE): date(2026, 3, 9)}


def test_the_day_of_reception_is_taken_when_it_is_known():
    received = replace(sent("1", date(2026, 3, 1), MED), recu=date(2026, 3, 4))
    found = mises_en_demeure([received, sent("2", date(2026, 3, 1), MED, facture="F2")], "C1")
    assert found == {("F1", DUE): date(2026, 3, 4), ("F2", DUE): date(2026, 3, 1)}


def test_a_row_without_template_counts_when_its_step_is_a_notice_in_every_procedure():
    four = Niveau("Standard", 4, 60, 15, Canal.LRAR, "mise-en-demeure")
    other = Niveau("Douce", 4, 90, 15, Canal.COURRIER, "relance-2")
    history = [sent("1", date(2026, 3, 1), "")]
    assert mises_en_demeure(history, "C1", [four]) == {("F1", DUE): date(2026, 3, 1)}
    assert mises_en_demeure(history, "C1", [four, other]) == {}
