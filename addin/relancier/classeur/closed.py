"""The closed-file host's reading side: tables of an .xlsx or .xlsm through python-calamine.

calamine gives an error cell (#N/A) and a formula that was never computed as empty, which would turn "unreadable"
into "absent"; so the sheets that hold formulas are scanned for both, and such cells come out as `BadCell`.
"""

import re
import zipfile
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from relancier.base.errors import InvalidInput
from relancier.classeur.raw import BadCell, RawCell, RawTable, RawWorkbook

OLE_MAGIC = b"\xd0\xcf\x11\xe0"
SUFFIXES = (".xlsx", ".xlsm")
_CELL = re.compile(rb"<c\b(?P<attributes>[^>]*?)(?:/>|>(?P<body>.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_VALUE = re.compile(rb"<v>([^<]+)</v>")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

BadCells = dict[tuple[int, int], BadCell]


def read_tables(path: Path) -> RawWorkbook:
    """Return all the Excel tables of the closed workbook at `path`.

    Raises:
      InvalidInput: no such file, not an .xlsx/.xlsm, protected by a password, damaged, or without any table.
    """
    _check_file(path)
    try:
        with CalamineWorkbook.from_path(str(path), load_tables=True) as book, zipfile.ZipFile(path) as package:
            defects = _Defects(package)
            grids: dict[str, list[list[RawCell]]] = {}
            tables = {}
            for name in book.table_names or ():
                table = book.get_table_by_name(name)
                if table.sheet not in grids:
                    grids[table.sheet] = _grid(book.get_sheet_by_name(table.sheet))
                tables[name] = _table(
                    name, table.sheet, tuple(table.columns), table.start, table.end, grids[table.sheet], defects
                )
    except (CalamineError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, OSError) as error:
        raise InvalidInput(
            "classeur-illisible",
            f"Le classeur « {path.name} » ne peut pas être lu : le fichier est abîmé ({error}).",
            "Ouvrez-le dans Excel, réparez-le, enregistrez-le et recommencez.",
        ) from error
    if not tables:
        raise InvalidInput(
            "classeur-sans-tableau",
            f"Le classeur « {path.name} » ne contient aucun tableau Excel.",
            "Partez du classeur modèle (relancier modele FICHIER.xlsx) et collez-y vos données.",
        )
    return RawWorkbook(path.name, tables)


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise InvalidInput("classeur-absent", f"Le classeur « {path} » n'existe pas.", "Vérifiez le nom et le dossier.")
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidInput(
            "classeur-format",
            f"« {path.name} » n'est pas un classeur .xlsx ou .xlsm.",
            "Enregistrez-le depuis Excel au format « Classeur Excel (.xlsx) ».",
        )
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise InvalidInput(
            "classeur-inaccessible",
            f"« {path.name} » ne peut pas être ouvert ({error.strerror}).",
            "Vérifiez vos droits.",
        ) from error
    if magic == OLE_MAGIC:
        raise InvalidInput(
            "classeur-protege",
            f"« {path.name} » est protégé par un mot de passe (ou c'est un ancien .xls renommé).",
            "Retirez le mot de passe d'ouverture dans Excel (Fichier, Informations, Protéger) et recommencez.",
        )
    if not zipfile.is_zipfile(path):
        raise InvalidInput(
            "classeur-illisible",
            f"« {path.name} » n'est pas un classeur Excel, ou il est incomplet.",
            "Reprenez une copie saine du fichier.",
        )


def _grid(sheet: CalamineSheet) -> list[list[RawCell]]:
    return sheet.to_python(skip_empty_area=False)  # type: ignore[return-value]


def _table(
    name: str,
    sheet: str,
    headings: tuple[str, ...],
    start: tuple[int, int] | None,
    end: tuple[int, int] | None,
    grid: list[list[RawCell]],
    defects: "_Defects",
) -> RawTable:
    """Cut a table out of its sheet's grid, with the rows that stand just under it."""
    if start is None or end is None:
        return RawTable(name, sheet, headings, 1, (), ())
    first, left = start
    right = left + len(headings)
    bad = defects.of(sheet)
    lines, rows, below = [], [], []
    totals = defects.totals_rows(name)
    for index in range(first, len(grid)):
        cells: list[RawCell | BadCell] = list(grid[index][left:right])
        for column in range(left, right):
            if (index, column) in bad:
                cells[column - left] = bad[index, column]
        if index > end[0]:
            if index - end[0] <= totals:
                continue
            if not any(cell not in ("", None) for cell in cells):
                break
            below.append(index + 1)
        lines.append(index + 1)
        rows.append(cells)
    return RawTable(name, sheet, headings, left + 1, lines, rows, tuple(below), defects.date_1904)


class _Defects:
    """What calamine does not tell: bad cells by sheet, totals rows by table, the date system."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        workbook = etree.fromstring(package.read("xl/workbook.xml"))
        properties = workbook.find(f"{_MAIN}workbookPr")
        self.date_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        targets = self._relations("xl/workbook.xml")
        self._parts = {
            str(sheet.get("name")): targets[str(sheet.get(_RELATIONSHIP))]
            for sheet in workbook.iter(f"{_MAIN}sheet")
            if str(sheet.get(_RELATIONSHIP)) in targets
        }
        self._bad: dict[str, BadCells] = {}
        self._totals = {}
        for member in package.namelist():
            if re.fullmatch(r"xl/tables/[^/]+\.xml", member):
                root = etree.fromstring(package.read(member))
                self._totals[str(root.get("displayName"))] = int(root.get("totalsRowCount") or 0)

    def totals_rows(self, table: str) -> int:
        """How many totals rows end `table`."""
        return self._totals.get(table, 0)

    def of(self, sheet: str) -> BadCells:
        """The sheet's bad cells by (row, column), both from 0."""
        if sheet not in self._bad:
            part = self._parts.get(sheet)
            self._bad[sheet] = _bad_cells(self._package.read(part)) if part else {}
        return self._bad[sheet]

    def _relations(self, part: str) -> dict[str, str]:
        member = join(dirname(part), "_rels", part.rsplit("/", 1)[-1] + ".rels")
        root = etree.fromstring(self._package.read(member))
        base = dirname(part)
        return {
            str(relation.get("Id")): target[1:] if target.startswith("/") else normpath(join(base, target))
            for relation in root
            if (target := str(relation.get("Target")))
        }


def _bad_cells(xml: bytes) -> BadCells:
    if b't="e"' not in xml and b"<f" not in xml:
        return {}
    found = {}
    for cell in _CELL.finditer(xml):
        attributes, body = cell["attributes"], cell["body"] or b""
        is_error = b't="e"' in attributes
        value = _VALUE.search(body)
        is_uncomputed = b"<f" in body and value is None and b't="str"' not in attributes and b"<is>" not in body
        reference = _REFERENCE.search(attributes)
        if not (is_error or is_uncomputed) or reference is None:
            continue
        column = 0
        for letter in reference[1]:
            column = column * 26 + letter - 64
        shown = value[1].decode() if is_error and value else "formule non calculée"
        found[int(reference[2]) - 1, column - 1] = BadCell(shown)
    return found
