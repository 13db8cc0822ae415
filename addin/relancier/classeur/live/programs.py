"""What must be asked of the program that holds a workbook beside xlwings' own ways: one answer for each program."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from relancier.base.errors import Anomalie
from relancier.classeur.live.bsd import Table, xw
from relancier.classeur.live.calc_program import Calc
from relancier.classeur.live.excel_program import Excel


class Program(Protocol):
    """Excel, or LibreOffice Calc."""

    def answered(self, doing: str) -> AbstractContextManager[None]:
        """Turn what the program raises within into a Refus; `doing` follows « n'a pas pu »."""

    def one_action(self, book: xw.Book, titre: str) -> AbstractContextManager[None]:
        """Write within as one step, the screen still."""

    def tables(self, book: xw.Book) -> Iterable[tuple[Table, xw.Sheet]]:
        """Return the tables of the workbook, each with its sheet."""

    def date_1904(self, book: xw.Book) -> bool:
        """Whether bare numbers count days from 1904."""

    def saved_at(self, book: xw.Book) -> datetime | None:
        """Return when the workbook was last saved, with its time zone; None when the program does not say."""

    def is_read_only(self, book: xw.Book) -> bool:
        """Whether it was opened for reading only."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """Whether the sheet refuses what is written."""

    def has_merged(self, cells: xw.Range) -> bool:
        """Whether some of `cells` are merged."""

    def has_formulas(self, cells: xw.Range) -> bool:
        """Whether some of `cells` compute."""

    def grow(self, table: Table, cells: xw.Range) -> None:
        """Make the table as large as `cells`; its new rows look like its last one."""

    def literal(self, text: str) -> str:
        """Return what to write, in a cell whose format is text, for it to hold `text`."""

    def save(self, book: xw.Book) -> tuple[Anomalie, ...]:
        """Save the workbook where that does no harm; say what the user should do where it was not saved."""


def program_of(book: xw.Book) -> Program:
    """Return the program that holds `book`."""
    return Calc() if book.app.engine.name == "libreoffice" else Excel()
