"""The rows of `tblRelances` as they stand in the file: all of them, even of debtors who have left the workbook."""

from dataclasses import dataclass, replace
from datetime import date

from relancier.base.typed import Unreadable, parse_date
from relancier.classeur import schema
from relancier.classeur.memory.canonical import READINGS, as_words
from relancier.classeur.raw import RawTable
from relancier.classeur.reading.headings import Headings
from relancier.classeur.reading.rows import TableReader
from relancier.classeur.splicing.edits import Row

NUMERO, DEPOSE, RECU = "Numéro recommandé", "Déposé le", "Reçu le"
FREE = (NUMERO, DEPOSE, RECU)  # filled in later, hence under no seal
CHAINE = "Chaîne"
_PLACES = {name: index for index, name in enumerate(schema.RELANCES.names)}
_READINGS = [READINGS[column.kind] for column in schema.RELANCES.columns]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row.

    Attributes:
      ligne: the sheet's row; 0 when it is not written yet.
      valeurs: each cell in the one form of `canonical`, in the order of the schema; "" when empty or absent.
    """

    ligne: int
    valeurs: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.valeurs[_PLACES[column]]

    def day(self, column: str) -> date | None:
        """Return the column's day; None when the cell holds none."""
        try:
            return parse_date(self[column])
        except Unreadable:
            return None

    def having(self, column: str, value: str) -> "HistoryRow":
        """Return the row with the text `value` in `column`."""
        place = _PLACES[column]
        return replace(self, valeurs=(*self.valeurs[:place], as_words(value), *self.valeurs[place + 1 :]))

    def __str__(self) -> str:
        return f"la ligne {self.ligne} ({self.nom})"

    @property
    def nom(self) -> str:
        """What people know the row by."""
        if self["Id"]:
            return f"Id {self['Id']}"
        return f"facture {self['Numéro facture']} de {self['Code débiteur']}"


@dataclass(frozen=True, slots=True)
class History:
    """The table.

    Attributes:
      feuille: the sheet on which it stands.
      rows: from top to bottom, those that hold something.
      absentes: our columns that the table lacks.
    """

    feuille: str
    rows: tuple[HistoryRow, ...]
    absentes: tuple[str, ...] = ()


def read_history(raw: RawTable, headings: Headings) -> History:
    """Return the history as `raw` holds it."""
    columns = [read_column(raw, schema.RELANCES, headings, name) for name in schema.RELANCES.names]
    absentes = tuple(name for name, cells in zip(schema.RELANCES.names, columns, strict=True) if cells is None)
    filled = [["" for _ in raw.lines] if cells is None else cells for cells in columns]
    rows = (HistoryRow(line, values) for line, values in zip(raw.lines, zip(*filled, strict=True), strict=True))
    return History(raw.sheet, tuple(row for row in rows if any(row.valeurs)), absentes)


def read_column(raw: RawTable, table: schema.Table, headings: Headings, name: str) -> list[str] | None:
    """Return the cells of column `name` of `table`, from top to bottom; None when `raw` lacks it."""
    place = TableReader(raw, table, headings, []).index_of(name)
    if place is None:
        return None
    reading = READINGS[table.column(name).kind]
    cells = [row[place] for row in raw.rows]
    if any(isinstance(cell, bool) for cell in cells):  # equal to 1 and 0, and yet other cells
        return [reading(cell, raw.date_1904) for cell in cells]
    known = {cell: reading(cell, raw.date_1904) for cell in set(cells)}  # most cells of a column repeat
    return [known[cell] for cell in cells]


def of_new(row: Row) -> HistoryRow:
    """Return the row about to be written as it will be read back."""
    return HistoryRow(
        0, tuple(read(row.get(name), False) for name, read in zip(schema.RELANCES.names, _READINGS, strict=True))
    )
