"""Rows written into a table of an open sheet: added, put in place of the whole body, or changed cell by cell.

Only cells in the table's own columns are touched, so that tables and notes beside it stay. A table grows over empty
cells only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from relancier.base.errors import Lieu, Refus
from relancier.classeur.splicing import table_checks
from relancier.classeur.splicing.areas import MAX_ROW, Area, address
from relancier.classeur.splicing.cell_xml import Cell, cell_xml, formula_xml, is_empty, style_of
from relancier.classeur.splicing.column_formulas import ColumnFormula, column_formulas
from relancier.classeur.splicing.plain_rows import PlainRows, own_styles, shown_opening
from relancier.classeur.splicing.sheet_xml import RowXml, blank_style
from relancier.classeur.splicing.workbook_parts import OpenTable, WorkbookParts
from relancier.classeur.splicing.xml_bytes import tag_pattern, with_attribute

Values: TypeAlias = Mapping[int, Cell]  # by sheet column

_CELL = tag_pattern(b"c")


@dataclass(slots=True)
class _Pattern:
    """What a new row of a table looks like: each column's style and formula, and the row's height."""

    styles: dict[int, int] = field(default_factory=dict)
    formulas: dict[int, ColumnFormula] = field(default_factory=dict)
    height: bytes = b""


class TableWriter:
    """Writes to one table; the sheet and the table part change in memory only."""

    def __init__(self, parts: WorkbookParts, opened: OpenTable) -> None:
        """Prepare to write to `opened`, a table of `parts`."""
        self._parts = parts
        self._opened = opened
        self._sheet = opened.sheet
        self._table = opened.table
        self._date1904 = parts.date1904

    def append(self, rows: Sequence[Values]) -> None:
        """Add `rows` under the last row that holds something; Refus when the table cannot grow."""
        if not rows:
            return
        old = self._table.body
        first = self._first_free_row()
        last = max(old.bottom, first + len(rows) - 1)
        written = [Area(column, first, column, last) for column in sorted({c for row in rows for c in row})]
        pattern = self._pattern()
        self._make_room(last)
        table_checks.check_no_formula_broken(self._sheet, self._table, written)
        self._resize(last)
        plain = None if pattern.formulas else self._plain_rows(pattern)
        for number, values in enumerate(rows, first):
            is_new = number > old.bottom
            if plain is None or not self._make(plain, number, values, pattern, is_new=is_new):
                self._write(number, values, pattern, is_new=is_new, keeps_formulas=not is_new)

    def replace(self, rows: Sequence[Values]) -> None:
        """Put `rows` in place of the body; cells beside the table stay. Refus when something would be harmed."""
        old = self._table.body
        last = old.top + max(len(rows), 1) - 1
        table_checks.check_no_links(self._sheet, self._table)
        pattern = self._pattern() if rows else _Pattern()
        self._make_room(last)
        table_checks.check_no_formula_broken(
            self._sheet, self._table, [Area(old.left, old.top, old.right, max(old.bottom, last))]
        )
        self._resize(last)
        plain = None if pattern.formulas else self._plain_rows(pattern)
        for number, values in enumerate(rows, old.top):
            is_new = number > old.bottom
            if plain is None or not self._make(plain, number, values, pattern, is_new=is_new):
                self._write(number, values, pattern, is_new=is_new, keeps_formulas=False)
        self._clear(old.top if not rows else last + 1, last, old.bottom)

    def set_cells(self, number: int, values: Values) -> None:
        """Write `values` in row `number` of the body, each in its cell's own style."""
        written = [Area(column, number, column, number) for column in values]
        table_checks.check_no_formula_broken(self._sheet, self._table, written)
        row = self._sheet.row(number)
        for column, value in values.items():
            self._forget_formula(row, column)
            self._put(row, column, self._cell(column, number, blank_style(self._sheet, row, column), value))
        self._sheet.put(row)

    def _first_free_row(self) -> int:
        """Return the row after the last one of the body that holds something besides the columns' own formulas."""
        body = self._table.body
        watched = [c for c, described in enumerate(self._table.columns, body.left) if not described.formula]
        for number in range(body.bottom, body.top - 1, -1):
            cells = self._sheet.row(number).cells
            if any(column in cells and not is_empty(cells[column]) for column in watched):
                return number + 1
        return body.top

    def _pattern(self) -> _Pattern:
        body = self._table.body
        row = self._sheet.row(body.bottom)
        styles = {column: blank_style(self._sheet, row, column) for column in range(body.left, body.right + 1)}
        return _Pattern(styles, column_formulas(self._sheet, self._table), row.height)

    def _make_room(self, last: int) -> None:
        """Raise Refus when the body cannot end at row `last`."""
        table = self._table
        bottom = last + table.totals
        if bottom > MAX_ROW:
            raise Refus(
                "feuille-pleine",
                f"Le tableau {table.name} dépasserait la dernière ligne d'une feuille Excel.",
                "Archivez ses lignes les plus anciennes dans un autre classeur, puis recommencez.",
                table.lieu,
            )
        table_checks.check_no_merged_cells(self._sheet, table, bottom)
        if last > table.body.bottom:
            table_checks.check_can_grow(self._opened)
        if table.totals and last != table.body.bottom:
            table_checks.check_totals_can_move(self._parts, self._opened)

    def _resize(self, last: int) -> None:
        """Make the body end at row `last`: totals, rules, extent and description follow."""
        body, totals = self._table.body, self._table.totals
        if last == body.bottom:
            self._table.end_body_at(last)  # an empty table's mark still has to go
            return
        if totals:
            self._move_totals(body.bottom + 1, last + 1)
        self._sheet.move_rules(body, last, totals)
        self._table.end_body_at(last)
        self._sheet.stretch_dimension(self._table.area)

    def _move_totals(self, start: int, end: int) -> None:
        body = self._table.body
        origin, goal = self._sheet.row(start), self._sheet.row(end)
        for column in range(body.left, body.right + 1):
            self._forget_formula(goal, column)
            goal.cells.pop(column, None)
            cell = origin.cells.pop(column, None)
            if cell is None:
                continue
            if b"<f" in cell:
                self._parts.formulas_changed()
            opening = _CELL.match(cell)
            if opening is not None:
                new = with_attribute(opening[0], b"r", address(column, end).encode())
                goal.cells[column] = new + cell[opening.end() :]
        goal.show()
        self._sheet.put(origin)
        self._sheet.put(goal)

    def _write(self, number: int, values: Values, pattern: _Pattern, *, is_new: bool, keeps_formulas: bool) -> None:
        """Write a whole row of the table; what `values` does not give is blank or follows its column's formula."""
        row = self._sheet.row(number)
        row.show()
        if is_new and pattern.height and not row.height:
            row.opening = row.opening[:-1] + pattern.height + b">"
        for column, usual in pattern.styles.items():
            old = row.cells.get(column)
            style = usual if is_new or old is None else style_of(old)
            formula = pattern.formulas.get(column)
            value = values.get(column)
            if value is None and formula is not None:
                if keeps_formulas and old is not None and b"<f" in old:
                    continue
                self._parts.formulas_changed()
                self._put(row, column, formula_xml(address(column, number), style, formula.at(number)))
            else:
                self._forget_formula(row, column)
                self._put(row, column, self._cell(column, number, style, value))
        self._sheet.put(row)

    def _plain_rows(self, pattern: _Pattern) -> PlainRows:
        return PlainRows(pattern.styles, self._parts.dated, self._lieu, date1904=self._date1904)

    def _make(self, plain: PlainRows, number: int, values: Values, pattern: _Pattern, *, is_new: bool) -> bool:
        """Write a whole row at once when nothing in it is to be kept but its cells' styles; say whether it was."""
        raw = self._sheet.raw(number)
        if not raw:
            opening = b'<row r="%d"%s>' % (number, pattern.height if is_new else b"")
            self._sheet.lay(number, plain.make(number, opening, values, ()))
            return True
        own = own_styles(raw, self._table.body)
        if own is None or is_new:
            return False
        self._sheet.lay(number, plain.make(number, shown_opening(raw), values, own))
        return True

    def _clear(self, start: int, kept: int, end: int) -> None:
        """Empty rows `start..end` of the table's columns; rows up to `kept`, still in the table, keep their styles."""
        body = self._table.body
        for number in range(start, end + 1):
            if self._table.totals and number == kept + 1:  # the totals have moved here
                continue
            row = self._sheet.row(number)
            for column in range(body.left, body.right + 1):
                self._forget_formula(row, column)
                style = blank_style(self._sheet, row, column) if number <= kept else 0
                self._put(row, column, self._cell(column, number, style, None))
            self._sheet.put(row)

    def _cell(self, column: int, number: int, style: int, value: Cell) -> bytes:
        if isinstance(value, date):
            style = self._parts.dated(style)
        return cell_xml(address(column, number), style, value, date1904=self._date1904, lieu=self._lieu(column, number))

    def _put(self, row: RowXml, column: int, cell: bytes) -> None:
        if cell:
            if column not in row.cells:
                row.opening = with_attribute(row.opening, b"spans", None)
            row.cells[column] = cell
        else:
            row.cells.pop(column, None)

    def _forget_formula(self, row: RowXml, column: int) -> None:
        if b"<f" in row.cells.get(column, b""):
            self._parts.formulas_changed()

    def _lieu(self, column: int, number: int) -> Lieu:
        name = self._table.columns[column - self._table.area.left].name
        return Lieu(feuille=self._table.lieu.feuille, table=self._table.name, ligne=number, colonne=name)
