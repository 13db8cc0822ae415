"""The share of instalments paid by their day: which come in, which are in time, which are nobody's any more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledgers import echeance, euros, jour, portefeuille, reglement
from relancier.creances.portefeuille import Echeancier, Mensualite, Portefeuille, Reglement
from relancier.pilotage.tableau import measure

PLAN = Echeancier("EC1", 1, "C1", jour(0), euros("400"), "en cours")


def terms(*days: int, version: int = 1, montant: str = "100") -> tuple[Mensualite, ...]:
    return tuple(
        Mensualite("EC1", version, jour(day), euros(montant), euros("0"), rang=rang)
        for rang, day in enumerate(days, start=1)
    )


def paid(rang: int, le: int, montant: str = "100") -> Reglement:
    return replace(reglement(montant, le, ligne=le), reference=f"EC1/{rang}")


def book(*reglements: Reglement, plan: Echeancier = PLAN, days: tuple[int, ...] = (10, 20, 30, 40)) -> Portefeuille:
    return portefeuille(
        echeance("F1", "400", due=-10), echeanciers=(plan,), mensualites=terms(*days), reglements=reglements
    )


def share(found: Portefeuille, le: int) -> Decimal | None:
    return measure(found, jour(le)).indicateur("echeanciers-a-l-heure").valeur


def test_an_instalment_is_in_time_on_its_very_day_and_late_the_day_after() -> None:
    found = book(paid(1, 10), paid(2, 21), paid(3, 30, "99.99"))
    assert share(found, 35) == Decimal("33.3")


def test_what_is_paid_ahead_is_in_time_but_counts_only_once_it_has_come_due() -> None:
    assert share(book(paid(1, 5), paid(2, 5)), 15) == 100
    assert share(book(paid(1, 5), paid(2, 5)), 35) == Decimal("66.7")


def test_that_of_the_day_itself_counts_once_it_is_paid_and_may_still_be_until_then() -> None:
    assert share(book(), 10) is None
    assert share(book(paid(1, 10)), 10) == 100
    assert share(book(), 11) == 0


def test_a_payment_that_came_back_was_not_made_in_time() -> None:
    back = replace(reglement("-100", 14, ligne=99), reference="EC1/1")
    assert share(book(paid(1, 10)), 12) == 100
    assert share(book(paid(1, 10), back), 15) == 0


def test_a_broken_plan_counts_what_came_due_before_it_broke_and_nothing_after() -> None:
    broken = replace(PLAN, statut="rompu", fin=jour(25))
    assert share(book(paid(1, 10), plan=broken), 60) == 50


@pytest.mark.parametrize("statut", ["proposé", "retiré"])
def test_a_plan_that_nobody_signed_has_no_instalment_to_keep(statut: str) -> None:
    measured = measure(book(plan=replace(PLAN, statut=statut)), jour(35)).indicateur("echeanciers-a-l-heure")
    assert (measured.valeur, measured.actuel.raison) == (None, "Aucune mensualité n'est venue à terme dans la période.")


def test_the_terms_of_a_version_that_was_replaced_are_those_of_the_next_one() -> None:
    first, second = replace(PLAN, statut="remplacé"), replace(PLAN, version=2, date_accord=jour(15))
    found = portefeuille(
        echeance("F1", "400", due=-10),
        echeanciers=(first, second),
        mensualites=(*terms(10, 20, 30, 40), *terms(25, 35, 45, version=2)),
        reglements=(paid(1, 10), replace(reglement("100", 25, ligne=25), reference="EC1/1")),
    )
    # the 10th of the first version, then the 25th of the second: the 20th was agreed away
    assert share(found, 26) == 100


def test_only_the_instalments_of_the_last_twelve_months_count() -> None:
    plan = replace(PLAN, date_accord=date(2025, 1, 10))
    found = replace(
        book(plan=plan),
        mensualites=tuple(
            Mensualite("EC1", 1, day, euros("100"), euros("0"), rang=rang)
            for rang, day in enumerate((date(2025, 11, 30), date(2025, 12, 1), date(2026, 1, 15)), start=1)
        ),
        reglements=(Reglement("C1", date(2025, 11, 30), euros("100"), reference="EC1/1"),),
    )
    assert measure(found, date(2026, 11, 30)).indicateur("echeanciers-a-l-heure").valeur == 0
    assert measure(found, date(2026, 10, 31)).indicateur("echeanciers-a-l-heure").valeur == Decimal("33.3")
