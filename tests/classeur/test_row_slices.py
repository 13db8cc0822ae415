"""The rows of a sheet, cut where they are asked for, are those that cutting all of them would give."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relancier.classeur.splicing.row_slices import RowSlices

Rows = dict[int, bytes]
CHANGES = st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=12)


def row(number: int, cells: bytes = b"<c/>") -> bytes:
    return b'<row r="%d">%s</row>' % (number, cells)


def laid(slices: RowSlices) -> bytes:
    return b"".join(slices.pieces())


def cut(content: bytes) -> RowSlices:
    slices = RowSlices.usual(content, 0, len(content))
    assert slices is not None
    return slices


@given(st.sets(st.integers(1, 30), min_size=1), CHANGES)
def test_rows_put_and_rows_kept_come_out_in_order(numbers: set[int], changes: list[tuple[int, bool]]) -> None:
    expected: Rows = {number: row(number) for number in sorted(numbers)}
    slices = cut(b"".join(expected.values()))
    for number, kept in changes:
        new = row(number, b"<c>new</c>") if kept else b""
        slices.put(number, new)
        expected[number] = new
    there = [number for number in sorted(expected) if expected[number]]
    assert laid(slices) == b"".join(expected[number] for number in there)
    assert list(slices) == [expected[number] for number in there]
    assert list(slices.after(12)) == [number for number in there if number > 12]
    assert [slices.get(number) for number in range(42)] == [expected.get(number, b"") for number in range(42)]
    assert slices.changed == sorted({number for number, _ in changes if expected[number]})


def test_adding_a_row_looks_for_no_other() -> None:
    slices = cut(row(4) + row(5) + row(9))
    slices.put(10, row(10))
    assert slices.get(9) == row(9)
    assert laid(slices) == row(4) + row(5) + row(9) + row(10)
    assert slices._starts is None


@pytest.mark.parametrize(
    "content",
    [
        row(4) + b"\n" + row(5),  # not one against the other
        row(4) + b'<row r="5" ht="20"/>' + row(6),  # without cells
        row(5) + row(4),  # in disorder
        row(4) + row(4),
        b'<row spans="1:2" r="4"></row>',  # its number is not first
        b"<row></row>",
        row(4) + b"<other/>",
        b"",
    ],
)
def test_rows_written_another_way_are_left_to_be_cut_one_by_one(content: bytes) -> None:
    assert RowSlices.usual(content, 0, len(content)) is None


def test_what_stands_around_the_rows_is_no_part_of_them() -> None:
    part = b"<sheetData>" + row(4) + row(5) + b"\n</sheetData>"
    start = len(b"<sheetData>")
    slices = RowSlices.usual(part, start, part.index(b"</sheetData>"))
    assert slices is not None
    assert slices.end == start + len(row(4) + row(5))
    assert laid(slices) == row(4) + row(5)
    assert re.fullmatch(rb"\n</sheetData>", part[slices.end :])
