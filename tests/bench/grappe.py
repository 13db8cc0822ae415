"""How long many workbooks take: one after the other, together on this machine, and over a local cluster.

Run: python tests/bench/grappe.py [--classeurs 20] [--lettres 50] [--ouvriers 2]
Each way is a process of its own, as from a terminal, on copies of the same workbooks. Nothing here is asserted: it
prints what was measured on the machine at hand. On one machine a cluster only shows what going through it costs: its
workers have the same cores.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "scenarios"), str(TESTS)]

import draw  # noqa: E402
import interrupted  # noqa: E402
from distributed import LocalCluster  # noqa: E402

WORDS = ["--date", str(draw.DAY), "--pdf", "embarque", "--json"]


def copies(original: Path, folder: Path, count: int) -> list[Path]:
    """Return `count` copies of a workbook in a new folder."""
    folder.mkdir()
    return [Path(shutil.copyfile(original, folder / f"client {rank:03}.xlsx")) for rank in range(1, count + 1)]


def relancier(*words: str) -> tuple[float, int]:
    """Run a command; return its seconds and how many letters it made."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "relancier", "lot", *words, *WORDS], capture_output=True, check=True, text=True
    )
    seconds, found = time.perf_counter() - start, json.loads(done.stdout)
    several = [one["resultat"] for one in found["classeurs"]] if "classeurs" in found else [found]
    return seconds, sum(one["totaux"]["lettres"] for one in several)


def tell(way: str, seconds: float, letters: int, base: float) -> None:
    """Print one line."""
    each = 1000 * seconds / max(letters, 1)
    print(
        f"  {way:<44}{seconds:8.2f} s{letters:7} lettres{each:8.1f} ms par lettre   x {base / seconds:4.2f}", flush=True
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classeurs", type=int, default=20)
    parser.add_argument("--lettres", type=int, default=50)
    parser.add_argument("--ouvriers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = interrupted.batch(folder / "original.xlsx", asked.lettres)
        print(f"{asked.classeurs} classeurs de {asked.lettres} lettres, {os.cpu_count()} cœurs")
        books = copies(original, folder / "seuls", asked.classeurs)
        ran = [relancier(str(one)) for one in books]
        base = sum(seconds for seconds, _ in ran)
        tell("un par un, une commande chacun", base, sum(letters for _, letters in ran), base)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        copies(original, folder / "ensemble", asked.classeurs)
        tell("ensemble, ce poste", *relancier(str(folder / "ensemble" / "*.xlsx")), base)
        after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        copies(original, folder / "grappe", asked.classeurs)
        with LocalCluster(n_workers=asked.ouvriers, threads_per_worker=1, dashboard_address=":0") as running:
            words = ["--executeur", running.scheduler_address.replace("tcp://", "dask://")]
            tell(
                f"grappe locale, {asked.ouvriers} ouvriers", *relancier(str(folder / "grappe" / "*.xlsx"), *words), base
            )
        print(f"  mémoire du plus gros processus : {before / 1024:.0f} Mo un par un, {after / 1024:.0f} Mo ensemble")


if __name__ == "__main__":
    main()
