"""The look of the décompte's workbook: typed cells in blue, formulas in black with the value that they should give."""

from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

INK, PALE, TYPED, GREY = "#1F3A5F", "#EEF1F5", "#1F4FA3", "#4A4A4A"
MONEY, DAY, RATE, COUNT = "#,##0.00", "dd/mm/yyyy", "0.00##", "0"
FONT = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
EPOCH = date(1899, 12, 30)
Value = str | int | Decimal | date | None


def number(value: Value) -> str | int | float:
    """Return what a formula's cell is said to hold: a date's serial number, an amount's nearest binary number."""
    match value:
        case None:
            return ""
        case Decimal():
            return float(value)
        case date():
            return (value - EPOCH).days
    return value


class Classeur:
    """The workbook being written, and its formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """Return the format of these properties, the house's font and size added."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**FONT, **properties})
        return self._formats[key]

    def sheet(self, name: str, widths: list[float], title: str, note: str) -> "Feuille":
        """Add a sheet with its title and one line that says how to read it; landscape, one page wide."""
        return Feuille(self, name, widths, title, note)


class Feuille:
    """A sheet; rows are counted from 1 as formulas count them, columns from 0."""

    def __init__(self, classeur: Classeur, name: str, widths: list[float], title: str, note: str) -> None:
        self._classeur = classeur
        self.sheet = classeur.book.add_worksheet(name)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&L&8&A&R&8Page &P / &N")
        self.sheet.set_row(0, 22)
        self.sheet.write_string(0, 0, title, classeur.format(bold=True, font_size=14, font_color=INK))
        self.sheet.write_string(1, 0, note, classeur.format(italic=True, font_color=GREY))

    def typed(self, row: int, column: int, value: Value, **properties: Any) -> None:
        """Write an input."""
        self._write(row, column, value, {"font_color": TYPED, **properties})

    def text(self, row: int, column: int, value: Value, **properties: Any) -> None:
        """Write a label or a constant that no formula reads."""
        self._write(row, column, value, properties)

    def formula(self, row: int, column: int, formula: str, value: Value, look: str = "", **properties: Any) -> None:
        """Write a formula of number format `look`, and the value shown before it is computed."""
        cell = self._classeur.format(**({"num_format": look} if look else {}), **properties)
        self.sheet.write_formula(row - 1, column, formula, cell, number(value))

    def headings(self, row: int, names: list[str]) -> None:
        """Write a table's heading."""
        look = self._classeur.format(
            bold=True, bg_color=PALE, top=1, bottom=1, border_color=INK, text_wrap=True, align="center"
        )
        for column, name in enumerate(names):
            self.sheet.write_string(row - 1, column, name, look)
        self.sheet.set_row(row - 1, 36)

    def coloured(self, cells: str, criteria: str, colour: str) -> None:
        """Colour the cells whose text is ("==") or is not ("!=") « Conforme »."""
        rule = {"type": "cell", "criteria": criteria, "value": '"Conforme"'}
        self.sheet.conditional_format(cells, {**rule, "format": self._classeur.book.add_format({"font_color": colour})})

    def repeat(self, row: int, columns: int = 0) -> None:
        """Keep rows down to `row` in sight, and print that one on each page."""
        self.sheet.freeze_panes(row, columns)
        self.sheet.repeat_rows(row - 1)

    def _write(self, row: int, column: int, value: Value, properties: dict[str, Any]) -> None:
        match value:
            case None | "":
                self.sheet.write_blank(row - 1, column, None, self._classeur.format(**properties))
            case str():
                self.sheet.write_string(row - 1, column, value, self._classeur.format(**properties))
            case date():
                look = self._classeur.format(**{"num_format": DAY, "align": "left", **properties})
                self.sheet.write_number(row - 1, column, number(value), look)
            case Decimal():
                look = self._classeur.format(**{"num_format": MONEY, **properties})
                self.sheet.write_number(row - 1, column, float(value), look)
            case _:
                self.sheet.write_number(row - 1, column, value, self._classeur.format(**properties))
