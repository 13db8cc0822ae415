from datetime import date

import pytest
from relancier.droit.prescription import Acte, Evenement, TypeCreance, prescription

PRO, CONSO = TypeCreance.PROFESSIONNELS, TypeCreance.CONSOMMATEUR


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (PRO, date(2026, 11, 30)),
        (CONSO, date(2023, 11, 30)),
        (TypeCreance.TRANSPORT, date(2022, 11, 30)),
        (TypeCreance.PUBLIC, date(2025, 12, 31)),  # four years from 1 January 2022
    ],
)
def test_a_claim_due_on_30_november_2021_is_barred_after_its_period(kind, last):
    assert prescription(kind, date(2021, 11, 30)).dernier_jour == last


def test_the_last_day_is_still_in_time_and_the_next_is_not():
    clock = prescription(CONSO, date(2024, 5, 31))
    assert not clock.acquise(date(2026, 5, 31))  # a Sunday: prescription does not move
    assert clock.acquise(date(2026, 6, 1))


def test_a_claim_due_on_29_february_ends_on_28_february():
    assert prescription(CONSO, date(2024, 2, 29)).dernier_jour == date(2026, 2, 28)


def test_alerts_stand_six_and_three_months_before():
    clock = prescription(CONSO, date(2024, 8, 31))
    assert clock.alertes == (date(2026, 2, 28), date(2026, 5, 31))
    assert [clock.alerte(d) for d in (date(2026, 2, 27), date(2026, 2, 28), date(2026, 5, 31), date(2026, 9, 1))] == [
        None,
        6,
        3,
        0,
    ]


@pytest.mark.parametrize("act", [Acte.RECONNAISSANCE, Acte.ECHEANCIER, Acte.DEMANDE_EN_JUSTICE, Acte.SIGNIFICATION])
def test_what_interrupts_restarts_the_whole_period(act):
    clock = prescription(CONSO, date(2024, 1, 31), [Evenement(date(2025, 6, 10), act)])
    assert (clock.depart, clock.dernier_jour) == (date(2025, 6, 10), date(2027, 6, 10))


@pytest.mark.parametrize("act", [Acte.LETTRE, Acte.REQUETE])
def test_a_letter_or_a_request_never_interrupts(act):
    clock = prescription(PRO, date(2022, 1, 31), [Evenement(date(2025, 6, 10), act)])
    assert clock.dernier_jour == date(2027, 1, 31)
    assert "N'interrompt pas" in clock.ecartes[0][1]


def test_a_written_demand_interrupts_against_a_public_body_alone():
    # loi 68-1250, art. 2: a new four years from 1 January 2025
    clock = prescription(TypeCreance.PUBLIC, date(2021, 3, 31), [Evenement(date(2024, 6, 10), Acte.LETTRE)])
    assert clock.dernier_jour == date(2028, 12, 31)


def test_an_acknowledgement_after_the_end_restarts_nothing():
    clock = prescription(CONSO, date(2022, 1, 31), [Evenement(date(2024, 2, 1), Acte.RECONNAISSANCE)])
    assert clock.dernier_jour == date(2024, 1, 31)
    assert clock.ecartes[0][1] == "Trop tard : la prescription était acquise depuis le 31/01/2024."


def test_an_acknowledgement_before_the_due_day_changes_nothing():
    clock = prescription(CONSO, date(2024, 1, 31), [Evenement(date(2024, 1, 10), Acte.RECONNAISSANCE)])
    assert (clock.depart, clock.retenus) == (date(2024, 1, 31), ())


def test_interruptions_never_go_beyond_twenty_years():
    acts = [Evenement(date(year, 1, 1), Acte.RECONNAISSANCE) for year in (2009, 2013, 2017, 2021)]
    assert prescription(PRO, date(2005, 6, 30), acts).dernier_jour == date(2025, 6, 30)


def test_the_order_in_which_acts_are_given_does_not_matter():
    acts = [Evenement(date(2025, 6, 10), Acte.ECHEANCIER), Evenement(date(2024, 6, 10), Acte.RECONNAISSANCE)]
    assert prescription(CONSO, date(2023, 1, 1), acts) == prescription(CONSO, date(2023, 1, 1), acts[::-1])
