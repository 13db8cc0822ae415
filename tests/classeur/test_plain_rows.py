"""A row made at once has the bytes that writing it cell by cell would leave; what it may not touch, it leaves alone."""

from datetime import date
from decimal import Decimal

import pytest
from relancier.base.errors import InvalidInput, Lieu
from relancier.classeur.splicing.areas import Area, address
from relancier.classeur.splicing.cell_xml import Cell, cell_xml
from relancier.classeur.splicing.plain_rows import PlainRows, own_styles, shown_opening

STYLES = {1: 0, 2: 5, 3: 7, 4: 0, 5: 9, 28: 2}
VALUES: dict[int, Cell] = {1: "A & B <C>\n_x000A_", 2: Decimal("1234.50"), 3: date(2026, 11, 30), 4: None, 28: True}
BODY = Area(1, 5, 3, 9)


def rows(*, date1904: bool = False) -> PlainRows:
    return PlainRows(STYLES, lambda style: style + 100, lambda _column, _row: Lieu(), date1904=date1904)


@pytest.mark.parametrize("date1904", [False, True])
def test_a_row_made_at_once_has_the_bytes_of_its_cells(date1904: bool) -> None:
    cells = b"".join(
        cell_xml(
            address(column, 12),
            style + 100 if column == 3 else style,
            VALUES.get(column),
            date1904=date1904,
            lieu=Lieu(),
        )
        for column, style in STYLES.items()
    )
    assert rows(date1904=date1904).make(12, b'<row r="12">', VALUES, ()) == b'<row r="12">' + cells + b"</row>"


def test_the_styles_that_cells_have_are_kept() -> None:
    made = rows().make(12, b'<row r="12">', {1: "x"}, ((1, 42),))
    assert b'<c r="A12" s="42" t="inlineStr">' in made


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal(10) ** 15, date(1899, 1, 1), "x" * 40_000])
def test_what_a_cell_cannot_hold_is_refused(value: Cell) -> None:
    with pytest.raises(InvalidInput):
        rows().make(12, b'<row r="12">', {1: value}, ())


def test_a_row_of_values_alone_tells_its_styles() -> None:
    raw = b'<row r="6" spans="1:3"><c r="A6" s="4" t="s"><v>3</v></c><c r="C6"/></row>'
    assert own_styles(raw, BODY) == ((1, 4), (3, 0))
    assert shown_opening(raw) == b'<row r="6">'


@pytest.mark.parametrize(
    "raw",
    [
        b'<row r="6"><c r="A6"><f>1+1</f><v>2</v></c></row>',  # a formula
        b'<row r="6"><c r="A6"><v>2</v></c><c r="D6"><v>2</v></c></row>',  # a cell beside the table
        b'<row r="6"><c s="4" r="A6"><v>2</v></c></row>',  # written another way
        b'<row r="6"><c r="A6"><v>2</v></c><extLst/></row>',  # something after the cells
    ],
)
def test_a_row_that_holds_more_is_left_to_be_written_cell_by_cell(raw: bytes) -> None:
    assert own_styles(raw, BODY) is None
