"""The host of a workbook that no program holds open: read by calamine, written by splicing."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from relancier.base.errors import InvalidInput, Lieu
from relancier.base.filenames import free_path, shortened
from relancier.base.files import digest, holds, why
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.host import Written
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.closed import read_tables
from relancier.classeur.reading.read import TABLES, read_portefeuille
from relancier.classeur.reading.rows import Headings
from relancier.classeur.reading.settings import read_headings
from relancier.classeur.splicing.edits import AppendRows, ReplaceBody, Row
from relancier.classeur.splicing.safe_file import leftovers
from relancier.classeur.splicing.splice import check_writable, splice
from relancier.creances.portefeuille import Portefeuille

BACKUPS = "Sauvegardes Relancier"


class ClosedFile:
    """A closed .xlsx or .xlsm."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._headings: dict[str, dict[str, str]] = {}
        self._written = [schema.RELANCES.name]
        self._empreinte = ""
        self._passages: Counter[str] = Counter()

    @property
    def path(self) -> Path:
        """Where the workbook is."""
        return self._path

    @property
    def empreinte(self) -> str:
        """See Host."""
        return self._empreinte

    def read(self) -> Portefeuille:
        """Return what the workbook says; see `classeur.read`."""
        # taken first: were the file saved in between, recording would find it changed
        self._empreinte = _digest(self._path)
        raw = read_tables(self._path, TABLES)
        portefeuille = read_portefeuille(raw)
        self._headings = _own_headings(raw, read_headings(raw))
        self._written = [table.name for table in schema.TABLES if table.written and table.name in raw.tables]
        self._passages = _passages(raw, self._headings)
        return portefeuille

    def recorded(self, passage: str) -> int:
        """See Host."""
        return self._passages[fold(passage)]

    def check_writable(self) -> None:
        """Raise Refus when a passage could not be recorded."""
        check_writable(self._path, self._written)

    def record(self, relances: Sequence[Row], propositions: Sequence[Row], passage: str) -> Written:
        """Append `relances`, replace the propositions, keep a copy of the workbook as it was."""
        folder = self._path.parent / BACKUPS
        existed = folder.exists()
        edits: list[AppendRows | ReplaceBody] = [AppendRows(schema.RELANCES.name, relances)]
        if schema.PROPOSITIONS.name in self._written:
            edits.append(ReplaceBody(schema.PROPOSITIONS.name, propositions))
        try:
            folder.mkdir(exist_ok=True)
            backup = free_path(folder / f"{self._copies(passage)}{self._path.suffix}")
            report = splice(self._path, edits, backup=backup, headings=self._headings, read_as=self._empreinte)
        except BaseException:
            if not existed:
                _remove_empty(folder)
            raise
        return Written(len(relances), report.written.get(schema.PROPOSITIONS.name, 0), report.backup)

    def discard(self, passage: str, empreinte: str) -> None:
        """See Host."""
        folder = self._path.parent / BACKUPS
        for one in [*leftovers(self._path, folder)]:
            one.unlink(missing_ok=True)
        if not empreinte or not folder.is_dir():
            return
        for one in [*folder.iterdir()]:
            if one.name.startswith(self._copies(passage)) and holds(one, empreinte):
                one.unlink(missing_ok=True)
        _remove_empty(folder)

    def _copies(self, passage: str) -> str:
        """Return how the name of a copy made before `passage` begins."""
        return f"{shortened(self._path.stem, 150)} avant {passage}"


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


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # it holds something
        folder.rmdir()


def _passages(raw: RawWorkbook, headings: dict[str, dict[str, str]]) -> Counter[str]:
    """Count the rows of the history by passage."""
    name = schema.RELANCES.name
    column = headings.get(name, {}).get("Passage")
    if column is None:
        return Counter()
    table = raw.tables[name]
    place = table.headings.index(column)
    return Counter(fold(str(row[place])) for row in table.rows if row[place] not in ("", None))


def _own_headings(raw: RawWorkbook, mapped: Headings) -> dict[str, dict[str, str]]:
    """For each table that we write, the file's own heading of each of our columns, as it is spelt there."""
    result = {}
    for table in schema.TABLES:
        if not table.written or table.name not in raw.tables:
            continue
        spelt = {fold(heading): heading for heading in raw.tables[table.name].headings}
        own = {}
        for column in table.columns:
            wanted = mapped.get((fold(table.name), fold(column.name)), column.name)
            if (heading := spelt.get(fold(wanted))) is not None:
                own[column.name] = heading
        result[table.name] = own
    return result
