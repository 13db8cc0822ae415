"""Number formats: which cells of a block hold dates or booleans, asked for whole areas, never a cell at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from relancier.classeur.live.libreoffice.bridge import enum, struct

# com.sun.star.util.NumberFormat
DATE, TEXT, BOOLEAN = 2, 256, 1024
DAY, MOMENT, LOGICAL, PLAIN_TEXT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM", "BOOLEAN", "@"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cells of one column, counted from 0 within the block, that share a kind of number format."""

    column: int
    first: int
    last: int
    kind: int


class Formats:
    """The number formats of one document, in Excel's English codes whatever the user's language."""

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._english = struct("lang.Locale", Language="en", Country="US")
        self._kinds: dict[int, int] = {}

    def key(self, code: str) -> int:
        """Return the document's number for a format code; it is added when it is new."""
        found = int(self._formats.queryKey(code, self._english, False))
        return int(self._formats.addNew(code, self._english)) if found == -1 else found

    def code(self, key: int) -> str:
        """Return the format code, in English, that a number of the document stands for."""
        entry = self._formats.getByKey(key)
        if entry.Locale.Language not in {"", "en"}:
            entry = self._formats.getByKey(
                self._formats.addNewConverted(entry.FormatString, entry.Locale, self._english)
            )
        return str(entry.FormatString)

    def kind(self, key: int) -> int:
        """Return what a format shows: a sum of DATE, TEXT, BOOLEAN and others."""
        if key not in self._kinds:
            self._kinds[key] = int(self._formats.getByKey(key).Type)
        return self._kinds[key]

    def stretches(self, block: Any, width: int, height: int) -> Iterator[Stretch]:
        """Yield the stretches of a range of cells; those that look alike are asked about together, whatever column."""
        whole = common(block)
        if whole is not None:
            yield from (Stretch(column, 0, height - 1, self.kind(whole)) for column in range(width))
            return
        start = block.RangeAddress
        for group in groups(block):
            kind = self.kind(group.NumberFormat)
            for area in group.RangeAddresses:
                first, last = area.StartRow - start.StartRow, area.EndRow - start.StartRow
                for column in range(area.StartColumn - start.StartColumn, area.EndColumn - start.StartColumn + 1):
                    yield Stretch(column, first, last, kind)


def common(cells: Any) -> int | None:
    """Return the number of the format that all of `cells` have; None when they differ."""
    # for cells that differ, the property itself names a standard format, as if all had that one
    if cells.getPropertyState("NumberFormat") == enum("beans.PropertyState", "AMBIGUOUS_VALUE"):
        return None
    return int(cells.NumberFormat)


def groups(cells: Any) -> Iterator[Any]:
    """Yield the parts of `cells` that are formatted alike."""
    found = cells.UniqueCellFormatRanges
    for index in range(found.Count):
        yield found.getByIndex(index)
