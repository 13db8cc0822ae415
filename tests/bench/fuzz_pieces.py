"""Thousands of mutated PDFs through intake, binding and verification: what is lost untold, what falls, what is unread.

Run: python tests/bench/fuzz_pieces.py [--pieces 2000] [--premiere 0] [--lot 100]
Each batch is prepared, bound, and proved as a delivered folder is. Prints every fault and ends with 1 if there is one.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dossier"))

import pypdfium2
from liasses_fabriquees import COUVERTURE
from pieces_mutees import prepared
from relancier.dossier.intake.rapport import Refusee
from relancier.dossier.liasse import liasse, manifeste, verifier_liasse
from relancier.dossier.pieces import Gravite, PiecePrete
from relancier.dossier.profils import PROFILS

DAY = date(2026, 11, 22)
FORESEEN = frozenset({"piece-abimee", "piece-chiffree", "piece-format-absurde"})


def faults(seeds: range, ends: Counter[str]) -> Iterator[str]:
    """Yield what is wrong with the way of one batch; count in `ends` how its exhibits ended."""
    with tempfile.TemporaryDirectory(prefix="relancier-fuzz-") as name:
        folder = Path(name)
        ended = prepared(folder, seeds)
        if [one.piece.numero for one in ended] != [str(seed) for seed in seeds]:
            yield "une pièce manque, ou n'est pas à sa place"
        ready = [one for one in ended if isinstance(one, PiecePrete)]
        for one in ended:
            if isinstance(one, Refusee):
                ends[one.constat.code] += 1
                if not (one.constat.message and one.constat.remede):
                    yield f"{one.piece.numero} : refusée sans phrase"
                if one.constat.code not in FORESEEN:
                    yield f"{one.piece.numero} : {one.constat.message}"
            else:
                ends["réparée, en le disant" if one.changements or one.constats else "rien à dire"] += 1
        yield from (fault for one in ready for fault in _unread(one))
        yield from _bound(ready, folder / "livre")


def _unread(one: PiecePrete) -> Iterator[str]:
    """Yield what is wrong with a clean PDF: it must open, and an exhibit that shows nothing must be told."""
    numero = one.piece.numero
    try:
        with pypdfium2.PdfDocument(one.pdf) as document:
            if len(document) != one.pages:
                yield f"{numero} : {len(document)} pages au lieu de {one.pages}"
            empty = all(len(set(page.render(scale=0.3).to_numpy().tobytes())) == 1 for page in document)
    except pypdfium2.PdfiumError as error:
        yield f"{numero} : prête, et ne s'ouvre pas ({error})"
        return
    if empty and not one.constats:
        yield f"{numero} : rien ne s'y voit, et rien n'est dit"


def _bound(ready: list[PiecePrete], out: Path) -> Iterator[str]:
    """Yield what is wrong with the bundle of `ready`."""
    profile = PROFILS["sans-limite"]
    try:
        made = liasse.relier(ready, COUVERTURE, profile, out, DAY)
        manifeste.write(out, made, ready, profile, DAY, "0")
        found = verifier_liasse.verify_folder(out, {one.piece.numero: one.pdf for one in ready})
    except Exception:
        yield f"la liasse tombe : {traceback.format_exc()}"
        return
    yield from (f"{one.piece} : {one.code} : {one.message}" for one in made.constats if one.gravite is Gravite.DEFAUT)
    yield from (f"{one.piece} : {one.code} : {one.message}" for one in found)


def main() -> None:
    """Go through all batches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=2000)
    parser.add_argument("--premiere", type=int, default=0)
    parser.add_argument("--lot", type=int, default=100)
    asked = parser.parse_args()
    start, ends, wrong = time.monotonic(), Counter[str](), 0
    last = asked.premiere + asked.pieces
    for first in range(asked.premiere, last, asked.lot):
        for fault in faults(range(first, min(first + asked.lot, last)), ends):
            wrong += 1
            print(f"  {fault}", flush=True)
        print(f"[{time.monotonic() - start:4.0f} s] {min(first + asked.lot, last) - asked.premiere} pièces", flush=True)
    print(", ".join(f"{what} : {count}" for what, count in ends.most_common()), f"; {wrong} défaut(s)")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
