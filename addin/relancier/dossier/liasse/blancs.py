"""The head and the foot of pages, drawn small and in grey, to tell which of their places are blank.

Only the edge is drawn where the stamp and the number find their first places there, as on most pages: further inside
there may be photographs, which take fifty times longer to decode than a page of text to draw.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse.apercu import NOT_SEEN, Apercu
from relancier.dossier.liasse.geometrie import Boite, Vue
from relancier.dossier.liasse.places import first_places, reach

LONG_SIDE = 360  # pixels: about 30 dpi on A4


def previews(pdf: Path, vues: Iterable[Vue]) -> Iterator[Apercu]:
    """Yield the preview of each page; `NOT_SEEN` for a page that PDFium does not open.

    Args:
      pdf: a clean exhibit.
      vues: its pages, as they are seen.

    Raises:
      pypdfium2.PdfiumError: PDFium does not open the file.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for index, vue in zip(range(len(document)), vues, strict=False):  # two readers may count differently
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                yield NOT_SEEN
                continue
            try:
                yield _preview(page, vue)
            finally:
                pdfium.FPDF_ClosePage(page)


def _preview(page: pdfium.FPDF_PAGE, vue: Vue) -> Apercu:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not 0 < max(width, height) < math.inf:
        return NOT_SEEN
    scale = LONG_SIDE / max(width, height)
    columns, rows = max(round(width * scale), 1), max(round(height * scale), 1)
    edge, whole, first = _depths(vue.largeur, vue.hauteur, vue.unite)
    seen = _bands(page, columns, rows, edge)
    if first and all(seen.is_blank(box, vue.largeur, vue.hauteur) for box in first):
        return seen
    return _bands(page, columns, rows, whole)


@lru_cache(maxsize=64)
def _depths(largeur: float, hauteur: float, unite: float) -> tuple[float, float, tuple[Boite, ...]]:
    """Return how much of such a page's height its edge is, how much all places take, and the places of the edge.

    There are none of these where the page is so small that one would cover the other.
    """
    size = (largeur, hauteur, unite)
    stamp, number = first_places(*size)
    apart = () if stamp.meets(number) else (stamp, number)
    return reach(*size, anneau=0) / hauteur, reach(*size) / hauteur, apart


def _bands(page: pdfium.FPDF_PAGE, columns: int, rows: int, part: float) -> Apercu:
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
