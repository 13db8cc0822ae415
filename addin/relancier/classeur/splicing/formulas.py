"""The cell references inside a formula: found, and shifted when the formula moves down.

Formulas are read as the file stores them: English names, commas, `tbl[[#This Row],[Montant]]`. Text, quoted sheet names
and structured references are stepped over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from relancier.classeur.splicing.areas import column_number

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                                          # text
    | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]              # a structured reference
    | (?<![\w.$])
      (?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
      (?P<cdollar>\$?)(?P<column>[A-Za-z]{1,3})(?P<rdollar>\$?)(?P<row>[1-9]\d{0,6})
      (?![\w.(!\[])
    | '(?:[^']|'')*'
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell named in a formula.

    Attributes:
      sheet: the sheet's name, "" for the formula's own.
      column, row: from 1.
      fixed_row: the row is written with `$`.
    """

    sheet: str
    column: int
    row: int
    fixed_row: bool


def references(formula: str) -> Iterator[Reference]:
    """Yield the cells that `formula` names by address, in order; both ends of a range."""
    for match in _TOKEN.finditer(formula):
        if match["row"]:
            sheet = match["sheet"] or ""
            if sheet.startswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            column = column_number(match["column"].upper())
            yield Reference(sheet, column, int(match["row"]), bool(match["rdollar"]))


def shifted(formula: str, rows: int) -> str:
    """Return `formula` as it reads `rows` further down: every row without `$` moves along."""

    def move(match: re.Match[str]) -> str:
        if not match["row"] or match["rdollar"]:
            return match[0]
        return f"{match[0][: -len(match['row'])]}{int(match['row']) + rows}"

    return _TOKEN.sub(move, formula)
