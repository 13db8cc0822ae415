"""Excel, beyond what xlwings gives of it. Nothing here can run without Excel; what is assumed of it:

- `Workbook.Date1904`, `Workbook.ReadOnly`, `Worksheet.ProtectContents`, `Range.MergeCells` and `Range.HasFormula` are
  as in the object model; the last two are None where only some of the cells are;
- « Last Save Time » among the built-in properties is its local time; pywin32 gives that another zone;
- `AutoFill` with formats only carries the last row's look to the rows that a table gained;
- a text that begins with an apostrophe loses it when it is assigned, whatever the cell's format.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, Lieu, Refus
from relancier.classeur.live.bsd import Table, xw
from relancier.classeur.live.excel_failures import told


class Excel:
    """See `Program`."""

    def answered(self, doing: str) -> AbstractContextManager[None]:
        """See Program."""
        return told(doing)

    @contextmanager
    def one_action(self, book: xw.Book, titre: str) -> Iterator[None]:
        """See Program; Excel forgets its own undo list, ours is `undo_last`."""
        del titre
        self._still(book.app, True)
        try:
            yield
        finally:
            # made true, not what it was: a process of ours that died may have left it false
            self._still(book.app, False)

    @staticmethod
    def _still(app: xw.App, still: bool) -> None:
        app.screen_updating = app.enable_events = app.display_alerts = not still

    def tables(self, book: xw.Book) -> Iterator[tuple[Table, xw.Sheet]]:
        """See Program."""
        return ((table, sheet) for sheet in book.sheets for table in sheet.tables)

    def date_1904(self, book: xw.Book) -> bool:
        """See Program."""
        return bool(book.api.Date1904)

    def saved_at(self, book: xw.Book) -> datetime | None:
        """See Program."""
        found = book.api.BuiltinDocumentProperties("Last Save Time").Value
        return found.replace(tzinfo=None).astimezone() if isinstance(found, datetime) else None

    def is_read_only(self, book: xw.Book) -> bool:
        """See Program."""
        return bool(book.api.ReadOnly)

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See Program."""
        return bool(sheet.api.ProtectContents)

    def has_merged(self, cells: xw.Range) -> bool:
        """See Program."""
        return cells.api.MergeCells is not False

    def has_formulas(self, cells: xw.Range) -> bool:
        """See Program."""
        return cells.api.HasFormula is not False

    def grow(self, table: Table, cells: xw.Range) -> None:
        """See Program."""
        last = table.range.last_cell.row - int(bool(table.show_totals))
        table.resize(cells)
        row = table.parent.range((last, cells.column), (last, cells.last_cell.column))
        row.autofill(table.parent.range((last, cells.column), cells.last_cell), "fill_formats")

    def literal(self, text: str) -> str:
        """See Program."""
        return f"'{text}" if text.startswith("'") else text

    def save(self, book: xw.Book) -> tuple[Anomalie, ...]:
        """See Program."""
        try:
            with self.answered("enregistrer le classeur"):
                book.save()
        except Refus as refus:
            name = Path(book.fullname).name
            said = f"C'est écrit dans le classeur ouvert, qui n'a pas pu être enregistré : {refus.message}"
            return (
                Anomalie(
                    "classeur-a-enregistrer",
                    Gravite.REMARQUE,
                    Lieu(fichier=name),
                    name,
                    said,
                    "Enregistrez-le maintenant (Ctrl+S).",
                ),
            )
        return ()
