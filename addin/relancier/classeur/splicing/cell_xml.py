"""One cell's value as SpreadsheetML, and back to text for comparing keys.

Text is always inline text, so that "00123", "1/2" and "=1+1" stay what they are. Dates are serial numbers of the
workbook's own calendar (1900 or 1904).
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from relancier.base.errors import InvalidInput, Lieu
from relancier.classeur.splicing.xml_bytes import attributes, quoted, tag_pattern, text

Cell: TypeAlias = str | int | Decimal | date | bool | None

MAX_TEXT = 32_767  # characters, as Excel counts them (UTF-16 units)
MAX_DIGITS = 15

_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ILLEGAL = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ORDINARY = re.compile('[^\x00-\x1f\ud800-\udfff\ufffe\uffff&<>"_]*+')  # nothing in it is written otherwise
_OPENING = tag_pattern(b"c")
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)</v>")
_INLINE = re.compile(rb"<t(?:\s[^>]*)?>([^<]*)</t>")
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
_CONTENT = re.compile(rb"<(?:v|f|is)[\s>]|<f\s*/>")


def is_empty(cell: bytes) -> bool:
    """Whether a `<c>` element holds neither value nor formula; its style does not count."""
    return _CONTENT.search(cell) is None


def style_of(cell: bytes) -> int:
    """Return the style index of a `<c>` element."""
    match = _OPENING.search(cell)
    return int(attributes(match[2]).get(b"s", b"0")) if match else 0


def cell_xml(ref: str, style: int, value: Cell, *, date1904: bool, lieu: Lieu) -> bytes:
    """Return the `<c>` element of `value` at `ref`; b"" when there is neither value nor style.

    Raise InvalidInput when Excel cannot hold the value, TypeError when it is of another type than `Cell`.
    """
    opening = b'<c r="%s"' % ref.encode() + (b' s="%d"' % style if style else b"")
    if value is None or value == "":
        return opening + b"/>" if style else b""
    if isinstance(value, bool):
        return opening + b' t="b"><v>%d</v></c>' % value
    if isinstance(value, str):
        return opening + b' t="inlineStr"><is>' + text_node(value, lieu) + b"</is></c>"
    return opening + b"><v>" + number_text(value, date1904=date1904, lieu=lieu).encode() + b"</v></c>"


def formula_xml(ref: str, style: int, formula: str) -> bytes:
    """Return the `<c>` element of a formula at `ref`, without a value: Excel computes it on opening."""
    opening = b'<c r="%s"' % ref.encode() + (b' s="%d"' % style if style else b"")
    return opening + b"><f>" + quoted(formula) + b"</f></c>"


def number_text(value: int | Decimal | date, *, date1904: bool, lieu: Lieu) -> str:
    """Return the number that a cell stores for `value`; a date gives its serial number.

    Raise InvalidInput for a date before the calendar, for more than 15 digits before the decimal point, and for
    NaN and infinities; TypeError for any other type, moments included.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        first = date(1904, 1, 1) if date1904 else date(1900, 3, 1)  # Excel believes in 29 February 1900
        if value < first:
            raise InvalidInput(
                "date-trop-ancienne",
                f"Excel ne sait pas écrire la date {value:%d/%m/%Y}.",
                f"Donnez une date à partir du {first:%d/%m/%Y}.",
                lieu,
            )
        return str((value - (first if date1904 else date(1899, 12, 30))).days)
    if not isinstance(value, int | Decimal):
        raise TypeError(f"a cell cannot hold a {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** MAX_DIGITS:
        raise InvalidInput(
            "nombre-trop-long",
            f"Excel ne sait pas écrire exactement le nombre {value}.",
            "Corrigez le montant, ou saisissez ce numéro comme du texte.",
            lieu,
        )
    return format(number, "f")


def decoded(value: str) -> str:
    """Return `value` with the `_x000A_` escapes of SpreadsheetML read."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)


def comparable(cell: bytes, shared: Sequence[str]) -> str:
    """Return what a `<c>` element shows, as `comparable_value` writes it; "" when it is empty.

    Raise InvalidInput when it refers to a shared text that does not exist.
    """
    opening = _OPENING.search(cell)
    kind = attributes(opening[2]).get(b"t", b"n") if opening else b"n"
    if kind == b"inlineStr":
        return "".join(decoded(text(raw)) for raw in _INLINE.findall(_PHONETIC.sub(b"", cell))).strip()
    match = _VALUE.search(cell)
    raw = text(match[1]).strip() if match else ""
    if not raw:
        return ""
    if kind == b"s":
        if int(raw) >= len(shared):
            raise InvalidInput(
                "classeur-abime",
                "Le classeur est abîmé : une cellule renvoie à un texte qui n'existe pas.",
                "Ouvrez-le dans Excel, laissez-le le réparer, enregistrez, puis recommencez.",
            )
        return shared[int(raw)].strip()
    if kind == b"n":
        try:
            return _plain(Decimal(raw))
        except InvalidOperation:
            return raw
    return decoded(raw)


def comparable_value(value: Cell, *, date1904: bool, lieu: Lieu) -> str:
    """Return `value` in the form in which keys are compared: a text of digits equals the number that it writes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str):
        return value.strip()
    return _plain(Decimal(number_text(value, date1904=date1904, lieu=lieu)))


def _plain(number: Decimal) -> str:
    """Return `number` without trailing zeros and without exponent, cut to the 15 digits that a cell holds."""
    cut = Decimal(f"{number:.{MAX_DIGITS - 1}e}") if number else Decimal(0)
    return format(cut.normalize(), "f")


def clean_text(value: str, lieu: Lieu) -> str:
    """Return `value` as a cell holds it: other line ends become line feeds, and characters that XML forbids go.

    Raises:
      InvalidInput: "texte-trop-long".
    """
    clean = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    clean = _ILLEGAL.sub("", clean)
    if len(clean.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise InvalidInput(
            "texte-trop-long",
            f"Un texte de {len(clean)} caractères ne tient pas dans une cellule ({MAX_TEXT} au plus).",
            "Raccourcissez-le.",
            lieu,
        )
    return clean


def text_node(value: str, lieu: Lieu) -> bytes:
    """Return the `<t>` of `value`."""
    if len(value) <= MAX_TEXT // 2 and _ORDINARY.fullmatch(value) and value == value.strip() and "  " not in value:
        return b"<t>" + value.encode() + b"</t>"  # nearly all texts, in a fifth of the time
    clean = clean_text(value, lieu)
    keep = b' xml:space="preserve"' if clean != clean.strip() or "\n" in clean or "  " in clean else b""
    return b"<t" + keep + b">" + quoted(_ESCAPE_LOOKALIKE.sub("_x005F_", clean)) + b"</t>"
