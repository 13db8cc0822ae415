"""How many letters go into a chunk, and how many processes are worth having."""

import os
from collections.abc import Mapping
from types import MappingProxyType

from relancier.documents.press.printers import EMBEDDED, LIBREOFFICE

# letters in a chunk: at least, at most, and into how many chunks a batch goes in between. LibreOffice takes as long
# to start as to print fifteen letters: it is given more at once. Beyond 125 it saves next to nothing, as it slows down
# with what it has printed, and the batch ends later: fewer chunks share the cores.
CHUNKS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {"": (1, 32, 8), EMBEDDED: (16, 64, 8), LIBREOFFICE: (16, 125, 2)}
)
_MOST = 16  # processes; each holds about 150 MB
_LETTERS_EACH = 16  # below this, another process costs more to start than it saves


def chunk_of(printer: str, letters: int) -> int:
    """Return how many of so many letters go into one chunk for `printer`; all chunks are about alike.

    It depends on the batch alone, not on the machine: so do the PDFs' bytes. More at once saves no more time, and loses
    more when one of them is unlucky.
    """
    least, most, shares = CHUNKS[printer]
    chunks = max(1, -(-letters // most), min(shares, letters // least))
    if chunks > 1 and (chunks + 1) * least <= letters:
        chunks += chunks % 2  # most machines have an even number of cores
    return max(1, -(-letters // chunks))


def most_of(printer: str) -> int:
    """Return how many letters go at most into one chunk for `printer`."""
    return CHUNKS[printer][1]


def hands_for(letters: int) -> int:
    """Return how many processes are worth starting on this machine for so many letters."""
    return max(1, min(cores(), _MOST, -(-letters // _LETTERS_EACH)))


def all_hands() -> int:
    """Return how many processes this machine may have at work for many batches."""
    return min(cores(), _MOST)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
