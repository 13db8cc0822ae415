"""The closed-file host's reading side: tables of an .xlsx or .xlsm through python-calamine."""

import zipfile
import zlib
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from relancier.base.errors import InvalidInput
from relancier.classeur.raw import BadCell, RawCell, RawTable, RawWorkbook
from relancier.classeur.reading.package_facts import Area, BadCells, PackageFacts
from relancier.classeur.reading.sound_file import check_file, check_reach, check_size

_DAMAGES = (
    *(CalamineError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError),
    *(KeyError, ValueError, NotImplementedError, RuntimeError),  # zipfile: a part that is missing or encrypted
)
Grid = list[list[RawCell]]


def read_tables(path: Path) -> RawWorkbook:
    """Return all the Excel tables of the closed workbook at `path`.

    Raises:
      InvalidInput: no such file, not an .xlsx/.xlsm, protected by a password, damaged, or without any table.
    """
    check_file(path)
    try:
        with zipfile.ZipFile(path) as package:
            check_size(path, package)
            tables = _tables(path, PackageFacts(package))
    except _DAMAGES as error:
        raise InvalidInput(
            "classeur-illisible",
            f"Le classeur « {path.name} » ne peut pas être lu : il est abîmé, ou c'est un autre document renommé.",
            "Ouvrez-le dans Excel, enregistrez-le au format « Classeur Excel (.xlsx) » et recommencez.",
        ) from error
    if not tables:
        raise InvalidInput(
            "classeur-sans-tableau",
            f"Le classeur « {path.name} » ne contient aucun tableau Excel.",
            "Partez du classeur modèle (relancier modele FICHIER.xlsx) et collez-y vos données.",
        )
    return RawWorkbook(path.name, tables)


def _tables(path: Path, facts: PackageFacts) -> dict[str, RawTable]:
    tables = {}
    with CalamineWorkbook.from_path(str(path)) as book:
        for sheet in dict.fromkeys(area.sheet for area in facts.areas):
            xml = facts.sheet(sheet)
            check_reach(path.name, sheet, xml)
            grid: Grid = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
            bad = facts.bad_cells(xml)
            areas = [area for area in facts.areas if area.sheet == sheet]
            heads = {area.head for area in areas}
            tables.update({area.name: _cut(area, grid, bad, heads, facts.date_1904) for area in areas})
    return tables


def _cut(area: Area, grid: Grid, bad: BadCells, heads: set[int], date_1904: bool) -> RawTable:
    """Cut a table out of its sheet's grid, with the rows that stand just under it.

    `heads` are the rows where the sheet's tables have their headings: what is under a table stops there.
    """
    width = len(area.headings)
    bad_rows = {row for row, column in bad if 0 <= column - area.left < width}
    lines: list[int] = []
    rows: list[list[RawCell | BadCell]] = []
    below = []
    for index in range(area.first, len(grid)):
        if area.last < index <= area.last + area.totals:
            continue
        cells: list[RawCell | BadCell] = [*grid[index][area.left : area.left + width]]
        cells += [None] * (width - len(cells))
        if index > area.last:
            if index in heads or (index not in bad_rows and all(cell in ("", None) for cell in cells)):
                break
            below.append(index + 1)
        lines.append(index + 1)
        rows.append(cells)
    at = dict(zip(lines, rows, strict=True)) if bad else {}
    for (row, column), cell in bad.items():
        if row + 1 in at and 0 <= column - area.left < width:
            at[row + 1][column - area.left] = cell
    return RawTable(area.name, area.sheet, area.headings, area.left + 1, lines, rows, tuple(below), date_1904)
