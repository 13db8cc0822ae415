"""The host of a workbook that no program holds open: read by calamine, written by splicing."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from relancier.base.errors import Anomalie, InvalidInput, Lieu, Refus
from relancier.base.files import digest, holds, why
from relancier.classeur.backups import FOLDER
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.closed import read_tables
from relancier.classeur.splicing.edits import Edit
from relancier.classeur.splicing.safe_file import check_free, replace_file
from relancier.classeur.splicing.splice import check_writable, splice
from relancier.classeur.tables import Change, Headings
from relancier.classeur.undo.trace import FileTrace, Trace
from relancier.classeur.undo.undone import are_undone, changed_since
from relancier.classeur.workbook_host import WorkbookHost


class ClosedFile(WorkbookHost):
    """A closed .xlsx or .xlsm."""

    def __init__(self, path: Path) -> None:
        super().__init__(ClosedTables(path.resolve()))


class ClosedTables:
    """The tables of the closed workbook `path`; see `Tables`. Its fingerprint is the file's SHA-256."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """See Tables."""
        return self._path

    def read(self, wanted: Collection[str]) -> tuple[RawWorkbook, str]:
        """See Tables."""
        # taken first: were the file saved in between, writing would find it changed
        empreinte = _digest(self._path)
        return read_tables(self._path, wanted), empreinte

    def look(self, wanted: Collection[str]) -> RawWorkbook:
        """See Tables."""
        return read_tables(self._path, wanted)

    def is_still(self, empreinte: str) -> bool:
        """See Tables."""
        return _digest(self._path) == empreinte

    def check_writable(self, tables: Iterable[str]) -> None:
        """See Tables."""
        check_writable(self._path, tables)

    def write(self, edits: Sequence[Edit], headings: Headings, backup: Path, read_as: str) -> Change:
        """See Tables."""
        report = splice(self._path, edits, backup=backup, headings=headings, read_as=read_as)
        if report.backup is None:
            return Change(report.written, None, None)
        return Change(report.written, report.backup, FileTrace(report.avant, report.apres, report.backup.name))

    def undo(self, trace: Trace, copy: Path) -> tuple[Anomalie, ...]:
        """See Tables."""
        if not isinstance(trace, FileTrace):
            self._need_undone(trace)
            return ()
        check_free(self._path)
        data = self._path.read_bytes()
        if holds(self._path, trace.avant):
            return ()
        if not holds(self._path, trace.apres):
            raise changed_since(Lieu(fichier=self._path.name))
        before = self._path.parent / FOLDER / trace.sauvegarde
        if not holds(before, trace.avant):
            raise Refus(
                "sauvegarde-absente",
                f"La copie d'avant cette opération, « {trace.sauvegarde} », n'est plus là, ou a changé.",
                f"Remettez-la dans le dossier « {FOLDER} », puis recommencez.",
                Lieu(fichier=self._path.name),
            )
        replace_file(self._path, before.read_bytes(), expected=data, backup=copy)
        return ()

    def _need_undone(self, trace: Trace) -> None:
        """Refuse what was done in an open workbook, unless it was never saved and the file is as it was."""
        assert not isinstance(trace, FileTrace)
        if not are_undone(trace, read_tables(self._path, [one.table for one in trace])):
            raise Refus(
                "annulation-classeur-ouvert",
                "Cette opération a été faite dans le classeur ouvert : elle s'annule de même.",
                "Ouvrez le classeur, puis cliquez sur « Annuler la dernière opération » dans l'onglet Relances.",
                Lieu(fichier=self._path.name),
            )


def _digest(path: Path) -> str:
    try:
        return digest(path)
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        return ""  # reading says it better
    except OSError as error:
        raise InvalidInput(
            "classeur-illisible",
            f"Le classeur ne peut pas être lu ({why(error)}).",
            "Vérifiez son nom et son dossier.",
            Lieu(fichier=path.name),
        ) from error
