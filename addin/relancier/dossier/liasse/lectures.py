"""Many finished PDFs, read on all cores: to read their pages is most of what a verification takes.

This process reads too; a helper that does not start, or dies of a file, costs only its help.
"""

import json
import os
from collections import deque
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from relancier.base.child import Child, Gone
from relancier.dossier.liasse import structure
from relancier.dossier.liasse.structure import PdfLu
from relancier.dossier.liasse.transport import deballe

WORTH = 200  # pages: below, a helper takes longer to start than it saves
_MOST = 4
_SECONDS = 600.0  # for one file of thousands of scans


def read_all(files: Iterable[Path], pages: int) -> dict[Path, PdfLu | None]:
    """Read each of `files`, the longest first, which have about so many `pages` in all; None when one does not open."""
    waiting = deque(files)
    helpers = min(os.cpu_count() or 1, _MOST, len(waiting)) - 1 if pages >= WORTH else 0
    done: dict[Path, PdfLu | None] = {}
    left: deque[Path] = deque()  # by a helper
    with ThreadPoolExecutor(max(helpers, 1), "relancier-lecture") as pool:
        running = [pool.submit(_help, waiting, done, left) for _ in range(helpers)]
        try:
            _read(waiting, done)
        finally:
            waiting.clear()  # on Ctrl+C too: nothing may go on in the background
    for one in running:
        one.result()
    _read(left, done)
    return done


def _read(waiting: deque[Path], done: dict[Path, PdfLu | None]) -> None:
    while waiting:
        try:
            path = waiting.popleft()
        except IndexError:  # a helper was quicker
            return
        try:
            done[path] = structure.read(path)
        except structure.Illisible:
            done[path] = None


def _help(waiting: deque[Path], done: dict[Path, PdfLu | None], left: deque[Path]) -> None:
    """Have a process read what waits, until nothing does or it fails."""
    try:
        child = Child("relancier.dossier.liasse.lecteur", [], os.environ)
    except OSError:
        return  # no Python to start here: this process reads it all
    try:
        while waiting:
            try:
                path = waiting.popleft()
            except IndexError:
                return
            answer = child.ask(json.dumps(str(path)).encode("ascii") + b"\n", _SECONDS)
            if isinstance(answer, Gone):
                left.append(path)
                return
            read = json.loads(answer)
            done[path] = deballe(read) if read else None
    finally:
        child.close()
