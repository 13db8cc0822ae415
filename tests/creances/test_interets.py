from datetime import date, timedelta
from decimal import Decimal

import pytest
from relancier.base.errors import InvalidInput, Refus
from relancier.creances.interets import Interets, Mouvement, NatureMouvement, interets
from relancier.creances.regimes import Base, Conditions, Phase, Regime, debut_majoration
from relancier.droit.semestre import Semestre
from relancier.droit.taux import Colonne, TableDesTaux, Taux

TABLE = TableDesTaux()
DAY = timedelta(days=1)


def D(text: str) -> Decimal:  # noqa: N802
    return Decimal(text)


def run(
    principal: str,
    due: date,
    au: date,
    *moves: Mouvement,
    regime: Regime = Regime.PENALITES,
    taux: str | None = None,
    table: TableDesTaux = TABLE,
    colonne: Colonne = Colonne.LEGAL_PROFESSIONNELS,
    **conditions: object,
) -> Interets:
    phase = Phase(due + DAY, regime, D(taux) if taux else None, colonne)
    facture = Mouvement(due, D(principal), NatureMouvement.FACTURE)
    return interets([facture, *moves], Conditions((phase,), **conditions), au, table)  # type: ignore[arg-type]


def payment(day: date, amount: str) -> Mouvement:
    return Mouvement(day, -D(amount), NatureMouvement.REGLEMENT)


def avoir(day: date, amount: str) -> Mouvement:
    return Mouvement(day, -D(amount), NatureMouvement.AVOIR)


def shown(found: Interets) -> list[tuple[str, str, int, str, str, str]]:
    return [
        (f"{one.du:%d/%m/%Y}", f"{one.au:%d/%m/%Y}", one.jours, *map(str, (one.base_principal, one.taux, one.montant)))
        for one in found.lignes
    ]


# Published examples, each with the rule that explains it.


def test_w02_agreed_rate_of_15_percent_for_30_days():
    assert run("15000", date(2025, 8, 31), date(2025, 9, 30), regime=Regime.CONVENU, taux="15").total == D("184.93")


def test_w05_legal_interest_of_september_2020_divides_by_365_in_a_leap_year():
    found = run(
        "2000",
        date(2020, 8, 31),
        date(2020, 9, 30),
        regime=Regime.LEGAL,
        colonne=Colonne.LEGAL_PARTICULIERS,
    )
    assert shown(found) == [("01/09/2020", "30/09/2020", 30, "2000.00", "3.11", "5.11")]


def test_w16_agreed_rate_of_13_percent_for_30_days():
    assert run("100", date(2025, 8, 31), date(2025, 9, 30), regime=Regime.CONVENU, taux="13").total == D("1.07")


def test_w17_penalties_of_the_first_semester_of_2024_for_30_days():
    found = run("1000", date(2024, 1, 31), date(2024, 3, 1))
    assert shown(found) == [("01/02/2024", "01/03/2024", 30, "1000.00", "14.50", "11.92")]


def test_w09a_a_month_of_a_common_year_at_3_percent():
    found = run("100000", date(2018, 12, 31), date(2019, 1, 31), regime=Regime.CONVENU, taux="3")
    assert found.total == D("254.79")


def test_w08_three_whole_years_capitalised_each_year_at_5_percent():
    found = run(
        "10000",
        date(2016, 12, 31),
        date(2019, 12, 31),
        regime=Regime.CONVENU,
        taux="5",
        capitalisation=date(2016, 12, 31),
    )
    assert [line.montant for line in found.lignes] == [D("500.00"), D("525.00"), D("551.25")]
    assert found.total == D("1576.25")


def test_w08_without_capitalisation_it_is_one_line_of_1500():
    found = run("10000", date(2016, 12, 31), date(2019, 12, 31), regime=Regime.CONVENU, taux="5")
    assert [line.montant for line in found.lignes] == [D("1500.00")]


def test_w12c_two_semesters_of_181_and_184_days():
    rows = [
        Taux(Semestre(2023, 1), None, None, D("4"), "essai", True),
        Taux(Semestre(2023, 2), None, None, D("6"), "essai", True),
    ]
    found = run("100000", date(2022, 12, 31), date(2023, 12, 31), regime=Regime.LEGAL, table=TableDesTaux(rows))
    assert [(line.jours, line.montant) for line in found.lignes] == [(181, D("1983.56")), (184, D("3024.66"))]
    assert found.total == D("5008.22")


