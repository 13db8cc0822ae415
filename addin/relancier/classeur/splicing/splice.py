"""One transaction on the tables of a closed workbook.

`splice` edits the bytes of the sheet, the table and what must follow them (recalculation flag, date style, calculation
chain); every other member of the package keeps its compressed bytes. The file is replaced at once or not at all.

Limits: defined names, charts and formulas that name the table's cells by address are left as they are; comments stay on
their cells when a body is replaced; a filter keeps its criteria, and the written rows are shown.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from relancier.base.errors import InvalidInput, Lieu, Refus
from relancier.base.opc import Package
from relancier.classeur.splicing import table_checks
from relancier.classeur.splicing.areas import Area
from relancier.classeur.splicing.cell_xml import Cell, comparable, comparable_value
from relancier.classeur.splicing.column_formulas import column_formulas
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, Row, SetCells, SetRow
from relancier.classeur.splicing.safe_file import changed_meanwhile, check_free, replace_file
from relancier.classeur.splicing.table_rows import TableWriter
from relancier.classeur.splicing.workbook_parts import OpenTable, WorkbookParts

__all__ = [
    "AppendRows",
    "Cell",
    "Edit",
    "ReplaceBody",
    "SetCells",
    "SetRow",
    "SpliceReport",
    "check_writable",
    "filled",
    "splice",
]

Headings: TypeAlias = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class SpliceReport:
    """What a transaction changed.

    Attributes:
      changed, dropped: members of the package, in alphabetical order; both empty when nothing had to be written.
      refs: where each edited table now stands, such as `A4:T31`.
      written: how many rows were added, replaced or changed, by table.
      backup: the copy of the previous file, if one was made.
      avant, apres: SHA-256 of the file before and after.
    """

    changed: tuple[str, ...]
    dropped: tuple[str, ...]
    refs: Mapping[str, str]
    written: Mapping[str, int]
    backup: Path | None
    avant: str = ""
    apres: str = ""


def splice(
    source: Path,
    edits: Sequence[Edit],
    target: Path | None = None,
    *,
    backup: Path | None = None,
    headings: Headings | None = None,
    read_as: str = "",
) -> SpliceReport:
    """Apply `edits`, in order, to the workbook `source` and report what changed.

    The result replaces `source`, or becomes `target` when one is given. `backup` receives an exact copy of the
    file that is replaced. `headings` gives, for a table, the user's heading of each of our columns that has another.
    `read_as` is the SHA-256 of the file whose rows led to `edits`, "" when none did: Refus when it has changed since.
    Raise InvalidInput when the file cannot be read or a value cannot be held, Refus when writing could harm it;
    nothing is written then.
    """
    destination = (target or source).resolve()
    check_free(destination)
    data = _read(source)
    avant = hashlib.sha256(data).hexdigest()
    if read_as and avant != read_as:
        raise changed_meanwhile(source)
    parts = _open(data, source)
    written: dict[str, int] = {}
    finder = _RowFinder(parts)
    for edit in edits:
        names = (headings or {}).get(edit.table, {})
        _apply(edit, parts, names, finder)
        count = 1 if isinstance(edit, SetCells | SetRow) else len(edit.rows)
        written[edit.table] = written.get(edit.table, 0) + count
    changed, dropped = parts.changes()
    refs = {name: str(parts.table(name).table.area) for name in written}
    replaces_source = destination == source.resolve()
    if not changed and replaces_source:
        return SpliceReport((), (), refs, written, None, avant, avant)
    result = Package(data, source.name).write(changed, dropped)
    copy = backup if destination.exists() else None
    replace_file(destination, result, expected=data if replaces_source else None, backup=copy)
    apres = hashlib.sha256(result).hexdigest()
    return SpliceReport(tuple(sorted(changed)), tuple(sorted(dropped)), refs, written, copy, avant, apres)


def filled(data: bytes, fichier: str, bodies: Mapping[str, Sequence[Row]]) -> bytes:
    """Return the workbook `data`, which stands in no file yet, with `bodies` in its tables, by name.

    `fichier` is what messages call it. Raises as `splice` does.
    """
    parts = WorkbookParts(Package(data, fichier))
    finder = _RowFinder(parts)
    for table, rows in bodies.items():
        _apply(ReplaceBody(table, rows), parts, {}, finder)
    changed, dropped = parts.changes()
    return Package(data, fichier).write(changed, dropped)


def check_writable(source: Path, tables: Iterable[str]) -> None:
    """Raise Refus, with the remedy, when `splice` could not write rows to `tables` of the workbook `source`."""
    check_free(source.resolve())
    parts = _open(_read(source), source)
    for name in tables:
        opened = parts.table(name)
        sheet, table = opened.sheet, opened.table
        table_checks.check_no_merged_cells(sheet, table, table.area.bottom)
        table_checks.check_can_grow(opened)
        table_checks.check_no_formula_broken(sheet, table, [table.body])
        column_formulas(sheet, table)
        if table.totals:
            table_checks.check_totals_can_move(parts, opened)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except FileNotFoundError as error:
        raise InvalidInput(
            "fichier-introuvable",
            "Le classeur n'existe pas.",
            "Vérifiez son nom et son dossier.",
            Lieu(fichier=source.name),
        ) from error
    except PermissionError as error:
        raise Refus(
            "classeur-ouvert",
            "Le classeur ne peut pas être lu : un autre programme le tient ouvert, ou vous n'en avez pas le droit.",
            "Fermez-le partout où il est ouvert, puis recommencez.",
            Lieu(fichier=source.name),
        ) from error


def _open(data: bytes, source: Path) -> WorkbookParts:
    parts = WorkbookParts(Package(data, source.name))
    if parts.is_signed:
        raise Refus(
            "classeur-signe",
            "Le classeur porte une signature numérique, que toute écriture romprait.",
            "Retirez la signature (Fichier > Informations), enregistrez, puis recommencez.",
            Lieu(fichier=source.name),
        )
    return parts


def _apply(edit: Edit, parts: WorkbookParts, names: Mapping[str, str], finder: "_RowFinder") -> None:
    opened = parts.table(edit.table)
    writer = TableWriter(parts, opened)
    if isinstance(edit, SetRow):
        (values,) = _by_column(opened, [edit.values], names)
        if not opened.table.body.top <= edit.line <= opened.table.body.bottom:
            raise Refus(
                "ligne-hors-tableau",
                f"La ligne {edit.line} est sous le tableau {edit.table}, et non dedans.",
                "Étendez le tableau jusque-là (poignée en bas à droite du tableau), puis recommencez.",
                Lieu(table=edit.table, ligne=edit.line),
            )
        writer.set_cells(edit.line, values)
        finder.forget(opened, values)
        return
    if isinstance(edit, SetCells):
        (values,) = _by_column(opened, [edit.values], names)
        (key,) = _by_column(opened, [edit.key], names)
        number = finder.find(opened, key, edit.key)
        writer.set_cells(number, values)
        finder.forget(opened, values)
        return
    rows = _by_column(opened, edit.rows, names)
    if isinstance(edit, AppendRows):
        writer.append(rows)
    else:
        writer.replace(rows)
    finder.forget(opened, None)


def _by_column(opened: OpenTable, rows: Sequence[Row], names: Mapping[str, str]) -> list[dict[int, Cell]]:
    """Return `rows` with the sheet's columns instead of our headings; Refus names a heading that the table lacks."""
    # a whole body has one shape or few: its headings are looked up once, not once a row
    shapes = dict.fromkeys(map(tuple, rows))
    ours = dict.fromkeys(name for shape in shapes for name in shape)
    columns = {name: opened.table.column(names.get(name, name)) for name in ours}
    if len(set(columns.values())) < len(columns):
        raise Refus(
            "colonne-ambigue",
            f"Deux colonnes de Relancier sont renvoyées au même intitulé du tableau {opened.table.name}.",
            "Corrigez la feuille Correspondances, puis recommencez.",
            opened.table.lieu,
        )
    places = {shape: [columns[name] for name in shape] for shape in shapes}
    return [dict(zip(places[tuple(row)], row.values(), strict=True)) for row in rows]


