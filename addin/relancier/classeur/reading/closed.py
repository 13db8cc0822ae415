"""The closed-file host's reading side: tables of an .xlsx or .xlsm through python-calamine."""

import zipfile
import zlib
from collections.abc import Collection, Container, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from relancier.base.errors import InvalidInput
from relancier.classeur.raw import BadCell, RawCell, RawTable, RawWorkbook
from relancier.classeur.reading.package_facts import Area, BadCells, PackageFacts
from relancier.classeur.reading.sound_file import check_file, check_members, check_reach, check_size

_DAMAGES = (
    *(CalamineError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError),
    *(KeyError, ValueError, NotImplementedError, RuntimeError),  # zipfile: a part that is missing or encrypted
)
Grid = list[list[RawCell | BadCell]]


def read_tables(path: Path, wanted: Collection[str]) -> RawWorkbook:
    """Return the Excel tables of the closed workbook at `path`; those that are not `wanted` come without their rows.

    Raises:
      InvalidInput: no such file, not an .xlsx/.xlsm, protected by a password, damaged, or without any table.
    """
    check_file(path)
    try:
        with zipfile.ZipFile(path) as package:
            check_size(path, package)
            tables = _tables(path, package, wanted)
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


def _tables(path: Path, package: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, RawTable]:
    facts = PackageFacts(package)
    sheets = dict.fromkeys(area.sheet for area in facts.areas if area.name in wanted)
    tables = {area.name: RawTable(area.name, area.sheet, area.headings, area.left + 1, (), ()) for area in facts.areas}
    # calamine leaves Python alone while it reads a sheet: the package is looked at meanwhile
    with CalamineWorkbook.from_path(str(path)) as book, ThreadPoolExecutor(max_workers=1) as reader:
        bad: dict[str, BadCells] = {}
        grids: dict[str, Future[CalamineSheet]] = {}
        for sheet in sheets:
            xml = package.read(facts.parts[sheet])
            check_reach(path.name, sheet, xml)
            grids[sheet] = reader.submit(book.get_sheet_by_name, sheet)
            bad[sheet] = facts.bad_cells(xml)
        check_members(package, {facts.parts[sheet] for sheet in sheets})
        for sheet, cells in bad.items():
            grid: Grid = grids.pop(sheet).result().to_python(skip_empty_area=False)  # type: ignore[assignment]
            areas = [area for area in facts.areas if area.sheet == sheet]
            heads = {area.head for area in areas}
            for area in areas:
                if area.name in wanted:
                    tables[area.name] = _cut(area, grid, cells, heads, facts.date_1904)
    return tables


def _cut(area: Area, grid: Grid, bad: BadCells, heads: set[int], date_1904: bool) -> RawTable:
    """Cut a table out of its sheet's grid, with the rows that stand just under it.

    `heads` are the rows where the sheet's tables have their headings: what is under a table stops there.
    """
    width = len(area.headings)
    own = {(row, column - area.left): cell for (row, column), cell in bad.items() if 0 <= column - area.left < width}
    end = min(area.last + 1, len(grid))
    below = list(_below(area, grid, {row for row, _ in own}, heads))
    at = [*range(area.first, end), *below]
    rows = [_cells(grid[row], area.left, width) for row in at]
    if own:
        place = {row: index for index, row in enumerate(at)}
        for (row, column), cell in own.items():
            if row in place:
                rows[place[row]][column] = cell
    lines, under = [row + 1 for row in at], tuple(row + 1 for row in below)
    return RawTable(area.name, area.sheet, area.headings, area.left + 1, lines, rows, under, date_1904)


def _below(area: Area, grid: Grid, bad_rows: Container[int], heads: Container[int]) -> Iterator[int]:
    """Yield the rows that hold something from just under the table and its totals, up to the first that does not."""
    left, right = area.left, area.left + len(area.headings)
    for row in range(area.last + area.totals + 1, len(grid)):
        blank = row not in bad_rows and all(cell in ("", None) for cell in grid[row][left:right])
        if blank or row in heads:
            return
        yield row


def _cells(row: list[RawCell | BadCell], left: int, width: int) -> list[RawCell | BadCell]:
    if len(row) == width and not left:
        return row  # the table fills its sheet
    cells = row[left : left + width]
    return cells if len(cells) == width else cells + [None] * (width - len(cells))
