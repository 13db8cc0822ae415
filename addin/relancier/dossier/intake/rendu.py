"""Pages as pictures: what proves that cleaning changed nothing to the eye, and what tells blank and equal pages.

PDFium draws them in grey, at a size that shows one changed digit.
"""

import ctypes
import hashlib
import io
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image, ImageChops

from relancier.dossier.intake.rapport import Vue

_SCALE = 50 / 72
_LONGEST = 800.0  # pixels: a plan in A0 is not drawn larger than it must be to be compared
_PRINT_SCALE = 200 / 72
_PRINT_LONGEST = 6000.0
_INK = 245  # greys above it are paper
_SCAN_INK = 150
_SCAN_SHARE = 0.00005  # of dark pixels, under which a page without text has only dust on it
_DUST_SHARE = 0.02  # of pixels that are not quite white there
_STEP = 40  # a grey that moved less than this is another rounding of the same drawing
_SHARE = 0.00005  # of pixels that may have moved more
_SAMPLE = 60  # characters whose direction tells the page's


# what PDFium and its wrapper raise on a page that they cannot read
FAULTS = (pypdfium2.PdfiumError, ValueError)


class Unseen(Exception):
    """PDFium cannot draw this file, or this page."""


@contextmanager
def opened(pdf: Path, password: str = "") -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF to draw it, its form fields included.

    Raises:
      Unseen: PDFium does not open it.
    """
    try:
        document = pypdfium2.PdfDocument(pdf, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise Unseen(str(error)) from error
    try:
        with suppress(pypdfium2.PdfiumError):  # no form, or one that only this reader refuses: pages are drawn without
            document.init_forms()
        yield document
    finally:
        document.close()


def picture(document: pypdfium2.PdfDocument, rank: int) -> Image.Image:
    """Return page `rank`, from 0, in grey.

    Raises:
      Unseen: PDFium cannot draw it.
    """
    return _draw(document, rank, _SCALE, _LONGEST, grey=True)


def look(document: pypdfium2.PdfDocument, rank: int) -> tuple[Image.Image, Vue]:
    """Return page `rank`, from 0, in grey, and what is to be known of it.

    Raises:
      Unseen: PDFium cannot draw it.
    """
    page = _page(document, rank)
    try:
        drawn = _render(page, _SCALE, _LONGEST, grey=True)
        content = page.get_textpage()
        try:
            count = content.count_chars()
            text = bool(count) and bool(content.get_text_range(0, min(count, 2000)).strip())
            sens = _direction(content, count, page.get_rotation()) if text else 0
        finally:
            content.close()
    except FAULTS as error:
        raise Unseen(str(error)) from error
    finally:
        page.close()
    digest = hashlib.sha256(f"{drawn.size}".encode() + drawn.tobytes()).hexdigest()
    return drawn, Vue(digest, _is_blank(drawn, text), text, sens)


def same(before: Image.Image, after: Image.Image) -> bool:
    """Whether two drawings of a page show the same thing; a rounded edge may move by a shade."""
    if before.size != after.size:
        return False
    difference = ImageChops.difference(before, after)
    if difference.getbbox() is None:
        return True
    moved = sum(difference.histogram()[_STEP:])
    return moved <= _SHARE * before.width * before.height


def as_image_page(document: pypdfium2.PdfDocument, rank: int) -> bytes:
    """Return a PDF of one page that is the picture of page `rank`, of the same size.

    Raises:
      Unseen: PDFium cannot draw it.
    """
    width, height = _page(document, rank).get_size()
    image = _draw(document, rank, _PRINT_SCALE, _PRINT_LONGEST, grey=False)
    small = image.reduce(4)
    if ImageChops.difference(small, small.convert("L").convert("RGB")).getbbox() is None:
        image = image.convert("L")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        drawn = pdf.make_stream(b"")
        drawn.write(zlib.compress(image.tobytes(), 6), filter=Name.FlateDecode)
        drawn.Type, drawn.Subtype = Name.XObject, Name.Image
        drawn.Width, drawn.Height, drawn.BitsPerComponent = image.width, image.height, 8
        drawn.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
        page = pdf.pages[0].obj
        page.Resources = Dictionary(XObject=Dictionary(Im0=drawn))
        page.Contents = pdf.make_stream(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Im0 Do Q".encode("ascii"))
        data = io.BytesIO()
        pdf.save(data, deterministic_id=True)
    return data.getvalue()


def _page(document: pypdfium2.PdfDocument, rank: int) -> pypdfium2.PdfPage:
    try:
        return document[rank]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Unseen(str(error)) from error


def _draw(document: pypdfium2.PdfDocument, rank: int, scale: float, longest: float, grey: bool) -> Image.Image:
    page = _page(document, rank)
    try:
        return _render(page, scale, longest, grey)
    except FAULTS as error:
        raise Unseen(str(error)) from error
    finally:
        page.close()


def _render(page: pypdfium2.PdfPage, scale: float, longest: float, grey: bool) -> Image.Image:
    side = max(page.get_size())
    if not 0 < side < math.inf:
        raise Unseen("page sans dimensions")
    bitmap = page.render(scale=min(scale, longest / side), grayscale=grey, may_draw_forms=True)
    try:
        drawn: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
        return drawn
    finally:
        bitmap.close()


def _is_blank(drawn: Image.Image, text: bool) -> bool:
    """Whether nothing is drawn; on a page without text, as a scan is, a few specks are nothing."""
    if drawn.getextrema()[0] >= _INK:  # type: ignore[operator]  # one band, so a pair of figures
        return True
    counts, area = drawn.histogram(), drawn.width * drawn.height
    return not text and sum(counts[:_SCAN_INK]) <= _SCAN_SHARE * area and sum(counts[:_INK]) <= _DUST_SHARE * area


def _direction(content: pypdfium2.PdfTextPage, count: int, rotation: int) -> int:
    """Return the direction of most characters as the page is shown: 0, 90, 180 or 270, clockwise."""
    angles: dict[int, int] = {}
    for index in range(0, count, max(1, count // _SAMPLE)):
        angle = pypdfium2.raw.FPDFText_GetCharAngle(content.raw, ctypes.c_int(index))
        if angle < 0:
            continue
        turned = round(-math.degrees(angle) / 90) * 90
        angles[(turned + rotation) % 360] = angles.get((turned + rotation) % 360, 0) + 1
    if not angles:
        return 0
    most = max(angles, key=lambda one: angles[one])
    return most if angles[most] * 10 >= sum(angles.values()) * 9 else 0
