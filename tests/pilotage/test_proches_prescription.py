"""How many factures are near their prescription: which day they come in, which they leave, and for whom."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledgers import client, echeance, euros, portefeuille
from relancier.creances.portefeuille import Echeancier, Portefeuille, Reglement
from relancier.pilotage.tableau import measure

DUE = date(2022, 3, 10)


def book(type_: str = "professionnel", due: date = DUE, **more: object) -> Portefeuille:
    term = replace(echeance("F1", "500"), date=date(2022, 1, 1), echeance=due)
    return portefeuille(term, debiteurs=(client(type_=type_),), **more)


def near(found: Portefeuille, le: date) -> Decimal | None:
    return measure(found, le).indicateur("proches-prescription").valeur


@pytest.mark.parametrize(
    ("type_", "before", "first", "last", "after"),
    [
        ("professionnel", date(2026, 9, 9), date(2026, 9, 10), date(2027, 3, 10), date(2027, 3, 11)),
        ("consommateur", date(2023, 9, 9), date(2023, 9, 10), date(2024, 3, 10), date(2024, 3, 11)),
        ("public", date(2026, 6, 29), date(2026, 6, 30), date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_facture_counts_from_six_months_before_its_last_day_to_that_day(
    type_: str, before: date, first: date, last: date, after: date
) -> None:
    found = book(type_)
    assert [near(found, day) for day in (before, first, last, after)] == [0, 1, 1, 0]


def test_a_signed_plan_starts_the_clock_again_and_one_that_is_proposed_does_not() -> None:
    plan = Echeancier("EC1", 1, "C1", date(2024, 5, 2), euros("500"), "en cours")
    assert near(book(echeanciers=(plan,)), date(2027, 3, 1)) == 0
    assert near(book(echeanciers=(plan,)), date(2028, 11, 2)) == 1
    assert near(book(echeanciers=(replace(plan, statut="proposé"),)), date(2027, 3, 1)) == 1


def test_what_is_paid_is_not_near_anything_and_a_part_left_is() -> None:
    day = date(2027, 1, 15)
    assert near(book(reglements=(Reglement("C1", date(2026, 12, 1), euros("500"), "F1"),)), day) == 0
    assert near(book(reglements=(Reglement("C1", date(2026, 12, 1), euros("499.99"), "F1"),)), day) == 1


def test_a_facture_in_three_terms_is_one_and_the_month_before_is_counted_as_it_stood() -> None:
    terms = (replace(echeance("F1", "10"), date=date(2022, 1, 1), echeance=date(2022, 4, day)) for day in (1, 2, 3))
    found = measure(portefeuille(*terms), date(2026, 10, 15)).indicateur("proches-prescription")
    assert (found.valeur, found.precedent) == (1, 0)
