"""Excel, beyond what xlwings gives of it. Nothing here can run without Excel; what is assumed of it:

- a cell being edited, or an open dialog box, makes every call fail with one of the codes BUSY;
- `Workbook.Date1904`, `Workbook.ReadOnly`, `Worksheet.ProtectContents`, `Range.MergeCells` and `Range.HasFormula` are
  as in the object model; the last two are None where only some of the cells are;
- `AutoFill` with formats only carries the last row's look to the rows that a table gained;
- a text that begins with an apostrophe loses it when it is assigned, whatever the cell's format.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, Lieu, Refus, RelancierError
from relancier.classeur.live.bsd import Table, xw

BUSY = frozenset((-2147418111, -2147417846, -2146777998))  # call rejected, retry later, a cell is being edited
GONE = frozenset((-2147023174, -2147417848))  # no RPC server, object disconnected


class Excel:
    """See `Program`."""

    @contextmanager
    def answered(self, doing: str) -> Iterator[None]:
        """See Program."""
        try:
            yield
        except RelancierError:
            raise
        except Exception as error:
            refusal = _refusal(error, doing)
            if refusal is None:
                raise
            raise refusal from error

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


def _refusal(error: Exception, doing: str) -> Refus | None:
    """Return what to say of an error of Excel or xlwings; None for one of ours."""
    code = getattr(error, "hresult", None)
    kind = type(error).__name__
    if code in BUSY or kind == "ExcelBusyError":
        return Refus(
            "excel-occupe",
            "Excel est occupé : une cellule est en cours de saisie, ou une boîte de dialogue est ouverte.",
            "Validez la cellule (Entrée) ou fermez la boîte, puis recommencez.",
        )
    if code in GONE:
        return Refus(
            "excel-ferme",
            "Excel s'est fermé pendant l'opération.",
            "Rouvrez le classeur, vérifiez ce qui y est enregistré, puis recommencez.",
        )
    if kind == "com_error" or isinstance(error, xw.XlwingsError):
        detail = " ".join(str(error).split())[:200]
        return Refus("excel-refuse", f"Excel n'a pas pu {doing} ({detail}).", "Corrigez-en la cause, puis recommencez.")
    return None
