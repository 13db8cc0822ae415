"""A range of cells, as xlwings sees it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice import blocks
from relancier.classeur.live.libreoffice.areas import MAX_COLUMNS, MAX_ROWS, Area, from_calc
from relancier.classeur.live.libreoffice.failures import protected, told
from relancier.classeur.live.libreoffice.formats import Formats, common
from relancier.classeur.live.libreoffice.formulas import to_excel
from relancier.classeur.live.libreoffice.shifting import close_up, open_up
from relancier.classeur.live.libreoffice.values import Cell

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.sheets import Sheet
    from relancier.classeur.live.libreoffice.tables import Table

# com.sun.star.sheet.CellFlags: values, dates, text, notes left alone, formulas; then direct and named formats
_CONTENT, _FORMATS = 1 | 2 | 4 | 16, 32 | 64
_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


class Range(base_classes.Range):
    """A rectangle of cells; it stays where it is when rows are inserted above it."""

    def __init__(self, sheet: "Sheet", area: Area) -> None:
        self.sheet = sheet
        self.area = area
        self.options: dict[str, Any] = {}  # set by xlwings: how its values are asked for

    @property
    def api(self) -> Any:
        area = self.area
        return self.sheet.api.getCellRangeByPosition(
            area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
        )

    @property
    def row(self) -> int:
        return self.area.row

    @property
    def column(self) -> int:
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.height, self.area.width

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self.sheet.name, self.row, self.column, *self.shape

    def __len__(self) -> int:
        return self.area.height * self.area.width

    def __call__(self, first: int, second: int | None = None) -> "Range":
        row, column = divmod(first - 1, self.area.width) if second is None else (first - 1, second - 1)
        return Range(self.sheet, Area(self.row + row, self.column + column))

    @property
    def max_cells_per_read(self) -> None:
        return None

    @property
    def max_cells_per_write(self) -> None:
        return None

    @property
    def has_array(self) -> None:
        return None

    @property
    def raw_value(self) -> list[list[Cell]] | Cell:
        used = self._used()
        with told(f"lire « {self.sheet.name} »"):
            rows = blocks.read(
                self.sheet.book.api,
                used.api,
                used.area.width,
                used.area.height,
                bool(self.options.get("err_to_str")),
            )
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        if not isinstance(value, (list, tuple)):
            value = [[value] * self.area.width] * self.area.height
        with self._writing():
            blocks.write(self.sheet.book.api, self.api, value)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        with told(f"lire « {self.sheet.name} »"):
            rows = self._used().api.getFormulaArray()
        shown = tuple(tuple(to_excel(text) if text[:1] == "=" else text for text in row) for row in rows)
        return shown[0][0] if len(self) == 1 else shown

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def number_format(self) -> str | None:
        key = common(self.api)
        return None if key is None else Formats(self.sheet.book.api).code(key)

    @number_format.setter
    def number_format(self, code: str) -> None:
        with self._writing():
            self.api.NumberFormat = Formats(self.sheet.book.api).key(code)

    @property
    def address(self) -> str:
        return self.area.address()

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        address = self.area.address(row_absolute, col_absolute)
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{address}" if external else address

    @property
    def current_region(self) -> "Range":
        cursor = self.sheet.api.createCursorByRange(self.api)
        cursor.collapseToCurrentRegion()
        return Range(self.sheet, from_calc(cursor.RangeAddress))

    def end(self, direction: str) -> "Range":
        """Return the cell where Ctrl and that arrow lead."""
        down, right = _STEPS[direction]
        used = self.sheet.used_range.area
        if down:
            line = self._line(Area(1, self.column, max(used.last_row, self.row)))
            reached = _end_of([row[0] for row in line], self.row - 1, down, MAX_ROWS)
            return Range(self.sheet, Area(reached + 1, self.column))
        line = self._line(Area(self.row, 1, 1, max(used.last_column, self.column)))
        reached = _end_of(list(line[0]), self.column - 1, right, MAX_COLUMNS)
        return Range(self.sheet, Area(self.row, reached + 1))

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        with self._writing():
            open_up(self.sheet, self.area, shift or "down")

    def delete(self, shift: str | None = None) -> None:
        with self._writing():
            close_up(self.sheet, self.area, shift or "up")

    def clear(self) -> None:
        with self._writing():
            self.api.clearContents(_CONTENT | _FORMATS)

    def clear_contents(self) -> None:
        with self._writing():
            self.api.clearContents(_CONTENT)

    def clear_formats(self) -> None:
        with self._writing():
            self.api.clearContents(_FORMATS)

    def autofit(self, axis: str | None = None) -> None:
        if axis in {None, "c", "columns"}:
            self.api.Columns.OptimalWidth = True
        if axis in {None, "r", "rows"}:
            self.api.Rows.OptimalHeight = True

    def select(self) -> None:
        self.sheet.activate()
        self.sheet.book.controller.select(self.api)

    @property
    def table(self) -> "Table | None":
        return next((table for table in self.sheet.tables if table.area.holds(Area(self.row, self.column))), None)

    def _used(self) -> "Range":
        """Return this range without the endless empty end of whole columns or rows."""
        if self.area.height < MAX_ROWS and self.area.width < MAX_COLUMNS:
            return self
        used = self.sheet.used_range.area
        height = max(1, min(self.area.height, used.last_row - self.row + 1))
        width = max(1, min(self.area.width, used.last_column - self.column + 1))
        return Range(self.sheet, Area(self.row, self.column, height, width))

    def _line(self, area: Area) -> Sequence[Sequence[str]]:
        with told(f"lire « {self.sheet.name} »"):
            rows: Sequence[Sequence[str]] = Range(self.sheet, area).api.getFormulaArray()
        return rows

    @contextmanager
    def _writing(self) -> Iterator[None]:
        name = self.sheet.name
        with told(f"écrire dans « {name} »"):
            if self.sheet.api.isProtected():
                raise protected(name)
            yield


def _end_of(line: Sequence[str], start: int, step: int, limit: int) -> int:
    """Return where Excel's Ctrl and arrow stop along a line of cells, "" where empty, counted from 0."""

    def full(place: int) -> bool:
        return 0 <= place < len(line) and line[place] != ""

    place = start
    if full(place) and full(place + step):
        while full(place + step):
            place += step
        return place
    place += step
    while 0 <= place < len(line) and not full(place):
        place += step
    if place < 0:
        return 0
    return place if place < len(line) else limit - 1
