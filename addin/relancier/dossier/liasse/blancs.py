"""The head and the foot of pages, drawn small and in grey, to tell which of their places are blank.

Only the edge is drawn where the stamp and the number find their first places there, as on most pages: further inside
there may be photographs, which take fifty times longer to decode than a page of text to draw.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse.apercu import NOT_SEEN, Apercu, Illisible
from relancier.dossier.liasse.bords import WHITE, edges, pixels, rows, white
from relancier.dossier.liasse.geometrie import Vue


def previews(pdf: Path, vues: Sequence[Vue], clairs: Sequence[bool]) -> Iterator[Apercu]:
    """Yield the preview of each page; `NOT_SEEN` for a page that PDFium does not open.

    Args:
      pdf: a clean exhibit.
      vues: its pages, as they are seen.
      clairs: whether the edges of each are known to be blank, so that it need not be opened.

    Raises:
      Illisible: PDFium does not open the file.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Illisible(pdf.name) from error
    with document:
        for index in range(min(len(document), len(vues))):  # two readers may count differently
            yield white(vues[index]) if clairs[index] else _drawn(document, index, vues[index])


def _drawn(document: pypdfium2.PdfDocument, index: int, vue: Vue) -> Apercu:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return NOT_SEEN
    try:
        return _preview(page, vue)
    finally:
        pdfium.FPDF_ClosePage(page)


def _preview(page: pdfium.FPDF_PAGE, vue: Vue) -> Apercu:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not 0 < max(width, height) < math.inf:
        return NOT_SEEN
    columns, count = pixels(width, height)
    known = edges(vue.largeur, vue.hauteur, vue.unite)
    if known.places:
        seen = _bands(page, columns, count, rows(known.bord, vue.hauteur, count))
        if all(seen.is_blank(box, vue.largeur, vue.hauteur) for box in known.places):
            return seen
    return _bands(page, columns, count, rows(known.tout, vue.hauteur, count))


def _bands(page: pdfium.FPDF_PAGE, columns: int, count: int, band: int) -> Apercu:
    head = _band(page, columns, count, 0, band)
    return Apercu(columns, count, band, head, _band(page, columns, count, count - band, band))


def _band(page: pdfium.FPDF_PAGE, columns: int, count: int, first: int, band: int) -> bytes:
    """Draw some rows; what stands outside them is passed over, which costs next to nothing beside opening the page."""
    drawn = ctypes.create_string_buffer(WHITE * (columns * band), columns * band)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, band, pdfium.FPDFBitmap_Gray, drawn, columns)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -first, columns, count, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    greys = drawn.raw
    return greys[:1] if greys.count(greys[0]) == len(greys) else greys
