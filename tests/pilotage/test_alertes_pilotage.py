"""The list of what must not be forgotten: what it says, its order, and what takes a line off it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from ledgers import client, echeance, euros, jour, niveau, portefeuille, reglement
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.creances.portefeuille import (
    Echeancier,
    Mensualite,
    NatureSuspension,
    PieceDeclaree,
    Portefeuille,
    Relance,
    Suspension,
)
from relancier.droit.semestre import Semestre
from relancier.droit.taux import Taux
from relancier.pilotage.alertes import Alerte, Nature, Perte
from relancier.pilotage.tableau import measure

VERIFIE = (Taux(Semestre(2026, 2), Decimal("2.40"), Decimal("6.84"), Decimal("2.75"), "JO", True),)


def alerts(book: Portefeuille, le: date) -> tuple[Alerte, ...]:
    """The alerts, apart from the rates, which have their own tests."""
    return tuple(one for one in measure(book, le).alertes if one.nature is not Nature.TAUX)


def test_a_facture_near_its_prescription_is_told_with_its_last_day_and_its_ground() -> None:
    due = date(2021, 12, 15)
    book = portefeuille(replace(echeance("F1", "1200"), date=due - timedelta(days=30), echeance=due))
    (one,) = alerts(book, date(2026, 9, 1))
    assert (one.nature, one.le, one.montant, one.perte) == (
        Nature.PRESCRIPTION,
        date(2026, 12, 15),
        euros("1200"),
        Perte.CREANCE,
    )
    assert "L110-4" in one.consequence
    assert measure(book, date(2026, 9, 1)).indicateur("proches-prescription").valeur == 1


def test_a_prescribed_facture_is_told_after_what_can_still_be_saved_and_is_no_longer_near() -> None:
    old, near = date(2021, 5, 1), date(2021, 12, 15)
    book = portefeuille(
        replace(echeance("F1", "9000"), date=old - timedelta(days=30), echeance=old),
        replace(echeance("F2", "10"), date=near - timedelta(days=30), echeance=near),
    )
    first, second = alerts(book, date(2026, 9, 1))
    assert (first.facture, first.perte) == ("F2", Perte.CREANCE)
    assert (second.facture, second.perte) == ("F1", Perte.PREUVE)
    assert measure(book, date(2026, 9, 1)).indicateur("proches-prescription").valeur == 1


def test_a_claim_to_declare_stays_until_its_declaration_is_listed_among_the_exhibits() -> None:
    book = portefeuille(echeance("F1", "500"), debiteurs=(client(procedure_collective=jour(10)),))
    (one,) = alerts(book, jour(20))
    assert (one.nature, one.montant, one.perte) == (Nature.DECLARATION, euros("500"), Perte.CREANCE)
    assert one.le == date(2026, 11, 12)  # two months after 11 September is the 11th of November, a holiday
    assert "à vérifier" in one.consequence
    listed = replace(book, pieces=(PieceDeclaree("C1", "d.pdf", nature="Déclaration de créance", date=jour(15)),))
    assert alerts(listed, jour(20)) == ()


def test_an_order_is_to_be_served_within_six_months_or_three_since_the_reform() -> None:
    book = portefeuille(echeance("F1", "500"))
    earlier = replace(book, pieces=(PieceDeclaree("C1", "o.pdf", "F1", "Ordonnance", date(2026, 8, 31)),))
    later = replace(book, pieces=(PieceDeclaree("C1", "o.pdf", "F1", "Ordonnance", date(2026, 9, 2)),))
    found = [one for one in alerts(earlier, date(2026, 10, 1)) if one.nature is Nature.SIGNIFICATION]
    assert [(one.le, one.montant) for one in found] == [(date(2027, 3, 1), euros("500"))]  # 28 February is a Sunday
    found = [one for one in alerts(later, date(2026, 10, 1)) if one.nature is Nature.SIGNIFICATION]
    assert [one.le for one in found] == [date(2026, 12, 2)]


def test_a_served_order_or_a_paid_facture_calls_for_no_service() -> None:
    book = portefeuille(echeance("F1", "500"))
    order = PieceDeclaree("C1", "o.pdf", "F1", "ordonnance", date(2026, 9, 2))
    served = PieceDeclaree("C1", "s.pdf", "F1", "signification", date(2026, 9, 20))
    assert alerts(replace(book, pieces=(order, served)), date(2026, 10, 1)) == ()
    paid = replace(book, pieces=(order,), reglements=(reglement("500", 10, "F1"),))
    assert alerts(paid, date(2026, 10, 1)) == ()


def test_a_plan_in_default_says_how_far_it_is_and_until_when_it_can_be_cured() -> None:
    plan = Echeancier("EC1", 1, "C1", jour(0), euros("400"), "en cours", delai=15)
    terms = (
        Mensualite("EC1", 1, jour(10), euros("200"), euros("0"), rang=1),
        Mensualite("EC1", 1, jour(40), euros("200"), euros("0"), rang=2),
    )
    book = portefeuille(echeance("F1", "400", due=-10), echeanciers=(plan,), mensualites=terms)
    (one,) = alerts(book, jour(12))
    assert (one.nature, one.montant, one.perte) == (Nature.MENSUALITE, euros("200"), Perte.TEMPS)
    told = replace(book, mensualites=(replace(terms[0], notifiee=jour(13)), terms[1]))
    (one,) = alerts(told, jour(15))
    assert (one.nature, one.le) == (Nature.REGULARISATION, jour(28))
    (one,) = alerts(told, jour(29))
    assert (one.nature, one.le) == (Nature.DECHEANCE, jour(29))


def test_a_promise_is_told_in_its_week_then_as_broken_until_it_is_paid() -> None:
    promise = Suspension("C1", NatureSuspension.PROMESSE, jour(5), au=jour(20))
    book = portefeuille(echeance("F1", "300"), suspensions=(promise,))
    assert alerts(book, jour(10)) == ()
    assert [(one.nature, one.le) for one in alerts(book, jour(14))] == [(Nature.PROMESSE, jour(20))]
    assert [(one.nature, one.montant) for one in alerts(book, jour(21))] == [(Nature.PROMESSE_ROMPUE, euros("300"))]
    assert measure(book, jour(21)).indicateur("promesses-tenues").valeur == 0
    late = replace(book, reglements=(reglement("300", 25, "F1"),))
    assert alerts(late, jour(26)) == ()
    kept = replace(book, reglements=(reglement("300", 19, "F1"),))
    assert measure(kept, jour(26)).indicateur("promesses-tenues").valeur == 100


def test_a_registered_letter_without_return_is_a_proof_that_may_be_lost() -> None:
    letter = Relance(
        "R1", "P", jour(10), "C1", "F1", jour(0), 4, "LRAR", "mise-en-demeure",
        statut="émise", emise=jour(10), depose=jour(10), numero="2C12345678901", document="a.pdf",
    )  # fmt: skip
    book = portefeuille(echeance("F1", "300"), relances=(letter,), niveaux=(niveau(4, 5),))
    assert alerts(book, jour(25)) == ()
    (one,) = alerts(book, jour(26))
    assert (one.nature, one.perte, one.montant) == (Nature.RECOMMANDE, Perte.PREUVE, euros("300"))
    assert "16 jours après le dépôt" in one.quoi
    assert alerts(replace(book, relances=(replace(letter, recu=jour(12)),)), jour(26)) == ()
    unnumbered = replace(book, relances=(replace(letter, numero=""),))
    assert alerts(unnumbered, jour(11))[0].quoi.endswith("son numéro n'est pas noté.")
    cancelled = replace(letter, id="R1-A", statut="annulation")
    assert alerts(replace(book, relances=(letter, cancelled)), jour(26)) == ()


def test_the_rates_of_the_semester_are_to_be_confirmed_and_the_next_ones_a_month_ahead() -> None:
    book = portefeuille(echeance("F1", "300"))
    (one,) = [a for a in measure(book, date(2026, 9, 10)).alertes if a.nature is Nature.TAUX]
    assert one.le == date(2026, 7, 1)
    confirmed = replace(book, taux=VERIFIE)
    assert [a for a in measure(confirmed, date(2026, 9, 10)).alertes if a.nature is Nature.TAUX] == []
    (one,) = [a for a in measure(confirmed, date(2026, 12, 5)).alertes if a.nature is Nature.TAUX]
    assert (one.le, one.perte) == (date(2027, 1, 1), Perte.JUSTESSE)
    assert "ne sont pas connus" in one.quoi


def test_the_time_barred_terms_of_a_debtor_are_one_alert_and_those_still_to_save_another() -> None:
    old, near = date(2021, 5, 1), date(2021, 12, 15)
    book = portefeuille(
        *(replace(echeance(f"P{n}", "100"), date=old, echeance=old + timedelta(days=n)) for n in range(3)),
        *(replace(echeance(f"S{n}", "70"), date=near, echeance=near + timedelta(days=n)) for n in range(2)),
        debiteurs=(replace(client(), nom="Étienne"),),
    )
    save, past = alerts(book, date(2026, 9, 1))
    assert (save.montant, save.le, save.facture) == (euros("140"), date(2026, 12, 15), "")
    assert save.quoi.startswith("2 échéances d'Étienne (140,00\u00a0€) vont se prescrire. D'abord : la facture S0")
    assert save.faire.startswith("Obtenez d'Étienne une reconnaissance")
    assert (past.montant, past.le) == (euros("300"), date(2026, 5, 1))
    assert past.quoi.endswith("sont prescrites, depuis le 01/05/2026 pour la plus ancienne.")
    # the indicator still counts each facture to save
    assert measure(book, date(2026, 9, 1)).indicateur("proches-prescription").valeur == 2


def test_the_promises_that_a_debtor_broke_are_one_call_and_each_euro_is_told_once() -> None:
    promises = (
        Suspension("C1", NatureSuspension.PROMESSE, jour(2), "F1", au=jour(6)),
        Suspension("C1", NatureSuspension.PROMESSE, jour(7), au=jour(9)),
    )
    book = portefeuille(echeance("F1", "300"), echeance("F2", "50"), suspensions=promises)
    (one,) = alerts(book, jour(15))
    assert (one.nature, one.le, one.montant, one.facture) == (Nature.PROMESSE_ROMPUE, jour(9), euros("350"), "")
    assert "n'a pas tenu 2 promesses de payer, la dernière au plus tard le 10/09/2026" in one.quoi


def test_rows_left_out_of_the_figures_are_one_alert_that_says_where_they_are() -> None:
    faults = tuple(
        Anomalie(code, Gravite.BLOQUANTE, Lieu(feuille="Factures", ligne=line, colonne="Date"), "?", "?", "?")
        for code, line in (("a", 6), ("b", 6), ("c", 9))
    )
    odd = Anomalie("d", Gravite.REMARQUE, Lieu(feuille="Factures", ligne=12), "?", "?", "?")
    book = replace(portefeuille(echeance("F1", "300")), anomalies=(*faults, odd))
    (one,) = alerts(book, jour(1))
    assert (one.nature, one.perte, one.montant) == (Nature.ILLISIBLE, Perte.JUSTESSE, None)
    assert one.quoi == (
        "2 lignes du classeur ne peuvent pas être lues, aucun chiffre ne les compte : feuille Factures ligne 6, "
        "feuille Factures ligne 9."
    )
