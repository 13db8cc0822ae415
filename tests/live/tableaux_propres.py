"""Workbooks whose tables have what users add: columns that compute, columns of their own, blank rows, totals."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from relancier.classeur import schema

HEADINGS = ("Qui", *schema.SUSPENSIONS.names, "Jours", "Semaines")
FIRST = {
    "Code débiteur": "CL1",
    "Numéro facture": "00123",
    "Nature": "litige",
    "Du": date(2026, 1, 5),
    "Au": date(2026, 1, 19),
    "Montant contesté": Decimal("12.5"),
    "Motif": "prix",
}
SECOND = {**FIRST, "Numéro facture": "F-2", "Au": date(2026, 2, 2), "Motif": "qualité"}
THIRD = {**FIRST, "Numéro facture": "1/2", "Au": date(2026, 1, 12), "Motif": "=1+1"}


def book(
    path: Path, rows: Sequence[dict[str, object]] = (FIRST,), blank: int = 0, *, totals: bool = False, under: str = ""
) -> Path:
    """A history without a row, and suspensions from D4: « Jours » counts by addresses, « Semaines » by names."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Relances")
        columns = [{"header": name} for name in schema.RELANCES.names]
        sheet.add_table(0, 0, 1, len(columns) - 1, {"name": "tblRelances", "columns": columns})
        sheet = workbook.add_worksheet("Suspensions")
        last = 3 + len(rows) + blank
        sheet.add_table(
            *(3, 3, last + totals, 2 + len(HEADINGS)),
            {"name": "tblSuspensions", "columns": [_column(name) for name in HEADINGS], "total_row": totals},
        )
        for line, row in enumerate(rows, 4):
            for at, name in enumerate(HEADINGS, 3):
                if (value := row.get(name)) is not None:
                    _write(sheet, line, at, value)
        for line in range(4, last + 1):
            sheet.write_formula(line, 3 + HEADINGS.index("Jours"), f"=I{line + 1}-H{line + 1}")
        if under:
            sheet.write_string(last + totals + 3, 5, under)
        sheet.write_string(0, 0, "à garder")
    return path


def _column(name: str) -> dict[str, Any]:
    if name == "Semaines":
        return {"header": name, "formula": "=tblSuspensions[[#This Row],[Jours]]/7", "total_function": "sum"}
    return {"header": name, **({"formula": "=I5-H5"} if name == "Jours" else {})}


def _write(sheet: Any, line: int, at: int, value: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, at, value)
    elif isinstance(value, str):
        sheet.write_string(line, at, value)
    else:
        sheet.write(line, at, value)
