"""Workbooks filled as a stranger would: the blank model, opened with openpyxl, rows typed under the headings."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from relancier.actions import modele

Typed = Mapping[str, object]
CREANCIER: Typed = {
    "Nom": "ATELIER DU RHÔNE",
    "Forme juridique": "SARL",
    "Capital social": "50 000",
    "SIREN": "404 833 048",
    "RCS": "Lyon",
    "Adresse 1": "12 rue de la République",
    "Code postal": "69002",
    "Ville": "Lyon",
    "Téléphone": "04 72 00 00 00",
    "IBAN": "FR76 3000 6000 0112 3456 7890 189",
    "Signataire": "Claire Fontaine",
    "Qualité": "Gérante",
}

_made: dict[str, bytes] = {}  # the workbooks of this session, by what is in them


def book(
    path: Path,
    *,
    creancier: Typed | None = None,
    debiteurs: Sequence[Typed] = (),
    factures: Sequence[Typed] = (),
    reglements: Sequence[Typed] = (),
    suspensions: Sequence[Typed] = (),
    relances: Sequence[Typed] = (),
    echeanciers: Sequence[Typed] = (),
    niveaux: Sequence[Typed] | None = None,
) -> Path:
    """Fill a blank model saved at `path`; `niveaux` replaces the model's procedures, `creancier` adds to CREANCIER.

    The same rows give the same file, which openpyxl, slow as it is, then makes once.
    """
    tables = {
        "tblDebiteurs": debiteurs,
        "tblFactures": factures,
        "tblReglements": reglements,
        "tblSuspensions": suspensions,
        "tblRelances": relances,
        "tblEcheanciers": echeanciers,
        "tblNiveaux": niveaux or (),
    }
    settings = {**CREANCIER, **(creancier or {})}
    key = repr((settings, tables, niveaux is None))
    modele.create(path)
    if key not in _made:
        workbook = openpyxl.load_workbook(path)
        _settings(workbook, settings)
        if niveaux is not None:
            _empty(workbook, "tblNiveaux")
        for table, rows in tables.items():
            add(workbook, table, rows)
        workbook.save(path)
        _made[key] = path.read_bytes()
    path.write_bytes(_made[key])
    return path


def type_in(path: Path, table: str, *rows: Typed) -> Path:
    """Open the workbook again and add rows to one of its tables."""
    workbook = openpyxl.load_workbook(path)
    add(workbook, table, rows)
    workbook.save(path)
    return path


def change_settings(path: Path, values: Typed) -> Path:
    """Open the workbook again and change settings of the sheet Créancier."""
    workbook = openpyxl.load_workbook(path)
    _settings(workbook, values)
    workbook.save(path)
    return path


def wipe(path: Path, table: str) -> Path:
    """Open the workbook again and empty one of its tables."""
    workbook = openpyxl.load_workbook(path)
    _empty(workbook, table)
    workbook.save(path)
    return path


def rows_of(path: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table that hold something, as openpyxl reads them."""
    sheet, found = _find(_loaded(path.read_bytes()), table)
    left, top, right, bottom = range_boundaries(found.ref)
    headings = [sheet.cell(top, column).value for column in range(left, right + 1)]
    rows = [[sheet.cell(row, column).value for column in range(left, right + 1)] for row in range(top + 1, bottom + 1)]
    return [dict(zip(headings, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


@lru_cache(maxsize=2)
def _loaded(data: bytes) -> openpyxl.Workbook:
    """The workbook whose bytes are `data`, only to be read: several tables are, one after the other."""
    return openpyxl.load_workbook(BytesIO(data))


def add(workbook: openpyxl.Workbook, table: str, rows: Sequence[Typed]) -> None:
    """Type `rows` under what the table already holds, and stretch it."""
    if not rows:
        return
    sheet, found = _find(workbook, table)
    left, top, right, bottom = range_boundaries(found.ref)
    columns = {sheet.cell(top, column).value: column for column in range(left, right + 1)}
    full = [n for n in range(top + 1, bottom + 1) if any(sheet.cell(n, c).value is not None for c in columns.values())]
    last = max(full, default=top)
    for row in rows:
        last += 1
        for heading, value in row.items():
            cell = sheet.cell(last, columns[heading])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    found.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{max(last, top + 1)}"
    if found.autoFilter:
        found.autoFilter.ref = found.ref


def _settings(workbook: openpyxl.Workbook, values: Typed) -> None:
    sheet, found = _find(workbook, "tblCreancier")
    left, top, _, bottom = range_boundaries(found.ref)
    for row in range(top + 1, bottom + 1):
        if (key := sheet.cell(row, left).value) in values:
            sheet.cell(row, left + 1).value = values[key]


def _empty(workbook: openpyxl.Workbook, table: str) -> None:
    sheet, found = _find(workbook, table)
    left, top, right, bottom = range_boundaries(found.ref)
    for row in range(top + 1, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(row, column).value = None
    found.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{top + 1}"
    if found.autoFilter:
        found.autoFilter.ref = found.ref


def _find(workbook: openpyxl.Workbook, name: str) -> tuple[openpyxl.worksheet.worksheet.Worksheet, object]:
    return next((sheet, sheet.tables[name]) for sheet in workbook.worksheets if name in sheet.tables)
