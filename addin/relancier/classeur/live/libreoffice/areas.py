"""Rectangles of cells: as xlwings counts them from 1, as LibreOffice counts them from 0, as users write them."""

import re
from dataclasses import dataclass
from typing import Any

from relancier.classeur.live.libreoffice.bridge import area_of

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # of an .xlsx

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?(\d+):\$?(\d+)")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on a sheet: its first row and column, counted from 1, its height and width."""

    row: int
    column: int
    height: int = 1
    width: int = 1

    @property
    def last_row(self) -> int:
        """The row of its last line."""
        return self.row + self.height - 1

    @property
    def last_column(self) -> int:
        """The column of its right edge."""
        return self.column + self.width - 1

    def address(self, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """Return it as users write it: "$A$1:$B$2"."""

        def cell(row: int, column: int) -> str:
            return f"{'$' * column_absolute}{_letters(column)}{'$' * row_absolute}{row}"

        first = cell(self.row, self.column)
        return first if self.height == self.width == 1 else f"{first}:{cell(self.last_row, self.last_column)}"

    def holds(self, other: "Area") -> bool:
        """Tell whether the other one lies wholly within this one."""
        return spanning(self, other) == self

    def meets(self, other: "Area") -> bool:
        """Tell whether the two share a cell."""
        rows = self.row <= other.last_row and other.row <= self.last_row
        return rows and self.column <= other.last_column and other.column <= self.last_column

    def in_calc(self, sheet: int) -> Any:
        """Return it as LibreOffice's CellRangeAddress, on the sheet of that index from 0."""
        return area_of(self.column - 1, self.row - 1, self.last_column - 1, self.last_row - 1, sheet)


def from_calc(address: Any) -> Area:
    """Return a CellRangeAddress of LibreOffice as an area."""
    height = address.EndRow - address.StartRow + 1
    return Area(address.StartRow + 1, address.StartColumn + 1, height, address.EndColumn - address.StartColumn + 1)


def spanning(one: Area, other: Area) -> Area:
    """Return the smallest area that holds both."""
    row, column = min(one.row, other.row), min(one.column, other.column)
    bottom, right = max(one.last_row, other.last_row), max(one.last_column, other.last_column)
    return Area(row, column, bottom - row + 1, right - column + 1)


def parsed(address: str) -> Area | None:
    """Return the area of "B2", "$B$2:C9", "B:C" or "2:9"; None when it is none of them, such as a name."""
    if found := _A1.fullmatch(address):
        left, top, right, bottom = found.groups()
        first = Area(int(top), _column(left))
        area = spanning(first, Area(int(bottom), _column(right))) if right else first
    elif found := _COLUMNS.fullmatch(address):
        area = spanning(Area(1, _column(found[1])), Area(MAX_ROWS, _column(found[2])))
    elif found := _ROWS.fullmatch(address):
        area = spanning(Area(int(found[1]), 1), Area(int(found[2]), MAX_COLUMNS))
    else:
        return None
    return area if area.row and area.last_row <= MAX_ROWS and area.last_column <= MAX_COLUMNS else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
