"""The latest backups of a workbook, as witnesses of what its history said."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from relancier.base.errors import RelancierError
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.memory.rows import HistoryRow

COPIES_READ = 6  # the latest ones: reading a large one takes seconds


class Copies:
    """The backups that can be read, the latest first; each is read once, when it is first asked for."""

    def __init__(self, backups: Sequence[Path]) -> None:
        self._backups = backups[:COPIES_READ]
        self._read: list[Sequence[HistoryRow] | None] = []

    def __iter__(self) -> Iterator[tuple[str, Sequence[HistoryRow]]]:
        """Yield each backup's name and the rows of its history."""
        for at, backup in enumerate(self._backups):
            if at == len(self._read):
                self._read.append(_rows(backup))
            if (rows := self._read[at]) is not None:
                yield backup.name, rows


def _rows(backup: Path) -> Sequence[HistoryRow] | None:
    try:
        return ClosedFile(backup).history().rows
    except RelancierError:
        return None
