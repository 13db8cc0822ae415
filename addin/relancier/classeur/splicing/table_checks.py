"""What stops a table from being rewritten, said before anything is written."""

from collections.abc import Iterable

from relancier.base.errors import Lieu, Refus
from relancier.classeur.splicing.areas import Area
from relancier.classeur.splicing.formulas import references
from relancier.classeur.splicing.sheet_xml import SheetXml
from relancier.classeur.splicing.table_xml import TableXml
from relancier.classeur.splicing.workbook_parts import OpenTable, WorkbookParts
from relancier.classeur.splicing.xml_bytes import tag_pattern, text

_FORMULA = tag_pattern(b"f")


def check_can_grow(opened: OpenTable) -> None:
    """Raise Refus when cells are filled, or merged, under the table: they would be written over."""
    sheet, table = opened.sheet, opened.table
    area = table.area
    found = sheet.first_content(area.left, area.right, area.bottom)
    if found:
        raise Refus(
            "contenu-sous-le-tableau",
            f"Le tableau {table.name} ne peut pas grandir : des cellules sont remplies en dessous, dès {found}.",
            "Déplacez-les sur une autre feuille ou à droite du tableau, enregistrez, puis recommencez.",
            _at(table, found),
        )


def check_no_merged_cells(sheet: SheetXml, table: TableXml, bottom: int) -> None:
    """Raise Refus when merged cells touch the table, or the rows down to `bottom` that it is about to take."""
    reach = Area(table.area.left, table.area.top, table.area.right, max(table.area.bottom, bottom))
    for area in sheet.areas(b"mergeCell"):
        if area.meets(reach):
            raise Refus(
                "cellules-fusionnees",
                f"Des cellules sont fusionnées dans le tableau {table.name} ou juste en dessous ({area}).",
                "Annulez la fusion (Accueil > Fusionner et centrer), enregistrez, puis recommencez.",
                _at(table, str(area)),
            )


def check_no_formula_broken(sheet: SheetXml, table: TableXml, written: Iterable[Area]) -> None:
    """Raise Refus when writing `written` would cut an array formula, or a formula shared with other cells."""
    blocks = list(sheet.formula_blocks())
    for area in written:
        for block in blocks:
            if block.meets(area) and not area.holds(block):
                raise Refus(
                    "formule-partagee",
                    f"Une formule couvre à la fois des cellules à récrire et d'autres à garder ({block}).",
                    "Remplacez-la par des valeurs, ou retapez-la cellule par cellule, enregistrez, puis recommencez.",
                    _at(table, str(block)),
                )


def check_no_links(sheet: SheetXml, table: TableXml) -> None:
    """Raise Refus when hyperlinks stand in a body about to be replaced: they would point from the wrong rows."""
    for area in sheet.areas(b"hyperlink"):
        if area.meets(table.body):
            raise Refus(
                "liens-dans-le-tableau",
                f"Des liens hypertextes sont posés dans le tableau {table.name}, que Relancier récrit ({area}).",
                "Supprimez ces liens (clic droit > Supprimer le lien), enregistrez, puis recommencez.",
                _at(table, str(area)),
            )


def check_totals_can_move(parts: WorkbookParts, opened: OpenTable) -> None:
    """Raise Refus when moving the totals row would change what a formula counts or shows."""
    table = opened.table
    totals = Area(table.area.left, table.body.bottom + 1, table.area.right, table.area.bottom)
    row = opened.sheet.row(totals.top)
    for column, cell in row.cells.items():
        if not totals.left <= column <= totals.right:
            continue
        for match in _FORMULA.finditer(cell):
            formula = _formula_at(cell, match.end())
            if b"ref=" in match[2] or b"shared" in match[2] or any(references(formula)):
                raise _fixed_totals(table, f"La ligne de total de {table.name} contient une formule à adresses fixes.")
    for sheet_name, part in parts.sheets():
        if _names_cell_of(parts.sheet_bytes(part), sheet_name, opened.sheet_name, totals):
            raise _fixed_totals(
                table, f"Une formule de la feuille « {sheet_name} » vise la ligne de total de {table.name}."
            )


def _names_cell_of(sheet: bytes, sheet_name: str, totals_sheet: str, totals: Area) -> bool:
    """Whether a formula of a sheet names a cell of the totals row by its address."""
    digits = str(totals.top).encode()
    for match in _FORMULA.finditer(sheet):
        if match[3]:
            continue
        end = sheet.find(b"<", match.end())
        if digits not in sheet[match.end() : end]:
            continue
        for reference in references(text(sheet[match.end() : end])):
            same_sheet = (reference.sheet or sheet_name).casefold() == totals_sheet.casefold()
            if same_sheet and reference.row == totals.top and totals.left <= reference.column <= totals.right:
                return True
    return False


def _formula_at(cell: bytes, start: int) -> str:
    return text(cell[start : cell.find(b"<", start)])


def _fixed_totals(table: TableXml, message: str) -> Refus:
    remede = "Écrivez-la avec les noms de colonnes, par exemple =SOUS.TOTAL(109;[Montant]), puis recommencez."
    return Refus("total-a-adresses-fixes", message, remede, table.lieu)


def _at(table: TableXml, cell: str) -> Lieu:
    return Lieu(feuille=table.lieu.feuille, table=table.name, cellule=cell)
