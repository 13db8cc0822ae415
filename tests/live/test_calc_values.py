"""What is written to a live Calc comes back as it was: text as text, numbers, dates, booleans, errors, nothing."""

import datetime as dt
from typing import Any

import pytest
from relancier.classeur.live.bsd import xw

pytestmark = pytest.mark.libreoffice

LIKE_NUMBERS = [
    "00123",
    "1/2",
    "732829320",
    "01 23 45 67 89",
    "+33 1 23",
    "1e5",
    "12,5",
    "TRUE",
    "2026-03-31",
    "'x",
    " 7 ",
]


def written_and_read(sheet: xw.Sheet, rows: list[list[Any]], **options: Any) -> Any:
    block = sheet.range((2, 2), (1 + len(rows), 1 + len(rows[0])))
    block.value = rows
    return block.options(ndim=2, **options).value


def shown(sheet: xw.Sheet, cell: str) -> str:
    text: str = sheet[cell].api.getCellByPosition(0, 0).String
    return text


def test_text_that_looks_like_a_number_or_a_date_stays_text(sheet: xw.Sheet) -> None:
    assert written_and_read(sheet, [LIKE_NUMBERS]) == [LIKE_NUMBERS]


def test_numbers_come_back_as_they_were(sheet: xw.Sheet) -> None:
    numbers = [0, -1, 1234567.89, 0.1, 1e-9, 10**12]
    assert written_and_read(sheet, [numbers]) == [[float(number) for number in numbers]]


def test_long_text_accents_and_line_breaks_come_back_whole(sheet: xw.Sheet) -> None:
    texts = ["é" * 32_767, "Débiteur « Œuvre »\u202f: 1\u00a0234\u202f€", "une\ndeux\n\ntrois", "fin\n", "😀"]
    assert written_and_read(sheet, [texts]) == [texts]


def test_dates_are_known_by_the_format_of_their_cells(sheet: xw.Sheet) -> None:
    moments = [dt.datetime.fromisoformat(day) for day in ("2026-03-31", "2028-02-29", "2026-03-31 14:05:09")]
    assert written_and_read(sheet, [moments]) == [moments]
    assert sheet["B2"].number_format == "DD/MM/YYYY"
    assert sheet["D2"].number_format == "DD/MM/YYYY HH:MM"
    sheet["B2"].number_format = "0.00"
    assert sheet["B2"].value == 46112.0


def test_a_day_without_an_hour_is_written_as_a_date(sheet: xw.Sheet) -> None:
    assert written_and_read(sheet, [[dt.date(2026, 3, 31)]], dates=dt.date) == [[dt.date(2026, 3, 31)]]


def test_a_date_keeps_the_date_format_that_its_cell_had(sheet: xw.Sheet) -> None:
    sheet["B2:B4"].number_format = "yyyy-mm-dd"
    sheet["B3"].number_format = "0.00"
    written_and_read(sheet, [[dt.date(2026, 3, day)] for day in (1, 2, 3)])
    assert [shown(sheet, cell) for cell in ("B2", "B3", "B4")] == ["2026-03-01", "02/03/2026", "2026-03-03"]


def test_a_number_no_calendar_reaches_stays_a_number(sheet: xw.Sheet) -> None:
    sheet["B2"].number_format = "dd/mm/yyyy"
    assert written_and_read(sheet, [[1e9]]) == [[1e9]]


def test_booleans_are_neither_one_nor_zero(sheet: xw.Sheet) -> None:
    read = written_and_read(sheet, [[True, False, 1, 0]])
    assert read == [[True, False, 1.0, 0.0]]
    assert [type(value) for value in read[0]] == [bool, bool, float, float]


def test_a_percentage_is_its_number(sheet: xw.Sheet) -> None:
    sheet["B2"].number_format = "0.00%"
    assert written_and_read(sheet, [[0.1075]]) == [[0.1075]]
    assert shown(sheet, "B2") == "10.75%"


def test_empty_cells_come_back_as_nothing_and_are_emptied_by_nothing(sheet: xw.Sheet) -> None:
    assert written_and_read(sheet, [["a", None, ""], [None, "b", float("nan")]]) == [
        ["a", None, None],
        [None, "b", None],
    ]
    assert written_and_read(sheet, [[None, None, None], [None, None, None]]) == [[None] * 3] * 2
    assert sheet.used_range.address == "$A$1"


def test_errors_have_their_name_when_they_are_asked_for_it(sheet: xw.Sheet) -> None:
    formulas = ["=1/0", "=NA()", '=VALUE("x")', "=EXP(1000)", "=NOWHERE", '=INDIRECT("Nulle part!A1")', "=E9/2"]
    sheet["B2"].value = formulas
    errors = ["#DIV/0!", "#N/A", "#VALUE!", "#NUM!", "#NAME?", "#REF!", 0.0]
    assert sheet["B2:H2"].options(err_to_str=True).value == errors
    assert sheet["B2:H2"].value == [None] * 6 + [0.0]


def test_what_begins_with_equals_is_a_formula_except_where_the_cell_is_text(sheet: xw.Sheet) -> None:
    sheet["C2"].number_format = "@"
    assert written_and_read(sheet, [["=1+1", "=1+1", "="]]) == [[2.0, "=1+1", "="]]
    assert sheet["B2:D2"].formula == (("=1+1", "=1+1", "="),)


def test_formulas_are_written_and_read_as_excel_writes_them(office: xw.App) -> None:
    book = office.books.add()
    first, second = book.sheets[0], book.sheets.add("Février & Cie")
    second["A1"].value = [[3, 4], [5, 6]]
    formula = '=SUM(\'Février & Cie\'!$A$1:B1,10)+IF("a,b;c.d!e"="",1,0)'
    first["B2"].value = formula
    assert first["B2"].value == 17.0
    assert first["B2"].formula == formula


def test_one_value_fills_a_range(sheet: xw.Sheet) -> None:
    sheet["B2:C3"].value = "00"
    assert sheet["B2:C3"].value == [["00", "00"], ["00", "00"]]


def test_a_whole_column_is_read_as_far_as_it_is_used(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [[1], [2]]
    assert sheet["B:B"].value == [None, 1.0, 2.0]


def test_ten_thousand_rows_come_back_as_they_were(sheet: xw.Sheet) -> None:
    day = dt.datetime.fromisoformat("2026-01-01")
    rows = [[f"{n:05}", f"CL{n % 97:03}", day + dt.timedelta(days=n % 700), n / 100, n % 2 == 0] for n in range(10_000)]
    assert written_and_read(sheet, rows) == rows
