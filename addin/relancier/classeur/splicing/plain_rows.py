"""Rows of a table made at once: those that the sheet does not have yet, and those that only the table's cells fill.

Their bytes are those that cell by cell writing would leave; a large table is made in a fifth of the time.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from relancier.base.errors import Lieu
from relancier.classeur.splicing.areas import Area, column_letters, column_number
from relancier.classeur.splicing.cell_xml import MAX_DIGITS, Cell, number_text, text_node
from relancier.classeur.splicing.xml_bytes import with_attribute

_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="\w+")?/?>')
_LIMIT = Decimal(10) ** MAX_DIGITS
_HIDING = (b"hidden", b"collapsed", b"spans")


def own_styles(raw: bytes, body: Area) -> dict[int, int] | None:
    """Return the style of each cell of the row `raw`, by column; None when it holds more than values of the table."""
    if b"<f" in raw or b"<extLst" in raw or not raw.endswith((b"/></row>", b"</c></row>")):
        return None
    cells = _CELL.findall(raw)
    if not cells or len(cells) != raw.count(b"<c ") + raw.count(b"<c>"):
        return None
    styles = {column_number(letters.decode()): int(style or 0) for letters, style in cells}
    return styles if min(styles) >= body.left and max(styles) <= body.right else None


def shown_opening(raw: bytes) -> bytes:
    """Return the opening tag of the row `raw`, made visible."""
    opening = raw[: raw.index(b">") + 1]
    for name in _HIDING:
        if name in opening:
            opening = with_attribute(opening, name, None)
    return opening


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
        self._columns = [
            (column, f'<c r="{column_letters(column)}'.encode(), usual) for column, usual in styles.items()
        ]
        self._dated = dated
        self._place = place
        self._date1904 = date1904
        self._texts: dict[str, bytes] = {}
        self._days: dict[date, bytes] = {}

    def make(self, number: int, opening: bytes, values: Mapping[int, Cell], own: Mapping[int, int]) -> bytes:
        """Return row `number`: what `values` does not give is blank; `own` are the styles that its cells have.

        Raises:
          InvalidInput: Excel cannot hold a value.
        """
        at = b"%d" % number
        parts = [opening]
        for column, start, usual in self._columns:
            value = values.get(column)
            style = own.get(column, usual) if own else usual
            if isinstance(value, date):
                style = self._dated(style)
            head = start + at + (b'" s="%d"' % style if style else b'"')
            if value is None or value == "":
                if style:
                    parts.append(head + b"/>")
            elif isinstance(value, str):
                parts.append(head + b' t="inlineStr"><is>' + self._text(value, column, number) + b"</is></c>")
            elif isinstance(value, bool):
                parts.append(head + b' t="b"><v>%d</v></c>' % value)
            else:
                parts.append(head + b"><v>" + self._number(value, column, number) + b"</v></c>")
        parts.append(b"</row>")
        return b"".join(parts)

    def _text(self, value: str, column: int, number: int) -> bytes:
        if (known := self._texts.get(value)) is None:
            known = self._texts[value] = text_node(value, self._place(column, number))
        return known

    def _number(self, value: int | Decimal | date, column: int, number: int) -> bytes:
        if isinstance(value, Decimal) and value.is_finite() and abs(value) < _LIMIT:
            return format(value, "f").encode()
        if isinstance(value, date) and type(value) is date:
            if (known := self._days.get(value)) is None:
                lieu = self._place(column, number)
                known = self._days[value] = number_text(value, date1904=self._date1904, lieu=lieu).encode()
            return known
        return number_text(value, date1904=self._date1904, lieu=self._place(column, number)).encode()
