"""A rectangle of cells read or written whole: one call to the office for its values, a few for its formats."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from relancier.classeur.live.libreoffice.formats import BOOLEAN, DATE, DAY, LOGICAL, MOMENT, TEXT, Formats, Stretch
from relancier.classeur.live.libreoffice.formulas import is_formula, to_calc
from relancier.classeur.live.libreoffice.values import Cell, CellError, day_of, error_of, serial_of

_UNNAMED = CellError()


@dataclass(slots=True)
class _Plan:
    """What is to be written besides plain numbers and text, by column and row within the block."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], tuple[str, int]] = field(default_factory=dict)  # format code, and the kind it shows


def read(document: Any, block: Any, width: int, height: int, errors: bool) -> list[list[Cell]]:
    """Return the values of the range `block`: text, floats, booleans, datetimes, "" where empty, errors.

    Args:
      errors: which error a cell holds is asked too, one call for each of them; otherwise an error has no name.
    """
    rows: list[list[Cell]] = [list(row) for row in block.getDataArray()]
    epoch = _epoch(document)
    days: dict[float, dt.datetime | float] = {}
    for stretch in Formats(document).stretches(block, width, height):
        if stretch.kind & DATE:
            for row in rows[stretch.first : stretch.last + 1]:
                if isinstance(value := row[stretch.column], float):
                    if value not in days:  # many cells, few days
                        days[value] = day_of(value, epoch)
                    row[stretch.column] = days[value]
        elif stretch.kind & BOOLEAN:
            for row in rows[stretch.first : stretch.last + 1]:
                if isinstance(value := row[stretch.column], float):
                    row[stretch.column] = bool(value)
    for rank, row in enumerate(rows):
        if None in row:  # where a formula failed UNO gives no value
            for column, value in enumerate(row):
                if value is None:
                    cell = block.getCellByPosition(column, rank) if errors else None
                    row[column] = error_of(cell.getError()) if cell else _UNNAMED
    return rows


def write(document: Any, block: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Write `rows`, as wide and high as the range `block`, as Excel would: what begins with "=" is a formula.

    Text is never read as a number or a date; in a cell whose format is text, not even as a formula. A date or a
    boolean gives its cell a format that shows it, unless it has one.
    """
    formats = Formats(document)
    epoch = _epoch(document)
    plan = _Plan()
    plain = tuple(
        tuple(
            # most cells by far: told apart without a call
            value
            if type(value) is float or (type(value) is str and value[:1] != "=")
            else _plain(value, row, column, plan, epoch)
            for column, value in enumerate(values)
        )
        for row, values in enumerate(rows)
    )
    if plan.formulas or plan.shown:
        _settle(plan, formats.stretches(block, len(rows[0]), len(rows)))
    _keep_for_undo(document, block)
    block.setDataArray(plain)
    for (column, first, last), (code, _) in _runs(plan.shown):
        block.getCellRangeByPosition(column, first, column, last).NumberFormat = formats.key(code)
    for (column, first, last), _ in _runs(dict.fromkeys(plan.formulas, 0)):
        formulas = tuple((to_calc(plan.formulas[column, row]),) for row in range(first, last + 1))
        block.getCellRangeByPosition(column, first, column, last).setFormulaArray(formulas)


def _keep_for_undo(document: Any, block: Any) -> None:
    """Copy the range onto itself: LibreOffice forgets which cells were empty when it undoes a plain writing."""
    place = block.RangeAddress
    document.Sheets.getByIndex(place.Sheet).copyRange(block.getCellByPosition(0, 0).getCellAddress(), place)


def _epoch(document: Any) -> dt.datetime:
    day = document.NullDate
    return dt.datetime(day.Year, day.Month, day.Day)  # noqa: DTZ001 - cells have no time zone


def _plain(value: Any, row: int, column: int, plan: _Plan, epoch: dt.datetime) -> str | float:
    """Return the text or number of a cell, and note in `plan` what more it needs."""
    if isinstance(value, str):
        if is_formula(value):
            plan.formulas[column, row] = value
        return value
    if isinstance(value, bool):
        plan.shown[column, row] = (LOGICAL, BOOLEAN)
        return float(value)
    if isinstance(value, dt.date):
        is_moment = isinstance(value, dt.datetime) and value.time() != dt.time()
        plan.shown[column, row] = (MOMENT if is_moment else DAY, DATE)
        return serial_of(value, epoch)
    return "" if value is None else float(value)


def _settle(plan: _Plan, stretches: Iterable[Stretch]) -> None:
    """Forget what the formats of the cells settle: a formula in a text cell is text, a date in a date cell is shown."""
    for stretch in stretches:
        for row in range(stretch.first, stretch.last + 1):
            place = stretch.column, row
            if stretch.kind & TEXT:
                plan.formulas.pop(place, None)
            elif place in plan.shown and stretch.kind & plan.shown[place][1]:
                del plan.shown[place]


def _runs(cells: dict[tuple[int, int], Any]) -> list[tuple[tuple[int, int, int], Any]]:
    """Return vertical runs of cells with the same mark: column, first row, last row; and the mark."""
    runs = []
    ordered = sorted(cells)
    for _, run in groupby(enumerate(ordered), lambda one: (one[1][0], one[1][1] - one[0], cells[one[1]])):
        places = [place for _, place in run]
        runs.append(((places[0][0], places[0][1], places[-1][1]), cells[places[0]]))
    return runs
