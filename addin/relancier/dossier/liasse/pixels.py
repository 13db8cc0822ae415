"""Whether two pages show the same thing but for some boxes: rendered small and compared pixel by pixel."""

import ctypes
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse.geometrie import Boite

LONG_SIDE = 640  # pixels: about 55 dpi on A4
SHORT_SIDE = 450  # of a page on which letters must be told from paper: they are as small as it is narrow
DARK = 170  # of 255: ink, even thinned by so small a picture
BLOCK = 4  # pixels: 2 mm of A4. Finer than that, the grain of a reduced photograph is another
MEAN, SPREAD = 3.0, 24  # of 255: what making an image smaller may change of the blocks of a page, and of one of them


def same(before: pypdfium2.PdfPage, after: pypdfium2.PdfPage, cadres: Sequence[Boite], reduite: bool = False) -> bool:
    """Whether two pages show the same outside `cadres` (visual coordinates of `after`).

    Not one pixel may differ; where an image was made smaller, the means of small blocks may, a little.
    """
    size = after.get_size()
    if any(abs(one - other) > 0.01 for one, other in zip(before.get_size(), size, strict=True)):
        return False
    columns, rows = _pixels(size)
    first, second = _render(before, columns, rows), _render(after, columns, rows)
    for box in cadres:
        left, right, top, bottom = _bounds(box, size, columns, rows)
        nothing = bytes(right - left)
        for row in range(top, bottom):
            span = slice(row * columns + left, row * columns + right)
            first[span] = second[span] = nothing
    if first == second or not reduite:
        return first == second
    return _alike(first, second, columns, rows)


def _alike(first: bytearray, second: bytearray, columns: int, rows: int) -> bool:
    from PIL import Image, ImageChops, ImageStat  # noqa: PLC0415 - most bundles have no image that was made smaller

    one, other = (Image.frombytes("L", (columns, rows), bytes(raw)).reduce(BLOCK) for raw in (first, second))
    gaps = ImageStat.Stat(ImageChops.difference(one, other))
    return gaps.mean[0] <= MEAN and gaps.extrema[0][1] <= SPREAD


def alike(before: Path, after: Path, pages: Iterable[int]) -> bool:
    """Whether `pages`, from 1, show the same in both files, but for the size of their images."""
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        return all(same(one[page - 1], other[page - 1], (), reduite=True) for page in pages)


def inked(page: pypdfium2.PdfPage, cadres: Sequence[Boite]) -> bool:
    """Whether each of `cadres` (visual coordinates) shows ink on paper; they alone are drawn."""
    size = page.get_size()
    columns, rows = _pixels(size, SHORT_SIDE)
    for box in cadres:
        left, right, top, bottom = _bounds(box, size, columns, rows)
        inside = _render(page, columns, rows, (left, right, top, bottom))
        if not inside or not min(inside) <= DARK < max(inside):
            return False
    return True


def blank(page: pypdfium2.PdfPage, cadres: Sequence[Boite]) -> bool:
    """Whether `page` shows nothing outside `cadres`."""
    size = page.get_size()
    columns, rows = _pixels(size)
    picture = _render(page, columns, rows)
    for box in cadres:
        left, right, top, bottom = _bounds(box, size, columns, rows)
        for row in range(top, bottom):
            picture[row * columns + left : row * columns + right] = b"\xff" * (right - left)
    return min(picture) == 255


def _pixels(size: tuple[float, float], short: int = 0) -> tuple[int, int]:
    scale = max(LONG_SIDE / max(size), short / min(size))
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def _bounds(box: Boite, size: tuple[float, float], columns: int, rows: int) -> tuple[int, int, int, int]:
    """Return left, right, top and bottom in pixels, one more on each side for what shades into the next."""
    across, down = columns / size[0], rows / size[1]
    return (
        max(int(box.gauche * across) - 1, 0),
        min(int(box.droite * across) + 2, columns),
        max(int((size[1] - box.haut) * down) - 1, 0),
        min(int((size[1] - box.bas) * down) + 2, rows),
    )


def _render(
    page: pypdfium2.PdfPage, columns: int, rows: int, part: tuple[int, int, int, int] | None = None
) -> bytearray:
    """Draw a page of that many pixels, or `part` of it: left, right, top and bottom."""
    left, right, top, bottom = part or (0, columns, 0, rows)
    width, height = max(right - left, 0), max(bottom - top, 0)
    if not width or not height:
        return bytearray()
    pixels = ctypes.create_string_buffer(b"\xff" * (width * height), width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, pixels, width)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, columns, rows, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return bytearray(pixels.raw)
