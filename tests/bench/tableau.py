"""How long a refresh of the dashboard takes on a large workbook, from the command's action to the written file.

Run: python tests/bench/tableau.py [--echeances 50000] [--fois 3]
The plain way only reads: openpyxl, read-only, every row of every sheet; it measures and writes nothing. Nothing here
is asserted: it prints what was measured on the machine at hand, each run in a fresh process.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

import large_book
from relancier.classeur import schema
from side_by_side import apart, compare
from simulation import PLAIN

REFRESH = """
import shutil, sys
from datetime import date
from pathlib import Path
from relancier.actions.actualiser import refresh
from relancier.classeur.closed_file import ClosedFile
workbook = Path(sys.argv[1])
if len(sys.argv) > 3:
    shutil.copyfile(sys.argv[3], workbook)
refresh(ClosedFile(workbook), date.fromisoformat(sys.argv[2]))
"""


def draw(path: Path, terms: int) -> Path:
    """Write a large workbook that has a dashboard."""
    large_book.TABLES = (*large_book.TABLES, *schema.REFAITES, schema.FRAIS)
    return large_book.write(path, terms)


def main() -> None:
    """Measure and print: the first refresh of a workbook, then the next ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echeances", type=int, default=50_000)
    parser.add_argument("--fois", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = apart(draw, folder / "grand.xlsx", wanted.echeances)
        first, next_ones = folder / "première fois.xlsx", folder / "fois suivante.xlsx"
        shutil.copyfile(drawn, next_ones)
        print(f"{drawn.stat().st_size >> 20} Mo, charge de la machine {os.getloadavg()[0]:.1f}")
        ways = {
            "mesurer et écrire, fois suivante": ["-c", REFRESH, str(next_ones), f"{large_book.DAY}"],
            "la première fois": ["-c", REFRESH, str(first), f"{large_book.DAY}", str(drawn)],
            "openpyxl read-only, lire seulement": ["-c", PLAIN, str(drawn)],
        }
        compare(ways, wanted.fois, folder / "cache")


if __name__ == "__main__":
    main()
