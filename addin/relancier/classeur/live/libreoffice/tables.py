"""Tables: the database ranges of Calc, which is how it opens the tables of an .xlsx, under their names.

LibreOffice 7.4 keeps their headers, row of totals and filter buttons, and follows `tblX[Colonne]` in formulas as they
grow. It drops their style, and fails on `[Colonne]` alone.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice.areas import Area, from_calc
from relancier.classeur.live.libreoffice.failures import told
from relancier.classeur.live.libreoffice.growth import continue_rows
from relancier.classeur.live.libreoffice.ranges import Range
from relancier.classeur.live.libreoffice.table_rows import TableRows

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.sheets import Sheet


class Tables(base_classes.Tables):
    """The tables of a sheet."""

    __slots__ = ("parent",)  # slots stand before the empty properties of xlwings' class
    parent: "Sheet"

    def __init__(self, sheet: "Sheet") -> None:
        self.parent = sheet

    @property
    def api(self) -> Any:
        return self.parent.book.api.DatabaseRanges

    def __iter__(self) -> "Iterator[Table]":
        ranges, rank = self.api, self.parent.rank
        for name in ranges.ElementNames:
            found = ranges.getByName(name)
            if found.DataArea.Sheet == rank:
                yield Table(self.parent, found)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._named(key) is not None

    def __call__(self, key: int | str) -> "Table":
        found = self._named(key) if isinstance(key, str) else next(islice(self, key - 1, key), None)
        if found is None:
            raise KeyError(key)
        return found

    def _named(self, name: str) -> "Table | None":
        ranges = self.api
        if not ranges.hasByName(name):
            return None
        found = ranges.getByName(name)
        return Table(self.parent, found) if found.DataArea.Sheet == self.parent.rank else None

    def add(
        self,
        source_type: str | None = None,
        source: Any = None,
        link_source: bool | None = None,
        has_headers: bool | None = True,
        destination: Any = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> "Table":
        """Make a table of the cells `source`; LibreOffice keeps no style of a table."""
        taken = set(self.api.ElementNames)
        chosen = name or next(free for n in range(1, len(taken) + 2) if (free := f"Tableau{n}") not in taken)
        self.api.addNewByName(chosen, source.impl.area.in_calc(self.parent.rank))
        made = self.api.getByName(chosen)
        made.ContainsHeader = has_headers is not False
        made.AutoFilter = True
        return Table(self.parent, made)


class Table(base_classes.Table):
    """One table: its headers, its rows, and the row of totals where it has one."""

    __slots__ = ("api", "parent")  # slots stand before the empty properties of xlwings' class
    api: Any
    parent: "Sheet"

    def __init__(self, sheet: "Sheet", api: Any) -> None:
        self.parent = sheet
        self.api = api

    @property
    def name(self) -> str:
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value

    display_name = name

    @property
    def area(self) -> Area:
        """All of its cells."""
        return from_calc(self.api.DataArea)

    @property
    def body(self) -> Area | None:
        """The cells of its rows; None when it has none."""
        area = self.area
        height = area.height - self.show_headers - self.show_totals
        return Area(area.row + self.show_headers, area.column, height, area.width) if height > 0 else None

    @property
    def range(self) -> Range:
        return Range(self.parent, self.area)

    @property
    def data_body_range(self) -> Range | None:
        body = self.body
        return Range(self.parent, body) if body else None

    @property
    def header_row_range(self) -> Range | None:
        area = self.area
        return Range(self.parent, Area(area.row, area.column, 1, area.width)) if self.show_headers else None

    @property
    def totals_row_range(self) -> Range | None:
        area = self.area
        return Range(self.parent, Area(area.last_row, area.column, 1, area.width)) if self.show_totals else None

    @property
    def insert_row_range(self) -> Range | None:
        """The one empty row of a table without data."""
        body = self.data_body_range
        empty = body is not None and len(body) == body.shape[1] and not any(body.api.getFormulaArray()[0])
        return body if empty else None

    @property  # type: ignore[misc]  # never changed: xlwings' setter is not offered
    def show_headers(self) -> bool:
        return bool(self.api.ContainsHeader)

    @property  # type: ignore[misc]  # never changed: xlwings' setter is not offered
    def show_totals(self) -> bool:
        return bool(self.api.TotalsRow)

    @property
    def show_autofilter(self) -> bool:
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = value

    @property
    def rows(self) -> TableRows:
        return TableRows(self)

    def resize(self, range: Any) -> None:
        """Make the table as large as `range`; rows that it gains go on as the last one is formatted and computed."""
        new = range.impl.area
        with told(f"agrandir « {self.name} »"):
            before = self.body
            self.api.DataArea = new.in_calc(self.parent.rank)
            after = self.body
            if before and after and after.last_row > before.last_row:
                continue_rows(self.parent, before, after.last_row)
