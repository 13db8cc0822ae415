"""Rows of a table made at once: those that the sheet does not have yet, and those that only the table's cells fill.

Their bytes are those that cell by cell writing would leave; a large table is made in a fifth of the time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from relancier.base.errors import Lieu
from relancier.classeur.splicing.areas import Area, column_letters, column_number
from relancier.classeur.splicing.cell_xml import MAX_DIGITS, MAX_TEXT, Cell, number_text, text_node
from relancier.classeur.splicing.xml_bytes import with_attribute

_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="\w+")?/?>')
_PLAIN = re.compile(rf"-?\d{{1,{MAX_DIGITS}}}(?:\.\d{{1,9}})?", re.ASCII)  # what most amounts are written as
_LIMIT = 10**MAX_DIGITS
_HIDING = (b"hidden", b"collapsed", b"spans")
_SHORT = MAX_TEXT // 2  # characters: no such text is too long for a cell, whatever its characters
_NOWHERE = Lieu()

Styles: TypeAlias = tuple[tuple[int, int], ...]  # column and style


def own_styles(raw: bytes, body: Area) -> Styles | None:
    """Return the style of each cell of the row `raw`, by column; None when it holds more than values of the table."""
    if b"<f" in raw or b"<extLst" in raw or not raw.endswith((b"/></row>", b"</c></row>")):
        return None
    cells = _CELL.findall(raw)
    if not cells or len(cells) != raw.count(b"<c"):
        return None
    return _within(tuple(cells), body.left, body.right)


@lru_cache(maxsize=1 << 8)  # the rows of a table look alike
def _within(cells: tuple[tuple[bytes, bytes], ...], left: int, right: int) -> Styles | None:
    styles = tuple((column_number(letters.decode()), int(style or 0)) for letters, style in cells)
    return styles if left <= min(styles)[0] and max(styles)[0] <= right else None


def shown_opening(raw: bytes) -> bytes:
    """Return the opening tag of the row `raw`, made visible."""
    opening = raw[: raw.index(b">") + 1]
    for name in _HIDING:
        if name in opening:
            opening = with_attribute(opening, name, None)
    return opening


@dataclass(frozen=True, slots=True)
class _Column:
    """How the cells of one column begin and end, for rows whose styles are the same.

    Attributes:
      start: the cell up to its row's number.
      head: what follows the number, up to the cell's type.
      number: what follows it in a cell that holds a number, up to that one.
      blank: all that follows the number where there is no value; b"" when there is no such cell.
      known: all that follows the number, for the texts and the days met so far: they repeat from row to row.
    """

    column: int
    style: int
    start: bytes
    head: bytes
    number: bytes
    blank: bytes
    known: dict[str | date, bytes] = field(default_factory=dict)


# what each cell asks for stands in a tuple: naming it as an attribute would cost a tenth of the row
_Layout: TypeAlias = tuple[tuple[int, bytes, bytes, dict[str | date, bytes], _Column], ...]


class PlainRows:
    """Makes the bytes of rows that hold values alone."""

    def __init__(
        self,
        styles: Mapping[int, int],
        dated: Callable[[int], int],
        place: Callable[[int, int], Lieu],
        *,
        date1904: bool,
    ) -> None:
        """Prepare for a table.

        Args:
          styles: the usual style of each of its columns, from left to right.
          dated: the style that looks like another and shows a date.
          place: where a cell stands, by its column and row, for messages.
          date1904: the workbook counts its days from 1904.
        """
        self._styles = styles
        self._dated = dated
        self._place = place
        self._date1904 = date1904
        self._layouts: dict[Styles, _Layout] = {}

    def make(self, number: int, opening: bytes, values: Mapping[int, Cell], own: Styles) -> bytes:
        """Return row `number`: what `values` does not give is blank; `own` are the styles that its cells have.

        Raises:
          InvalidInput: Excel cannot hold a value.
        """
        if (layout := self._layouts.get(own)) is None:
            layout = self._layouts[own] = self._layout(dict(own))
        at = b"%d" % number
        parts = [opening]
        for column, start, blank, known, one in layout:
            if (value := values.get(column)) is None:
                end = blank
            elif (kind := type(value)) is str or kind is date:
                if (end := known.get(value)) is None:  # type: ignore[assignment,arg-type]
                    end = known[value] = self._end(value, one, number)  # type: ignore[index]
            elif kind is Decimal and _PLAIN.fullmatch(text := str(value)):
                end = one.number + text.encode() + b"</v></c>"
            else:
                end = self._end(value, one, number)
            if end:
                parts += (start, at, end)
        parts.append(b"</row>")
        return b"".join(parts)

    def _layout(self, own: Mapping[int, int]) -> _Layout:
        columns = (self._column(column, own.get(column, usual)) for column, usual in self._styles.items())
        return tuple((one.column, one.start, one.blank, one.known, one) for one in columns)

    def _column(self, column: int, style: int) -> _Column:
        start = f'<c r="{column_letters(column)}'.encode()
        head = _head(style)
        return _Column(column, style, start, head, head + b"><v>", head + b"/>" if style else b"")

    def _end(self, value: str | int | Decimal | date, one: _Column, number: int) -> bytes:
        """Return what follows the row's number in the cell that holds `value`."""
        if isinstance(value, str):
            if not value:
                return one.blank
            # telling where a cell stands costs more than writing it
            lieu = _NOWHERE if len(value) <= _SHORT else self._place(one.column, number)
            return one.head + b' t="inlineStr"><is>' + text_node(value, lieu) + b"</is></c>"
        if isinstance(value, bool):
            return one.head + b' t="b"><v>%d</v></c>' % value
        head = _head(self._dated(one.style)) if isinstance(value, date) else one.head
        return head + b"><v>" + self._number(value, one.column, number) + b"</v></c>"

    def _number(self, value: int | Decimal | date, column: int, number: int) -> bytes:
        if isinstance(value, int) and -_LIMIT < value < _LIMIT:
            return b"%d" % value
        if isinstance(value, Decimal) and value.is_finite() and abs(value) < _LIMIT:
            return format(value, "f").encode()
        return number_text(value, date1904=self._date1904, lieu=self._place(column, number)).encode()


def _head(style: int) -> bytes:
    return b'" s="%d"' % style if style else b'"'
