"""How long a refresh of the dashboard takes on a large workbook, from the command's action to the written file.

Run: python tests/bench/tableau.py [--echeances 50000] [--fois 3]
Nothing here is asserted: it prints what was measured on the machine at hand, each run in a fresh process.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import large_book
from relancier.classeur import schema

REFRESH = """
import sys
from datetime import date
from pathlib import Path
from relancier.actions.actualiser import refresh
from relancier.classeur.closed_file import ClosedFile
done = refresh(ClosedFile(Path(sys.argv[1])), date.fromisoformat(sys.argv[2]))
print(len(done.tableau.lignes))
"""


def measure(workbook: Path, cache: Path) -> tuple[float, float, int]:
    """Return the seconds (elapsed, of processor) of one refresh in a fresh process, and the rows of the situation."""
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = str(cache)
    command = [sys.executable, "-c", REFRESH, str(workbook), f"{large_book.DAY}"]
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, env=settings, cwd=large_book.ROOT / "addin", check=True, text=True
    )
    elapsed, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return elapsed, used, int(done.stdout)


def main() -> None:
    """Measure and print: the first refresh of a workbook, then the next ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echeances", type=int, default=50_000)
    parser.add_argument("--fois", type=int, default=3)
    wanted = parser.parse_args()
    large_book.TABLES = (*large_book.TABLES, *schema.REFAITES, schema.FRAIS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = large_book.write(folder / "grand.xlsx", wanted.echeances)
        workbook = folder / "grand copie.xlsx"
        shutil.copyfile(drawn, workbook)
        measure(workbook, folder / "cache")  # compiles
        print(f"{drawn.stat().st_size >> 20} Mo, charge de la machine {os.getloadavg()[0]:.1f}")
        for what, source in (("première fois", drawn), ("fois suivante", workbook)):
            for _ in range(wanted.fois):
                if source is drawn:
                    shutil.copyfile(drawn, workbook)
                elapsed, used, rows = measure(workbook, folder / "cache")
                print(f"  {what} : {elapsed:6.2f} s, dont {used:.2f} s de processeur, {rows} lignes de situation")


if __name__ == "__main__":
    main()
