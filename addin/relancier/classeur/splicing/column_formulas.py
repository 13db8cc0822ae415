"""The formulas that a table's calculated columns put in a new row."""

from dataclasses import dataclass

from relancier.base.errors import Lieu, Refus
from relancier.classeur.splicing.formulas import references, shifted
from relancier.classeur.splicing.sheet_xml import SheetXml
from relancier.classeur.splicing.table_xml import TableColumn, TableXml
from relancier.classeur.splicing.xml_bytes import attributes, tag_pattern, text

_FORMULA = tag_pattern(b"f")


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """A calculated column's formula as it reads in row `row`; `row` is 0 when it reads the same in every row."""

    text: str
    row: int = 0

    def at(self, row: int) -> str:
        """Return the formula as it reads in `row`."""
        return shifted(self.text, row - self.row) if self.row else self.text


def column_formulas(sheet: SheetXml, table: TableXml) -> dict[int, ColumnFormula]:
    """Return the formulas of the calculated columns, by sheet column.

    One written with addresses that move (`=F2*0,2`) is taken from the table's own rows, for the table's description
    does not say which row it was written for; Refus when no row holds it, and for array formulas.
    """
    found = {}
    for column, described in enumerate(table.columns, table.area.left):
        if not described.formula:
            continue
        if described.is_array:
            raise _unusable(table, described, "est une formule matricielle")
        if all(reference.fixed_row for reference in references(described.formula)):
            found[column] = ColumnFormula(described.formula)
        else:
            found[column] = _from_rows(sheet, table, column, described)
    return found


def _from_rows(sheet: SheetXml, table: TableXml, column: int, described: TableColumn) -> ColumnFormula:
    """Return the formula written lowest in `column`."""
    body = table.body
    group: bytes | None = None
    for row in range(body.bottom, body.top - 1, -1):
        cell = sheet.row(row).cells.get(column, b"")
        match = _FORMULA.search(cell)
        if match is None:
            continue
        found = attributes(match[2])
        own = b"" if match[3] else cell[match.end() : cell.find(b"<", match.end())]
        shared = found.get(b"si") if found.get(b"t") == b"shared" else None
        if group is None and shared is not None and not own:
            group = shared
        if own and found.get(b"t", b"normal") in (b"normal", b"shared") and group in (None, shared):
            return ColumnFormula(text(own), row)
    raise _unusable(table, described, "vise des cellules par leur adresse, et aucune ligne ne la porte")


def _unusable(table: TableXml, described: TableColumn, why: str) -> Refus:
    return Refus(
        "formule-de-colonne",
        f"La formule de la colonne « {described.name} » de {table.name} {why}.",
        "Écrivez-la avec les noms de colonnes, par exemple =[@Montant]*0,2, puis recommencez.",
        Lieu(feuille=table.lieu.feuille, table=table.name, colonne=described.name),
    )
