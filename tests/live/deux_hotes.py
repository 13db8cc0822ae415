"""The same commands on the same workbook, closed and open: what each answers, what each leaves."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import command
import pytest
from relancier import cli
from relancier.classeur import schema
from relancier.classeur.live import LiveBook
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.tables import LiveTables
from relancier.classeur.reading.closed import read_tables
from relancier.commands import lot, memory, plan_following

ALL = frozenset(one.name for one in schema.TABLES)
DOORS = (cli, lot, memory, plan_following)
UNSAVED = "qui n'est pas encore enregistré"
BACKUPS = "Sauvegardes Relancier"


@dataclass(frozen=True)
class Live:
    """A workbook open in the office, and the commands on it as they are on a closed file."""

    path: Path
    book: xw.Book

    def answer(self, *words: object) -> dict[str, Any]:
        """Run `relancier WORDS --json`; every host of this workbook is then the live one."""
        with pytest.MonkeyPatch.context() as patch:
            for door in DOORS:
                patch.setattr(door, "ClosedFile", lambda _: LiveBook(self.book))
            return command.answer(*words)

    def rows(self) -> dict[str, list[list[object]]]:
        """The tables as they stand in the open workbook."""
        return _plain(LiveTables(self.book).look(ALL))


@dataclass(frozen=True)
class Pair:
    """Two copies of a workbook in two folders: one closed, one open."""

    closed: Path
    live: Live

    def answer(self, name: str, *words: object) -> dict[str, Any]:
        """Run the command `name`, "lot" or "echeancier signer", on both; return what both answer, all else failing."""
        closed = _same_words(command.answer(*name.split(), self.closed, *words), self.closed.parent)
        live = _same_words(self.live.answer(*name.split(), self.live.path, *words), self.live.path.parent)
        assert closed == live
        assert self.closed_rows() == self.live.rows()
        assert files_of(self.closed.parent) == files_of(self.live.path.parent)
        return closed

    def register(self) -> list[str]:
        """The operations in the register of the open workbook, which must be the closed one's, line by line."""
        closed, live = (
            (one.parent / BACKUPS / f"Registre {one.stem}.txt").read_text() for one in (self.closed, self.live.path)
        )
        assert closed == live
        return [line.split("\t")[0] for line in live.splitlines() if not line.startswith("#")]

    def closed_rows(self) -> dict[str, list[list[object]]]:
        return _plain(read_tables(self.closed, ALL))


@contextmanager
def opened(office: xw.App, path: Path) -> Iterator[Live]:
    book = office.books.open(str(path))
    try:
        yield Live(path, book)
    finally:
        book.close()


def pair(office: xw.App, original: Path, folder: Path) -> Pair:
    """Two copies of `original`; the office's workbooks are closed after the test."""
    copies = []
    for name in ("fermé", "ouvert"):
        (folder / name).mkdir()
        copies.append(Path(shutil.copyfile(original, folder / name / original.name)))
    return Pair(copies[0], Live(copies[1], office.books.open(str(copies[1]))))


def files_of(folder: Path) -> dict[str, str]:
    """What a folder holds besides the workbook and its backups; a workbook made of it bears the hour in its bytes."""
    return {
        str(one.relative_to(folder)): "" if one.suffix == ".xlsx" else hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
        and BACKUPS not in one.parts
        and (one.parent, one.suffix) != (folder, ".xlsx")
        and not one.name.startswith(".")
    }


def _plain(workbook: Any) -> dict[str, list[list[object]]]:
    """The rows of each table that hold something, nothing being nothing however it is told."""
    rows = {
        name: [[None if cell == "" else cell for cell in row] for row in one.rows]
        for name, one in workbook.tables.items()
    }
    return {name: [row for row in found if any(cell is not None for cell in row)] for name, found in rows.items()}


def _same_words(answer: Any, folder: Path) -> Any:
    """The answer without the folder's name, the time, and the remark that a live workbook is not saved."""
    if isinstance(answer, dict):
        return {key: _same_words(value, folder) for key, value in answer.items() if key not in ("duree",)}
    if isinstance(answer, list):
        return [_same_words(one, folder) for one in answer if UNSAVED not in str(one)]
    return answer.replace(str(folder), "…") if isinstance(answer, str) else answer
