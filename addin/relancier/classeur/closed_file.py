"""The host of a workbook that no program holds open: read by calamine, written by splicing."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.base.filenames import free_path, safe_stem, shortened
from relancier.base.files import digest, holds, why
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.fitting import fit
from relancier.classeur.host import Written
from relancier.classeur.memory import register as registers
from relancier.classeur.memory import seals
from relancier.classeur.memory.expired import Proposed, read_proposed
from relancier.classeur.memory.register import Noted, Register
from relancier.classeur.memory.rows import CHAINE, FREE, History, of_new, read_column, read_history
from relancier.classeur.memory.seals import Seal
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.closed import read_tables
from relancier.classeur.reading.headings import Headings
from relancier.classeur.reading.read import TABLES, read_portefeuille
from relancier.classeur.reading.settings import read_headings
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, Row, SetCells
from relancier.classeur.splicing.safe_file import leftovers
from relancier.classeur.splicing.splice import check_writable, splice
from relancier.creances.portefeuille import Portefeuille

BACKUPS = "Sauvegardes Relancier"
RELANCES, PROPOSITIONS = schema.RELANCES.name, schema.PROPOSITIONS.name
HISTORY = (RELANCES, schema.CORRESPONDANCES.name)


class ClosedFile:
    """A closed .xlsx or .xlsm."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._headings: dict[str, dict[str, str]] = {}
        self._written = [RELANCES]
        self._raw: RawWorkbook | None = None
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
        return read_portefeuille(self._open(TABLES))

    def history(self) -> History:
        """Return the rows of `tblRelances` as they stand."""
        raw = self._open(HISTORY)
        if RELANCES not in raw.tables:
            raise InvalidInput(
                "tableau-absent",
                f"Le classeur « {raw.name} » n'a pas de tableau {RELANCES} : il n'a pas d'historique.",
                "Donnez le classeur avec lequel vous faites vos passages.",
            )
        return read_history(raw.tables[RELANCES], read_headings(raw))

    def has_plans(self) -> bool:
        """See Host."""
        found = read_tables(self._path, (schema.ECHEANCIERS.name,)).tables.get(schema.ECHEANCIERS.name)
        return found is not None and any(cell not in (None, "") for row in found.rows for cell in row)

    def register(self) -> Register | None:
        """Return the register kept with the backups."""
        return registers.read(registers.place(self._path, BACKUPS))

    def backups(self) -> Sequence[Path]:
        """Return the copies kept of the workbook, the latest first."""
        found = [
            one
            for one in (self._path.parent / BACKUPS).glob(f"*{self._path.suffix}")
            if one.name.startswith(f"{self._stem} avant ")
        ]
        return sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)

    def proposed(self) -> Proposed:
        """See Host."""
        raw = self._raw or self._open(HISTORY)
        proposed = read_tables(self._path, (PROPOSITIONS,)).tables.get(PROPOSITIONS)
        return read_proposed(proposed, raw.tables.get(RELANCES), read_headings(raw))

    def recorded(self, passage: str) -> int:
        """See Host."""
        return self._passages[fold(passage)]

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
        done = self._write([], [SetCells(RELANCES, key, values) for key, values in changes], operation)
        notes = [
            Noted(str(key["Id"]), name, of_new(values)[name])
            for key, values in changes
            if key.get("Id")
            for name in values
        ]
        noted = self._in_register(operation, lambda path: registers.note(path, self._path.name, operation, notes))
        return replace(done, remarques=(*done.remarques, *noted))

    def seal_row(self, key: Row, values: Row, sceau: Seal, operation: str) -> Written:
        """Write the values and the seal, keep a copy of the workbook as it was."""
        row: Row = {**values, CHAINE: str(sceau)}
        done = self._write([], [SetCells(RELANCES, key, row)], operation)
        return replace(done, remarques=(*done.remarques, *self._inscribed([row], operation)))

    def keep(self, edits: Sequence[Edit], operation: str) -> Written:
        """See Host."""
        raw = self._raw or self._open(TABLES)
        fitted, remarques = fit(edits, raw, self._headings)
        done = self._write([], fitted, operation)
        return replace(done, remarques=(*done.remarques, *remarques))

    def remake(self, bodies: Mapping[str, Sequence[Row]], operation: str) -> Written:
        """See Host."""
        raw = self._raw or self._open(TABLES)
        there = {name: rows for name, rows in bodies.items() if name in raw.tables}
        absent = tuple(_without(raw, name) for name in bodies if name not in there)
        if not there:
            return Written(0, 0, None, absent)
        fitted, remarques = fit([ReplaceBody(name, rows) for name, rows in there.items()], raw, self._headings)
        done = self._write([], fitted, operation)
        return replace(done, remarques=(*done.remarques, *absent, *remarques))

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

    @property
    def _stem(self) -> str:
        return shortened(self._path.stem, 150)

    def _copies(self, operation: str) -> str:
        """Return how the name of a copy made before `operation` begins."""
        # an Id may come from the user's own rows, and hold what no file name can
        return f"{self._stem} avant {safe_stem(operation)}"

    def _open(self, wanted: Collection[str]) -> RawWorkbook:
        # taken first: were the file saved in between, writing would find it changed
        self._empreinte = _digest(self._path)
        raw = read_tables(self._path, wanted)
        self._headings = _own_headings(raw, read_headings(raw))
        self._written = [name for name in (PROPOSITIONS, RELANCES) if name in raw.tables]
        self._passages = _passages(raw, self._headings)
        self._raw = raw
        return raw

    def _write(self, relances: Sequence[Row], others: Sequence[Edit], operation: str) -> Written:
        raw = self._raw or self._open(HISTORY)
        edits = [one for one in others if one.table != PROPOSITIONS or PROPOSITIONS in self._written]
        rows = self._sealed(relances, raw)
        if rows:
            edits.insert(0, AppendRows(RELANCES, rows))
        folder = self._path.parent / BACKUPS
        existed = folder.exists()
        try:
            folder.mkdir(exist_ok=True)
            backup = free_path(folder / f"{self._copies(operation)}{self._path.suffix}")
            report = splice(self._path, edits, backup=backup, headings=self._headings, read_as=self._empreinte)
        except BaseException:
            if not existed:
                _remove_empty(folder)
            raise
        self._raw = None  # what was read is no longer what stands there
        noted = self._inscribed(rows, operation)
        return Written(len(relances), report.written.get(PROPOSITIONS, 0), report.backup, noted)

    def _sealed(self, relances: Sequence[Row], raw: RawWorkbook) -> list[Row]:
        """Return `relances` with their seals, without the columns that an older workbook lacks."""
        if not relances:
            return list(relances)
        own = self._headings[RELANCES]
        absent = {one.name for one in schema.RELANCES.columns if one.recent and one.name not in own}
        rows: list[Row] = [{name: value for name, value in row.items() if name not in absent} for row in relances]
        if CHAINE in absent:
            return rows
        table, headings = raw.tables[RELANCES], read_headings(raw)
        head = seals.last(read_column(table, schema.RELANCES, headings, CHAINE) or ())
        head = head or seals.begin(read_history(table, headings).rows)
        return [{name: value for name, value in row.items() if name not in absent} for row in seals.sealed(rows, head)]

    def _inscribed(self, rows: Sequence[Row], operation: str) -> tuple[Anomalie, ...]:
        """Note the new end of the history in the register; say when that cannot be done."""
        head = seals.parse(str(rows[-1].get(CHAINE, ""))) if rows else None
        if head is None:
            return ()
        return self._in_register(operation, lambda path: registers.inscribe(path, self._path.name, operation, head))

    def _in_register(self, operation: str, add: Callable[[Path], None]) -> tuple[Anomalie, ...]:
        """Let `add` write in the register; say when that cannot be done, for the workbook is written by then."""
        path = registers.place(self._path, BACKUPS)
        try:
            add(path)
        except OSError as error:
            return (
                Anomalie(
                    "registre-non-ecrit",
                    Gravite.REMARQUE,
                    Lieu(fichier=path.name),
                    operation,
                    f"C'est enregistré dans le classeur, mais pas dans le registre des relances ({why(error)}).",
                    f"Vérifiez le droit d'écrire dans le dossier « {BACKUPS} ».",
                ),
            )
        return ()


