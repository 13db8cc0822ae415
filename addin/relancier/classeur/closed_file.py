"""The host of a workbook that no program holds open: read by calamine, written by splicing."""

from collections.abc import Sequence
from pathlib import Path

from relancier.base.filenames import free_path
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.host import Written
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.closed import read_tables
from relancier.classeur.reading.read import TABLES, read_portefeuille
from relancier.classeur.reading.rows import Headings
from relancier.classeur.reading.settings import read_headings
from relancier.classeur.splicing.edits import AppendRows, ReplaceBody, Row
from relancier.classeur.splicing.splice import check_writable, splice
from relancier.creances.portefeuille import Portefeuille

BACKUPS = "Sauvegardes Relancier"


class ClosedFile:
    """A closed .xlsx or .xlsm."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._headings: dict[str, dict[str, str]] = {}
        self._written = [schema.RELANCES.name]

    @property
    def path(self) -> Path:
        """Where the workbook is."""
        return self._path

    def read(self) -> Portefeuille:
        """Return what the workbook says; see `classeur.read`."""
        raw = read_tables(self._path, TABLES)
        portefeuille = read_portefeuille(raw)
        self._headings = _own_headings(raw, read_headings(raw))
        self._written = [table.name for table in schema.TABLES if table.written and table.name in raw.tables]
        return portefeuille

    def check_writable(self) -> None:
        """Raise Refus when a passage could not be recorded."""
        check_writable(self._path, self._written)

    def record(self, relances: Sequence[Row], propositions: Sequence[Row], passage: str) -> Written:
        """Append `relances`, replace the propositions, keep a copy of the workbook as it was."""
        folder = self._path.parent / BACKUPS
        folder.mkdir(exist_ok=True)
        backup = free_path(folder / f"{self._path.stem} avant {passage}{self._path.suffix}")
        edits: list[AppendRows | ReplaceBody] = [AppendRows(schema.RELANCES.name, relances)]
        if schema.PROPOSITIONS.name in self._written:
            edits.append(ReplaceBody(schema.PROPOSITIONS.name, propositions))
        report = splice(self._path, edits, backup=backup, headings=self._headings)
        return Written(len(relances), report.written.get(schema.PROPOSITIONS.name, 0), report.backup)


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
