"""Cells inserted or removed: what stands below moves, or nothing is done.

LibreOffice would cut in two a table that stands half in the way, and does nothing, without a word, before merged cells.
Here both are refused, as Excel does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live.libreoffice.areas import MAX_COLUMNS, MAX_ROWS, Area
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
      Refus: a table, merged cells or an array formula would be cut in two, or cells pushed off the sheet; nothing was
        done.
    """
    moved = _moved(area, down=shift == "down")
    _check_whole(sheet, area, moved)
    used = sheet.used_range.area
    over = used.last_row + area.height > MAX_ROWS if shift == "down" else used.last_column + area.width > MAX_COLUMNS
    if over and used.meets(moved):
        raise _refused(sheet, area, "il n'y a plus de place au bout de la feuille.")
    where = area.in_calc(sheet.rank)
    with _seen_to_move(sheet, area, Area(area.row, area.column)):
        sheet.api.insertCells(where, enum("sheet.CellInsertMode", _INSERT[shift]))


def close_up(sheet: "Sheet", area: Area, shift: str) -> None:
    """Remove the cells of `area`; those below, or to the right, take their place.

    Args:
      shift: "up" or "left".

    Raises:
      Refus: a table, merged cells or an array formula would be cut in two; nothing was done.
    """
    _check_whole(sheet, area, _moved(area, down=shift == "up"))
    where = area.in_calc(sheet.rank)
    after = Area(area.last_row + 1, area.column) if shift == "up" else Area(area.row, area.last_column + 1)
    with _seen_to_move(sheet, area, after):
        sheet.api.removeRange(where, enum("sheet.CellDeleteMode", _DELETE[shift]))


@contextmanager
def _seen_to_move(sheet: "Sheet", area: Area, cell: Area) -> Iterator[None]:
    """Refuse afterwards when the cell did not move: LibreOffice itself does not say that it did nothing.

    A cell that is held follows its content.
    """
    held = sheet.api.getCellByPosition(cell.column - 1, cell.row - 1)
    before = held.CellAddress
    yield
    after = held.CellAddress
    if (after.Row, after.Column) == (before.Row, before.Column):
        raise _refused(sheet, area, "des cellules fusionnées ou une formule matricielle seraient coupées en deux.")


def _moved(area: Area, down: bool) -> Area:
    """Return everything that moves when cells are inserted or removed at `area`."""
    if down:
        return Area(area.row, area.column, MAX_ROWS - area.row + 1, area.width)
    return Area(area.row, area.column, area.height, MAX_COLUMNS - area.column + 1)


def _check_whole(sheet: "Sheet", area: Area, moved: Area) -> None:
    """Refuse to move a part of a table's width."""
    lying = moved.width > area.width
    for table in sheet.tables:
        held = table.area
        across = moved.row <= held.row and held.last_row <= moved.last_row
        along = moved.column <= held.column and held.last_column <= moved.last_column
        if held.meets(moved) and not (across if lying else along):
            raise _refused(sheet, area, f"le tableau « {table.name} » serait coupé en deux.")


def _refused(sheet: "Sheet", area: Area, why: str) -> Refus:
    return Refus(
        "decalage-impossible",
        f"Les cellules ne peuvent pas être décalées : {why}",
        "Laissez libres les lignes sous le tableau, ou déplacez ce qui s'y trouve, puis recommencez.",
        Lieu(feuille=sheet.name, cellule=area.address(row_absolute=False, column_absolute=False)),
    )
