from dataclasses import replace
from datetime import date

from relancier.base.errors import Lieu
from relancier.creances.mises_en_demeure import Fondement, jours, mises_en_demeure, reserves
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
    assert jours(mises_en_demeure(history, "C1")) == {("F1", DUE): date(2026, 3, 1)}
    assert mises_en_demeure(history, "C2") == {}


def test_a_cancelled_notice_does_not_count():
    history = [sent("1", date(2026, 3, 1), MED, "Annulée"), sent("2", date(2026, 3, 9), MED)]
    assert jours(mises_en_demeure(history, "C1")) == {("F1", DUE): date(2026, 3, 9)}


def test_the_day_of_reception_is_taken_when_it_is_known():
    received = replace(sent("1", date(2026, 3, 1), MED), recu=date(2026, 3, 4))
    found = mises_en_demeure([received, sent("2", date(2026, 3, 1), MED, facture="F2")], "C1")
    assert jours(found) == {("F1", DUE): date(2026, 3, 4), ("F2", DUE): date(2026, 3, 1)}


def test_a_row_without_template_counts_when_its_step_is_a_notice_in_every_procedure():
    four = Niveau("Standard", 4, 60, 15, Canal.LRAR, "mise-en-demeure")
    other = Niveau("Douce", 4, 90, 15, Canal.COURRIER, "relance-2")
    history = [sent("1", date(2026, 3, 1), "")]
    assert jours(mises_en_demeure(history, "C1", [four])) == {("F1", DUE): date(2026, 3, 1)}
    assert mises_en_demeure(history, "C1", [four, other]) == {}


def posted(identifier: str, wrote: date, ligne: int, depose: date | None = None, recu: date | None = None) -> Relance:
    """A notice as the workbook gives it: its day is that of the deposit when it is known."""
    row = Lieu(feuille="Relances", ligne=ligne)
    return replace(sent(identifier, depose or wrote, MED), depose=depose, recu=recu, lieu=row)


def test_a_notice_received_is_of_that_day_and_nothing_is_supposed():
    found = mises_en_demeure([posted("1", date(2026, 3, 1), 5, date(2026, 3, 2), date(2026, 3, 4))], "C1")
    assert [(one.jour, one.fondement) for one in found.values()] == [(date(2026, 3, 4), Fondement.RECEPTION)]
    assert reserves(found, date(2026, 6, 30)) == ()


def test_a_notice_whose_reception_is_unknown_is_of_its_deposit_and_the_remark_names_the_row():
    found = mises_en_demeure([posted("1", date(2026, 3, 1), 5, date(2026, 3, 2))], "C1")
    assert [(one.jour, one.fondement) for one in found.values()] == [(date(2026, 3, 2), Fondement.DEPOT)]
    assert reserves(found, date(2026, 6, 30)) == (
        "Réception inconnue de la mise en demeure : la date de son dépôt, le 02/03/2026, est retenue pour l'intérêt"
        " légal (facture F1). Saisissez « Reçu le » (feuille « Relances », ligne 5).",
    )


def test_a_notice_of_which_nothing_shows_that_it_left_counts_from_its_letter_with_a_reserve():
    found = mises_en_demeure([posted("1", date(2026, 3, 1), 5)], "C1")
    assert [(one.jour, one.fondement) for one in found.values()] == [(date(2026, 3, 1), Fondement.LETTRE)]
    [said] = reserves(found, date(2026, 6, 30))
    assert "dépôt non enregistré : la date de la lettre, le 01/03/2026, est retenue" in said
    assert "annulez-la (relancier annuler) si elle n'est pas partie (feuille « Relances », ligne 5)" in said


def test_a_notice_posted_counts_before_an_older_one_that_nothing_shows_and_this_is_said():
    history = [posted("1", date(2026, 3, 1), 5), posted("2", date(2026, 4, 1), 9, date(2026, 4, 2), date(2026, 4, 4))]
    found = mises_en_demeure(history, "C1")
    assert jours(found) == {("F1", DUE): date(2026, 4, 4)}
    [said] = reserves(found, date(2026, 6, 30))
    assert said.startswith("Mise en demeure du 01/03/2026 non retenue")
    assert "celle du 04/04/2026" in said
    assert "ligne 5" in said
    assert mises_en_demeure(history[::-1], "C1") == found


def test_a_reception_before_the_deposit_is_not_believed():
    found = mises_en_demeure([posted("1", date(2026, 3, 1), 5, date(2026, 3, 9), date(2026, 3, 4))], "C1")
    assert jours(found) == {("F1", DUE): date(2026, 3, 9)}
    [said] = reserves(found, date(2026, 6, 30))
    assert said.startswith("Réception de la mise en demeure au 04/03/2026, avant son envoi : la date de son dépôt")


def test_one_letter_for_several_factures_is_one_remark_and_one_not_yet_sent_is_none():
    first = posted("1", date(2026, 3, 1), 5)
    found = mises_en_demeure([first, replace(first, facture="F2", lieu=Lieu(feuille="Relances", ligne=6))], "C1")
    [said] = reserves(found, date(2026, 6, 30))
    assert "(factures F1, F2)" in said
    assert "(feuille « Relances », lignes 5 et 6)" in said
    assert reserves(found, date(2026, 3, 1)) == ()  # no interest rests on it yet
