"""What a plan would be: rounding stories, the three modes of interest, what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from plans import ABANDONNES, ARRETE, COURUS, DUREE, amounts, owed, parts, plan
from relancier.base.errors import InvalidInput, Refus
from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.regimes import Base


def test_100_in_three_is_33_33_twice_and_33_34():
    assert amounts(plan("100.00", 3)) == ["33.33", "33.33", "33.34"]


def test_100_by_30_every_two_months_is_30_three_times_and_10():
    found = plan("100.00", montant="30", periodicite="2 mois")
    assert amounts(found) == ["30.00", "30.00", "30.00", "10.00"]
    assert [one.date.isoformat() for one in found.termes] == ["2027-01-30", "2027-03-30", "2027-05-30", "2027-07-30"]


def test_90_by_30_has_no_instalment_of_zero():
    assert amounts(plan("90.00", montant="30")) == ["30.00", "30.00", "30.00"]


def test_an_amount_larger_than_the_debt_is_one_instalment_of_the_debt():
    assert amounts(plan("90.00", montant="500")) == ["90.00"]


def test_a_half_cent_is_rounded_up_and_the_last_absorbs_it():
    assert amounts(plan("0.05", 2)) == ["0.03", "0.02"]
    assert amounts(plan("10.01", 2)) == ["5.01", "5.00"]


def test_where_rounding_up_would_leave_nothing_for_the_last_the_share_is_rounded_down():
    # 0.11 / 7 = 0.0157: six times 0.02 would be more than the debt
    assert amounts(plan("0.11", 7)) == ["0.01"] * 6 + ["0.05"]


def test_a_debt_of_fewer_cents_than_instalments_is_refused():
    assert amounts(plan("0.07", 7)) == ["0.01"] * 7
    with pytest.raises(InvalidInput, match="ne se partagent pas en 8 versements") as refused:
        plan("0.07", 8)
    assert refused.value.code == "trop-de-versements"


def test_12345_67_in_six_is_2057_61_and_a_last_of_2057_62():
    found = plan("12345.67", 6)
    assert amounts(found) == ["2057.61"] * 5 + ["2057.62"]
    assert (found.total, found.nombre) == (Decimal("12345.67"), 6)


def test_by_a_last_day_the_debt_is_shared_over_the_dates_that_fit():
    found = plan("100.00", jusqu_au=date(2027, 3, 10), periodicite="quinzaine")
    assert (amounts(found), found.dernier_jour) == (["14.29"] * 6 + ["14.26"], date(2027, 3, 8))


def test_the_apport_is_taken_first_and_the_rest_is_shared():
    found = plan("1000.00", 3, apport="100")
    assert found.apport is not None
    assert (found.apport.rang, found.apport.date, parts(found.apport)) == (
        *(0, ARRETE),
        ("100.00", "0.00", "0.00", "100.00", "900.00"),
    )
    assert amounts(found) == ["300.00"] * 3
    assert [one.rang for one in found.versements] == [0, 1, 2, 3]
    assert found.total == Decimal("1000.00")


def test_an_instalment_pays_interest_then_principal_then_the_40_euros():
    found = plan(owed("1000.00", "60.00", "40.00"), 4)
    assert [parts(one) for one in found.termes] == [
        ("275.00", "60.00", "0.00", "215.00", "785.00"),
        ("275.00", "0.00", "0.00", "275.00", "510.00"),
        ("275.00", "0.00", "0.00", "275.00", "235.00"),
        ("275.00", "0.00", "40.00", "235.00", "0.00"),
    ]


def test_the_creditors_settings_decide_what_is_paid_first():
    choices = Conventions(ordre=Ordre.PRINCIPAL, rang=Rang.AVANT)
    found = plan(owed("1000.00", "60.00", "40.00", conventions=choices), 2)
    assert [parts(one) for one in found.termes] == [
        ("550.00", "0.00", "40.00", "510.00", "490.00"),
        ("550.00", "60.00", "0.00", "490.00", "0.00"),
    ]


def test_abandoned_interest_is_waived_and_the_40_euros_are_not():
    found = plan(owed("1000.00", "60.00", "40.00"), 2, interets=ABANDONNES)
    assert (found.total, found.remise, found.interets) == (Decimal("1040.00"), Decimal("60.00"), Decimal("0.00"))
    assert amounts(found) == ["520.00", "520.00"]


def test_over_the_plan_interest_runs_on_the_declining_principal_alone():
    """1,000.00 at 12.40 %, with 60.00 accrued and 40.00 of indemnity, which bear none: a judge's own arithmetic.

    30 days on 1,000.00: 10.19. An instalment of 373.59 pays 70.19 of interest and 303.40 of principal. 31 days on
    696.60: 7.34, then 366.25 of principal. 29 days on 330.35: 3.25, and 330.35 + 3.25 + 40.00 = 373.60.
    """
    found = plan(owed("1000.00", "60.00", "40.00"), 3, interets=DUREE)
    assert found.taux == Decimal("12.40")
    assert [(one.date.isoformat(), one.jours, str(one.produits)) for one in found.termes] == [
        ("2026-12-30", 30, "10.19"),
        ("2027-01-30", 31, "7.34"),
        ("2027-02-28", 29, "3.25"),
    ]
    assert [parts(one) for one in found.termes] == [
        ("373.59", "70.19", "0.00", "303.40", "696.60"),
        ("373.59", "7.34", "0.00", "366.25", "330.35"),
        ("373.60", "3.25", "40.00", "330.35", "0.00"),
    ]


def test_a_given_rate_replaces_that_of_the_law():
    # 1,200.00 at 6 %, one period of 30 days: 1,200.00 × 6 × 30 / 36,500 = 5.92
    found = plan("1200.00", 1, interets=DUREE, taux="6")
    assert amounts(found) == ["1205.92"]


def test_the_base_of_days_is_the_creditors_setting():
    # 36,600.00 at 10 % over December 2027 and January 2028: 36,600 × 10 × 31 / 36,500 + 36,600 × 10 × 31 / 36,600
    arrete, day = date(2027, 11, 30), date(2028, 1, 31)
    found = {
        base: plan(
            owed("36600.00", arrete=arrete, conventions=Conventions(base=base)),
            *(1,),
            interets=DUREE,
            taux="10",
            premiere=day,
        ).interets
        for base in Base
    }
    assert {str(base): str(amount) for base, amount in found.items()} == {
        "365": "621.70",
        "366": "620.00",
        "exact": "620.85",
    }


def test_an_apport_lowers_the_interest_of_the_first_period():
    # 900.00 × 12.40 × 30 / 36,500 = 9.17
    found = plan("1000.00", 1, apport="100", interets=DUREE)
    assert (amounts(found), found.total) == (["909.17"], Decimal("1009.17"))


def test_by_amount_over_the_plan_the_last_instalment_is_what_is_left():
    found = plan("1000.00", montant="400", interets=DUREE)
    # 10.19 on 1,000.00; 6.43 on 610.19, 31 days; 2.13 on 216.62, 29 days
    assert [parts(one) for one in found.termes] == [
        ("400.00", "10.19", "0.00", "389.81", "610.19"),
        ("400.00", "6.43", "0.00", "393.57", "216.62"),
        ("218.75", "2.13", "0.00", "216.62", "0.00"),
    ]


def test_an_amount_that_does_not_pay_a_periods_interest_is_refused_and_the_interest_is_told():
    with pytest.raises(InvalidInput) as refused:
        plan("10000.00", montant="100", interets=DUREE)
    assert refused.value.code == "montant-insuffisant"
    assert "101,92\u00a0€ du 30/11/2026 au 30/12/2026" in refused.value.message


@pytest.mark.parametrize(
    ("asked", "code", "sentence"),
    [
        ({}, "choix-du-plan", "par le nombre de versements"),
        ({"nombre": 3, "montant": "10"}, "choix-du-plan", "par le nombre de versements"),
        ({"nombre": 0}, "nombre-nul", "au moins un versement"),
        ({"montant": "0"}, "montant-nul", "doit être positif"),
        ({"nombre": 3, "apport": "-1"}, "apport-negatif", "négatif"),
        ({"nombre": 3, "apport": "100"}, "apport-trop-grand", "paierait toute la dette"),
        ({"nombre": 3, "taux": "5"}, "taux-sans-interets", "« courus »"),
        ({"montant": "0.50"}, "plan-trop-long", "Par versements de 0,50\u00a0€ tous les mois"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_french(asked, code, sentence):
    with pytest.raises(InvalidInput) as refused:
        plan("100.00", **asked)
    assert refused.value.code == code
    assert sentence in refused.value.message
    assert refused.value.remede


def test_where_only_interest_is_left_waiving_it_leaves_nothing_to_spread():
    with pytest.raises(InvalidInput, match="Il ne reste que des intérêts"):
        plan(owed("0.00", "12.00"), 2, interets=ABANDONNES)


def test_past_the_last_known_semester_the_rate_of_the_law_is_never_extrapolated():
    dette = owed("100.00", arrete=date(2027, 2, 1))
    with pytest.raises(InvalidInput, match="premier semestre 2027 ne sont pas connus") as refused:
        plan(dette, 2, interets=DUREE)
    assert refused.value.code == "taux-inconnu"
    assert plan(dette, 2, interets=DUREE, taux="10").taux == Decimal("10")
    assert plan(dette, 2, interets=COURUS).taux is None


@pytest.mark.parametrize(
    ("type_", "asked", "code"),
    [
        ("consommateur", {"interets": DUREE, "taux": "5"}, "penalites-consommateur"),
        ("public", {"interets": DUREE, "taux": "5"}, "taux-acheteur-public"),
        ("public", {"interets": ABANDONNES}, "renonciation-acheteur-public"),
    ],
)
def test_what_the_law_forbids_against_a_debtor_is_refused(type_, asked, code):
    with pytest.raises(Refus) as refused:
        plan(owed("100.00", "5.00", type_=type_), 2, **asked)
    assert refused.value.code == code


@pytest.mark.parametrize(("type_", "taux"), [("professionnel", "12.40"), ("consommateur", "2.75"), ("public", "10.40")])
def test_the_rate_of_the_law_is_that_of_the_debtor(type_, taux):
    assert plan(owed("100.00", type_=type_), 2, interets=DUREE).taux == Decimal(taux)
