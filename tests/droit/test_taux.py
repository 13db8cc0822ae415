from datetime import date
from decimal import Decimal

import pytest
from relancier.base.errors import InvalidInput
from relancier.droit.semestre import Semestre
from relancier.droit.taux import Colonne, TableDesTaux, Taux, penalite_legale, penalite_publique, plancher_convenu

TABLE = TableDesTaux()

# the day on which each refinancing rate took effect: the table's ECB column must follow from it
ECB_CHANGES = (
    (date(2014, 9, 10), "0.05"), (date(2016, 3, 16), "0.00"), (date(2022, 7, 27), "0.50"), (date(2022, 9, 14), "1.25"),
    (date(2022, 11, 2), "2.00"), (date(2022, 12, 21), "2.50"), (date(2023, 2, 8), "3.00"),
    (date(2023, 3, 22), "3.50"),
    (date(2023, 5, 10), "3.75"), (date(2023, 6, 21), "4.00"), (date(2023, 8, 2), "4.25"), (date(2023, 9, 20), "4.50"),
    (date(2024, 6, 12), "4.25"), (date(2024, 9, 18), "3.65"), (date(2024, 10, 23), "3.40"),
    (date(2024, 12, 18), "3.15"),
    (date(2025, 2, 5), "2.90"), (date(2025, 3, 12), "2.65"), (date(2025, 4, 23), "2.40"), (date(2025, 6, 11), "2.15"),
    (date(2026, 6, 17), "2.40"),
)  # fmt: skip


def test_each_ecb_rate_is_the_one_in_force_on_the_first_day_of_its_semester():
    for line in TABLE:
        in_force = [Decimal(rate) for day, rate in ECB_CHANGES if day <= line.semestre.premier_jour]
        assert line.bce == in_force[-1], str(line.semestre)


def test_the_table_holds_every_semester_from_2015_s1_to_2026_s2():
    assert [str(line.semestre) for line in TABLE] == [f"{y}-S{n}" for y in range(2015, 2027) for n in (1, 2)]
    assert str(TABLE.dernier) == "2026-S2"


def test_only_the_second_semester_of_2026_is_unverified():
    assert [str(line.semestre) for line in TABLE if not line.verifie] == ["2026-S2"]
    assert all(line.source for line in TABLE)


@pytest.mark.parametrize(
    ("day", "penalty", "public", "floor"),
    [
        (date(2022, 12, 31), "10.00", "8.00", "2.31"),  # the rise of 27 July 2022 came after 1 July
        (date(2023, 1, 1), "12.50", "10.50", "6.18"),
        (date(2024, 6, 30), "14.50", "12.50", "15.21"),
        (date(2024, 7, 1), "14.25", "12.25", "14.76"),  # W19: default and floor side by side, floor above default
        (date(2026, 11, 22), "12.40", "10.40", "8.25"),
    ],
)
def test_penalty_public_rate_and_floor_of_a_day(day, penalty, public, floor):
    line = TABLE.at(day)
    assert (penalite_legale(line), penalite_publique(line), plancher_convenu(line)) == (
        Decimal(penalty),
        Decimal(public),
        Decimal(floor),
    )


def test_a_day_of_2027_is_refused_and_names_the_row_to_fill():
    with pytest.raises(InvalidInput) as caught:
        TABLE.at(date(2027, 1, 1))
    assert caught.value.code == "taux-inconnu"
    assert "premier semestre 2027" in caught.value.message
    assert "tblTaux" in caught.value.remede
    assert "ligne « 2027-S1 »" in caught.value.remede


def test_a_day_of_2014_is_refused_even_when_the_workbook_has_a_row():
    row = Taux(Semestre(2014, 2), Decimal(1), Decimal(1), Decimal(1), "à la main", True)
    with pytest.raises(InvalidInput, match="second semestre 2014"):
        TableDesTaux([row]).at(date(2014, 12, 31))


def test_a_row_of_the_workbook_extends_the_table():
    row = Taux(Semestre(2027, 1), Decimal("2.65"), Decimal("6.90"), Decimal("2.80"), "JO", True)
    table = TableDesTaux([row])
    assert penalite_legale(table.at(date(2027, 1, 1))) == Decimal("12.65")
    assert str(table.dernier) == "2027-S1"


def test_a_row_with_an_empty_cell_is_refused_only_where_that_cell_is_needed():
    table = TableDesTaux([Taux(Semestre(2027, 1), Decimal("2.65"), None, None, "BCE", True)])
    line = table.at(date(2027, 3, 1))
    assert penalite_legale(line) == Decimal("12.65")
    with pytest.raises(InvalidInput) as caught:
        line.valeur(Colonne.LEGAL_PROFESSIONNELS)
    assert "colonne « Légal professionnels »" in caught.value.remede


def test_a_row_that_only_says_verified_confirms_the_figures_of_the_table():
    table = TableDesTaux([Taux(Semestre(2026, 2), None, None, None, "", True)])
    line = table.at(date(2026, 7, 1))
    assert (line.bce, line.legal_professionnels, line.verifie) == (Decimal("2.40"), Decimal("2.75"), True)


def test_a_row_that_changes_a_verified_figure_is_no_longer_verified_unless_it_says_so():
    table = TableDesTaux([Taux(Semestre(2026, 1), Decimal("2.00"), None, None, "", False)])
    line = table.at(date(2026, 1, 1))
    assert (line.bce, line.verifie, line.source) == (Decimal("2.00"), False, "tblTaux du classeur")


def test_a_hole_in_the_workbook_rows_is_refused_and_the_last_known_semester_stops_before_it():
    table = TableDesTaux([Taux(Semestre(2027, 2), Decimal(2), Decimal(2), Decimal(2), "", True)])
    assert str(table.dernier) == "2026-S2"
    with pytest.raises(InvalidInput, match="premier semestre 2027"):
        table.at(date(2027, 6, 30))


def test_a_semester_knows_its_days_its_name_and_the_next():
    s2 = Semestre.parse(" 2026-s2 ")
    assert (s2.premier_jour, s2.dernier_jour) == (date(2026, 7, 1), date(2026, 12, 31))
    assert (str(s2), s2.libelle, str(s2.suivant)) == ("2026-S2", "second semestre 2026", "2027-S1")
    assert Semestre.of(date(2026, 6, 30)) == Semestre(2026, 1) < s2


@pytest.mark.parametrize("text", ["2026", "2026-S3", "S2-2026", ""])
def test_a_semester_written_otherwise_is_refused(text):
    with pytest.raises(ValueError, match="2027-S1"):
        Semestre.parse(text)


def test_wrong_figures_of_published_pages_are_not_reproduced():
    first_2023, first_2024, second_2024 = (
        TABLE.at(day) for day in (date(2023, 1, 1), date(2024, 1, 1), date(2024, 7, 1))
    )
    # one table in circulation has 3.15 for 2023-S1 and 4.92 for professionals in 2024-S1: its columns are mixed
    assert (first_2023.legal_particuliers, first_2023.legal_professionnels) == (Decimal("4.47"), Decimal("2.06"))
    assert (first_2024.legal_particuliers, first_2024.legal_professionnels) == (Decimal("8.01"), Decimal("5.07"))
    # 14.76 is the floor of agreed rates; 13.65 takes the ECB rate of September; 15.07 adds 10 to the legal rate
    assert penalite_legale(second_2024) == Decimal("14.25")
    assert penalite_legale(first_2024) == Decimal("14.50")
    # the rise of 27 July 2022 came after 1 July: 10.00 and not 10.50
    assert penalite_legale(TABLE.at(date(2022, 12, 31))) == Decimal("10.00")
