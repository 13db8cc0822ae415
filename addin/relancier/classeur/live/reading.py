"""Tables of an open workbook, as the closed reader gives them: one block of cells read for each."""

from collections.abc import Collection, Iterator

from relancier.classeur.live.bsd import xw
from relancier.classeur.live.cells import MARKS, held, is_blank_row
from relancier.classeur.live.places import Place
from relancier.classeur.raw import BadCell, RawCell, RawTable

UNDER = 100  # rows read under a table with it: more only when all of them hold something
Grid = list[list[RawCell | BadCell]]


def block(cells: xw.Range) -> Grid:
    """Return what `cells` hold, in one call to the program."""
    return [
        [
            # most cells by far: told apart without a call
            value if type(value) is float or (type(value) is str and value[:1] not in MARKS) else held(value)
            for value in row
        ]
        for row in cells.options(ndim=2, err_to_str=True, empty="").value
    ]


def headings_of(place: Place) -> tuple[str, ...]:
    """Return the table's headings alone."""
    return _headings(block(place.cells(place.top, 1))[0])


def read_table(place: Place, end: int, heads: Collection[int], date_1904: bool) -> RawTable:
    """Return the table at `place`, with the rows that stand just under it.

    Args:
      end: the last row in use on its sheet.
      heads: the rows where the sheet's tables have their headings: what is under a table stops there.
    """
    bottom = place.last + place.totals
    until = min(max(end, bottom), bottom + UNDER)
    grid = block(place.cells(place.top, until - place.top + 1))
    below = [*_filled(grid[bottom - place.top + 1 :], bottom + 1, heads)]
    while below and below[-1][0] == until < end:
        start, until = until + 1, min(end, until + UNDER)
        below += _filled(block(place.cells(start, until - start + 1)), start, heads)
    body = grid[1 : place.count + 1]
    lines = [*range(place.first, place.last + 1), *(line for line, _ in below)]
    under = tuple(line for line, _ in below)
    rows = [*body, *(row for _, row in below)]
    return RawTable(place.name, place.feuille, _headings(grid[0]), place.left, lines, rows, under, date_1904)


def _filled(grid: Grid, start: int, heads: Collection[int]) -> Iterator[tuple[int, list[RawCell | BadCell]]]:
    """Yield the sheet's rows, the first being `start`, up to the first that is blank or has headings."""
    for line, row in enumerate(grid, start):
        if is_blank_row(row) or line in heads:
            return
        yield line, row


def _headings(row: list[RawCell | BadCell]) -> tuple[str, ...]:
    return tuple(cell.shown if isinstance(cell, BadCell) else str(cell) for cell in row)
