"""The workbook that stands open in Excel or LibreOffice, as its user sees it."""

from datetime import date, datetime

from relancier.base.errors import Lieu
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.places import Place, tables_of
from relancier.classeur.live.programs import program_of
from relancier.classeur.live.reading import block
from relancier.classeur.live.selection import Selection, selection

OURS = {schema.FACTURES.name, schema.DEBITEURS.name}
NAMES = {"excel": "Microsoft Excel", "libreoffice": "LibreOffice"}


class VueLive:
    """See Vue."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._program = program_of(book)

    @property
    def moteur(self) -> str:
        """See Vue."""
        with self._program.answered("dire sa version"):
            name = self._book.app.engine.name
            return f"{NAMES.get(name, name)} {self._book.app.version}"

    def est_un_classeur(self) -> bool:
        """See Vue."""
        with self._program.answered("dire quels tableaux sont ouverts"):
            names = {table.display_name for table, _ in self._program.tables(self._book)}
        return names >= OURS

    def selection(self) -> Selection:
        """See Vue."""
        return selection(self._book)

    def montrer(self, lieu: Lieu) -> bool:
        """See Vue."""
        with self._program.answered("afficher une feuille"):
            place = tables_of(self._book, self._program).get(lieu.table) if lieu.table else None
            sheet = place.sheet if place else self._sheet(lieu.feuille)
            if sheet is None:
                return False
            sheet.impl.activate()  # xlwings' own way asks which program is in front, which Linux cannot tell
            if lieu.cellule:
                sheet.range(lieu.cellule).select()
            elif lieu.ligne or place:
                sheet.range((lieu.ligne or _first(place), place.left if place else 1)).select()
            return True

    def jour_de(self, table: str, colonne: str) -> date | None:
        """See Vue."""
        with self._program.answered("lire une cellule"):
            place = tables_of(self._book, self._program).get(table)
            if place is None or not place.count:
                return None
            headings = [fold(str(one)) for one in block(place.cells(place.top, 1))[0]]
            if fold(colonne) not in headings:
                return None
            cell = block(place.cells(place.first, 1, headings.index(fold(colonne)), 1))[0][0]
        return cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None

    def _sheet(self, name: str) -> xw.Sheet | None:
        return next((one for one in self._book.sheets if one.name == name), None)


def _first(place: Place | None) -> int:
    return place.first if place else 1
