"""The port behind which a workbook is read and written, whatever holds it open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from relancier.base.errors import Anomalie
from relancier.classeur.memory.expired import Proposed
from relancier.classeur.memory.register import Register
from relancier.classeur.memory.rows import History
from relancier.classeur.memory.seals import Seal
from relancier.classeur.splicing.edits import Edit, Row
from relancier.creances.portefeuille import Portefeuille

NO_FILES: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Written:
    """What a passage left in the workbook.

    Attributes:
      relances, propositions: how many rows were added, or stand in the table.
      backup: the copy of the workbook as it was; None when the host keeps none.
      remarques: what could not be noted beside the workbook, once it was written.
    """

    relances: int
    propositions: int
    backup: Path | None
    remarques: tuple[Anomalie, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that an operation delivered.

    Attributes:
      empreinte: its SHA-256 when it was.
    """

    path: Path
    empreinte: str


@dataclass(frozen=True, slots=True)
class Undone:
    """An operation that was undone in the workbook.

    Attributes:
      operation: what it was, such as "P2026-11-30" or "signature E1 v1".
      fichiers: what it had delivered, still where it was.
      copie: the workbook's file as the operation had left it; None when nothing had to be put back.
      remarques: what the user should still do.
    """

    operation: str
    fichiers: tuple[Delivered, ...]
    copie: Path | None
    remarques: tuple[Anomalie, ...] = ()


class Host(Protocol):
    """A workbook that can be read, and to which a passage can be recorded."""

    @property
    def path(self) -> Path:
        """Where the workbook is: documents are found relative to its folder."""

    @property
    def empreinte(self) -> str:
        """The fingerprint of the workbook as it was last read; "" before that.

        A closed file's is its SHA-256; that of an open workbook covers the rows of its history.
        """

    def is_still(self, empreinte: str) -> bool:
        """Say whether the workbook is now what `empreinte` says, whichever host took it; it is looked at anew.

        Raises:
          InvalidInput, Refus: it cannot be looked at.
        """

    def read(self) -> Portefeuille:
        """Return what the workbook says; InvalidInput when it cannot be used."""

    def history(self) -> History:
        """Return the rows of `tblRelances` as they stand; InvalidInput when the workbook cannot be used."""

    def has_plans(self) -> bool:
        """Say whether any plan was agreed or proposed, without reading the rest of the workbook."""

    def register(self) -> Register | None:
        """Return the register kept beside the workbook; None when there is none."""

    def backups(self) -> Sequence[Path]:
        """Return the copies kept of the workbook, the latest first."""

    def proposed(self) -> Proposed:
        """Return what the last passage left in the propositions of the workbook, which was just read."""

    def recorded(self, passage: str) -> int:
        """Return how many rows of the history bore `passage` when it was last read, whatever else they say."""

    def check_writable(self) -> None:
        """Raise Refus when a passage could not be recorded; nothing is written."""

    def record(
        self,
        relances: Sequence[Row],
        propositions: Sequence[Row],
        passage: str,
        fichiers: Mapping[Path, str] = NO_FILES,
    ) -> Written:
        """Append `relances` to the history, sealed, and replace the propositions, both or neither.

        `fichiers` are the files that the passage delivered, with their SHA-256, for the day when it is undone.

        Raises:
          Refus: the workbook cannot be written, or has changed since it was read; it is as it was.
        """

    def append(self, relances: Sequence[Row], operation: str) -> Written:
        """Append `relances` to the history, sealed; `operation` names the backup. Raises as `record` does."""

    def set_free_cells(self, changes: Sequence[tuple[Row, Row]], operation: str) -> Written:
        """Write cells of `tblRelances` that no seal covers: for each row, its key, then its values.

        Raises:
          Refus: as `record` does; or a key names no row, or several.
        """

    def seal_row(self, key: Row, values: Row, sceau: Seal, operation: str) -> Written:
        """Write `values` and the seal `sceau` in the row that `key` names, which has none, and note it as the last one.

        Raises as `set_free_cells` does.
        """

    def keep(self, edits: Sequence[Edit], operation: str, fichiers: Mapping[Path, str] = NO_FILES) -> Written:
        """Write `edits` in the tables that the user fills too: plans, instalments, suspensions. All or nothing.

        `fichiers` are the files that the operation delivered, with their SHA-256, for the day when it is undone.
        A workbook older than a column goes without it where nothing is decided on it; `Written.remarques` says so.

        Raises:
          InvalidInput: "tableau-absent", or "colonnes-absentes" for a column that must be there.
          Refus: as `record` does; or a key names no row, or several.
        """

    def remake(self, bodies: Mapping[str, Sequence[Row]], operation: str) -> Written:
        """Replace the rows of the tables that Relancier makes again (`schema.REFAITES`), by name. All or nothing.

        A workbook older than a table goes without it; `Written.remarques` says so. It is no operation that anybody
        would undo: what `undo_last` undoes stays what it was.

        Raises:
          Refus: as `record` does.
        """

    def discard(self, passage: str, empreinte: str) -> None:
        """Remove what a recording of `passage` that was cut short left beside the workbook.

        `empreinte` is what the workbook was then; "" when the passage was recorded, and its backup stays.
        Only who is alone with the workbook may do so.
        """

    def undo_last(self) -> Undone:
        """Put back what the last writing changed, exactly, its lines of the register included; files stay.

        Raises:
          InvalidInput: "rien-a-annuler".
          Refus: what stands there is not what that writing left, or it cannot be written; nothing is changed.
        """
