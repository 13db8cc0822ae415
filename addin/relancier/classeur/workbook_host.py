"""What every host of a workbook does alike: rows sealed and fitted, copies, register, and the undoing of the last."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.base.filenames import beside
from relancier.base.files import digest, why
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.backups import FOLDER, Backups
from relancier.classeur.fitting import fit
from relancier.classeur.host import NO_FILES, Delivered, Undone, Written
from relancier.classeur.memory import register as registers
from relancier.classeur.memory import seals
from relancier.classeur.memory.expired import Proposed, read_proposed
from relancier.classeur.memory.register import Noted, Register
from relancier.classeur.memory.rows import CHAINE, FREE, History, of_new, read_column, read_history
from relancier.classeur.memory.seals import Seal
from relancier.classeur.own_headings import own_headings, passages
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.read import TABLES, read_portefeuille
from relancier.classeur.reading.settings import read_headings
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, Row, SetCells
from relancier.classeur.tables import Tables
from relancier.classeur.undo import record as records
from relancier.classeur.undo.record import Livre, Record, Registre
from relancier.classeur.undo.trace import Trace
from relancier.creances.portefeuille import Portefeuille

RELANCES, PROPOSITIONS = schema.RELANCES.name, schema.PROPOSITIONS.name
HISTORY = (RELANCES, schema.CORRESPONDANCES.name)
Inscribe = Callable[[Path], None]


class WorkbookHost:
    """A workbook, whatever gives its tables; see `Host`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._backups = Backups(tables.path)
        self._register = registers.place(tables.path, FOLDER)
        self._record = records.place(tables.path, FOLDER)
        self._headings: dict[str, dict[str, str]] = {}
        self._written = [RELANCES]
        self._raw: RawWorkbook | None = None
        self._empreinte = ""
        self._passages: Counter[str] = Counter()

    @property
    def path(self) -> Path:
        """Where the workbook is."""
        return self._tables.path

    @property
    def empreinte(self) -> str:
        """See Host."""
        return self._empreinte

    def is_still(self, empreinte: str) -> bool:
        """See Host."""
        return self._tables.is_still(empreinte)

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
        found = self._tables.look((schema.ECHEANCIERS.name,)).tables.get(schema.ECHEANCIERS.name)
        return found is not None and any(cell not in (None, "") for row in found.rows for cell in row)

    def register(self) -> Register | None:
        """Return the register kept with the backups."""
        return registers.read(self._register)

    def backups(self) -> Sequence[Path]:
        """Return the copies kept of the workbook, the latest first."""
        return self._backups.latest_first()

    def proposed(self) -> Proposed:
        """See Host."""
        raw = self._raw or self._open(HISTORY)
        proposed = self._tables.look((PROPOSITIONS,)).tables.get(PROPOSITIONS)
        return read_proposed(proposed, raw.tables.get(RELANCES), read_headings(raw))

    def recorded(self, passage: str) -> int:
        """See Host."""
        return self._passages[fold(passage)]

    def check_writable(self) -> None:
        """Raise Refus when a passage could not be recorded."""
        self._tables.check_writable(self._written)

    def record(
        self,
        relances: Sequence[Row],
        propositions: Sequence[Row],
        passage: str,
        fichiers: Mapping[Path, str] = NO_FILES,
    ) -> Written:
        """Append `relances`, replace the propositions, keep a copy of the workbook as it was."""
        return self._add(relances, [ReplaceBody(PROPOSITIONS, propositions)], passage, fichiers)

    def append(self, relances: Sequence[Row], operation: str) -> Written:
        """Append `relances`, keep a copy of the workbook as it was."""
        return self._add(relances, [], operation)

    def set_free_cells(self, changes: Sequence[tuple[Row, Row]], operation: str) -> Written:
        """Write the cells of `changes`, keep a copy of the workbook as it was."""
        if frozen := {name for _, values in changes for name in values} - set(FREE):
            raise ValueError(f"frozen columns: {sorted(frozen)}")
        notes = [
            Noted(str(key["Id"]), name, of_new(values)[name])
            for key, values in changes
            if key.get("Id")
            for name in values
        ]

        def inscribe(path: Path) -> None:
            registers.note(path, self.path.name, operation, notes)

        edits = [SetCells(RELANCES, key, values) for key, values in changes]
        return self._write(edits, operation, inscribe)

    def seal_row(self, key: Row, values: Row, sceau: Seal, operation: str) -> Written:
        """Write the values and the seal, keep a copy of the workbook as it was."""
        row: Row = {**values, CHAINE: str(sceau)}
        return self._write([SetCells(RELANCES, key, row)], operation, self._inscription([row], operation))

    def keep(self, edits: Sequence[Edit], operation: str, fichiers: Mapping[Path, str] = NO_FILES) -> Written:
        """See Host."""
        raw = self._raw or self._open(TABLES)
        fitted, remarques = fit(edits, raw, self._headings)
        done = self._write(fitted, operation, None, fichiers)
        return replace(done, remarques=(*done.remarques, *remarques))

    def remake(self, bodies: Mapping[str, Sequence[Row]], operation: str) -> Written:
        """See Host."""
        raw = self._raw or self._open(TABLES)
        there = {name: rows for name, rows in bodies.items() if name in raw.tables}
        absent = tuple(_without(raw, name) for name in bodies if name not in there)
        if not there:
            return Written(0, 0, None, absent)
        fitted, remarques = fit([ReplaceBody(name, rows) for name, rows in there.items()], raw, self._headings)
        done = self._write(fitted, operation, None, undoable=False)
        return replace(done, remarques=(*done.remarques, *absent, *remarques))

    def discard(self, passage: str, empreinte: str) -> None:
        """See Host."""
        self._backups.discard(passage, empreinte)

    def undo_last(self) -> Undone:
        """See Host."""
        last = records.load(self._record)
        if last is None:
            raise InvalidInput(
                "rien-a-annuler",
                "Il n'y a rien à annuler : aucune opération n'a été faite depuis la dernière annulation.",
                "Pour défaire une relance plus ancienne, annulez-la avec son motif (relancier annuler).",
                Lieu(fichier=self.path.name),
            )
        cut = registers.cut(self._register, last.registre.avant, last.registre.apres)
        with self._backups.place_for(last.operation, undone=True) as copy:
            remarques = self._tables.undo(last.trace, copy)
        self._raw = None
        cut()
        records.remove(self._record)
        delivered = tuple(Delivered(self.path.parent / one.nom, one.empreinte) for one in last.fichiers)
        return Undone(last.operation, delivered, copy if copy.exists() else None, remarques)

    def _open(self, wanted: Collection[str]) -> RawWorkbook:
        raw, self._empreinte = self._tables.read(wanted)
        self._headings = own_headings(raw, read_headings(raw))
        self._written = [name for name in (PROPOSITIONS, RELANCES) if name in raw.tables]
        self._passages = passages(raw, self._headings)
        self._raw = _history_alone(raw)
        return raw

    def _add(
        self, relances: Sequence[Row], others: Sequence[Edit], operation: str, fichiers: Mapping[Path, str] = NO_FILES
    ) -> Written:
        """Write `others` and append `relances`, sealed, to the history."""
        raw = self._raw or self._open(HISTORY)
        edits = [one for one in others if one.table != PROPOSITIONS or PROPOSITIONS in self._written]
        rows = self._sealed(relances, raw)
        if rows:
            edits.insert(0, AppendRows(RELANCES, rows))
        done = self._write(edits, operation, self._inscription(rows, operation), fichiers)
        return replace(done, relances=len(relances))

    def _write(
        self,
        edits: Sequence[Edit],
        operation: str,
        inscribe: Inscribe | None,
        fichiers: Mapping[Path, str] = NO_FILES,
        *,
        undoable: bool = True,
    ) -> Written:
        if self._raw is None:
            self._open(HISTORY)
        before = registers.size(self._register)
        with self._backups.place_for(operation) as backup:
            change = self._tables.write(edits, self._headings, backup, self._empreinte)
        self._raw = None  # what was read is no longer what stands there
        noted: tuple[Anomalie, ...] = ()
        if inscribe is not None:
            add = partial(inscribe, self._register)
            noted = self._beside(operation, "dans le registre des relances", "registre-non-ecrit", add)
        if change.trace is not None and undoable:
            keep = partial(self._remember, operation, change.trace, before, fichiers)
            noted += self._beside(operation, "de quoi l'annuler", "annulation-non-gardee", keep)
        return Written(0, change.written.get(PROPOSITIONS, 0), change.backup, (*change.remarques, *noted))

    def _remember(self, operation: str, trace: Trace, register_before: int, fichiers: Mapping[Path, str]) -> None:
        """Keep what it takes to undo the writing."""
        changed = registers.size(self._register) != register_before
        registre = Registre(register_before, digest(self._register)) if changed else Registre()
        livres = tuple(Livre(beside(one, self.path), empreinte) for one, empreinte in fichiers.items())
        records.save(Record(operation, trace, registre, livres), self._record)

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

    def _inscription(self, rows: Sequence[Row], operation: str) -> Inscribe | None:
        """Return what notes the new end of the history in the register; None when it has no seal."""
        head = seals.parse(str(rows[-1].get(CHAINE, ""))) if rows else None
        if head is None:
            return None
        return lambda path: registers.inscribe(path, self.path.name, operation, head)

    def _beside(self, operation: str, what: str, code: str, add: Callable[[], None]) -> tuple[Anomalie, ...]:
        """Let `add` write beside the workbook; say when that cannot be done, for the workbook is written by then."""
        try:
            add()
        except OSError as error:
            return (
                Anomalie(
                    code,
                    Gravite.REMARQUE,
                    Lieu(fichier=self._register.name),
                    operation,
                    f"C'est enregistré dans le classeur, mais pas {what} ({why(error)}).",
                    f"Vérifiez le droit d'écrire dans le dossier « {FOLDER} ».",
                ),
            )
        return ()


def _history_alone(raw: RawWorkbook) -> RawWorkbook:
    """Return what writing looks at again: the history's rows, and the headings of the other tables."""
    bare = {name: replace(one, lines=(), rows=(), below=()) for name, one in raw.tables.items() if name not in HISTORY}
    return replace(raw, tables={**raw.tables, **bare})


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
