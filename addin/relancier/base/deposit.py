"""Files written and put on the disk in the background, while something else is done, and known by their content.

On a slow disk, waiting for each of a thousand files would take as long as making them.
"""

import hashlib
import os
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

_THREADS = 4  # a journaled disk answers several at once nearly as fast as one
_WAITING = 64  # files held in memory at most


class Deposit:
    """Where files are left to be written. A file that cannot be stops whoever leaves the next one, or settles."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, "relancier-depot")
        self._room = threading.Semaphore(_WAITING)
        self._empreintes: dict[Path, str] = {}
        self._fault: Exception | None = None

    def write(self, path: Path, data: bytes) -> str:
        """Leave `data` to be written as a new file `path`; return its SHA-256, in hexadecimal.

        Raises:
          OSError: a file left before could not be written.
        """
        self._raise()
        self._room.acquire()
        try:
            self._pool.submit(self._write, path, data)
        except BaseException:
            self._room.release()
            raise
        self._empreintes[path] = hashlib.sha256(data).hexdigest()
        return self._empreintes[path]

    def remove(self, path: Path) -> None:
        """Remove a file, if there is one, that was left or that somebody else wrote."""
        self._wait()
        self._empreintes.pop(path, None)
        path.unlink(missing_ok=True)

    def settle(self) -> Mapping[Path, str]:
        """Wait until all is on the disk; return the SHA-256 of each file.

        Raises:
          OSError: one could not be written.
        """
        self._wait()
        self._raise()
        return self._empreintes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the threads; when something failed, what they have not begun is not written."""
        self._pool.shutdown(cancel_futures=kind is not None)

    def _wait(self) -> None:
        for _ in range(_WAITING):
            self._room.acquire()
        self._room.release(_WAITING)

    def _raise(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _write(self, path: Path, data: bytes) -> None:
        try:
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except Exception as error:  # the owner's thread raises it
            self._fault = self._fault or error
        finally:
            self._room.release()
