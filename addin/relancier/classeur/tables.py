"""The port over which every host of a workbook reads and writes its tables: a closed file, or a program that has it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from relancier.base.errors import Anomalie
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.splicing.edits import Edit
from relancier.classeur.undo.trace import Trace

Headings: TypeAlias = Mapping[str, Mapping[str, str]]  # for each table, the user's heading of each of our columns


@dataclass(frozen=True, slots=True)
class Change:
    """What one writing changed.

    Attributes:
      written: how many rows were added, replaced or changed, by table.
      backup: the copy of the file as it was; None when nothing had to be written.
      trace: what it takes to undo it; None when nothing had to be written.
      remarques: what the user should still do about it.
    """

    written: Mapping[str, int]
    backup: Path | None
    trace: Trace | None
    remarques: tuple[Anomalie, ...] = ()


class Tables(Protocol):
    """The tables of one workbook, read whole, and written all together or not at all."""

    @property
    def path(self) -> Path:
        """The workbook's file."""

    def read(self, wanted: Collection[str]) -> tuple[RawWorkbook, str]:
        """Return the tables, those that are not `wanted` without their rows, and the fingerprint of what was read.

        Raises:
          InvalidInput: the workbook cannot be used.
          Refus: the program that holds it does not answer.
        """

    def look(self, wanted: Collection[str]) -> RawWorkbook:
        """Return `wanted` tables besides those that were read: the fingerprint stays that of `read`. Raises as it."""

    def is_still(self, empreinte: str) -> bool:
        """Say whether the workbook is now what `empreinte` says, which this host or another took. Raises as `read`."""

    def check_writable(self, tables: Iterable[str]) -> None:
        """Raise Refus, with the remedy, when rows could not be written to `tables`."""

    def write(self, edits: Sequence[Edit], headings: Headings, backup: Path, read_as: str) -> Change:
        """Apply `edits`, after a copy of the file to `backup`; `read_as` is the fingerprint of what led to them.

        Raises:
          InvalidInput: a value that no cell can hold.
          Refus: writing could do harm, or what was read has changed since; nothing is written then.
        """

    def undo(self, trace: Trace, copy: Path) -> tuple[Anomalie, ...]:
        """Put back what a writing changed, after a copy of the file to `copy`; say what the user should still do.

        What is already as it was before the writing is left so.

        Raises:
          Refus: what stands there is not what the writing left, or another host must undo it; nothing is changed.
        """
