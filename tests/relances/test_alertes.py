from datetime import date

from ledgers import client, echeance, euros, jour, niveau, passage, portefeuille, rate, reglement
from relancier.base.errors import Anomalie
from relancier.creances.portefeuille import Echeancier, Mensualite, NatureSuspension, Portefeuille, Suspension
from relancier.creances.situation import situations
from relancier.relances.alertes import alert

SPACED = (niveau(1, 5, accorde=8),)
NBSP = "\u00a0"


def alerts(livre: Portefeuille, le: int = 30) -> tuple[Anomalie, ...]:
    return alert(livre, situations(livre, jour(le), rate), passage(livre, le).faits, jour(le))


def codes(livre: Portefeuille, le: int = 30) -> list[str]:
    return [one.code for one in alerts(livre, le)]


def test_a_consumer_s_debt_of_almost_two_years_is_remarked():
    livre = portefeuille(echeance("F1", "100"), debiteurs=(client("C1", "consommateur"),), niveaux=SPACED)
    assert codes(livre, 365 + 160) == []
    assert codes(livre, 365 + 200) == ["prescription"]


def test_a_paid_debt_has_no_clock():
    livre = portefeuille(
        echeance("F1", "100"),
        debiteurs=(client("C1", "consommateur"),),
        niveaux=SPACED,
        reglements=(reglement("100", 5, "F1"),),
    )
    assert codes(livre, 365 + 200) == []


def test_an_insolvency_says_what_to_declare_and_until_when():
    late = client("C1", procedure_collective=date(2026, 9, 15))
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50", due=20, emise=15), debiteurs=(late,))
    [found] = alerts(livre)
    assert found.code == "creance-a-declarer"
    assert found.message == (
        f"Client C1 (C1) est en procédure collective : 100,00{NBSP}€ sont à déclarer au plus tard le 16/11/2026. Délai "
        "compté de la date saisie, comme si le BODACC était du même jour (articles L622-24 et R622-24 du Code de "
        "commerce, à vérifier)."
    )


def test_a_declaration_that_is_too_late_says_so():
    late = client("C1", procedure_collective=date(2026, 9, 15))
    [found] = alerts(portefeuille(echeance("F1", "100"), debiteurs=(late,)), 80)
    assert "devaient être déclarés au plus tard le 16/11/2026" in found.message


def promise(au: int, facture: str = "F1", du: int = 5) -> Suspension:
    return Suspension("C1", NatureSuspension.PROMESSE, jour(du), facture, jour(au), ligne=7)


def test_a_promise_not_kept_is_an_event():
    livre = portefeuille(echeance("F1", "100"), suspensions=(promise(20),))
    [found] = alerts(livre)
    assert (found.code, found.lieu.ligne, found.message) == (
        "promesse-rompue",
        7,
        "Client C1 (C1) n'a pas tenu sa promesse de payer au plus tard le 21/09/2026 pour la facture F1.",
    )


def test_a_promise_kept_on_its_day_is_no_event():
    livre = portefeuille(echeance("F1", "100"), suspensions=(promise(20),), reglements=(reglement("100", 20, "F1"),))
    assert codes(livre) == []


def test_a_promise_kept_a_day_late_was_broken():
    livre = portefeuille(echeance("F1", "100"), suspensions=(promise(20),), reglements=(reglement("100", 21, "F1"),))
    assert codes(livre) == ["promesse-rompue"]


def test_a_credit_limit_passed_is_told():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "60", due=90), debiteurs=(client(plafond=euros("150")),))
    [found] = alerts(livre)
    assert found.message == f"Client C1 (C1) doit 160,00{NBSP}€, au-delà de son plafond de 150,00{NBSP}€."
    assert codes(portefeuille(echeance("F1", "150"), debiteurs=(client(plafond=euros("150")),))) == []


def test_a_plan_in_default_is_told_for_it_still_suspends():
    plan = Echeancier("E1", 2, "C1", jour(2), euros("100"), "en cours")
    terms = (
        Mensualite("E1", 1, jour(5), euros("100"), euros("0")),  # a version that was replaced
        Mensualite("E1", 2, jour(10), euros("30"), euros("30")),
        Mensualite("E1", 2, jour(20), euros("30"), euros("10"), ligne=7),
        Mensualite("E1", 2, jour(30), euros("40"), euros("0")),
    )
    livre = portefeuille(
        echeance("F1", "100"), echeanciers=(plan,), mensualites=terms, reglements=(reglement("40", 9, "F1"),)
    )
    [found] = alerts(livre, 30)
    assert (found.code, found.lieu.ligne) == ("echeancier-en-retard", 7)
    assert found.message == (
        f"L'échéancier E1 de Client C1 (C1) a 1 mensualité en retard, pour 20,00{NBSP}€, la première du 21/09/2026 : "
        "il suspend encore ses factures."
    )
    assert codes(livre, 20) == []
