"""Workbooks to read, one line each: the tables of the schema, with only the cells that a test is about.

    book(tmp_path, factures=[{"Montant TTC": "1 234,56 €"}])

gives a workbook with a sender, a procedure, the debtor CL001 and the facture F-0001 whose amount is typed so.
"""

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from relancier.base.errors import Anomalie
from relancier.classeur import schema
from relancier.classeur.reading.read import read
from relancier.creances.portefeuille import Portefeuille

Cells = Mapping[str, Any]
TABLES = {
    "debiteurs": schema.DEBITEURS,
    "factures": schema.FACTURES,
    "reglements": schema.REGLEMENTS,
    "suspensions": schema.SUSPENSIONS,
    "niveaux": schema.NIVEAUX,
    "relances": schema.RELANCES,
    "echeanciers": schema.ECHEANCIERS,
    "taux": schema.TAUX,
    "correspondances": schema.CORRESPONDANCES,
}
CREANCIER = {"Nom": "Atelier Martin", "Adresse 1": "1 rue du Port", "Code postal": "69002", "Ville": "Lyon"}
ISSUED, DUE = date(2026, 1, 5), date(2026, 2, 4)
DEFAULTS: dict[str, Cells] = {
    "debiteurs": {"Code": "CL001", "Nom": "Durand", "Type": "professionnel", "Ville": "Lyon"},
    "factures": {
        "Numéro": "F-0001",
        "Code débiteur": "CL001",
        "Nature": "facture",
        "Date": ISSUED,
        "Échéance": DUE,
        "Montant TTC": 1200.0,
    },
    "reglements": {"Date": DUE, "Code débiteur": "CL001", "Montant": 100.0},
    "suspensions": {"Code débiteur": "CL001", "Nature": "suspension", "Du": DUE},
    "niveaux": {"Procédure": "Standard", "Niveau": 1, "Délai": 7, "Canal": "courrier", "Modèle": "relance-1"},
    "relances": {"Code débiteur": "CL001", "Numéro facture": "F-0001", "Échéance": DUE, "Niveau": 1, "Date": DUE},
    "echeanciers": {"Id": "P1", "Code débiteur": "CL001", "Date accord": DUE, "Montant": 500.0, "Statut": "en cours"},
    "taux": {"Semestre": "2027-S1", "BCE": 2.4, "Vérifié": "oui"},
    "correspondances": {},
}
MINIMUM: dict[str, Sequence[Cells]] = {"debiteurs": [{}], "factures": [{}], "niveaux": [{}]}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and what the file holds as its result; None when it was never computed."""

    text: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Mess:
    """What users do to a table.

    Attributes:
      headings: the headings, in the user's order, each with the column of ours that it stands for ("" for none).
      sheet: the sheet where the table was moved.
      corner: row and column of its first heading, from 0.
      hidden: rows of the table, from 0, that are hidden.
      below: rows typed just under the table.
      totals: whether the table ends with a totals row.
    """

    headings: Sequence[tuple[str, str]] = ()
    sheet: str = ""
    corner: tuple[int, int] = (0, 0)
    hidden: Sequence[int] = ()
    below: Sequence[Cells] = ()
    totals: bool = False


def rows_of(what: str, rows: Sequence[Cells]) -> list[Cells]:
    """The rows, completed by the defaults; a cell given as None is left empty, and so is all of an empty `rows`."""
    return [dict(DEFAULTS[what]) | dict(row) for row in rows]


def book(folder: Path, *, mess: Mapping[str, Mess] | None = None, name: str = "classeur.xlsx", **given: Any) -> Path:
    """Write a workbook by XlsxWriter.

    `creancier` gives settings beside the four of `CREANCIER`, `date_1904` the old Macintosh calendar, `without` tables
    to leave out; the rest are the rows of each table.
    """
    path = folder / name
    options = {"date_1904": given.pop("date_1904", False), "default_date_format": "dd/mm/yyyy"}
    settings = CREANCIER | given.pop("creancier", {})
    without = given.pop("without", ())
    workbook = xlsxwriter.Workbook(str(path), options)
    _write(workbook, schema.CREANCIER, [{"Clé": key, "Valeur": value} for key, value in settings.items()], Mess())
    for what, table in TABLES.items():
        if what not in without:
            _write(
                workbook, table, rows_of(what, given.get(what, MINIMUM.get(what, ()))), (mess or {}).get(what, Mess())
            )
    workbook.close()
    return path


def _write(workbook: Any, table: schema.Table, rows: Sequence[Cells], mess: Mess) -> None:
    headings = list(mess.headings) or [(name, name) for name in table.names]
    sheet = workbook.get_worksheet_by_name(mess.sheet or table.sheet) or workbook.add_worksheet(
        mess.sheet or table.sheet
    )
    top, left = mess.corner
    last = top + max(len(rows), 1)
    columns: list[dict[str, Any]] = [{"header": heading} for heading, _ in headings]
    if mess.totals:
        columns[0]["total_string"] = "Total"
        for column, (_, ours) in zip(columns, headings, strict=True):
            if ours in ("Montant TTC", "Montant"):
                column["total_function"] = "sum"
                column["total_value"] = 9999
    right = left + len(headings) - 1
    sheet.add_table(
        top, left, last + mess.totals, right, {"name": table.name, "columns": columns, "total_row": mess.totals}
    )
    for line, row in enumerate([*rows, *mess.below], top + 1):
        place = line + (1 if mess.totals and line > last else 0)
        for index, (_, ours) in enumerate(headings):
            _cell(sheet, place, left + index, row.get(ours))
    for hidden in mess.hidden:
        sheet.set_row(top + 1 + hidden, None, None, {"hidden": True})


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, "" if value.value is None else value.value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)


def book_by_openpyxl(
    folder: Path, source: Path, changes: Mapping[tuple[str, str], Any], name: str = "copie.xlsx"
) -> Path:
    """Open `source` with openpyxl, set the cells given by sheet and address, save as `name`."""
    path = folder / name
    workbook = openpyxl.load_workbook(source)
    for (sheet, address), value in changes.items():
        workbook[sheet][address] = value
    workbook.save(path)
    workbook.close()
    return path


def with_part(source: Path, member: str, old: bytes, new: bytes) -> Path:
    """Change a member of the package, as another program might have written it."""
    copy = source.with_name("avant-" + source.name)
    shutil.move(source, copy)
    with zipfile.ZipFile(copy) as package, zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as target:
        for one in package.namelist():
            content = package.read(one)
            if one == member:
                assert old in content
                content = content.replace(old, new)
            target.writestr(one, content)
    return source


def sheet_part(path: Path, sheet: str) -> str:
    """The member of the package that holds `sheet`: both programs number them in the order of the sheets."""
    workbook = openpyxl.load_workbook(path)
    number = workbook.sheetnames.index(sheet) + 1
    workbook.close()
    return f"xl/worksheets/sheet{number}.xml"


def read_book(folder: Path, **given: Any) -> Portefeuille:
    """Write the workbook that `book` describes, and read it."""
    return read(book(folder, **given))


def told(portefeuille: Portefeuille) -> list[tuple[str, str, str, str, str, str]]:
    """Each anomaly's code, weight, sheet, cell, what was found, and whom it makes doubtful."""
    return [
        (one.code, str(one.gravite), one.lieu.feuille, one.lieu.cellule, one.trouve, doubt(one))
        for one in portefeuille.anomalies
    ]


def doubt(one: Anomalie) -> str:
    """Whom the anomaly makes doubtful: "CL001", "CL001 F-0001", or "" for nobody."""
    return f"{one.debiteur} {one.facture}".strip()


def said(portefeuille: Portefeuille) -> list[str]:
    """Each anomaly's sentence and remedy."""
    return [f"{one.message} {one.remede}" for one in portefeuille.anomalies]
