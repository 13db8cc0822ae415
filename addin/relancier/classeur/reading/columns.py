"""The cells of a column, understood all at once.

A column of fifty thousand rows says the same few hundred things over and over: each distinct cell is understood once.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final, TypeVar

from relancier.base.typed import Unreadable
from relancier.classeur.raw import BadCell, RawCell
from relancier.classeur.reading.cells import is_blank

T = TypeVar("T")


class Unsaid(Enum):
    """What stands for a cell about which there is something to say: `Row` looks at it again, and notes it."""

    UNSAID = 0


UNSAID: Final = Unsaid.UNSAID
_NUMBERS = frozenset((bool, int, float))


def understand_all(
    cells: Sequence[RawCell | BadCell], understand: Callable[[RawCell], T | Unsaid], blank: T | Unsaid
) -> list[T | Unsaid]:
    """Return what each cell means, `blank` for nothing, and UNSAID for those that `understand` refuses."""

    def meaning(cell: RawCell | BadCell) -> T | Unsaid:
        if is_blank(cell):
            return blank
        if isinstance(cell, BadCell):
            return UNSAID
        try:
            return understand(cell)
        except Unreadable:
            return UNSAID

    if len(_NUMBERS.intersection(map(type, cells))) > 1:  # 1, 1.0 and True are equal, and do not mean the same
        return [meaning(cell) for cell in cells]
    known = {cell: meaning(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]
