"""What any host gives of a table: headings, and rows of raw cells with their place on the sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

RawCell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose value the file does not hold: a formula's error, or a formula never computed.

    Attributes:
      shown: "#N/A", "#REF!"… or "formule non calculée".
    """

    shown: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands in a workbook.

    Attributes:
      name, sheet: the table's and its sheet's names.
      headings: the table's headings, left to right.
      first_column: the sheet's column of the first heading, from 1.
      lines: the sheet's row number of each row.
      rows: the rows' cells, one list per row, as wide as the headings; hidden and filtered rows included.
      below: row numbers read from just under the table, where it should have grown.
      date_1904: bare numbers count days from 1904 (old Macintosh workbooks), not from 1900.
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    first_column: int
    lines: Sequence[int]
    rows: Sequence[Sequence[RawCell | BadCell]]
    below: tuple[int, ...] = ()
    date_1904: bool = False


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """The tables of a workbook by name, whichever host gave them.

    Attributes:
      name: the file's name, for messages.
    """

    name: str
    tables: Mapping[str, RawTable] = field(default_factory=dict)


def letters(column: int) -> str:
    """Return the letters of a sheet's column, 1 being "A"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: bytes) -> int:
    """Return the number of a sheet's column, b"A" being 1."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
