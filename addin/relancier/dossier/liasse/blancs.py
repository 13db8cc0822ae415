"""The head and the foot of pages, drawn small and in grey, to tell which of their places are blank."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse.apercu import NOT_SEEN, Apercu

LONG_SIDE = 360  # pixels: about 30 dpi on A4


def previews(pdf: Path, parts: Iterable[float]) -> Iterator[Apercu]:
    """Yield the preview of each page; `NOT_SEEN` for a page that PDFium does not open.

    Args:
      pdf: a clean exhibit.
      parts: of each page's height, how much is looked at, at its head and at its foot.

    Raises:
      pypdfium2.PdfiumError: PDFium does not open the file.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for index, part in zip(range(len(document)), parts, strict=False):  # two readers may count differently
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                yield NOT_SEEN
                continue
            try:
                yield _preview(page, part)
            finally:
                pdfium.FPDF_ClosePage(page)


def _preview(page: pdfium.FPDF_PAGE, part: float) -> Apercu:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not 0 < max(width, height) < math.inf:
        return NOT_SEEN
    scale = LONG_SIDE / max(width, height)
    columns, rows = max(round(width * scale), 1), max(round(height * scale), 1)
    band = min(int(part * rows) + 2, rows)
    head = _band(page, columns, rows, 0, band)
    return Apercu(columns, rows, band, head, _band(page, columns, rows, rows - band, band))


def _band(page: pdfium.FPDF_PAGE, columns: int, rows: int, first: int, count: int) -> bytes:
    """Draw some rows; what stands outside them is passed over, which costs next to nothing beside opening the page."""
    pixels = ctypes.create_string_buffer(b"\xff" * (columns * count), columns * count)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, count, pdfium.FPDFBitmap_Gray, pixels, columns)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -first, columns, rows, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    drawn = pixels.raw
    return drawn[:1] if drawn.count(drawn[0]) == len(drawn) else drawn
