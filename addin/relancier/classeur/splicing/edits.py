"""What can be written to a table of a closed workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from relancier.classeur.splicing.cell_xml import Cell

Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class AppendRows:
    """Add `rows` under what the table holds; blank rows at its end are filled first."""

    table: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class ReplaceBody:
    """Put `rows` in place of all that the table holds; with no rows, one blank row is left."""

    table: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class SetCells:
    """Write `values` in the one row whose cells equal `key`; None empties a cell."""

    table: str
    key: Row
    values: Row


@dataclass(frozen=True, slots=True)
class SetRow:
    """Write `values` in the row that stands at `line` of the sheet, as it was just read; None empties a cell."""

    table: str
    line: int
    values: Row


Edit: TypeAlias = AppendRows | ReplaceBody | SetCells | SetRow