def test_w13_five_points_from_1_march_for_a_decision_enforceable_on_1_january_2024():
    assert debut_majoration(date(2024, 1, 1)) == date(2024, 3, 1)
    found = run(
        "1000",
        date(2024, 1, 31),
        date(2024, 3, 31),
        regime=Regime.LEGAL,
        colonne=Colonne.LEGAL_PARTICULIERS,
        majoration=date(2024, 3, 1),
    )
    # 1000 x 8.01 x 29 / 36500 = 6.364…; 1000 x 13.01 x 31 / 36500 = 11.049…
    assert shown(found) == [
        ("01/02/2024", "29/02/2024", 29, "1000.00", "8.01", "6.36"),
        ("01/03/2024", "31/03/2024", 31, "1000.00", "13.01", "11.05"),
    ]
    assert "+ 5 points" in found.lignes[1].source


def test_the_default_rate_of_2024_is_not_lifted_to_the_floor_that_some_pages_print():
    found = run("1000", date(2024, 6, 30), date(2024, 7, 30))
    # 1000 x 14.25 x 30 / 36500 = 11.712…, not the 12.13 that 14.76 % would give
    assert found.total == D("11.71")


# Borders.


def test_a_due_day_at_the_end_of_june_starts_in_the_second_semester():
    found = run("1000", date(2025, 6, 30), date(2025, 7, 1))
    # 1000 x 12.15 / 36500 = 0.332…
    assert shown(found) == [("01/07/2025", "01/07/2025", 1, "1000.00", "12.15", "0.33")]


def test_the_line_ends_on_30_june_and_31_december():
    found = run("1000", date(2024, 6, 29), date(2025, 1, 1))
    # 14.50 for 1 day: 0.397…; 14.25 for 184 days: 71.835…; 13.15 for 1 day: 0.360…
    assert shown(found) == [
        ("30/06/2024", "30/06/2024", 1, "1000.00", "14.50", "0.40"),
        ("01/07/2024", "31/12/2024", 184, "1000.00", "14.25", "71.84"),
        ("01/01/2025", "01/01/2025", 1, "1000.00", "13.15", "0.36"),
    ]
    assert found.total == D("72.60")


def test_two_semesters_at_one_rate_are_two_lines_each_with_its_own_source():
    found = run("1000", date(2025, 12, 30), date(2026, 1, 1))
    assert [line.source[:24] for line in found.lignes] == [
        "BCE 2,15\u00a0% au 01/07/2025",
        "BCE 2,15\u00a0% au 01/01/2026",
    ]


def test_29_february_is_a_day_like_another():
    assert run("36500", date(2024, 2, 28), date(2024, 2, 29)).total == D("14.50")


def test_no_interest_on_the_due_day_itself_and_none_before():
    assert run("1000", date(2025, 6, 30), date(2025, 6, 30)).lignes == ()
    assert run("1000", date(2025, 6, 30), date(2025, 1, 1)).total == 0


def test_a_payment_on_the_due_day_stops_all_interest():
    assert run("1000", date(2025, 6, 30), date(2025, 12, 31), payment(date(2025, 6, 30), "1000")).lignes == ()


def test_a_payment_bears_interest_on_its_own_day_and_no_longer():
    found = run("1000", date(2025, 8, 31), date(2025, 9, 30), payment(date(2025, 9, 10), "400"))
    # 1000 x 12.15 x 10 / 36500 = 3.328…; 600 x 12.15 x 20 / 36500 = 3.994…
    assert shown(found) == [
        ("01/09/2025", "10/09/2025", 10, "1000.00", "12.15", "3.33"),
        ("11/09/2025", "30/09/2025", 20, "600.00", "12.15", "3.99"),
    ]


def test_an_avoir_lowers_the_base_from_its_own_day():
    found = run("1000", date(2025, 8, 31), date(2025, 9, 30), avoir(date(2025, 9, 10), "400"))
    # 1000 x 12.15 x 9 / 36500 = 2.995…; 600 x 12.15 x 21 / 36500 = 4.194…
    assert shown(found) == [
        ("01/09/2025", "09/09/2025", 9, "1000.00", "12.15", "3.00"),
        ("10/09/2025", "30/09/2025", 21, "600.00", "12.15", "4.19"),
    ]


def test_half_a_cent_is_rounded_up_once_on_the_line():
    # 18.25 x 10.00 x 1 / 36500 = 0.005 exactly
    assert run("18.25", date(2020, 1, 31), date(2020, 2, 1)).total == D("0.01")


# Bases.


@pytest.mark.parametrize(("base", "amounts"), [(Base.J365, ["12.15"]), (Base.J366, ["12.12"])])
def test_a_fixed_base_divides_every_year_alike(base, amounts):
    found = run("36500", date(2025, 8, 31), date(2025, 9, 1), base=base)
    # 36500 x 12.15 / 36500 = 12.15; / 36600 = 12.116…
    assert [str(line.montant) for line in found.lignes] == amounts


def test_the_exact_base_cuts_at_new_year_and_divides_a_leap_year_by_366():
    found = run("10000", date(2023, 12, 30), date(2024, 1, 1), regime=Regime.CONVENU, taux="20", base=Base.EXACT)
    # 10000 x 20 / 36500 = 5.479…; 10000 x 20 / 36600 = 5.464…
    assert [(line.diviseur, str(line.montant)) for line in found.lignes] == [(365, "5.48"), (366, "5.46")]


