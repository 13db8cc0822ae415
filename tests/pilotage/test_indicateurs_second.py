"""Every indicator against a second computation, from plain rows, on random years of history; last month's too.

A payment that came back counts for nothing in shares and delays: the second computation forgets it there.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from annees_tirees import ARRETE, Annee, annee
from relancier.pilotage.definitions import DEFINITIONS
from relancier.pilotage.tableau import Tableau, measure
from relancier.pilotage.tranches import Tranche

AVANT = date(2026, 10, 31)
DEBUT = {ARRETE: date(2025, 12, 1), AVANT: date(2025, 11, 1)}


@pytest.fixture(scope="module", params=range(25))
def case(request: pytest.FixtureRequest) -> tuple[Annee, Tableau]:
    drawn = annee(Random(request.param))
    return drawn, measure(drawn.portefeuille, ARRETE)


def rounded(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def open_lines(drawn: Annee, day: date) -> list[tuple[object, Decimal]]:
    found = [(one, one.reste(day)) for one in drawn.lignes if one.emise <= day]
    return [(one, left) for one, left in found if left > 0]


def mean(pairs: list[tuple[int, Decimal]]) -> Decimal | None:
    weight = sum(amount for _, amount in pairs)
    return sum(days * amount for days, amount in pairs) / weight if weight else None


def owed(drawn: Annee, day: date) -> Decimal:
    return sum((left for _, left in open_lines(drawn, day)), Decimal(0))


def late(drawn: Annee, day: date) -> Decimal:
    return sum((left for one, left in open_lines(drawn, day) if one.echeance < day), Decimal(0))


def recovery(drawn: Annee, day: date) -> Decimal | None:
    due = paid = Decimal(0)
    for one in drawn.lignes:
        if DEBUT[day] <= one.echeance <= day and one.emise <= day:
            due += one.montant - sum(amount for on, amount in one.avoirs if on <= day)
            paid += sum(amount for on, amount in one.payes if on <= day)
            paid += sum(amount for on, back, amount in one.rejets if on <= day < back)
    return 100 * paid / due if due > 0 else None


def payments(drawn: Annee, day: date) -> list[tuple[object, date, Decimal]]:
    """The payments of the twelve months that nobody had sent back by the day."""
    found = [(one, on, amount) for one in drawn.lignes for on, amount in one.payes]
    found += [(one, on, amount) for one in drawn.lignes for on, back, amount in one.rejets if back > day]
    return [(one, on, amount) for one, on, amount in found if DEBUT[day] <= on <= day]


def days_to_pay(drawn: Annee, day: date) -> Decimal | None:
    return mean([((on - one.emise).days, amount) for one, on, amount in payments(drawn, day)])


def days_late(drawn: Annee, day: date) -> Decimal | None:
    paid = [((on - one.echeance).days, amount) for one, on, amount in payments(drawn, day)]
    return mean([(days, amount) for days, amount in paid if days > 0])


def sold(drawn: Annee, first: date, last: date) -> Decimal:
    factures = sum((one.montant for one in drawn.lignes if first <= one.emise <= last), Decimal(0))
    return factures - sum((a for one in drawn.lignes for on, a in one.avoirs if first <= on <= last), Decimal(0))


def dso(drawn: Annee, day: date) -> Decimal | None:
    issued = [one.emise for one in drawn.lignes if one.emise <= day]
    if not issued:
        return None
    first = max(DEBUT[day], min(issued))
    sales = sold(drawn, first, day)
    return owed(drawn, day) / sales * ((day - first).days + 1) if sales > 0 else None


def count_back(drawn: Annee, day: date) -> Decimal | None:
    issued = [one.emise for one in drawn.lignes if one.emise <= day]
    if not issued:
        return None
    left, days = owed(drawn, day), 0
    last = day
    while left > 0:
        first = last.replace(day=1)
        if last < min(issued):
            return None
        sales = sold(drawn, first, last)
        if sales >= left:
            return days + left / sales * ((last - first).days + 1)
        left -= max(sales, Decimal(0))
        days += (last - first).days + 1
        last = first - timedelta(days=1)
    return Decimal(days)


def disputed(drawn: Annee, day: date) -> Decimal | None:
    running = {
        one.facture for one in drawn.portefeuille.suspensions if one.du <= day and (one.au is None or day <= one.au)
    }
    whole = owed(drawn, day)
    part = sum((left for one, left in open_lines(drawn, day) if one.numero in running), Decimal(0))
    return 100 * part / whole if whole else None


def cost(drawn: Annee, day: date) -> Decimal | None:
    spent = [(code, amount) for on, code, amount in drawn.frais if DEBUT[day] <= on <= day]
    files = {code for code, _ in spent if code} | {code for on, code in drawn.relances if DEBUT[day] <= on <= day}
    return sum(amount for _, amount in spent) / len(files) if spent and files else None


SECOND = {
    "encours": owed,
    "echu": late,
    "taux-recouvrement": recovery,
    "delai-paiement": days_to_pay,
    "delai-recouvrement": days_late,
    "dso-comptable": dso,
    "dso-epuisement": count_back,
    "taux-litige": disputed,
    "cout-dossier": cost,
    "promesses-tenues": lambda _drawn, _day: None,
    "echeanciers-a-l-heure": lambda _drawn, _day: None,
    "proches-prescription": lambda _drawn, _day: Decimal(0),
}


@pytest.mark.parametrize("what", DEFINITIONS, ids=lambda what: what.cle)
def test_an_indicator_is_what_the_plain_rows_say_today_and_a_month_before(case: tuple[Annee, Tableau], what) -> None:
    drawn, tableau = case
    found = tableau.indicateur(what.cle)
    assert found.valeur == rounded(SECOND[what.cle](drawn, ARRETE), what.decimales)
    assert found.precedent == rounded(SECOND[what.cle](drawn, AVANT), what.decimales)
    assert (found.valeur is None) == bool(found.actuel.raison)


def test_the_outstanding_debt_of_each_month_end_is_what_the_plain_rows_say(case: tuple[Annee, Tableau]) -> None:
    drawn, tableau = case
    assert len(tableau.encours) == 13
    for one in tableau.encours:
        assert one.le.day == monthrange(one.le.year, one.le.month)[1]
        assert (one.encours, one.echu) == (owed(drawn, one.le), late(drawn, one.le))


def test_the_aged_balance_sorts_what_the_plain_rows_leave_open(case: tuple[Annee, Tableau]) -> None:
    drawn, tableau = case
    ages = dict.fromkeys(Tranche, Decimal(0))
    for one, left in open_lines(drawn, ARRETE):
        days = (ARRETE - one.echeance).days
        ages[list(Tranche)[0 if days <= 0 else min(4, 1 + (days - 1) // 30)]] += left
    assert dict(tableau.balance.ensemble.montants) == ages
    assert sum(one.total for one in tableau.balance.segments) == owed(drawn, ARRETE)


def test_expected_cash_and_the_funnel_count_each_euro_once(case: tuple[Annee, Tableau]) -> None:
    drawn, tableau = case
    cash = tableau.previsions
    assert cash.attendu + cash.au_dela + cash.sans_date == owed(drawn, ARRETE)
    assert sum(one.montant for one in tableau.entonnoir) == late(drawn, ARRETE)
    assert sum(one.reste for one in tableau.lignes) == owed(drawn, ARRETE)


def test_the_largest_debtors_come_first_with_their_share(case: tuple[Annee, Tableau]) -> None:
    drawn, tableau = case
    by_code: dict[str, Decimal] = {}
    for one, left in open_lines(drawn, ARRETE):
        by_code[one.code] = by_code.get(one.code, Decimal(0)) + left
    assert [one.reste for one in tableau.principaux] == sorted(by_code.values(), reverse=True)[:10]
    assert all(one.reste == by_code[one.debiteur] for one in tableau.principaux)