def _without(raw: RawWorkbook, name: str) -> Anomalie:
    sheet = next(one.sheet for one in schema.TABLES if one.name == name)
    return Anomalie(
        "tableau-absent",
        Gravite.REMARQUE,
        Lieu(feuille=sheet, table=name),
        name,
        f"Le classeur « {raw.name} » est plus ancien que la feuille « {sheet} » : elle n'a pas été remplie.",
        "Copiez cette feuille depuis un classeur neuf (« relancier modele »).",
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


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # it holds something
        folder.rmdir()


def _passages(raw: RawWorkbook, headings: dict[str, dict[str, str]]) -> Counter[str]:
    """Count the rows of the history by passage."""
    column = headings.get(RELANCES, {}).get("Passage")
    if column is None:
        return Counter()
    table = raw.tables[RELANCES]
    place = table.headings.index(column)
    return Counter(fold(str(row[place])) for row in table.rows if row[place] not in ("", None))


def _own_headings(raw: RawWorkbook, mapped: Headings) -> dict[str, dict[str, str]]:
    """For each table that we write, the file's own heading of each of our columns, as it is spelt there."""
    result = {}
    for table in schema.TABLES:
        if table.name not in raw.tables or not (table.written or table in schema.PARTAGEES):
            continue
        spelt = {fold(heading): heading for heading in raw.tables[table.name].headings}
        own = {}
        for column in table.columns:
            wanted = mapped.get((fold(table.name), fold(column.name)), column.name)
            if (heading := spelt.get(fold(wanted))) is not None:
                own[column.name] = heading
        result[table.name] = own
    return result
