"""Random plans: sums are exact, dates rise, nothing is zero, and interest is that of another reckoning."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from plans import owed
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.regimes import Base
from relancier.echeancier.modes import ModeInterets, Ouvrables
from relancier.echeancier.periodicite import Periodicite, Unite
from relancier.echeancier.simuler import Demande, Simulation, simuler

CENT = Decimal("0.01")
UNHURRIED = settings(deadline=None)  # the first holidays of a year take a moment
PERIODS = st.one_of(
    st.builds(Periodicite, st.integers(1, 3), st.just(Unite.MOIS)),
    st.builds(Periodicite, st.integers(1, 5), st.just(Unite.SEMAINE)),
)


def cents(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low, high).map(lambda number: number * CENT)


@st.composite
def simulations(draw: st.DrawFn, by_number: bool = False) -> Simulation:
    """A debt and a plan of it; some are refused, and another is then drawn."""
    arrete = draw(st.dates(date(2016, 1, 1), date(2026, 12, 31)))
    conventions = Conventions(draw(st.sampled_from(Base)), draw(st.sampled_from(Ordre)), draw(st.sampled_from(Rang)))
    dette = owed(
        *(str(draw(cents(low, high))) for low, high in ((1_000, 10_000_000), (0, 100_000), (0, 12_000))),
        arrete=arrete,
        conventions=conventions,
    )
    mode = draw(st.sampled_from(ModeInterets))
    number, amount, last = draw(st.integers(1, 24)), None, None
    if not by_number:
        way = draw(st.sampled_from(("number", "amount", "day")))
        amount = draw(cents(1_000, 2_000_000)) if way == "amount" else None
        last = arrete + timedelta(days=draw(st.integers(40, 700))) if way == "day" else None
        number = number if way == "number" else None
    demande = Demande(
        number,
        amount,
        last,
        mode,
        draw(st.none() | st.integers(1, 1500).map(lambda one: one * CENT))
        if mode is ModeInterets.SUR_LA_DUREE
        else None,
        draw(st.none() | st.integers(1, 60).map(lambda days: arrete + timedelta(days=days))),
        draw(PERIODS),
        draw(st.just(ZERO) | cents(1, 500)),
        ouvrables=draw(st.sampled_from(Ouvrables)),
    )
    try:
        return simuler(dette, demande)
    except InvalidInput as error:
        # the amount drawn is too small for the debt, or no date fits
        if error.code not in {"plan-trop-long", "montant-insuffisant", "aucune-date"}:
            raise
        return simuler(dette, Demande(6, interets=mode))


@UNHURRIED
@given(simulations())
def test_what_is_paid_is_the_debt_and_its_interest_to_the_cent(found: Simulation) -> None:
    paid, dette = found.versements, found.dette
    assert sum(one.montant for one in paid) == found.total == dette.total - found.remise + found.interets_du_plan
    assert sum(one.principal for one in paid) == dette.principal
    assert sum(one.indemnite for one in paid) == dette.indemnites
    assert sum(one.interets for one in paid) == dette.interets - found.remise + found.interets_du_plan
    assert paid[-1].reste == 0


@UNHURRIED
@given(simulations())
def test_each_instalment_is_positive_and_the_sum_of_its_parts(found: Simulation) -> None:
    for one in found.versements:
        assert one.montant > 0
        assert one.montant == one.interets + one.indemnite + one.principal
        assert min(one.interets, one.indemnite, one.principal, one.reste) >= 0
        assert one.montant == one.montant.quantize(CENT)


@UNHURRIED
@given(simulations())
def test_dates_rise_and_ranks_follow(found: Simulation) -> None:
    days = [one.date for one in found.versements]
    assert all(before < after for before, after in pairwise(days))
    assert days[0] >= found.dette.arrete
    assert [one.rang for one in found.termes] == list(range(1, found.nombre + 1))


@UNHURRIED
@given(simulations(by_number=True))
def test_instalments_are_equal_and_the_last_differs_by_less_than_their_number_of_cents(found: Simulation) -> None:
    *others, last = [one.montant for one in found.termes]
    assert len(set(others)) <= 1
    if others:
        assert abs(last - others[0]) < found.nombre * CENT


@UNHURRIED
@given(simulations())
def test_interest_is_that_of_another_reckoning_day_by_day(found: Simulation) -> None:
    """Each day takes its own fraction of the principal left that day, exactly; a period is rounded once."""
    rate = Fraction(found.taux or 0)
    left, before = found.dette.principal, found.dette.arrete
    accrued, fee = found.dette.interets - found.remise, found.dette.indemnites
    for one in found.versements:
        exact, day = Fraction(0), before
        while day < one.date:
            day += timedelta(days=1)
            exact += Fraction(left) * rate / (100 * found.dette.conventions.base.diviseur(day.year))
        ran = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)
        assert one.produits == ran
        accrued, left, fee = accrued + ran - one.interets, left - one.principal, fee - one.indemnite
        assert left == one.reste
        before = one.date
    assert (accrued, left, fee) == (0, 0, 0)


@UNHURRIED
@given(simulations())
def test_interest_first_means_that_no_principal_is_paid_while_interest_is_left(found: Simulation) -> None:
    if found.dette.conventions.ordre is not Ordre.INTERETS:
        return
    owed_interest = found.dette.interets - found.remise
    for one in found.versements:
        owed_interest += one.produits
        assert one.interets == min(one.montant, owed_interest)
        owed_interest -= one.interets
