"""How long a simulated passage takes on a large workbook, from the command to its JSON.

Run: python tests/bench/simulation.py [--echeances 50000] [--formules] [--fois 3] [--garder CLASSEUR.xlsx]
Nothing here is asserted: it prints what was measured on the machine at hand, each run in a fresh process.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import large_book


def measure(workbook: Path, out: Path) -> tuple[float, float]:
    """Return the seconds (elapsed, of processor) of one simulation in a fresh process."""
    command = [sys.executable, "-m", "relancier", "lot", str(workbook), "--date", f"{large_book.DAY}"]
    command += ["--simuler", "--json"]
    # an installed package is compiled once and for all
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = str(out.parent)
    before, start = os.times(), time.perf_counter()
    with out.open("wb") as file:
        done = subprocess.run(command, stdout=file, env=settings, cwd=large_book.ROOT / "addin", check=False)
    elapsed, after = time.perf_counter() - start, os.times()
    if done.returncode not in {0, 1}:
        raise SystemExit(f"Code de sortie {done.returncode}.")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return elapsed, used


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
        workbook = wanted.garder or folder / "grand.xlsx"
        if not workbook.exists():
            large_book.write(workbook, wanted.echeances, formulas=wanted.formules)
        print(f"{workbook.stat().st_size >> 20} Mo, charge de la machine {os.getloadavg()[0]:.1f}")
        measure(workbook.resolve(), folder / "sortie.json")  # compiles
        runs = [measure(workbook.resolve(), folder / "sortie.json") for _ in range(wanted.fois)]
        for elapsed, used in runs:
            print(f"  {elapsed:6.2f} s, dont {used:.2f} s de processeur")
        print(f"  au mieux {min(runs)[0]:.2f} s pour {(folder / 'sortie.json').stat().st_size >> 20} Mo de JSON")


if __name__ == "__main__":
    main()
