"""What Excel does by itself when a table grows: the new rows look, check and compute like the last one."""

from itertools import groupby
from typing import TYPE_CHECKING

from relancier.classeur.live.libreoffice.areas import Area
from relancier.classeur.live.libreoffice.bridge import enum

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.sheets import Sheet

_CONSTANTS = 1 | 2 | 4  # com.sun.star.sheet.CellFlags: numbers, dates, text


def continue_rows(sheet: "Sheet", body: Area, last_row: int) -> None:
    """Carry the formats, lists of choices and formulas of a table's last row down to `last_row`.

    A column where the new rows hold something already is left as it is.

    Args:
      body: the table's rows before it grew.
    """
    added = Area(body.last_row + 1, body.column, last_row - body.last_row, body.width)
    cells = sheet.range((added.row, added.column, added.height, added.width)).api
    rows = cells.getFormulaArray()
    model = sheet.range((body.last_row, body.column, 1, body.width)).api.getFormulaArray()[0]
    empty = [not any(column) for column in zip(*rows, strict=True)]
    for (free, computed), run in groupby(
        range(body.width), lambda column: (empty[column], model[column].startswith("="))
    ):
        if not free:
            continue
        columns = list(run)
        place = Area(body.last_row, body.column + columns[0], added.height + 1, len(columns))
        filled = sheet.range((place.row, place.column, place.height, place.width)).api
        filled.fillAuto(enum("sheet.FillDirection", "TO_BOTTOM"), 1)
        if not computed:
            filled.getCellRangeByPosition(0, 1, len(columns) - 1, added.height).clearContents(_CONSTANTS)
