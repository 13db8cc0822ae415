"""Which places of a page are blank: its head and its foot are rendered small, in grey, and looked at."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse.geometrie import Boite

LONG_SIDE = 360  # pixels: about 30 dpi on A4
LIGHTEST = 190  # a scan's paper is not white
SPREAD = 10  # of its grain, between the lightest and the darkest pixel of a place
_BAND = 0.16  # of the page's height, at its head and at its foot: no place is higher


@dataclass(frozen=True, slots=True)
class Apercu:
    """The head and the foot of a page, in pixels.

    Attributes:
      largeur, hauteur: of the whole page.
      bande: rows of each band.
      tete, pied: their pixels, row by row; both empty when the page could not be rendered.
    """

    largeur: int
    hauteur: int
    bande: int
    tete: bytes
    pied: bytes

    def is_blank(self, boite: Boite, largeur: float, hauteur: float) -> bool:
        """Whether nothing is drawn in `boite`, on a page of that size in visual coordinates."""
        if not self.tete:
            return False
        left = max(int(boite.gauche * self.largeur / largeur), 0)
        right = min(int(boite.droite * self.largeur / largeur) + 1, self.largeur)
        first = max(int((hauteur - boite.haut) * self.hauteur / hauteur), 0)
        last = min(int((hauteur - boite.bas) * self.hauteur / hauteur) + 1, self.hauteur)
        pixels, offset = self.tete, 0
        if last > self.bande:
            pixels, offset = self.pied, self.hauteur - self.bande
        if first < offset or last - offset > self.bande:
            return False
        rows = [
            pixels[row * self.largeur + left : row * self.largeur + right]
            for row in range(first - offset, last - offset)
        ]
        darkest, lightest = min(map(min, rows)), max(map(max, rows))
        return darkest >= LIGHTEST and lightest - darkest <= SPREAD


NOT_SEEN = Apercu(1, 1, 1, b"", b"")


def previews(pdf: Path) -> Iterator[Apercu]:
    """Yield the preview of each page; `NOT_SEEN` for a page that PDFium does not open."""
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                yield NOT_SEEN
                continue
            yield _preview(page)
            page.close()


def _preview(page: pypdfium2.PdfPage) -> Apercu:
    width, height = page.get_size()
    scale = LONG_SIDE / max(width, height)
    columns, rows = max(round(width * scale), 1), max(round(height * scale), 1)
    band = min(max(round(rows * _BAND), 24), rows)
    return Apercu(
        columns, rows, band, _band(page, columns, rows, 0, band), _band(page, columns, rows, rows - band, band)
    )


def _band(page: pypdfium2.PdfPage, columns: int, rows: int, first: int, count: int) -> bytes:
    """Render some rows; what stands outside them is not drawn, which makes this five times faster than a page."""
    pixels = ctypes.create_string_buffer(b"\xff" * (columns * count), columns * count)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, count, pdfium.FPDFBitmap_Gray, pixels, columns)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -first, columns, rows, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels.raw
