"""The outstanding debt at each month end is that of the accounts lived up to it, whatever happened since."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from ledgers import avoir, client, echeance, euros, jour, portefeuille, reglement
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Echeancier, Mensualite, Portefeuille
from relancier.creances.situation import situations
from relancier.pilotage.encours import encours

JOUR = date(2026, 11, 30)


def drawn(rng: Random) -> Portefeuille:
    """Payments that name nothing, avoirs, rejections, advances, and a plan: all that shares money out."""
    terms = [
        echeance(f"F{n}", f"{rng.randrange(50, 900)}.00", due=rng.randrange(-300, 80), emise=-rng.randrange(300, 330))
        if rng.random() < 0.3
        else echeance(f"F{n}", f"{rng.randrange(50, 900)}.00", due=(d := rng.randrange(-250, 90)), emise=d - 30)
        for n in range(12)
    ]
    paid = []
    for n in range(rng.randrange(10)):
        amount, day = f"{rng.randrange(20, 700)}.00", rng.randrange(-280, 90)
        paid.append(reglement(amount, day, ligne=n))
        if rng.random() < 0.25:
            paid.append(reglement(f"-{amount}", day + rng.randrange(1, 60), ligne=n))
    avoirs = [avoir(f"{rng.randrange(10, 200)}.00", rng.randrange(-200, 80), ligne=n) for n in range(rng.randrange(3))]
    plans: dict[str, object] = {}
    if rng.random() < 0.3:
        plans["echeanciers"] = (Echeancier("EC1", 1, "C1", jour(0), euros("600"), "en cours"),)
        plans["mensualites"] = tuple(
            Mensualite("EC1", 1, jour(30 * n), euros("200"), euros("0"), rang=n) for n in (1, 2, 3)
        )
    return portefeuille(*terms, reglements=tuple(paid), avoirs=tuple(avoirs), **plans)


def stood(book: Portefeuille, day: date) -> tuple[Decimal, Decimal]:
    known = Portefeuille(
        book.creancier,
        book.debiteurs,
        book.echeances,
        avoirs=book.avoirs,
        reglements=book.reglements,
        echeanciers=tuple(one for one in book.echeanciers if one.date_accord <= day),
        mensualites=book.mensualites,
    )
    etats = [one for s in situations(known, day, onerosite(known)).values() for one in s.etats]
    left = [one for one in etats if one.reste_du > 0 and one.echeance.date <= day]
    return (
        sum((one.reste_du for one in left), Decimal(0)),
        sum((one.reste_du for one in left if one.echeance.echeance < day), Decimal(0)),
    )


@pytest.mark.parametrize("seed", range(60))
def test_each_month_end_is_as_the_accounts_lived_up_to_it_say(seed: int) -> None:
    book = drawn(Random(seed))
    found = encours(book, JOUR, situations(book, JOUR, onerosite(book)))
    assert [one.le for one in found][-3:] == [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]
    for one in found:
        assert (one.encours, one.echu) == stood(book, one.le), one.le


def test_the_month_that_runs_ends_on_the_day_asked_for() -> None:
    book = portefeuille(echeance("F1", "100"), debiteurs=(client(),))
    found = encours(book, date(2026, 11, 12), situations(book, date(2026, 11, 12), onerosite(book)))
    assert len(found) == 13
    assert [one.le for one in found][-2:] == [date(2026, 10, 31), date(2026, 11, 12)]
    assert found[0].le == date(2025, 11, 30)
    assert found[-1].le - timedelta(days=12) == found[-2].le
