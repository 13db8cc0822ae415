"""The cash to expect: each euro once, on the day that somebody named."""

from dataclasses import replace
from datetime import date

from ledgers import client, echeance, euros, jour, portefeuille, reglement
from relancier.creances.portefeuille import Echeancier, Mensualite, NatureSuspension, Suspension
from relancier.pilotage.contexte import contexte
from relancier.pilotage.tresorerie import Motif, Previsions, previsions
from relancier.pilotage.vue import vue


def expected(book, le: date) -> Previsions:
    return previsions(contexte(vue(book, le)))


def test_thirteen_weeks_end_on_sundays_and_the_first_begins_tomorrow() -> None:
    weeks = expected(portefeuille(echeance("F1", "100")), jour(0)).semaines  # Tuesday 1 September 2026
    assert (weeks[0].du, weeks[0].au) == (date(2026, 9, 2), date(2026, 9, 6))
    assert (weeks[12].du, weeks[12].au) == (date(2026, 11, 23), date(2026, 11, 29))


def test_what_is_not_due_is_expected_on_its_day_and_what_is_late_on_no_day() -> None:
    found = expected(portefeuille(echeance("F1", "100", due=3), echeance("F2", "40", due=-2)), jour(0))
    assert (found.semaines[0].echeances, found.sans_date, found.attendu) == (euros("100"), euros("40"), euros("100"))


def test_what_is_due_today_is_expected_tomorrow() -> None:
    assert expected(portefeuille(echeance("F1", "100", due=0)), jour(0)).semaines[0].echeances == euros("100")


def test_a_promise_moves_what_is_late_to_its_day_and_a_broken_one_to_none() -> None:
    promise = Suspension("C1", NatureSuspension.PROMESSE, jour(0), au=jour(9))
    book = portefeuille(echeance("F1", "100", due=-20), suspensions=(promise,))
    found = expected(book, jour(1))
    assert [one.promesses for one in found.semaines][:3] == [euros("0"), euros("100"), euros("0")]
    assert expected(book, jour(10)).sans_date == euros("100")


def test_a_plan_is_expected_by_its_instalments_and_not_by_what_it_covers() -> None:
    plan = Echeancier("EC1", 1, "C1", jour(0), euros("420"), "en cours")
    terms = tuple(Mensualite("EC1", 1, jour(30 * n), euros("210"), euros("0"), rang=n) for n in (1, 2))
    book = portefeuille(echeance("F1", "400", due=-20), echeanciers=(plan,), mensualites=terms)
    found = expected(book, jour(1))
    assert (found.attendu, found.sans_date) == (euros("420"), euros("0"))
    paid = replace(book, reglements=(reglement("210", 20, "F1"),))
    assert expected(paid, jour(25)).attendu == euros("210")
    late = expected(book, jour(31))
    assert (late.attendu, late.sans_date) == (euros("210"), euros("210"))


def test_what_is_contested_or_in_insolvency_is_expected_on_no_day() -> None:
    dispute = Suspension("C1", NatureSuspension.LITIGE, jour(0), "F1", montant_conteste=euros("30"))
    found = expected(portefeuille(echeance("F1", "100", due=10), suspensions=(dispute,)), jour(1))
    assert (found.attendu, found.sans_date) == (euros("70"), euros("30"))
    closed = portefeuille(echeance("F1", "100", due=10), debiteurs=(client(procedure_collective=jour(0)),))
    assert expected(closed, jour(1)).sans_date == euros("100")


def test_what_has_no_day_is_told_by_its_reason_and_the_report_names_no_other() -> None:
    dispute = Suspension("C1", NatureSuspension.LITIGE, jour(-5), "F2")
    book = portefeuille(
        echeance("F1", "100", due=-2), echeance("F2", "30", due=9), echeance("F3", "7", due=9, code="C2"),
        debiteurs=(client("C1"), client("C2", procedure_collective=jour(-1))),
        suspensions=(dispute,),
    )  # fmt: skip
    found = expected(book, jour(0)).incertain
    assert found == {Motif.RETARD: 100, Motif.CONTESTE: 30, Motif.COLLECTIVE: 7}
    assert expected(portefeuille(echeance("F1", "100", due=-2)), jour(0)).incertain == {Motif.RETARD: 100}
