"""How often the cells of each table are read and written: what makes an action fast or slow in an open workbook."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from relancier.classeur.live.bsd import xw


@contextmanager
def counted() -> Iterator[tuple[Counter[str], Counter[str]]]:
    """Count, by sheet, the readings and the writings of more than one row made within."""
    reads: Counter[str] = Counter()
    writes: Counter[str] = Counter()
    value, formula = xw.Range.raw_value, xw.Range.formula

    def seen(counter: Counter[str], cells: xw.Range) -> None:
        if cells.shape[0] > 1:
            counter[cells.sheet.name] += 1

    def read(cells: xw.Range) -> Any:
        seen(reads, cells)
        return value.fget(cells)

    def write(cells: xw.Range, values: Any) -> None:
        seen(writes, cells)
        value.fset(cells, values)

    def read_formula(cells: xw.Range) -> Any:
        seen(reads, cells)
        return formula.fget(cells)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xw.Range, "raw_value", property(read, write))
        patch.setattr(xw.Range, "formula", property(read_formula, formula.fset))
        yield reads, writes
