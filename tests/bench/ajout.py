"""How long it takes to add a hundred rows to a table of a large workbook, beside openpyxl.

Run: python tests/bench/ajout.py [--echeances 50000] [--fois 3]
Ours checks that the file is still the one that was read, keeps a copy of it, and replaces it at once; the plain way
loads it, appends, and saves it over itself. Nothing here is asserted: it prints what was measured on the machine at
hand, each run in a fresh process.
"""

import argparse
import os
import tempfile
from pathlib import Path

import large_book
from side_by_side import apart, compare

ROWS = """
import shutil, sys
from datetime import date
from decimal import Decimal
from pathlib import Path
workbook = Path(sys.argv[1]).with_name("copie.xlsx")
shutil.copyfile(sys.argv[1], workbook)
facture = ("CL00001", "facture", date(2026, 10, 1), date(2026, 11, 1), Decimal("12.34"))
rows = [("F" + str(n), *facture) for n in range(100)]
"""
OURS = (
    ROWS
    + """
from relancier.base.files import digest
from relancier.classeur.splicing.splice import AppendRows, splice
names = ("Numéro", "Code débiteur", "Nature", "Date", "Échéance", "Montant TTC")
backup = workbook.with_name("sauvegarde.xlsx")
backup.unlink(missing_ok=True)
edit = AppendRows("tblFactures", [dict(zip(names, row)) for row in rows])
splice(workbook, [edit], backup=backup, read_as=digest(workbook))
"""
)
PLAIN = (
    ROWS
    + """
from openpyxl import load_workbook
book = load_workbook(workbook)
for row in rows:
    book["Factures"].append(row)
book.save(workbook)
"""
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echeances", type=int, default=50_000)
    parser.add_argument("--fois", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = apart(large_book.write, folder / "grand.xlsx", wanted.echeances)
        print(f"{workbook.stat().st_size >> 20} Mo, charge de la machine {os.getloadavg()[0]:.1f}")
        ways = {
            "ajouter cent lignes, vérifier, sauvegarder": ["-c", OURS, str(workbook)],
            "openpyxl, charger et enregistrer": ["-c", PLAIN, str(workbook)],
        }
        compare(ways, wanted.fois, folder / "cache")


if __name__ == "__main__":
    main()
