"""A workbook whose history has rows typed by hand, two passages and registered letters, for the tests of the memory."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import command
import filled
import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import TableColumn

FIRST, SECOND = date(2026, 10, 30), date(2026, 11, 30)
LEVELS = (
    {"Procédure": "Standard", "Niveau": 1, "Délai": 5, "Canal": "courrier", "Modèle": "relance-1"},
    {"Procédure": "Standard", "Niveau": 2, "Délai": 20, "Écart": 10, "Canal": "LRAR", "Modèle": "mise-en-demeure"},
)


def debtor(code: str) -> dict[str, object]:
    return {
        "Code": code,
        "Nom": f"Client {code}",
        "Type": "professionnel",
        "Adresse 1": "1 rue du Bac",
        "Code postal": "69003",
        "Ville": "Lyon",
    }


def facture(code: str, numero: str, montant: object = 100, due: date = date(2026, 10, 1)) -> dict[str, object]:
    return {
        "Numéro": numero,
        "Code débiteur": code,
        "Nature": "facture",
        "Date": date(2026, 9, 1),
        "Échéance": due,
        "Montant TTC": montant,
    }


def typed(identifiant: str, numero: str, day: date) -> dict[str, object]:
    """A row of the history typed before Relancier."""
    return {
        "Id": identifiant,
        "Date": day,
        "Code débiteur": "CL9",
        "Numéro facture": numero,
        "Échéance": date(2026, 9, 1),
        "Niveau": 1,
        "Canal": "courrier",
        "Statut": "envoyée",
    }


def blank_history(path: Path) -> Path:
    """Three debtors, one of whom has two factures; two rows typed by hand, of a debtor who has left."""
    return filled.book(
        path,
        debiteurs=[debtor("CL1"), debtor("CL2"), debtor("CL3")],
        factures=[
            facture("CL1", "F-1", 120.5),
            facture("CL2", "F-2", 80),
            facture("CL2", "F-3", "1 000,00"),
            facture("CL3", "00123", 45.1),
        ],
        relances=[typed("MAIN-1", "V-1", date(2026, 9, 10)), typed("MAIN-2", "V-2", date(2026, 9, 15))],
        niveaux=LEVELS,
    )


def with_two_passages(path: Path) -> Path:
    """The same after the passages of 30 October (letters) and 30 November (registered letters): 2 + 4 + 4 rows."""
    blank_history(path)
    for day in (FIRST, SECOND):
        done = command.answer("lot", path, "--date", day, "--pdf", "embarque")
        assert (done["code"], done["classeur"]["relances_ajoutees"]) == (0, 4)
    return path


Change = Callable[[openpyxl.worksheet.worksheet.Worksheet, dict[str, int], int, int], None]


def edit(path: Path, change: Change) -> Path:
    """Open the workbook with openpyxl, let `change(sheet, columns, first, last)` alter the history, save."""
    book = openpyxl.load_workbook(path)
    sheet = book["Relances"]
    left, top, right, bottom = range_boundaries(sheet.tables["tblRelances"].ref)
    columns = {sheet.cell(top, column).value: column for column in range(left, right + 1)}
    change(sheet, columns, top + 1, bottom)
    book.save(path)
    return path


def stretch(path: Path, columns: int, *names: str) -> Path:
    """Give the history `columns` columns, as in a workbook made before the last ones; head the new ones `names`."""
    book = openpyxl.load_workbook(path)
    sheet = book["Relances"]
    found = sheet.tables["tblRelances"]
    left, top, right, bottom = range_boundaries(found.ref)
    for line in range(top, bottom + 1):
        for column in range(left + columns, right + 1):
            sheet.cell(line, column).value = None
    for column, name in enumerate(names, right + 1):
        sheet.cell(top, column).value = name
    found.ref = f"{sheet.cell(top, left).coordinate}:{sheet.cell(bottom, left + columns - 1).coordinate}"
    found.autoFilter.ref = found.ref
    found.tableColumns = found.tableColumns[:columns]
    for number, name in enumerate(names, right - left + 2):
        found.tableColumns.append(TableColumn(id=number, name=name))
    book.save(path)
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return filled.rows_of(path, "tblRelances")
