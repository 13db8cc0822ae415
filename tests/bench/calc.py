"""How long a live Calc takes: to start, to open, to read and write a block, to grow a table.

Run: python tests/bench/calc.py [--rows 10000] [--repeat 5]
Nothing here is asserted: it prints what was measured on the machine at hand, the fastest of several turns.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import large_book
from relancier.classeur.live import libreoffice
from relancier.classeur.live.bsd import xw


def fastest(repeat: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of the fastest turn, and what the last one returned."""
    seconds, result = float("inf"), None
    for _ in range(repeat):
        began = time.perf_counter()
        result = work()
        seconds = min(seconds, time.perf_counter() - began)
    return seconds, result


def show(label: str, seconds: float) -> None:
    """Print one line of the table."""
    print(f"{label:<58}{seconds:>9.3f} s")


def measure(office: xw.App, path: Path, repeat: int) -> None:
    """Print what each use of the workbook costs."""
    seconds, book = fastest(1, lambda: office.books.open(path))
    show("open the workbook", seconds)
    sheet = book.sheets["Factures"]
    table = sheet.tables["tblFactures"]
    body = table.data_body_range
    rows, width = body.shape
    show("find the table by its name", fastest(repeat, lambda: sheet.tables["tblFactures"].data_body_range)[0])
    seconds, values = fastest(repeat, lambda: body.options(ndim=2, err_to_str=True).value)
    show(f"read {rows:,} × {width} cells", seconds)
    seconds, _ = fastest(repeat, lambda: setattr(body, "value", values))
    show("write them back", seconds)
    sheet.range((body.row, 2), (body.row + rows - 1, 2)).api.getCellByPosition(0, rows // 2).NumberFormat = 0
    show("read a column of two formats", fastest(repeat, lambda: body[:, 1].value)[0])
    stripes = book.sheets.add("Rayures")
    stripes.range((1, 1), (rows, 1)).value = values and [[row[3]] for row in values]
    for row in range(1, min(rows, 2_000), 2):
        stripes.range((row, 1)).number_format = "yyyy-mm-dd"
    show("read a column of dates in two formats, turn by turn", fastest(repeat, lambda: stripes["A:A"].value)[0])

    def grow() -> None:
        with libreoffice.one_action(book, "Relancier : mesure"):
            area = table.range
            table.resize(sheet.range((area.row, area.column), (area.last_cell.row + 1_000, area.last_cell.column)))

    show("grow the table by 1,000 rows, as one action", fastest(1, grow)[0])
    show("undo it", fastest(1, book.api.UndoManager.undo)[0])


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = large_book.write(Path(folder) / "grand.xlsx", asked.rows)
        seconds, office = fastest(1, libreoffice.start)
        show("start LibreOffice", seconds)
        try:
            measure(office, path, asked.repeat)
        finally:
            office.kill()


if __name__ == "__main__":
    main()
