"""What a cell of the history says, in one form, whichever program saved the file last.

Excel, LibreOffice and openpyxl keep a date as a serial number, a day or a text, 100 as 100.0 or "100.00", nothing as
nothing or "". All of these give one text here: ISO dates, amounts with two decimals, integers, squeezed texts.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from relancier.base.money import to_cents
from relancier.base.typed import EXCEL_EPOCH, INVISIBLE, Unreadable, amount_of_number, parse_amount, parse_date
from relancier.classeur.raw import BadCell, RawCell
from relancier.classeur.reading.cells import as_text
from relancier.classeur.schema import Kind

Held: TypeAlias = RawCell | BadCell | Decimal
Reading: TypeAlias = Callable[[Held, bool], str]

MACINTOSH_EPOCH = date(1904, 1, 1)
WHOLE_CENTS = 1e12  # €: below it, a binary number written with two decimals is the one that was meant
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_UNSEEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def as_words(cell: Held, date_1904: bool = False) -> str:
    """Return a cell's text on one line; a number loses its useless decimals."""
    del date_1904
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell.isascii() and cell.isprintable() and "_x" not in cell:
            return " ".join(cell.split())
        return _squeezed(cell)
    if isinstance(cell, BadCell):
        return f"#{cell.shown}"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return as_text(cell)


def as_day(cell: Held, date_1904: bool) -> str:
    """Return a cell's day, ISO; its text when it is none."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell < 100_000:
        return ((MACINTOSH_EPOCH if date_1904 else EXCEL_EPOCH) + timedelta(days=int(cell))).isoformat()
    words = as_words(cell)
    try:
        return parse_date(words).isoformat() if words else ""
    except Unreadable:
        return words


def as_amount(cell: Held, date_1904: bool) -> str:
    """Return a cell's amount (€) with two decimals; its text when it is none."""
    del date_1904
    try:
        if isinstance(cell, Decimal):
            return f"{to_cents(cell) + 0:.2f}"
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if abs(cell) < WHOLE_CENTS and round(cell, 2) == cell:
                return f"{cell + 0.0:.2f}"
            return f"{amount_of_number(float(cell)):.2f}"
        words = as_words(cell)
        return f"{parse_amount(words):.2f}" if words else ""
    except Unreadable:
        return as_words(cell)


def as_whole(cell: Held, date_1904: bool) -> str:
    """Return a cell's whole number; its text when it is none."""
    del date_1904
    words = as_words(cell)
    return str(int(words)) if words.removeprefix("-").isdecimal() and words.isascii() and len(words) < 30 else words


def _squeezed(text: str) -> str:
    while (read := _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)) != text:
        text = read  # _x000D_ is how the file writes a character; not every program reads it back
    return unicodedata.normalize("NFC", " ".join(_UNSEEN.sub("", text.translate(INVISIBLE)).split()))


READINGS: Mapping[Kind, Reading] = {
    Kind.TEXTE: as_words,
    Kind.CHOIX: as_words,
    Kind.DATE: as_day,
    Kind.MONTANT: as_amount,
    Kind.ENTIER: as_whole,
}
