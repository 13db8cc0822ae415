"""What a writing changed, as much as it takes to undo it: the file's two states, or the rows that changed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from relancier.classeur.raw import BadCell, RawCell


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes.

    Attributes:
      text: with "=", in English, with commas.
    """

    text: str


Kept: TypeAlias = RawCell | BadCell | Formula
Rows: TypeAlias = tuple[tuple[Kept, ...], ...]


@dataclass(frozen=True, slots=True)
class FileTrace:
    """A closed file that was replaced.

    Attributes:
      avant, apres: SHA-256 of the file before and after.
      sauvegarde: the name, among the backups, of the file as it was before.
    """

    avant: str
    apres: str
    sauvegarde: str


@dataclass(frozen=True, slots=True)
class Bloc:
    """Rows of a table that follow each other.

    Attributes:
      debut: the first one's place in the body, from 0.
      avant, apres: whole rows; of different lengths only at the table's end, when it grew or shrank.
    """

    debut: int
    avant: Rows
    apres: Rows


@dataclass(frozen=True, slots=True)
class TableTrace:
    """A table that was changed in an open workbook.

    Attributes:
      intitules: its headings, left to right.
      lignes_avant, lignes_apres: how many rows its body had before and after.
    """

    table: str
    intitules: tuple[str, ...]
    lignes_avant: int
    lignes_apres: int
    blocs: tuple[Bloc, ...]


Trace: TypeAlias = FileTrace | tuple[TableTrace, ...]


def same_rows(ones: Rows, others: Rows) -> bool:
    """Whether two blocks hold the same, whichever host read them; what a formula gives is not compared."""
    return len(ones) == len(others) and all(
        len(one) == len(other) and all(map(same, one, other)) for one, other in zip(ones, others, strict=True)
    )


def same(one: Kept, other: Kept) -> bool:
    """Whether two cells hold the same, whichever host read them; a formula is like anything that it may give."""
    if isinstance(one, Formula) and isinstance(other, Formula):
        return one.text.replace(" ", "") == other.text.replace(" ", "")
    if isinstance(one, Formula) or isinstance(other, Formula):
        return True
    return _plain(one) == _plain(other)


def _plain(cell: RawCell | BadCell) -> object:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | str | BadCell):
        return type(cell), cell
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a cell's day has no zone
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell
