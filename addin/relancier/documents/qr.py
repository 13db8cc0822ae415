"""The SEPA transfer QR code (EPC069-12) that a banking application reads."""

import io
import re
from decimal import Decimal

import segno.helpers

SMALLEST, LARGEST = Decimal("0.01"), Decimal("999999999.99")
NAME_MAX, TEXT_MAX = 70, 140  # characters, EPC069-12
MAX_BYTES = 331  # of the whole code, EPC069-12
FIXED_BYTES = 40  # service tag, version, encoding, amount, line breaks
PIXELS_PER_MODULE = 6
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


def transfer_png(name: str, iban: str, bic: str, amount: Decimal, text: str) -> bytes:
    """Return the PNG of a transfer of `amount` (€) to `iban` in the name of `name`, with `text` as its reason.

    b"" when no code can carry it: no IBAN, no name, an amount out of bounds, too many bytes. A BIC that is none is
    left out: the code does without since 2016.
    """
    name, text = _one_line(name)[:NAME_MAX].strip(), _one_line(text)[:TEXT_MAX].strip()
    bic = "".join(bic.split()).upper()
    if not (iban and name and text and SMALLEST <= amount <= LARGEST):
        return b""
    payload = sum(len(part.encode()) for part in (name, iban, bic, text)) + FIXED_BYTES
    if payload > MAX_BYTES:
        return b""
    code = segno.helpers.make_epc_qr(
        name=name, iban=iban, amount=amount, text=text, bic=bic if _BIC.fullmatch(bic) else None, encoding="utf-8"
    )
    stream = io.BytesIO()
    code.save(stream, kind="png", scale=PIXELS_PER_MODULE, border=2)
    return stream.getvalue()


def _one_line(text: str) -> str:
    # a line break would end the field
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