# Regimes.


def test_a_public_buyer_keeps_the_rate_of_the_semester_in_which_interest_began():
    found = run("1000", date(2024, 6, 15), date(2024, 12, 31), regime=Regime.PUBLIC)
    # 4.50 + 8 = 12.50 for good, though the ECB rate is 4.25 from July: 1000 x 12.50 x 199 / 36500 = 68.150…
    assert shown(found) == [("16/06/2024", "31/12/2024", 199, "1000.00", "12.50", "68.15")]


def test_penalties_stop_where_legal_interest_begins():
    phases = (Phase(date(2025, 9, 1), Regime.PENALITES), Phase(date(2025, 10, 1), Regime.LEGAL))
    facture = Mouvement(date(2025, 8, 31), D("1000"), NatureMouvement.FACTURE)
    found = interets([facture], Conditions(phases), date(2025, 10, 31), TABLE)
    # 1000 x 12.15 x 30 / 36500 = 9.986…; 1000 x 2.76 x 31 / 36500 = 2.344…
    assert shown(found) == [
        ("01/09/2025", "30/09/2025", 30, "1000.00", "12.15", "9.99"),
        ("01/10/2025", "31/10/2025", 31, "1000.00", "2.76", "2.34"),
    ]


def test_two_phases_cannot_begin_on_the_same_day():
    with pytest.raises(ValueError, match="phases"):
        Conditions((Phase(date(2025, 9, 1), Regime.PENALITES), Phase(date(2025, 9, 1), Regime.LEGAL)))


def test_interest_stops_on_the_last_day_allowed():
    found = run("1000", date(2025, 8, 31), date(2026, 8, 31), fin=date(2025, 9, 30))
    assert [line.au for line in found.lignes] == [date(2025, 9, 30)]


def test_a_year_that_is_not_whole_is_not_capitalised():
    found = run(
        "10000",
        date(2016, 12, 31),
        date(2018, 12, 30),
        regime=Regime.CONVENU,
        taux="5",
        capitalisation=date(2016, 12, 31),
    )
    # 2017: 500.00; 364 days on 10500: 10500 x 5 x 364 / 36500 = 523.561…
    assert [line.montant for line in found.lignes] == [D("500.00"), D("523.56")]


def test_interest_born_before_capitalisation_was_asked_is_never_capitalised():
    found = run(
        "10000",
        date(2016, 12, 31),
        date(2019, 12, 31),
        regime=Regime.CONVENU,
        taux="5",
        capitalisation=date(2017, 12, 31),
    )
    # 2017 stays simple; 2018 is capitalised: 500, then 525
    assert [line.montant for line in found.lignes] == [D("500.00"), D("500.00"), D("525.00")]


def test_a_line_of_the_second_semester_of_2026_says_that_its_rate_is_unverified():
    found = run("1000", date(2026, 6, 29), date(2026, 7, 1))
    assert [line.verifie for line in found.lignes] == [True, False]
    assert not found.verifie


# Refusals.


def test_2027_is_refused():
    with pytest.raises(InvalidInput, match="premier semestre 2027"):
        run("1000", date(2026, 12, 1), date(2027, 1, 1))


def test_an_agreed_rate_does_not_pass_2027_either_because_its_floor_is_unknown():
    with pytest.raises(InvalidInput, match="premier semestre 2027"):
        run("1000", date(2026, 12, 1), date(2027, 1, 1), regime=Regime.CONVENU, taux="20")


def test_an_agreed_rate_under_three_times_the_legal_rate_is_refused_and_the_semester_named():
    # 12 % is above 7.86 (2026-S1) and 8.25 (2026-S2), and under 15.21 (2024-S1)
    assert run("1000", date(2026, 1, 1), date(2026, 11, 22), regime=Regime.CONVENU, taux="12").total > 0
    with pytest.raises(Refus) as caught:
        run("1000", date(2023, 12, 1), date(2026, 11, 22), regime=Regime.CONVENU, taux="12")
    assert caught.value.code == "taux-sous-plancher"
    assert "second semestre 2023, soit 12,66\u00a0%" in caught.value.message
    assert caught.value.exit_code == 3


def test_an_agreed_rate_equal_to_the_floor_is_accepted():
    assert run("1000", date(2026, 1, 1), date(2026, 1, 31), regime=Regime.CONVENU, taux="7.86").total == D("6.46")


def test_paying_more_than_is_owed_is_refused():
    with pytest.raises(InvalidInput, match="dépasse ce qui reste dû"):
        run("1000", date(2025, 8, 31), date(2025, 9, 30), payment(date(2025, 9, 10), "1000.01"))
