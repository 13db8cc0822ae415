"""A file that native code writes to: the disk's refusal is told once it is done, for in its midst it would be fatal."""

from io import RawIOBase
from pathlib import Path
from types import TracebackType
from typing import Self

_AT_ONCE = 1 << 20  # bytes


class Sink(RawIOBase):
    """A file to write. What the disk refuses is raised as OSError at the end of the block."""

    def __init__(self, path: Path) -> None:
        """Open `path` to write; raise OSError when it cannot be."""
        self._file = path.open("wb", buffering=_AT_ONCE)
        self._error: OSError | None = None
        self._size = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override] # what RawIOBase calls a buffer
        """Write `data`, or nothing any more once the disk refused some."""
        self._size += len(data)
        if self._error is None:
            try:
                self._file.write(data)
            except OSError as error:
                self._error = error
        return len(data)

    def tell(self) -> int:
        """Return how many bytes were given."""
        return self._size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
        except OSError as refused:  # what was still waiting
            self._error = self._error or refused
        if self._error is not None and kind is None:
            raise self._error
