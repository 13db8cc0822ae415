"""All the benchmarks: python tests/bench [--rapide] [--mesures lettres,liasse…] [--page PAGE.md]

Each measure runs ours and the plain way in turn, in processes of their own; what was found is printed, and written to
a page. Nothing is asserted but that each way did its work.
"""

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import machine
import mesure_ajout
import mesure_croissance
import mesure_docx
import mesure_lecture
import mesure_lettres
import mesure_liasse
import mesure_tableau
import page
from banc import ENTIERES, MINUSCULES, RAPIDES, Mesure, Tailles, measure

HERE = Path(__file__).resolve().parent
MESURES = {
    "lettres": mesure_lettres.mesure,
    "docx": mesure_docx.mesure,
    "lecture": mesure_lecture.mesure,
    "ajout": mesure_ajout.mesure,
    "tableau": mesure_tableau.mesure,
    "liasse": mesure_liasse.mesure,
    "croissance": mesure_croissance.mesure,
}


def main() -> None:
    """Measure what is asked, and write the page."""
    parser = argparse.ArgumentParser(prog="python tests/bench", description="Mesure Relancier et les voies simples.")
    parser.add_argument("--rapide", action="store_true", help="moins de lettres et de passes (4 minutes au lieu de 20)")
    parser.add_argument("--mesures", default=",".join(MESURES), help=f"parmi : {', '.join(MESURES)}")
    parser.add_argument("--page", type=Path, help="où écrire la page ; RESULTATS.md quand tout est mesuré en entier")
    asked = parser.parse_args()
    wanted = asked.mesures.split(",")
    if unknown := [one for one in wanted if one not in MESURES]:
        parser.error(f"mesure inconnue : {', '.join(unknown)}")
    whole = wanted == list(MESURES) and not asked.rapide
    target = asked.page or (HERE / "RESULTATS.md" if whole else None)
    load, start = machine.load(), time.monotonic()
    measured = []
    with tempfile.TemporaryDirectory(prefix="relancier-bench-") as name:
        folder = Path(name)
        cache = folder / "cache"
        cache.mkdir()
        print(f"[{0:4} s] rodage", flush=True)
        for key in wanted:  # what is compiled, and what the disk had not read yet, is nobody's time
            measure(_drawn(key, folder / "rodage", MINUSCULES), folder, cache, lambda _: None)
        for key in wanted:
            print(f"[{time.monotonic() - start:4.0f} s] {key} : préparation", flush=True)
            mesure = _drawn(key, folder / "mesure", RAPIDES if asked.rapide else ENTIERES)
            found = measure(mesure, folder, cache, lambda said: print(f"    {said}", flush=True))
            measured.append((mesure, found))
    command = (
        "python tests/bench"
        + " --rapide" * asked.rapide
        + (f" --mesures {asked.mesures}" if wanted != list(MESURES) else "")
    )
    said = page.write(measured, machine.describe(), f"{datetime.now(UTC):%d/%m/%Y}", command, load)
    print(f"\n{said}\nTout a pris {(time.monotonic() - start) / 60:.1f} minutes.")
    if target:
        target.write_text(said, encoding="utf-8")


def _drawn(key: str, folder: Path, tailles: Tailles) -> Mesure:
    folder.mkdir(exist_ok=True)
    return MESURES[key](folder, tailles)


if __name__ == "__main__":
    main()
