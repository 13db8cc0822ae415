"""Locks that end with the process that holds them, however it ends.

The lock is the system's own, on a file that is there only to bear it. A file that a dead process left bears none.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Taken(Exception):
    """Another process holds the lock."""


@contextmanager
def held(path: Path, seconds: float = 0) -> Iterator[None]:
    """Hold the lock whose file is `path`, waiting `seconds` at most for it, and remove the file afterwards.

    Raises:
      Taken: it is held elsewhere, or already in this process.
      OSError: the file cannot be made.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - a tenth of a second that reading does not need

    lock = FileLock(path, mode=0o666)  # what a colleague's dead process left must not stop us
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        raise Taken(str(path)) from None
    try:
        yield
    finally:
        # filelock takes no lock on a file that has lost its name, so removing it while it is held is safe;
        # Windows removes no open file, and keeps it when another process has opened it since
        if os.name != "nt":
            with suppress(OSError):
                path.unlink()
        lock.release()
        if os.name == "nt":
            with suppress(OSError):
                path.unlink()
