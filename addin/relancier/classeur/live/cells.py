"""Cells between an open workbook and us: what is read as calamine gives it, what is written as Excel must take it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from relancier.base.errors import Lieu
from relancier.classeur.raw import BadCell, RawCell
from relancier.classeur.splicing.cell_xml import Cell, clean_text, comparable_value, number_text
from relancier.classeur.undo.trace import Formula, Kept

Sent: TypeAlias = str | float | bool | datetime | None

# the day that Excel gives to a cell that holds a time only, in its two calendars
NO_DAY = (date(1899, 12, 30), date(1899, 12, 31), date(1904, 1, 1))
SHORT = 8000  # characters: far below what a cell holds
MODERN = 1904  # both calendars hold the days of later years
ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!")
)
MARKS = frozenset(one[0] for one in (*ERRORS, "Err:"))  # what an error begins with


def held(value: object) -> RawCell | BadCell:
    """Return what a cell holds, from what xlwings gives of it: days as dates, numbers as floats, nothing as "".

    A text typed as "#N/A" cannot be told from the error: it is taken for one, and a person will look at it.
    """
    if isinstance(value, str):
        return BadCell(str(value)) if value in ERRORS or value.startswith("Err:") else value
    if isinstance(value, float | bool):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, int | Decimal):  # Excel gives its currencies as Decimal
        return float(value)
    return str(value)


@lru_cache(maxsize=4096)
def _moment(value: datetime) -> date | datetime | time:
    plain = value.replace(tzinfo=None)
    if plain.date() in NO_DAY and plain.time() != time():
        return plain.time()
    return plain.date() if plain.time() == time() else plain


def checked(value: Cell, lieu: Callable[[], Lieu], *, date_1904: bool) -> RawCell:
    """Return `value` as the cell at `lieu` will hold it once written; "" for nothing.

    Raises:
      InvalidInput: no cell can hold it.
      TypeError: it is of another type than `Cell`.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        # what is printable holds no line end and no forbidden character
        return value if len(value) < SHORT and value.isprintable() else clean_text(value, lieu())
    if type(value) is date and value.year > MODERN:
        return value
    number = number_text(value, date1904=date_1904, lieu=lieu())
    return value if isinstance(value, date) else float(number)


def sent(cell: Kept) -> Sent:
    """Return what xlwings is to write for `cell`; its format must be right by then, see `formats`."""
    if isinstance(cell, str):
        return cell or None
    if cell is None or isinstance(cell, float | bool | datetime):
        return cell
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a cell's day has no zone
    if isinstance(cell, Formula):
        return cell.text
    if isinstance(cell, BadCell):
        return cell.shown
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, time):
        return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86400
    return cell.total_seconds() / 86400


def comparable(cell: Kept, *, date_1904: bool) -> str:
    """Return a cell in the form in which keys are compared, as `splice` does."""
    if cell is None or isinstance(cell, BadCell | Formula):
        return cell.shown if isinstance(cell, BadCell) else ""
    if isinstance(cell, float):
        return comparable_value(Decimal(repr(cell)), date1904=date_1904, lieu=Lieu())
    if isinstance(cell, datetime) or not isinstance(cell, str | int | date):
        return str(cell)
    return comparable_value(cell, date1904=date_1904, lieu=Lieu())


def is_blank_row(cells: Sequence[Kept]) -> bool:
    """Whether no cell of a row holds anything."""
    return all(cell is None or cell == "" for cell in cells)
