"""LibreOffice Calc, beyond what its engine gives to xlwings.

An .xlsx is never saved by us there: LibreOffice would drop its table styles and the formulas of its columns.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.classeur.live.bsd import Table, xw
from relancier.classeur.live.libreoffice import one_action
from relancier.classeur.live.libreoffice.failures import told
from relancier.classeur.live.libreoffice.tables import Table as CalcTable

_FORMULA = 16  # com.sun.star.sheet.CellFlags
_EXCEL_S = (".xlsx", ".xlsm")


class Calc:
    """See `Program`."""

    def answered(self, doing: str) -> AbstractContextManager[None]:
        """See Program."""
        return told(doing)

    def one_action(self, book: xw.Book, titre: str) -> AbstractContextManager[None]:
        """See Program."""
        return one_action(book, titre)

    def tables(self, book: xw.Book) -> Iterator[tuple[Table, xw.Sheet]]:
        """See Program; a table knows its sheet, where asking each sheet for its own would look at all every time."""
        sheets, found = list(book.sheets), book.impl.api.DatabaseRanges
        for name in found.ElementNames:
            table = found.getByName(name)
            sheet = sheets[table.DataArea.Sheet]
            yield Table(impl=CalcTable(sheet.impl, table)), sheet

    def date_1904(self, book: xw.Book) -> bool:
        """See Program."""
        return bool(book.impl.api.NullDate.Year == 1904)

    def saved_at(self, book: xw.Book) -> datetime | None:
        """See Program: an address is never that of a file of this computer here."""
        del book
        return None

    def is_read_only(self, book: xw.Book) -> bool:
        """See Program."""
        return bool(book.impl.api.isReadonly())

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See Program."""
        return bool(sheet.impl.api.isProtected())

    def has_merged(self, cells: xw.Range) -> bool:
        """See Program."""
        return bool(cells.impl.api.getIsMerged())

    def has_formulas(self, cells: xw.Range) -> bool:
        """See Program."""
        return bool(cells.impl.api.queryContentCells(_FORMULA).Count)

    def grow(self, table: Table, cells: xw.Range) -> None:
        """See Program."""
        table.resize(cells)

    def literal(self, text: str) -> str:
        """See Program."""
        return text

    def save(self, book: xw.Book) -> tuple[Anomalie, ...]:
        """See Program."""
        path = Path(book.fullname)
        if path.suffix.lower() not in _EXCEL_S:
            book.save()
            return ()
        return (
            Anomalie(
                "classeur-a-enregistrer",
                Gravite.REMARQUE,
                Lieu(fichier=path.name),
                path.name,
                "C'est écrit dans le classeur ouvert, qui n'est pas encore enregistré.",
                "Enregistrez-le maintenant (Ctrl+S), au format Excel.",
            ),
        )
