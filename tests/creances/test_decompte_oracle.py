"""A second implementation, day by day and in exact fractions, written from the law alone, against the engine.

It shares nothing with the engine but the records: rates come from the days on which the ECB changed them, interest is
added up each day as a fraction, and a segment is rounded where it ends.
"""

import math
import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.decompte import decompte
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Reglement, TypeDebiteur
from relancier.creances.regimes import Base
from relancier.droit.taux import TableDesTaux

TABLE = TableDesTaux()
PRO = Debiteur("C", "Dupont", TypeDebiteur.PROFESSIONNEL)
ECB_ON_1_JANUARY_AND_1_JULY = {
    **{(2015, 1): "0.05", (2015, 7): "0.05", (2016, 1): "0.05", (2016, 7): "0"},
    **{(year, month): "0" for year in range(2017, 2023) for month in (1, 7)},
    **{(2023, 1): "2.5", (2023, 7): "4", (2024, 1): "4.5", (2024, 7): "4.25", (2025, 1): "3.15", (2025, 7): "2.15"},
    **{(2026, 1): "2.15", (2026, 7): "2.4"},
}


def cents(exact: Fraction) -> int:
    return math.floor(exact * 100 + Fraction(1, 2))


class Debt:
    """Amounts in whole cents; `running` is the interest of the open segment, an exact fraction of a euro."""

    def __init__(self, term: Echeance) -> None:
        self.term, self.principal, self.due, self.fee = term, int(term.montant * 100), 0, 0
        self.running, self.start, self.lines = Fraction(0), None, []

    def day(self, day: date, divisor: int) -> None:
        if day > self.term.echeance and self.principal:
            if (day.month, day.day) in {(1, 1), (7, 1)}:
                self.close(day - timedelta(days=1))
            rate = 10 + Fraction(ECB_ON_1_JANUARY_AND_1_JULY[day.year, 1 if day.month < 7 else 7])
            self.running += Fraction(self.principal, 100) * rate / 100 / divisor
            self.start = self.start or day

    def close(self, day: date) -> None:
        if self.start is not None:
            amount = cents(self.running)
            self.lines.append((self.start, day, amount))
            self.due += amount
            self.running, self.start = Fraction(0), None

    def pay(self, cents_left: int, order: str) -> int:
        for letter in order:
            field = {"i": "due", "p": "principal", "f": "fee"}[letter]
            part = min(cents_left, getattr(self, field))
            setattr(self, field, getattr(self, field) - part)
            cents_left -= part
        return cents_left


def oracle(
    terms: list[Echeance], credits: list[Avoir | Reglement], au: date, order: str, base: Base
) -> tuple[list[Debt], int] | None:
    """Return the debts and what found none; None where an avoir exceeds what is left, which this oracle cannot hold."""
    debts = [Debt(term) for term in sorted(terms, key=lambda t: t.echeance)]
    day, spare = min(t.date for t in terms), 0
    while day <= au:
        for debt in debts:  # late since this morning
            if day == debt.term.echeance + timedelta(days=1) and debt.principal:
                debt.fee = 4000
        for one in credits:
            if isinstance(one, Avoir) and one.date == day:
                (debt,) = (d for d in debts if d.term.facture == one.facture)
                debt.close(day - timedelta(days=1))
                debt.principal -= int(one.montant * 100)
                if debt.principal < 0:
                    return None
        leap = day.year % 4 == 0
        divisor = {Base.J365: 365, Base.J366: 366, Base.EXACT: 366 if leap else 365}[base]
        for debt in debts:
            debt.day(day, divisor)
        for one in credits:
            if isinstance(one, Reglement) and one.date == day:
                left = int(one.montant * 100)
                named = [d for d in debts if d.term.facture == one.facture]
                others = sorted(debts, key=lambda d: (d.term.echeance > day, d.term.echeance))
                for debt in named + others:
                    if left and debt.term.date <= day:
                        debt.close(day)
                        left = debt.pay(left, order)
                spare += left
        day += timedelta(days=1)
    for debt in debts:
        debt.close(au)
    return debts, spare


def ledger(rng: random.Random) -> tuple[list[Echeance], list[Avoir | Reglement], date]:
    start = date(2015, 1, 5) + timedelta(days=rng.randrange(4000))
    au = min(start + timedelta(days=rng.randrange(30, 900)), date(2026, 12, 31))
    terms, credits = [], []
    borders = [date(y, m, d) for y in range(2015, 2027) for m, d in ((6, 30), (7, 1), (12, 31), (2, 28), (3, 1))]
    for number in range(rng.choice((1, 1, 2, 3))):
        due = start + timedelta(days=rng.randrange(0, 120) * 4 + number)  # no two alike
        amount = Decimal(rng.randrange(100, 3_000_000)) / 100
        terms.append(Echeance("C", f"F{number}", start, due, amount))
        if rng.random() < 0.4:
            day = rng.choice([start + timedelta(days=rng.randrange(400)), *[b for b in borders if b > start][:3]])
            credits.append(Avoir("C", f"A{number}", day, (amount / 10).quantize(Decimal("0.01")), f"F{number}"))
    for rank in range(rng.randrange(5)):
        day = start + timedelta(days=rng.randrange(500))
        near = rng.choice([day, rng.choice(terms).echeance, *[b for b in borders if b > start][:2]])
        amount = Decimal(rng.randrange(1, 700_000)) / 100
        credits.append(Reglement("C", near, amount, rng.choice(("", "F0")), reference=str(rank)))
    return terms, [one for one in credits if start <= one.date <= au], au


ORDERS = {
    "ipf": (Ordre.INTERETS, Rang.APRES),
    "ifp": (Ordre.INTERETS, Rang.AVANT),
    "fpi": (Ordre.PRINCIPAL, Rang.AVANT),
}


@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize("base", list(Base))
def test_fifty_random_ledgers_equal_the_day_by_day_oracle_line_by_line(order, base):
    rng = random.Random(f"{order}{base}")
    compared = 0
    while compared < 50:
        terms, credits, au = ledger(rng)
        expected = oracle(terms, credits, au, order, base)
        if expected is None:
            continue
        debts, spare = expected
        ordre, rang = ORDERS[order]
        found = decompte(PRO, terms, credits, au, TABLE, conventions=Conventions(base=base, ordre=ordre, rang=rang))
        for debt, mine in zip(debts, found.dettes, strict=True):
            assert [(one.du, one.au, int(one.montant * 100)) for one in mine.lignes] == debt.lines
            assert (mine.principal * 100, mine.interets * 100, mine.indemnite * 100) == (
                debt.principal,
                debt.due,
                debt.fee,
            )
        assert found.totaux.credit * 100 == spare
        compared += 1
