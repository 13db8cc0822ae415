from datetime import date

import pytest
from relancier.base.errors import InvalidInput
from relancier.droit.delais import FinDeMois, ajouter_mois, expiration, jours_nets, quarante_cinq_jours_fin_de_mois
from relancier.droit.jours_feries import Sens, departement, est_ferie, est_ouvrable
from relancier.droit.procedure import Delai, regle, terme


def test_months_are_counted_before_days():
    # T14: order of 12 February 2017, one month and 15 days: 12 March, then 27 March, a Monday
    assert expiration(date(2017, 2, 12), mois=1, jours=15) == date(2017, 3, 27)


def test_a_month_from_the_31st_ends_on_the_last_day_of_a_shorter_month():
    assert ajouter_mois(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert ajouter_mois(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert ajouter_mois(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_a_delay_that_ends_on_good_weekend_and_easter_monday_moves_to_tuesday():
    # 4 April 2026 is the Saturday before Easter: Saturday, Sunday and Easter Monday are passed over
    assert expiration(date(2026, 3, 4), mois=1) == date(2026, 4, 7)


def test_the_day_of_the_act_does_not_count():
    assert expiration(date(2026, 11, 3), jours=15) == date(2026, 11, 18)


def test_a_local_holiday_does_not_lengthen_a_delay_that_the_user_must_keep():
    # 26 December 2028 is a Tuesday, a holiday in Alsace-Moselle alone
    assert expiration(date(2028, 11, 26), mois=1, lieu="68") == date(2028, 12, 26)


def test_a_local_holiday_lengthens_a_delay_that_the_user_must_wait_out():
    assert expiration(date(2028, 11, 26), mois=1, lieu="68", sens=Sens.A_ATTENDRE) == date(2028, 12, 27)
    assert expiration(date(2028, 11, 26), mois=1, lieu="69", sens=Sens.A_ATTENDRE) == date(2028, 12, 26)


@pytest.mark.parametrize(
    ("lieu", "day"),
    [
        ("57", date(2026, 12, 26)),
        ("67", date(2026, 4, 3)),  # Good Friday
        ("971", date(2026, 5, 27)),
        ("972", date(2026, 5, 22)),
        ("973", date(2026, 6, 10)),
        ("974", date(2026, 12, 20)),
        ("976", date(2026, 4, 27)),
        ("97133", date(2026, 10, 9)),  # Saint-Barthélemy
        ("97150", date(2026, 5, 28)),  # Saint-Martin
        ("67000", date(2026, 12, 26)),  # a postcode does as well
    ],
)
def test_each_place_has_its_own_holiday_when_the_user_must_wait(lieu, day):
    assert est_ferie(day, lieu, Sens.A_ATTENDRE)
    assert not est_ferie(day, lieu)
    assert not est_ferie(day, "75", Sens.A_ATTENDRE)


def test_the_eleven_national_holidays_are_not_working_days():
    days = ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]
    assert not any(est_ouvrable(date.fromisoformat(f"2026-{day}")) for day in days)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("75011", "75"), ("97400", "974"), ("20000", "2A"), ("20200", "2B"), ("01 000", "01"), ("SW1A 1AA", "")],
)
def test_a_postcode_tells_its_departement(code, expected):
    assert departement(code) == expected


@pytest.mark.parametrize(
    ("invoice", "a", "b"),
    [
        (date(2025, 3, 10), date(2025, 4, 30), date(2025, 5, 15)),  # T02
        (date(2025, 1, 15), date(2025, 3, 31), date(2025, 3, 17)),  # T05: 15 January + 45 days = 1 March
        (date(2024, 1, 15), date(2024, 2, 29), date(2024, 3, 16)),  # leap year: 15 January + 45 days = 29 February
    ],
)
def test_forty_five_days_end_of_month_by_both_readings(invoice, a, b):
    assert quarante_cinq_jours_fin_de_mois(invoice, FinDeMois.A) == a
    assert quarante_cinq_jours_fin_de_mois(invoice, FinDeMois.B) == b


def test_thirty_net_days():
    assert jours_nets(date(2017, 11, 8), 30) == date(2017, 12, 8)  # T11


def test_an_order_of_31_august_2026_has_six_months_to_be_served():
    # 28 February 2027 is a Sunday: Monday 1 March
    assert terme(Delai.SIGNIFICATION, date(2026, 8, 31)).dernier_jour == date(2027, 3, 1)


def test_an_order_of_1_september_2026_has_three_months_to_be_served():
    found = terme(Delai.SIGNIFICATION, date(2026, 9, 1))
    assert found.dernier_jour == date(2026, 12, 1)
    assert "2026-96" in found.regle.reforme


def test_opposition_runs_one_month_from_service_and_two_with_overseas_distance():
    assert terme(Delai.OPPOSITION, date(2026, 10, 5)).dernier_jour == date(2026, 11, 5)
    assert terme(Delai.OPPOSITION, date(2026, 10, 5), distance=1).dernier_jour == date(2026, 12, 7)  # 5 is a Saturday


def test_costs_are_consigned_within_fifteen_days():
    assert terme(Delai.CONSIGNATION, date(2026, 11, 2)).dernier_jour == date(2026, 11, 17)


def test_the_notice_of_opposition_is_unknown_for_an_order_before_the_reform():
    with pytest.raises(InvalidInput, match="n'existe pas au 31/08/2026"):
        regle(Delai.AVIS_OPPOSITION, date(2026, 8, 31))
