"""How long a simulated passage takes on a large workbook, from the command to its JSON, beside reading it plainly.

Run: python tests/bench/simulation.py [--echeances 50000] [--formules] [--fois 3] [--garder CLASSEUR.xlsx]
The plain way only reads: openpyxl, read-only, every row of every sheet; it decides nothing. Nothing here is asserted:
it prints what was measured on the machine at hand, each run in a fresh process.
"""

import argparse
import os
import tempfile
from pathlib import Path

import large_book
from side_by_side import apart, compare

PLAIN = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True)))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echeances", type=int, default=50_000)
    parser.add_argument("--formules", action="store_true", help="chaque échéance est une formule")
    parser.add_argument("--fois", type=int, default=3)
    parser.add_argument("--garder", type=Path, help="où laisser le classeur (repris s'il existe)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = (wanted.garder or folder / "grand.xlsx").resolve()
        if not workbook.exists():
            apart(large_book.write, workbook, wanted.echeances, formulas=wanted.formules)
        print(f"{workbook.stat().st_size >> 20} Mo, charge de la machine {os.getloadavg()[0]:.1f}")
        ours = ["-m", "relancier", "lot", str(workbook), "--date", f"{large_book.DAY}", "--simuler", "--json"]
        ways = {"lire, décider, expliquer": ours, "openpyxl read-only, lire seulement": ["-c", PLAIN, str(workbook)]}
        compare(ways, wanted.fois, folder / "cache", folder / "sortie.json")
        print(f"  {(folder / 'sortie.json').stat().st_size >> 20} Mo de JSON")


if __name__ == "__main__":
    main()
