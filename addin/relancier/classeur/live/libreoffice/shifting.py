"""Cells inserted or removed: what stands below moves, or nothing is done.

LibreOffice would cut in two a table or a merged cell that stands half in the way, without a word. Here it is refused,
as Excel does.
"""

from typing import TYPE_CHECKING, Any

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live.libreoffice.areas import MAX_COLUMNS, MAX_ROWS, Area, from_calc, spanning
from relancier.classeur.live.libreoffice.bridge import enum

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.sheets import Sheet

_INSERT = {"down": "DOWN", "right": "RIGHT"}
_DELETE = {"up": "UP", "left": "LEFT"}


def open_up(sheet: "Sheet", area: Area, shift: str) -> None:
    """Insert empty cells at `area`, formatted as those before them; the cells that stood there move.

    Args:
      shift: "down" or "right".

    Raises:
      Refus: a table or merged cells would be cut in two, or cells pushed off the sheet; nothing was done.
    """
    moved = _moved(area, down=shift == "down")
    _check_whole(sheet, area, moved)
    used = sheet.used_range.area
    over = used.last_row + area.height > MAX_ROWS if shift == "down" else used.last_column + area.width > MAX_COLUMNS
    if over and used.meets(moved):
        raise _refused(sheet, area, "il n'y a plus de place en bas de la feuille.")
    # a range that is held follows its cells: it tells whether they moved, for LibreOffice does not
    follower = sheet.api.getCellRangeByPosition(area.column - 1, area.row - 1, area.last_column - 1, area.row - 1)
    before = follower.RangeAddress
    sheet.api.insertCells(area.in_calc(sheet.rank), enum("sheet.CellInsertMode", _INSERT[shift]))
    after = follower.RangeAddress
    if (after.StartRow, after.StartColumn) == (before.StartRow, before.StartColumn):
        raise _refused(sheet, area, "une formule matricielle ou un objet l'empêche.")


def close_up(sheet: "Sheet", area: Area, shift: str) -> None:
    """Remove the cells of `area`; those below, or to the right, take their place.

    Args:
      shift: "up" or "left".

    Raises:
      Refus: a table or merged cells would be cut in two; nothing was done.
    """
    _check_whole(sheet, area, _moved(area, down=shift == "up"))
    sheet.api.removeRange(area.in_calc(sheet.rank), enum("sheet.CellDeleteMode", _DELETE[shift]))


def _moved(area: Area, down: bool) -> Area:
    """Return everything that moves when cells are inserted or removed at `area`."""
    if down:
        return Area(area.row, area.column, MAX_ROWS - area.row + 1, area.width)
    return Area(area.row, area.column, area.height, MAX_COLUMNS - area.column + 1)


def _check_whole(sheet: "Sheet", area: Area, moved: Area) -> None:
    """Refuse to move a part of a table's width, or of merged cells."""
    lying = moved.width > area.width
    for table in sheet.tables:
        held = table.area
        across = moved.row <= held.row and held.last_row <= moved.last_row
        along = moved.column <= held.column and held.last_column <= moved.last_column
        if held.meets(moved) and not (across if lying else along):
            raise _refused(sheet, area, f"le tableau « {table.name} » serait coupé en deux.")
    used = sheet.used_range.area
    if not used.meets(moved):
        return
    seen = _common(used, moved)
    if not moved.holds(_merged(sheet, seen)):
        raise _refused(sheet, area, "des cellules fusionnées seraient coupées en deux.")


def _common(one: Area, other: Area) -> Area:
    row, column = max(one.row, other.row), max(one.column, other.column)
    bottom, right = min(one.last_row, other.last_row), min(one.last_column, other.last_column)
    return Area(row, column, bottom - row + 1, right - column + 1)


def _merged(sheet: "Sheet", area: Area) -> Area:
    """Return `area` with all of each merged cell that it touches."""
    cells: Any = sheet.api.getCellRangeByPosition(
        area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
    )
    cursor = sheet.api.createCursorByRange(cells)
    cursor.collapseToMergedArea()
    return spanning(area, from_calc(cursor.RangeAddress))


def _refused(sheet: "Sheet", area: Area, why: str) -> Refus:
    return Refus(
        "decalage-impossible",
        f"Les cellules ne peuvent pas être décalées : {why}",
        "Laissez libres les lignes sous le tableau, ou déplacez ce qui s'y trouve, puis recommencez.",
        Lieu(feuille=sheet.name, cellule=area.address(row_absolute=False, column_absolute=False)),
    )
