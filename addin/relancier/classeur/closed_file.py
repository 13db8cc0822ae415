"""The host of a workbook that no program holds open: read by calamine, written by splicing."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu, Refus
from relancier.base.filenames import free_path, safe_stem
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.host import Written
from relancier.classeur.memory import register as registers
from relancier.classeur.memory import seals
from relancier.classeur.memory.register import Register
from relancier.classeur.memory.rows import CHAINE, FREE, History, read_column, read_history
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.closed import read_tables
from relancier.classeur.reading.read import read_portefeuille
from relancier.classeur.reading.rows import Headings
from relancier.classeur.reading.settings import read_headings
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, Row, SetCells
from relancier.classeur.splicing.splice import check_writable, splice
from relancier.creances.portefeuille import Portefeuille

BACKUPS = "Sauvegardes Relancier"
RELANCES, PROPOSITIONS = schema.RELANCES.name, schema.PROPOSITIONS.name


class ClosedFile:
    """A closed .xlsx or .xlsm."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._headings: dict[str, dict[str, str]] = {}
        self._written = [RELANCES]
        self._raw: RawWorkbook | None = None
        self._bytes = b""

    @property
    def path(self) -> Path:
        """Where the workbook is."""
        return self._path

    def read(self) -> Portefeuille:
        """Return what the workbook says; see `classeur.read`."""
        return read_portefeuille(self._open())

    def history(self) -> History:
        """Return the rows of `tblRelances` as they stand."""
        raw = self._open()
        if RELANCES not in raw.tables:
            raise InvalidInput(
                "tableau-absent",
                f"Le classeur « {raw.name} » n'a pas de tableau {RELANCES} : il n'a pas d'historique.",
                "Donnez le classeur avec lequel vous faites vos passages.",
            )
        return read_history(raw.tables[RELANCES], read_headings(raw))

    def register(self) -> Register | None:
        """Return the register kept with the backups."""
        return registers.read(registers.place(self._path, BACKUPS))

    def backups(self) -> Sequence[Path]:
        """Return the copies kept of the workbook, the latest first."""
        folder = self._path.parent / BACKUPS
        start = f"{self._path.stem} avant "
        found = [one for one in folder.glob(f"*{self._path.suffix}") if one.name.startswith(start)]
        return sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)

    def check_writable(self) -> None:
        """Raise Refus when a passage could not be recorded."""
        check_writable(self._path, self._written)

    def record(self, relances: Sequence[Row], propositions: Sequence[Row], passage: str) -> Written:
        """Append `relances`, replace the propositions, keep a copy of the workbook as it was."""
        return self._write(relances, [ReplaceBody(PROPOSITIONS, propositions)], passage)

    def append(self, relances: Sequence[Row], operation: str) -> Written:
        """Append `relances`, keep a copy of the workbook as it was."""
        return self._write(relances, [], operation)

    def set_free_cells(self, changes: Sequence[tuple[Row, Row]], operation: str) -> Written:
        """Write the cells of `changes`, keep a copy of the workbook as it was."""
        if frozen := {name for _, values in changes for name in values} - set(FREE):
            raise ValueError(f"frozen columns: {sorted(frozen)}")
        return self._write([], [SetCells(RELANCES, key, values) for key, values in changes], operation)

    def _open(self) -> RawWorkbook:
        self._bytes = self._digest()
        raw = read_tables(self._path)
        self._headings = _own_headings(raw, read_headings(raw))
        self._written = [table.name for table in schema.TABLES if table.written and table.name in raw.tables]
        self._raw = raw
        return raw

    def _write(self, relances: Sequence[Row], others: Sequence[Edit], operation: str) -> Written:
        self._check_unchanged()
        edits = [one for one in others if one.table in self._written]
        rows = self._sealed(relances)
        if rows:
            edits.insert(0, AppendRows(RELANCES, rows))
        folder = self._path.parent / BACKUPS
        folder.mkdir(exist_ok=True)
        # an Id may come from the user's own rows, and hold what no file name can
        backup = free_path(folder / f"{self._path.stem} avant {safe_stem(operation)}{self._path.suffix}")
        try:
            report = splice(self._path, edits, backup=backup, headings=self._headings)
        except BaseException:
            if not any(folder.iterdir()):
                folder.rmdir()
            raise
        self._raw = None
        return Written(
            len(relances), report.written.get(PROPOSITIONS, 0), report.backup, self._inscribed(rows, operation)
        )

    def _check_unchanged(self) -> None:
        """Refuse to add to a history that is no longer the one that was read: the chain would be cut."""
        if self._raw is None:
            self._open()
        elif self._digest() != self._bytes:
            raise Refus(
                "fichier-modifie",
                "Le classeur a été enregistré par un autre programme pendant le travail.",
                "Recommencez : Relancier le relira.",
                Lieu(fichier=self._path.name),
            )

    def _digest(self) -> bytes:
        try:
            return hashlib.sha256(self._path.read_bytes()).digest()
        except OSError:
            return b""  # whoever reads or writes it next says why

    def _sealed(self, relances: Sequence[Row]) -> list[Row]:
        """Return `relances` with their seals, without the columns that an older workbook lacks."""
        if not relances or self._raw is None:
            return list(relances)
        own = self._headings[RELANCES]
        absent = {one.name for one in schema.RELANCES.columns if one.recent and one.name not in own}
        rows: list[Row] = [{name: value for name, value in row.items() if name not in absent} for row in relances]
        if CHAINE in absent:
            return rows
        table, headings = self._raw.tables[RELANCES], read_headings(self._raw)
        head = seals.last(read_column(table, schema.RELANCES, headings, CHAINE) or ())
        head = head or seals.begin(read_history(table, headings).rows)
        return [{name: value for name, value in row.items() if name not in absent} for row in seals.sealed(rows, head)]

    def _inscribed(self, rows: Sequence[Row], operation: str) -> tuple[Anomalie, ...]:
        """Note the new end of the history in the register; say when that cannot be done."""
        head = seals.parse(str(rows[-1].get(CHAINE, ""))) if rows else None
        if head is None:
            return ()
        path = registers.place(self._path, BACKUPS)
        try:
            registers.inscribe(path, self._path.name, operation, head)
        except OSError as error:
            return (
                Anomalie(
                    "registre-non-ecrit",
                    Gravite.REMARQUE,
                    Lieu(fichier=path.name),
                    operation,
                    f"Le passage est enregistré, mais pas dans le registre des relances ({error.strerror}).",
                    f"Vérifiez le droit d'écrire dans le dossier « {BACKUPS} ».",
                ),
            )
        return ()


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
