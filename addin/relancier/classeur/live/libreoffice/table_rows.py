"""The rows of a table: counted, added, removed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice.areas import Area
from relancier.classeur.live.libreoffice.growth import continue_rows

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.ranges import Range
    from relancier.classeur.live.libreoffice.tables import Table


class TableRows(base_classes.TableRows):
    """The data rows of a table, without headers and totals."""

    __slots__ = ("parent",)  # slots stand before the empty properties of xlwings' class
    parent: "Table"

    def __init__(self, table: "Table") -> None:
        self.parent = table

    @property
    def api(self) -> Any:
        return self.parent.api

    @property
    def column_count(self) -> int:
        return self.parent.area.width

    def __len__(self) -> int:
        body = self.parent.body
        return body.height if body else 0

    def __iter__(self) -> "Iterator[TableRow]":
        return (TableRow(self.parent, index) for index in range(1, len(self) + 1))

    def __call__(self, index: int) -> "TableRow":
        if not 1 <= index <= len(self):
            raise KeyError(index)
        return TableRow(self.parent, index)

    def add(self, values: Sequence[Any] | None = None, index: int | None = None) -> "TableRow":
        """Insert a row before the row `index`, or after the last one; what stands below the table moves down.

        Raises:
          Refus: "decalage-impossible": see `open_up`.
        """
        table = self.parent
        blank = table.insert_row_range
        row = TableRow(table, 1 if blank is not None else self._inserted(index))
        if values is not None:
            row.range.raw_value = [list(values)]
        return row

    def _inserted(self, index: int | None) -> int:
        table = self.parent
        area, body = table.area, table.body
        height = body.height if body else 0
        place = height + 1 if index is None else index
        row = area.row + table.show_headers + place - 1
        table.parent.range((row, area.column, 1, area.width)).insert("down")
        grown = Area(area.row, area.column, area.height + 1, area.width)
        if table.area != grown:  # LibreOffice stretches a table only when the row falls inside it
            table.api.DataArea = grown.in_calc(table.parent.rank)
        if body and place > height:
            continue_rows(table.parent, body, row)
        return place


class TableRow(base_classes.TableRow):
    """One data row, by its place: ask for it again once rows were added or removed."""

    __slots__ = ("_table", "index")  # slots stand before the empty properties of xlwings' class
    index: int

    def __init__(self, table: "Table", index: int) -> None:
        self._table = table
        self.index = index

    @property
    def range(self) -> "Range":
        area = self._table.area
        row = area.row + self._table.show_headers + self.index - 1
        found: Range = self._table.parent.range((row, area.column, 1, area.width))
        return found

    def delete(self) -> None:
        """Remove the row; the last one that is left is emptied instead, as a table needs one."""
        if len(self._table.rows) == 1:
            self.range.clear_contents()
        else:
            self.range.delete("up")
