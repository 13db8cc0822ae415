"""The formats that cells must have before values are written: text stays text, numbers stay numbers.

Excel reads what is assigned: in a cell of any other format than text, "00123" becomes 123 and "1/2" a day. In a cell of
that format, a number becomes a text, and a formula is not computed. LibreOffice keeps both as they are.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from relancier.classeur.live.places import Place
from relancier.classeur.undo.trace import Kept, Rows

TEXT, GENERAL, DAY = "@", "General", "dd/mm/yyyy"
Stretch = tuple[int, int, str]  # first row, how many, and what they hold


def prepare(place: Place, row: int, column: int, cells: Rows) -> None:
    """Give the cells from the sheet's `row` and the table's `column` (from 0) the formats that `cells` need."""
    kinds = [tuple(_stretches([line[at] for line in cells])) for at in range(len(cells[0]))]
    for stretches, run in groupby(enumerate(kinds, column), key=lambda one: one[1]):
        columns = [at for at, _ in run]
        for start, height, kind in stretches:
            if kind == TEXT:
                place.cells(row + start, height, columns[0], len(columns)).number_format = TEXT
                continue
            for at in columns:
                _make_fit(place, row + start, height, at, kind)


def _make_fit(place: Place, row: int, height: int, column: int, kind: str) -> None:
    """Give numbers, days or formulas of a column a format that shows them, unless they have one."""
    found = place.cells(row, height, column, 1)
    known = found.number_format
    # not the same in all of them: that of the first goes for all
    code = place.cells(row, 1, column, 1).number_format if known is None else known
    if code == TEXT or (kind == DAY and "y" not in code.lower()):
        code = kind
    if code != known:
        found.number_format = code


def _stretches(cells: Sequence[Kept]) -> Iterator[Stretch]:
    """Yield the stretches of a column that need one format; an empty cell goes with those before it."""
    known = [_kind(cell) for cell in cells]
    start, now = 0, ""
    for at, kind in enumerate([*known, "end"]):
        if not kind or kind == now:
            continue
        if now:
            yield start, at - start, now
            start = at
        now = kind


def _kind(cell: Kept) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return TEXT
    return DAY if isinstance(cell, date | datetime) else GENERAL
