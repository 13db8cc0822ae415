"""Where things stand on the sheet « Tableau de bord », and how its formulas name the tables."""

from relancier.classeur.schema import INDICATEURS, TABLEAU_DE_BORD, Table

SHEET = f"'{TABLEAU_DE_BORD}'"
FIRST, COLUMNS = 1, 24  # narrow columns, from B on: tiles take four, charts eight
TILES_ROW, CHARTS_ROW, ALERTS_ROW, DATA_ROW = 4, 11, 42, 54
ARRETE, PRECEDENT = "$C$56", "$C$57"  # the two days, first lines of the data under the print


def column(table: Table, name: str) -> str:
    """Return a table's column, as a formula in a file must name it; KeyError when there is none."""
    return f"{table.name}[{table.column(name).name}]"


def letters(index: int) -> str:
    """Return the letters of a zero-based column."""
    return chr(65 + index) if index < 26 else "A" + chr(39 + index)


def cell(row: int, index: int) -> str:
    """Return the absolute address of a zero-based row and column."""
    return f"${letters(index)}${row + 1}"


def looked_up(cle: str, table: Table, name: str) -> str:
    """Return the expression of the cell of `name` in the row of `table` whose Clé is `cle`; "" when there is none.

    An empty cell is "" and not the 0 that INDEX gives.
    """
    found = f'INDEX({column(table, name)},MATCH("{cle}",{column(table, "Clé")},0))'
    return f'IFERROR(IF({found}="","",{found}),"")'


def indicator(cle: str, name: str) -> str:
    """Return the expression of a cell of an indicator; "" when it is not known."""
    return looked_up(cle, INDICATEURS, name)


def day_words(address: str) -> str:
    """Return the expression of a day in figures, without TEXT(), whose codes change with Excel's language."""
    return f'RIGHT("0"&DAY({address}),2)&"/"&RIGHT("0"&MONTH({address}),2)&"/"&YEAR({address})'
