"""The SEPA transfer QR code (EPC069-12) that a banking application reads."""

import re
import struct
import zlib
from decimal import Decimal

import zxingcpp
from PIL import Image, ImageOps

SMALLEST, LARGEST = Decimal("0.01"), Decimal("999999999.99")
NAME_MAX, TEXT_MAX = 70, 140  # characters, EPC069-12
MAX_BYTES = 331  # of the whole code, EPC069-12
FIXED_BYTES = 40  # service tag, version, encoding, amount, line breaks
UTF_8 = "1"  # EPC069-12's number of the character set
PIXELS_PER_MODULE = 4  # sharp at any size, and quick to convert
BORDER = 2  # modules; the letter leaves white around it
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
    lines = (
        "BCD",
        "002",
        UTF_8,
        "SCT",
        bic if _BIC.fullmatch(bic) else "",
        name,
        iban,
        f"EUR{amount:.2f}",
        "",
        "",
        text,
    )
    code = zxingcpp.create_barcode("\n".join(lines), zxingcpp.BarcodeFormat.QRCode, ec_level="M", eci="UTF8")
    image = code.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    grey = bytes(memoryview(image))  # type: ignore[arg-type] # it has the buffer protocol
    drawn = Image.frombuffer("L", (width, height), grey).convert("1")
    return _png(ImageOps.expand(drawn, border=BORDER, fill=1))


def _png(modules: Image.Image) -> bytes:
    """Return modules, a pixel each, as a PNG: what Pillow writes, without its search for the smallest file."""
    width, height = modules.width * PIXELS_PER_MODULE, modules.height * PIXELS_PER_MODULE
    rows, length = modules.resize((width, modules.height), Image.Resampling.NEAREST).tobytes(), (width + 7) // 8
    # PNG puts its filter's number, here 0, before each line
    starts = range(0, len(rows), length)
    lines = b"".join((b"\0" + rows[start : start + length]) * PIXELS_PER_MODULE for start in starts)
    header = struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _one_line(text: str) -> str:
    # a line break would end the field
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
