"""What runs in a worker of a cluster: it says what it has, and has chunks pressed by processes of ours beside it.

Native code that panics, hangs or dies takes none of the cluster's workers along, and its time limit holds there too.
"""

import pickle
import platform
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata

from distributed import get_worker

from relancier import __version__
from relancier.base.errors import RelancierError
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.press.order import Chunk
from relancier.documents.press.printers import LIBREOFFICE
from relancier.documents.press.processes import Processes

Equipment = Mapping[str, str]  # version by program, "" for one that is not there


class Unequipped(Exception):
    """This worker has not what the letters ask for."""


def equipment() -> Equipment:
    """Return the versions that must be the same everywhere: a template's compiled code is that of one Python."""
    try:
        dxpdf = metadata.version("dxpdf")
    except metadata.PackageNotFoundError:
        dxpdf = ""
    python = f"{platform.python_implementation()} {sys.version_info.major}.{sys.version_info.minor}"
    return {"Relancier": __version__, "Python": python, "dxpdf": dxpdf}


def described(printer: str) -> tuple[Equipment, str]:
    """Return what this worker has, and why `printer` does not work on it; "" when it does."""
    try:
        if printer == LIBREOFFICE:
            LibreOffice().find()
        else:
            Embedded().probe()
    except EngineUnavailable as error:
        return equipment(), error.message
    return equipment(), ""


def pressed(wanted: Equipment, chunk: bytes) -> bytes:
    """Return the pickle of what became of a pickled chunk, or of the error of ours that stops its batch.

    Raises:
      Unequipped: this worker, which may have come after the others were looked at, has other versions than `wanted`.
    """
    if (here := equipment()) != wanted:
        raise Unequipped(", ".join(f"{name} {version}" for name, version in here.items()))
    orders: Chunk = pickle.loads(chunk)
    try:
        with _PRESSES.lent() as processes:
            found: object = processes.submit(orders).result()
    except RelancierError as error:
        found = error
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def rest() -> None:
    """End the processes of this worker, unless somebody else's letters are being pressed."""
    _PRESSES.rest()


class _Presses:
    """The processes of one worker: started when first wanted, kept until a batch that ends finds them idle."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._processes: Processes | None = None
        self._lent = 0

    @contextmanager
    def lent(self) -> Iterator[Processes]:
        """Lend the processes."""
        with self._lock:
            if self._processes is None:
                self._processes = Processes(get_worker().state.nthreads)
            self._lent += 1
            processes = self._processes
        try:
            yield processes
        finally:
            with self._lock:
                self._lent -= 1

    def rest(self) -> None:
        """End the processes that nobody uses."""
        with self._lock:
            if self._lent or self._processes is None:
                return
            processes, self._processes = self._processes, None
        processes.__exit__(None, None, None)


_PRESSES = _Presses()
