from ledgers import avoir, client, decided, echeance, niveau, portefeuille, reglement, relance
from relancier.base.errors import Anomalie, Gravite, Lieu

NARROW, NBSP = "\u202f", "\u00a0"


def said(livre: object, le: int) -> str:
    return decided(livre, le).pourquoi.replace(NARROW, " ").replace(NBSP, " ")  # type: ignore[arg-type]


def test_why_a_first_relance():
    assert said(portefeuille(echeance("F1", "1234.56")), 6) == (
        "En retard de 6 jours, 1 234,56 € restent dus : niveau 1, première relance."
    )


def test_days_are_parted_by_thousands_as_amounts_are():
    late = decided(portefeuille(echeance("F1", "100")), 2435).pourquoi
    assert late.startswith("En retard de 2\u202f435 jours, 100,00\u00a0€ restent dus")


def test_why_a_second_relance():
    assert said(portefeuille(echeance("F1", "100"), relances=(relance("F1", 1, 6),)), 25) == (
        "En retard de 25 jours, 100,00 € restent dus : niveau 2, après le niveau 1 du 07/09/2026."
    )


def test_why_not_before_the_delay():
    assert said(portefeuille(echeance("F1", "100")), 1) == (
        "En retard de 1 jour ; le niveau 1 part à 5 jours, soit le 06/09/2026."
    )


def test_why_not_before_the_spacing():
    livre = portefeuille(
        echeance("F1", "100"), niveaux=(niveau(1, 5), niveau(2, 20, ecart=7)), relances=(relance("F1", 1, 19),)
    )
    assert said(livre, 22) == ("Niveau 1 envoyé le 20/09/2026 : le niveau 2 attend le 27/09/2026 (écart de 7 jours).")


def test_why_not_within_the_time_given():
    livre = portefeuille(
        echeance("F1", "100"), niveaux=(niveau(1, 5, accorde=8), niveau(2, 20)), relances=(relance("F1", 1, 19),)
    )
    assert said(livre, 22) == (
        "Niveau 1 envoyé le 20/09/2026 : le niveau 2 attend le 29/09/2026 "
        "(le délai accordé par la lettre n'est pas écoulé)."
    )


def test_why_a_settled_echeance():
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("80", 3, "F1"),), avoirs=(avoir("20", 2, "F1"),))
    assert said(livre, 30) == "Soldée : 80,00 € réglés et 20,00 € d'avoir."


def test_why_an_echeance_of_nothing():
    assert said(portefeuille(echeance("F1", "0")), 30) == "Rien n'est dû : montant nul."


def test_why_not_due():
    assert said(portefeuille(echeance("F1", "100", due=9)), 9) == "Échéance le 10/09/2026 : pas de retard."


def test_why_not_issued():
    assert said(portefeuille(echeance("F1", "100", due=40, emise=31)), 30) == (
        "Facture datée du 02/10/2026, après la date du passage."
    )


def test_why_under_the_minimum():
    assert said(portefeuille(echeance("F1", "9.50"), niveaux=(niveau(1, 5, minimum="15"),)), 30) == (
        "Trop peu à réclamer à ce client : 9,50 € en tout, sous le minimum de 15,00 € du niveau 1."
    )


def test_why_the_end_of_the_procedure():
    assert said(portefeuille(echeance("F1", "100"), relances=(relance("F1", 3, 41),)), 90) == (
        "Dernier niveau (3) envoyé le 12/10/2026 : à décider (appel, échéancier, dossier d'injonction de payer…)."
    )


def test_why_an_unknown_procedure():
    livre = portefeuille(echeance("F1", "100"), debiteurs=(client("C1", procedure="Douce"),))
    assert said(livre, 30) == "La procédure « Douce » n'est pas décrite dans tblNiveaux."


def test_why_a_doubt_names_the_cell_and_the_remedy():
    cause = Anomalie(
        "cellule-illisible",
        Gravite.BLOQUANTE,
        Lieu(feuille="Règlements", cellule="D12"),
        "douze",
        "« douze » n'est pas un montant.",
        "Saisissez-le comme 1234,56.",
        "C1",
    )
    assert said(portefeuille(echeance("F1", "100"), anomalies=(cause,)), 30) == (
        "Rien n'est envoyé tant que ceci n'est pas corrigé – feuille « Règlements », cellule D12 : "
        "« douze » n'est pas un montant. Saisissez-le comme 1234,56."
    )