class _RowFinder:
    """Finds the row of a table that a key names; the values of key columns are read once."""

    def __init__(self, parts: WorkbookParts) -> None:
        self._parts = parts
        self._known: dict[tuple[str, tuple[int, ...]], dict[tuple[str, ...], list[int]]] = {}

    def find(self, opened: OpenTable, key: Mapping[int, Cell], shown: Row) -> int:
        """Return the row whose cells equal `key`; Refus when there is none, or several."""
        columns = tuple(key)
        if (opened.part, columns) not in self._known:
            self._known[opened.part, columns] = self._index(opened, columns)
        lieu = opened.table.lieu
        date1904 = self._parts.date1904
        wanted = tuple(comparable_value(value, date1904=date1904, lieu=lieu) for value in key.values())
        rows = self._known[opened.part, columns].get(wanted, [])
        if len(rows) != 1:
            what = ", ".join(f"{name} = {value}" for name, value in shown.items())
            problem = "Aucune ligne" if not rows else f"{len(rows)} lignes (dont {rows[0]} et {rows[1]})"
            verb = "répond" if not rows else "répondent"
            raise Refus(
                "ligne-introuvable" if not rows else "ligne-ambigue",
                f"{problem} de {opened.table.name} {verb} à : {what}.",
                "Vérifiez que le tableau n'a pas été modifié entre-temps, puis recommencez.",
                lieu,
            )
        return rows[0]

    def forget(self, opened: OpenTable, values: Mapping[int, Cell] | None) -> None:
        """Drop what a write to columns `values`, or to the whole table when None, has made untrue."""
        for part, columns in list(self._known):
            if part == opened.part and (values is None or not values.keys().isdisjoint(columns)):
                del self._known[part, columns]

    def _index(self, opened: OpenTable, columns: tuple[int, ...]) -> dict[tuple[str, ...], list[int]]:
        shared = self._parts.shared_strings()
        body: Area = opened.table.body
        found: dict[tuple[str, ...], list[int]] = {}
        for number in range(body.top, body.bottom + 1):
            key = tuple(comparable(opened.sheet.cell(number, column), shared) for column in columns)
            found.setdefault(key, []).append(number)
        return found
