"""The tables of a workbook that Excel or LibreOffice holds open: one block read for each, one block written.

The fingerprint of an open workbook covers what was read of its history: another program may change all the rest at any
time, and the rows about to be written are compared once more with what was read of them.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from relancier.base.errors import Anomalie, InvalidInput, Lieu, Refus
from relancier.base.files import holds, why
from relancier.classeur import schema
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.change import changed_meanwhile, formulas_in, planned, put_back, take_back, write
from relancier.classeur.live.draft import Draft
from relancier.classeur.live.places import Place, file_of, tables_of
from relancier.classeur.live.programs import Program, program_of
from relancier.classeur.live.reading import headings_of, read_table
from relancier.classeur.live.room import check_can_grow, check_sheet
from relancier.classeur.raw import RawTable, RawWorkbook
from relancier.classeur.splicing.edits import Edit, ReplaceBody
from relancier.classeur.splicing.safe_file import check_rights, copy_to
from relancier.classeur.tables import Change, Headings
from relancier.classeur.undo.trace import FileTrace, TableTrace, Trace
from relancier.classeur.undo.undone import are_undone, changed_since, stands_after, stands_before

# the tables whose headings must be known even when their rows are not wanted
_OURS = frozenset(one.name for one in schema.TABLES if one.written or one in schema.PARTAGEES)


class LiveTables:
    """The tables of the open workbook `book`; see `Tables`."""

    def __init__(self, book: xw.Book) -> None:
        """Find its file.

        Raises:
          Refus: it has none on this computer, or the program does not answer.
        """
        self._book = book
        self._program: Program = program_of(book)
        self._known: dict[str, RawTable] = {}
        with self._program.answered("dire quel fichier est ouvert"):
            self._path = file_of(book, self._program)

    @property
    def path(self) -> Path:
        """See Tables."""
        return self._path

    def read(self, wanted: Collection[str]) -> tuple[RawWorkbook, str]:
        """See Tables."""
        self._known = {}
        raw = self._read(wanted)
        if not raw.tables:
            raise InvalidInput(
                "classeur-sans-tableau",
                f"Le classeur « {raw.name} » ne contient aucun tableau Excel.",
                "Partez du classeur modèle (relancier modele FICHIER.xlsx) et collez-y vos données.",
            )
        return raw, _fingerprint(raw)

    def look(self, wanted: Collection[str]) -> RawWorkbook:
        """See Tables."""
        return self._read(wanted)

    def is_still(self, empreinte: str) -> bool:
        """See Tables."""
        return _fingerprint(self._read((schema.RELANCES.name,), remember=False)) == empreinte

    def check_writable(self, tables: Iterable[str]) -> None:
        """See Tables."""
        self._check_book()
        with self._program.answered("dire si ses tableaux peuvent être écrits"):
            found = tables_of(self._book, self._program)
            for name in tables:
                check_sheet(found[name], self._program)
                check_can_grow(found[name], 1, self._program)

    def write(self, edits: Sequence[Edit], headings: Headings, backup: Path, read_as: str) -> Change:
        """See Tables; `read_as` is not asked again: rows are compared with what was read of them."""
        del read_as
        self._check_book()
        with self._program.answered("écrire dans le classeur"):
            drafts = self._drafted(edits, headings)
            traces = tuple(planned(one, self._program) for one in drafts)
            written = {one.place.name: one.written for one in drafts}
            if not any(one.blocs for one in traces):
                return Change(written, None, None)
            _copy(self._path, backup)
            try:
                self._write_all(drafts, traces, f"Relancier : {backup.stem}")
            except BaseException:
                backup.unlink(missing_ok=True)
                raise
            self._known = {}
            return Change(written, backup, traces, self._program.save(self._book))

    def undo(self, trace: Trace, copy: Path) -> tuple[Anomalie, ...]:
        """See Tables."""
        if isinstance(trace, FileTrace):
            self._need_file_undone(trace)
            return ()
        self._check_book()
        with self._program.answered("annuler la dernière opération"):
            raw = self._read([one.table for one in trace], remember=False)
            if are_undone(trace, raw):
                return ()
            left = [one for one in trace if not stands_before(one, raw.tables.get(one.table))]
            if not all(stands_after(one, raw.tables.get(one.table)) for one in left):
                raise changed_since(Lieu(fichier=self._path.name))
            places = tables_of(self._book, self._program)
            self._check_room_to_undo(left, places)
            _copy(self._path, copy)
            with self._program.one_action(self._book, "Relancier : annuler la dernière opération"):
                for one in left:
                    put_back(one, places[one.table], self._program)
            self._known = {}
            return self._program.save(self._book)

    def _read(self, wanted: Collection[str], *, remember: bool = True) -> RawWorkbook:
        with self._program.answered("lire le classeur"):
            places = tables_of(self._book, self._program)
            sheets = {place.feuille: place.sheet for place in places.values() if place.name in wanted}
            ends = {name: int(sheet.used_range.last_cell.row) for name, sheet in sheets.items()}
            date_1904 = self._program.date_1904(self._book)
            tables = {}
            for name, place in places.items():
                if name in wanted:
                    heads = {one.top for one in places.values() if one.feuille == place.feuille}
                    tables[name] = read_table(place, ends[place.feuille], heads, date_1904)
                else:
                    known = headings_of(place) if name in _OURS else ()
                    tables[name] = RawTable(name, place.feuille, known, place.left, (), ())
        if remember:
            self._known.update((name, tables[name]) for name in wanted if name in tables)
        return RawWorkbook(self._path.name, tables)

    def _drafted(self, edits: Sequence[Edit], headings: Headings) -> list[Draft]:
        """Return what `edits` make of each table, in the order in which they name them."""
        places = tables_of(self._book, self._program)
        drafts: dict[str, Draft] = {}
        for edit in edits:
            if edit.table not in drafts:
                drafts[edit.table] = self._begun(edit, places, headings.get(edit.table, {}))
            drafts[edit.table].apply(edit)
        return list(drafts.values())

    def _begun(self, edit: Edit, places: Mapping[str, Place], own: Mapping[str, str]) -> Draft:
        """Return the draft of the table that `edit` names, as it was read; it is read now when it was not."""
        name = edit.table
        if name not in places:
            raise Refus(
                "tableau-introuvable",
                f"Le classeur n'a pas de tableau {name}.",
                "Rétablissez-le, ou reprenez-le dans un classeur neuf (relancier modele).",
                Lieu(fichier=self._path.name),
            )
        place = places[name]
        if name not in self._known:
            self._read((name,))
        raw = self._known[name]
        as_read = (raw.sheet, raw.first_column, tuple(raw.lines[: place.count]), len(raw.lines) - len(raw.below))
        lines = tuple(range(place.first, place.last + 1))
        if as_read != (place.feuille, place.left, lines, place.count) or headings_of(place) != raw.headings:
            raise changed_meanwhile(place)
        needs_formulas = not isinstance(edit, ReplaceBody) or bool(edit.rows)
        formulas = formulas_in(place, raw, self._program) if needs_formulas else {}
        return Draft(place, raw, own, formulas)

    def _write_all(self, drafts: Sequence[Draft], traces: Sequence[TableTrace], titre: str) -> None:
        """Write all the tables; what was written is taken back when one of them fails."""
        try:
            with self._program.one_action(self._book, titre):
                for draft in drafts:
                    write(draft, self._program)
        except BaseException:
            # what a program undoes by itself is not all: LibreOffice leaves what it wrote in cells that were empty
            places = tables_of(self._book, self._program)
            with self._program.one_action(self._book, titre):
                for trace in traces:
                    take_back(trace, places[trace.table], self._program)
            raise

    def _check_room_to_undo(self, traces: Sequence[TableTrace], places: Mapping[str, Place]) -> None:
        for one in traces:
            check_sheet(places[one.table], self._program)
            if one.lignes_avant > one.lignes_apres:
                check_can_grow(places[one.table], one.lignes_avant - one.lignes_apres, self._program)

    def _check_book(self) -> None:
        """Raise Refus when the workbook cannot be written, or is no longer the one that was opened."""
        with self._program.answered("dire si le classeur peut être écrit"):
            if file_of(self._book) != self._path:
                raise Refus(
                    "classeur-renomme",
                    "Le classeur a été enregistré sous un autre nom pendant le travail.",
                    "Recommencez depuis le classeur qui est maintenant ouvert.",
                    Lieu(fichier=self._path.name),
                )
            if self._program.is_read_only(self._book):
                raise Refus(
                    "classeur-en-lecture-seule",
                    "Le classeur est ouvert en lecture seule.",
                    "Activez la modification, ou fermez-le chez le collègue qui le tient ouvert, puis recommencez.",
                    Lieu(fichier=self._path.name),
                )
        check_rights(self._path)

    def _need_file_undone(self, trace: FileTrace) -> None:
        """Refuse what was done on the closed file, unless it is as it was before."""
        if not holds(self._path, trace.avant):
            raise Refus(
                "annulation-classeur-ferme",
                "Cette opération a été faite sur le classeur fermé : elle s'annule de même.",
                "Fermez-le, puis lancez « relancier annuler CLASSEUR --derniere ».",
                Lieu(fichier=self._path.name),
            )


def _fingerprint(raw: RawWorkbook) -> str:
    """Return what tells the history that was read from any other."""
    history = raw.tables.get(schema.RELANCES.name)
    said = (history.headings, [*map(list, history.rows)]) if history else ()
    return f"historique-{hashlib.sha256(repr(said).encode('utf-8', 'surrogatepass')).hexdigest()}"


def _copy(path: Path, copy: Path) -> None:
    """Copy the workbook's file as it was last saved."""
    try:
        copy_to(path, copy)
    except OSError as error:
        raise Refus(
            "sauvegarde-impossible",
            f"Le classeur n'a pas pu être copié avant l'écriture ({why(error)}).",
            "Vérifiez la place sur le disque et l'accès au dossier du classeur, puis recommencez.",
            Lieu(fichier=path.name),
        ) from error
