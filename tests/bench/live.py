"""How long « Proposer » takes in an open workbook, LibreOffice: the button as it is pressed, then step by step.

Run: python tests/bench/live.py [--factures 10000]
Nothing here is asserted: it prints what was measured on the machine at hand, and what of it our own process computed,
which does not grow with the load of the machine. Excel, over COM, could not be measured.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))

import large_book
from relancier.actions.decision import decide
from relancier.actions.progress import Silent
from relancier.actions.resultat import Demande
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.host import Host
from relancier.classeur.journal import proposition_rows
from relancier.classeur.live import LiveBook, libreoffice

T = TypeVar("T")


def timed(what: str, act: Callable[[], T]) -> T:
    """Print how long `act` takes; return what it returns."""
    start, ours = time.perf_counter(), time.process_time()
    done = act()
    print(f"    {what:<34}{time.perf_counter() - start:6.2f} s, dont {time.process_time() - ours:.2f} s de calcul")
    return done


@contextmanager
def whole(what: str) -> Iterator[None]:
    """Print how long the block takes."""
    print(f"  {what}")
    start = time.perf_counter()
    yield
    print(f"    {'en tout':<34}{time.perf_counter() - start:6.2f} s")


def propose(host: Host) -> None:
    """Do what the button does."""
    demande = Demande(large_book.DAY, simuler=True)
    decided = timed("lire et décider", lambda: decide(host, demande, Silent()))
    rows = list(proposition_rows(decided.passage, "P"))
    timed(f"écrire {len(rows)} propositions", lambda: host.record([], rows, "P"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--factures", type=int, default=10_000)
    factures = parser.parse_args().factures
    with tempfile.TemporaryDirectory() as name:
        path = large_book.write(Path(name) / "creances.xlsx", factures)
        office = libreoffice.start()
        try:
            book = office.books.open(str(path))
            print(f"{factures} échéances")
            for time_ in ("classeur ouvert, première fois", "classeur ouvert, deuxième fois"):
                with whole(time_):
                    propose(LiveBook(book))
            with whole("annuler"):
                timed("remettre les propositions", LiveBook(book).undo_last)
            book.close()
            with whole("classeur fermé"):
                propose(ClosedFile(path))
        finally:
            office.kill()


if __name__ == "__main__":
    main()
