"""What the user has selected, as the records of our tables: the argument of most buttons."""

from collections.abc import Mapping
from dataclasses import dataclass

from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.places import Place, tables_of
from relancier.classeur.live.programs import program_of
from relancier.classeur.live.reading import block, read_table
from relancier.classeur.raw import BadCell, RawWorkbook
from relancier.classeur.reading.cells import as_text
from relancier.classeur.reading.headings import Headings
from relancier.classeur.reading.settings import read_headings

# the columns that name a debtor and a facture, in the tables where they have another name than elsewhere
_DEBITEUR = {schema.DEBITEURS.name: "Code"}
_FACTURE = {schema.FACTURES.name: "Numéro"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The row of the active cell.

    Attributes:
      table: the name of the table of ours where it stands.
      ligne: the sheet's row.
      code_debiteur, facture: whom and what the row names, as it is spelt there.
    """

    table: str | None = None
    ligne: int | None = None
    code_debiteur: str | None = None
    facture: str | None = None


def selection(book: xw.Book) -> Selection:
    """Return what is selected in `book`: nothing when that is on none of our tables, or in another workbook.

    Raises:
      InvalidInput: tblCorrespondances is faulty.
      Refus: the program does not answer.
    """
    program = program_of(book)
    with program.answered("dire quelle ligne est sélectionnée"):
        cells = book.app.selection
        if cells is None or cells.sheet.book.fullname != book.fullname:
            return Selection()
        row, column, sheet = cells.row, cells.column, cells.sheet.name
        places = tables_of(book, program)
        place = next((one for one in places.values() if _holds(one, sheet, row, column)), None)
        known = next((one for one in schema.TABLES if place and one.name == place.name), None)
        if place is None or known is None:
            return Selection()
        headings, cells_of_row = block(place.cells(place.top, 1))[0], block(place.cells(row, 1))[0]
        mapped = _mapped(places)
    named = {fold(str(one)): cell for one, cell in zip(headings, cells_of_row, strict=True)}

    def of(column: str) -> str | None:
        cell = named.get(fold(mapped.get((fold(known.name), fold(column)), column)))
        return None if cell is None or isinstance(cell, BadCell) else as_text(cell) or None

    debiteur = _DEBITEUR.get(known.name, "Code débiteur")
    facture = _FACTURE.get(known.name, "Numéro facture")
    return Selection(known.name, row, of(debiteur), of(facture))


def _holds(place: Place, sheet: str, row: int, column: int) -> bool:
    return place.feuille == sheet and place.first <= row <= place.last and place.left <= column <= place.right


def _mapped(places: Mapping[str, Place]) -> Headings:
    """Return the user's own headings."""
    place = places.get(schema.CORRESPONDANCES.name)
    if place is None:
        return {}
    return read_headings(RawWorkbook("", {place.name: read_table(place, place.last, (), False)}))
