"""The days on which instalments fall due."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relancier.base.errors import InvalidInput
from relancier.droit.jours_feries import est_ouvrable
from relancier.echeancier.calendrier import Calendrier
from relancier.echeancier.modes import Ouvrables
from relancier.echeancier.periodicite import Periodicite, Unite, lire_periodicite


def days(number: int, arrete: str, periodicite: str = "mois", premiere: str = "", **more: object) -> list[str]:
    """The first days of a plan, as ISO texts."""
    first = date.fromisoformat(premiere) if premiere else None
    plan = Calendrier(date.fromisoformat(arrete), lire_periodicite(periodicite), first, **more)
    return [one.isoformat() for one in plan.premiers(number)]


def test_without_a_first_day_the_plan_begins_one_period_after_the_day_counted():
    assert days(2, "2026-11-15") == ["2026-12-15", "2027-01-15"]
    assert days(2, "2026-11-15", "quinzaine") == ["2026-11-29", "2026-12-13"]
    assert days(2, "2026-11-15", "trimestre") == ["2027-02-15", "2027-05-15"]


def test_a_plan_that_begins_on_a_31st_takes_the_last_day_of_shorter_months_and_the_31st_again():
    assert days(6, "2026-11-30", premiere="2026-12-31") == [
        *("2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"),
    ]


def test_a_leap_february_has_its_29th():
    assert days(3, "2027-12-01", premiere="2027-12-30") == ["2027-12-30", "2028-01-30", "2028-02-29"]
    assert days(2, "2028-01-31") == ["2028-02-29", "2028-03-31"]
    assert days(2, "2028-02-01", "an", premiere="2028-02-29") == ["2028-02-29", "2029-02-28"]


def test_weeks_keep_the_day_of_the_week():
    assert days(3, "2026-11-27", "2 semaines", premiere="2026-12-04") == ["2026-12-04", "2026-12-18", "2027-01-01"]


def test_end_of_month_is_the_last_day_of_each_month_whatever_the_first():
    assert days(3, "2026-11-30", premiere="2026-12-15", fin_de_mois=True) == ["2026-12-31", "2027-01-31", "2027-02-28"]
    assert days(3, "2026-11-30", fin_de_mois=True) == ["2026-12-31", "2027-01-31", "2027-02-28"]


def test_a_day_that_moves_to_a_working_day_moves_no_other():
    # 1 January 2027 is a holiday, 1 May 2027 a Saturday, 1 August a Sunday
    words = ("2026-11-30", "mois", "2026-12-01")
    assert days(9, *words, ouvrables=Ouvrables.SUIVANT) == [
        *("2026-12-01", "2027-01-04", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-03", "2027-06-01"),
        *("2027-07-01", "2027-08-02"),
    ]
    assert days(9, *words, ouvrables=Ouvrables.PRECEDENT) == [
        *("2026-12-01", "2026-12-31", "2027-02-01", "2027-03-01", "2027-04-01", "2027-04-30", "2027-06-01"),
        *("2027-07-01", "2027-07-30"),
    ]


def test_a_first_day_is_never_moved_before_the_agreement():
    # agreed on a Sunday, first instalment that day: the Friday before would be earlier than the agreement
    sunday = "2026-11-29"
    assert days(1, sunday, "semaine", sunday, ouvrables=Ouvrables.PRECEDENT) == ["2026-11-30"]


def test_a_first_day_is_never_moved_onto_the_apport():
    # agreed and first paid on a Friday, first instalment on the Saturday
    assert days(1, "2026-11-27", "mois", "2026-11-28", ouvrables=Ouvrables.PRECEDENT, apport=True) == ["2026-11-30"]


def test_by_a_last_day_as_many_dates_as_fit():
    plan = Calendrier(date(2026, 11, 30), lire_periodicite("mois"))
    assert plan.jusqu_au(date(2027, 3, 29)) == plan.premiers(3)
    assert plan.jusqu_au(date(2027, 3, 30)) == plan.premiers(4)


@pytest.mark.parametrize(
    ("make", "code", "sentence"),
    [
        (lambda: days(1, "2026-11-30", premiere="2026-11-29"), "premiere-trop-tot", "avant le jour où la dette"),
        (lambda: days(1, "2026-11-30", premiere="2026-11-30", apport=True), "premiere-trop-tot", "jour de l'apport"),
        (lambda: days(1, "2026-11-30", "semaine", fin_de_mois=True), "fin-de-mois-en-semaines", "fin de mois"),
        (lambda: days(121, "2026-11-30"), "plan-trop-long", "121 versements tous les mois"),
        (lambda: days(522, "2026-11-30", "semaine"), "plan-trop-long", "plus de 10 ans"),
        (
            lambda: Calendrier(date(2026, 11, 30), Periodicite()).jusqu_au(date(2026, 12, 29)),
            "aucune-date",
            "le premier est pour le 30/12/2026",
        ),
        (
            lambda: Calendrier(date(2026, 11, 30), Periodicite()).jusqu_au(date(2036, 12, 1)),
            "plan-trop-long",
            "Un plan qui finit le 01/12/2036",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(make, code, sentence):
    with pytest.raises(InvalidInput) as refused:
        make()
    assert refused.value.code == code
    assert sentence in refused.value.message


def test_ten_years_of_months_are_120_instalments():
    assert days(120, "2026-11-30")[-1] == "2036-11-30"


PERIODS = st.one_of(
    st.builds(Periodicite, st.integers(1, 12), st.just(Unite.MOIS)),
    st.builds(Periodicite, st.integers(1, 9), st.just(Unite.SEMAINE)),
)


@settings(deadline=None)  # the first holidays of a year take a moment
@given(
    st.dates(date(2020, 1, 1), date(2050, 12, 31)),
    PERIODS,
    st.none() | st.integers(1, 60),
    st.sampled_from(Ouvrables),
    st.booleans(),
    st.booleans(),
)
def test_days_rise_from_the_agreement_on_and_stay_near_their_anchor(arrete, period, wait, ouvrables, end, apport):
    first = None if wait is None else arrete + timedelta(days=wait)
    end = end and period.unite is Unite.MOIS
    found = Calendrier(arrete, period, first, end, ouvrables, apport).premiers(9)
    assert all(before < after for before, after in zip((arrete, *found), found, strict=False))  # never on its day
    nominal = Calendrier(arrete, period, first, end, apport=apport).premiers(9)
    assert all(abs((moved - day).days) <= 4 for moved, day in zip(found, nominal, strict=True))
    if ouvrables is not Ouvrables.NON:
        assert all(est_ouvrable(one) for one in found)
