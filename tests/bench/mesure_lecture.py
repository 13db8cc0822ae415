"""A large workbook read, decided on and explained, beside its reading alone."""

import json
import re
from pathlib import Path

import chrono
import large_book
from banc import Atteinte, Mesure, Tailles, Voie
from openpyxl import load_workbook

HERE = Path(__file__).resolve().parent
NOTRE, SIMPLE = "relancier lot --simuler --json", "openpyxl, lecture seule"
MOST = 0.8


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Draw the workbook in `folder` and return what is measured on it."""
    workbook = large_book.write(folder / "grand.xlsx", tailles.echeances)
    lines = count(workbook)
    simulated = ("--date", str(large_book.DAY), "--simuler", "--json")
    return Mesure(
        "lecture",
        f"un classeur de {tailles.echeances} échéances lu, décidé et expliqué ligne par ligne",
        "lignes",
        lines,
        (
            Voie(
                NOTRE,
                lambda _: chrono.python("-m", "relancier", "lot", workbook, *simulated),
                lines,
                lambda _, printed: decided(printed, lines),
                (0, 1),  # the workbook has its share of faulty rows
            ),
            Voie(SIMPLE, lambda _: chrono.python(HERE / "voies_simples.py", "lire", workbook), lines, said),
        ),
        (Atteinte(f"{tailles.echeances} échéances : lire, décider, expliquer", NOTRE, SIMPLE, 1),),
        "La voie simple lit toutes les feuilles et ne fait rien d'autre. Tout le processus est compté.",
        tailles.fois,
    )


def count(workbook: Path) -> int:
    """Return how many factures a workbook holds."""
    book = load_workbook(workbook, read_only=True)
    lines = sum(1 for row in book["Factures"].iter_rows(values_only=True) if row[0])
    book.close()
    return lines


def decided(printed: str, lines: int) -> int:
    """Return `lines` when there is a decision for most of them, which credit notes and faulty rows have not."""
    found = len(json.loads(printed)["propositions"])
    return lines if found > MOST * lines else found


def said(out: Path, printed: str) -> int:
    """Return the rows that a way says to have done."""
    found = re.search(r"^(\d+) lignes$", printed, re.MULTILINE)
    return int(found[1]) if found else 0
