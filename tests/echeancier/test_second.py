"""A second reckoning of what follows a signature: payments as coins put into boxes, interest counted day by day.

It shares nothing with the code but the records. The plans are drawn from a fixed seed: they are always the same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from ledgers import portefeuille
from relancier.creances.conventions import Conventions
from relancier.creances.plans_pointes import pointages_de
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import Echeance, Echeancier, Mensualite, Portefeuille, Reglement
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.decheance import exigible
from relancier.echeancier.modes import Retour

CENT = Decimal("0.01")
SIGNED = date(2025, 1, 20)
PLANS = 250
# statutory rates (% a year) by half-year: ECB + 10
RATES = {(2024, 2): "14.25", (2025, 1): "13.15", (2025, 2): "12.15", (2026, 1): "12.15", (2026, 2): "12.40"}


@dataclass(frozen=True)
class Paid:
    """A payment (cents), the instalment that it names if any, and the day on which the bank sent it back if it did."""

    day: date
    cents: int
    names: int | None = None
    back: date | None = None


@dataclass(frozen=True)
class Drawn:
    """Instalments (day, cents), ranked from 1, and payments that together do not exceed them."""

    terms: tuple[tuple[date, int], ...]
    paid: tuple[Paid, ...]

    def book(self, principal: str = "500.00", due: date = date(2024, 11, 30)) -> Portefeuille:
        total = sum(cents for _, cents in self.terms)
        plan = Echeancier("EC-1", 1, "C1", SIGNED, total * CENT, "en cours")
        lines = [(one.day, one.cents, f"EC-1/{one.names}" if one.names else "") for one in self.paid]
        lines += [(one.back, -one.cents, "") for one in self.paid if one.back]
        return portefeuille(
            Echeance("C1", "F1", due - timedelta(days=30), due, Decimal(principal)),
            echeanciers=(plan,),
            mensualites=tuple(
                Mensualite("EC-1", 1, day, cents * CENT, Decimal(0), rang=rang)
                for rang, (day, cents) in enumerate(self.terms, 1)
            ),
            reglements=tuple(
                Reglement("C1", day, cents * CENT, "F1", reference=reference, ligne=ligne)
                for ligne, (day, cents, reference) in enumerate(lines, 1)
            ),
        )


def drawn(*, named: bool = True, sent_back: bool = True) -> Iterator[Drawn]:
    random = Random(2026)
    for _ in range(PLANS):
        days = sorted(random.sample(range(5, 500), random.randint(1, 8)))
        terms = tuple((SIGNED + timedelta(days=day), random.randint(1, 90)) for day in days)
        left, paid, used = sum(cents for _, cents in terms), [], set()
        for _ in range(random.randint(0, 10)):
            cents = random.randint(1, 120)
            # amounts all differ: which payment a returned debit undoes is then never in doubt
            if cents > left or cents in used:
                continue
            used.add(cents)
            left -= cents
            day = SIGNED + timedelta(days=random.randint(1, 520))
            back = day + timedelta(days=random.randint(1, 40)) if sent_back and random.random() < 0.25 else None
            names = random.randint(1, len(terms)) if named and random.random() < 0.3 else None
            paid.append(Paid(day, cents, names, back))
        yield Drawn(terms, tuple(paid))


def found(one: Drawn, on: date) -> Pointage:
    [pointage] = pointages_de(one.book(), "C1", on)
    return pointage


def boxes(one: Drawn, on: date) -> list[list[date]]:
    """Drop each cent of each payment in a box: the one that it names while it has room, else the first with room."""
    held: list[list[tuple[date, int]]] = [[] for _ in one.terms]
    events = [(paid.day, 0, number) for number, paid in enumerate(one.paid)]
    events += [(paid.back, 1, number) for number, paid in enumerate(one.paid) if paid.back]
    for day, back, number in sorted(events):
        if day > on:
            break
        if back:
            held = [[coin for coin in box if coin[1] != number] for box in held]
            continue
        paid = one.paid[number]
        for _ in range(paid.cents):
            room = [rang for rang, (_, cents) in enumerate(one.terms, 1) if len(held[rang - 1]) < cents]
            held[(paid.names if paid.names in room else room[0]) - 1].append((day, number))
    return [[day for day, _ in box] for box in held]


def on_days(one: Drawn) -> Iterator[date]:
    yield from sorted({SIGNED, *(day for day, _ in one.terms), *(paid.day for paid in one.paid)})
    yield SIGNED + timedelta(days=600)


def test_each_instalment_holds_the_cents_that_were_put_in_its_box():
    for one in drawn():
        for on in on_days(one):
            mine = [len(box) * CENT for box in boxes(one, on)]
            assert [term.regle for term in found(one, on).mensualites] == mine, (one, on)


def test_an_instalment_is_paid_on_the_day_of_its_last_cent():
    for one in drawn():
        on = SIGNED + timedelta(days=600)
        mine = [
            max(box) if len(box) == cents else None for box, (_, cents) in zip(boxes(one, on), one.terms, strict=True)
        ]
        assert [term.soldee_le for term in found(one, on).mensualites] == mine, one


def test_what_is_late_is_what_should_have_come_before_and_did_not():
    for one in drawn():
        for on in on_days(one):
            mine = [
                rang
                for rang, (box, (day, cents)) in enumerate(zip(boxes(one, on), one.terms, strict=True), 1)
                if len(box) < cents and (on - day).days >= 1
            ]
            assert [late.mensualite.rang for late in found(one, on).retards(on)] == mine, (one, on)


def test_without_names_only_the_running_sums_matter():
    for one in drawn(named=False, sent_back=False):
        on = SIGNED + timedelta(days=600)
        received, asked = sum(paid.cents for paid in one.paid), 0
        for (_, cents), term in zip(one.terms, found(one, on).mensualites, strict=True):
            assert term.regle == min(cents, max(0, received - asked)) * CENT
            asked += cents


def test_what_was_received_is_what_the_instalments_hold():
    for one in drawn():
        pointage = found(one, SIGNED + timedelta(days=600))
        assert sum(paid.montant for paid in pointage.recus) == pointage.regle
        kept = Counter(paid.montant for paid in pointage.recus)
        assert kept == Counter(
            sign * paid.cents * CENT for paid in one.paid for sign in (1, -1) if sign > 0 or paid.back
        )


def interest(base: Decimal, start: date, end: date) -> Decimal:
    """Add the days after `start` until `end`, a line for each half-year, each rounded once."""
    days = Counter(
        (day.year, 1 if day.month < 7 else 2)
        for day in (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    )
    lines = (base * Decimal(RATES[half]) * number / 36500 for half, number in days.items())
    return sum((line.quantize(CENT, ROUND_HALF_UP) for line in lines), Decimal(0))


def test_a_broken_plan_owes_what_the_law_had_it_owe_interest_paid_first():
    due, principal = date(2024, 11, 30), Decimal("500.00")
    for number, one in enumerate(drawn(named=False, sent_back=False)):
        on = SIGNED + timedelta(days=521 + number % 150)
        left, accrued, fee, since = principal, Decimal(0), Decimal(40), due
        for paid in sorted(one.paid, key=lambda paid: paid.day):
            accrued, since = accrued + interest(left, since, paid.day), paid.day
            money = paid.cents * CENT
            to_interest = min(money, accrued)
            to_principal = min(money - to_interest, left)
            accrued, left = accrued - to_interest, left - to_principal
            fee -= money - to_interest - to_principal
        accrued += interest(left, since, on)
        book = one.book(str(principal), due)
        [pointage] = pointages_de(book, "C1", on)
        if pointage.soldee_le is not None:
            continue  # nothing is owed of a plan that was paid
        owed = exigible(book, pointage, on, TableDesTaux(), Conventions(), Retour.SANS_PLAN)
        assert (owed.principal, owed.interets, owed.indemnites) == (left, accrued, fee), (one, on)
