"""Reading a bundle as its reader sees it: the stamp and the number of each page, at their place and upright.

PDFium says where each character is shown; nothing that the builder knew is used but the table of places.
"""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse import pixels
from relancier.dossier.liasse.geometrie import Boite
from relancier.dossier.liasse.places import (
    Etiquette,
    number_places,
    number_text,
    stamp_places,
    stamp_text,
)
from relancier.dossier.liasse.police import Police

_SAID = re.compile(r"Piècen°([^–]{1,24}?)–(\d{1,6})/(\d{1,6})")
_COUNTED = re.compile(r"Page(\d{1,6})")
_TAIL = 160  # characters: ours are drawn last
_Letters = list[tuple[str, int]]  # a page's characters that are not blank, each with its rank in the page's text
_DEVICE = 20_000  # the side of an imaginary screen on which places are read


@dataclass(frozen=True, slots=True)
class Tampon:
    """A stamp that was read: `3 bis`, page 2 of 5, and its box in visual coordinates."""

    numero: str
    page: int
    pages: int
    boite: Boite


@dataclass(frozen=True, slots=True)
class PageLue:
    """What a page says of itself.

    Attributes:
      largeur, hauteur: as it is seen.
      tampon: None when no stamp stands at one of its places.
      numero: 0 when no number stands at one of its places.
      cadres: the boxes of what was read, which may differ from the exhibit.
      visible: whether each of them shows ink on paper.
    """

    largeur: float
    hauteur: float
    tampon: Tampon | None
    numero: int
    cadres: tuple[Boite, ...]
    visible: bool


def solid(numero: str) -> str:
    """Return an exhibit's number without its blanks, as it is compared."""
    return "".join(numero.split())


def read_page(page: pypdfium2.PdfPage, unite: float) -> PageLue:
    """Return what `page`, whose unit is `unite` points, says of itself."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    count = pdfium.FPDFText_CountChars(textpage)
    try:
        tail = max(count - _TAIL, 0)
        letters = _letters(textpage, tail, count)
        stamp = _stamp(page, textpage, letters, unite)
        number = _number(page, textpage, letters, unite)
        if tail and not stamp and not number:
            letters = _letters(textpage, 0, count)
            stamp = _stamp(page, textpage, letters, unite)
            number = _number(page, textpage, letters, unite)
    finally:
        textpage.close()
    boxes = (*([stamp.boite] if stamp else ()), *([number[1]] if number else ()))
    return PageLue(width, height, stamp, number[0] if number else 0, boxes, pixels.inked(page, boxes))


def _stamp(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, letters: _Letters, unite: float) -> Tampon | None:
    size = page.get_size()
    for found in reversed(list(_SAID.finditer("".join(letter for letter, _ in letters)))):
        numero = _spaced(found[1])
        said = stamp_text(numero, int(found[2]), int(found[3]))
        label = stamp_places(size[0], size[1], unite, said, Police("Bold"))
        box = _place(page, textpage, letters[found.start() : found.end()], label, size)
        if box:
            return Tampon(numero, int(found[2]), int(found[3]), box)
    return None


def _number(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, letters: _Letters, unite: float
) -> tuple[int, Boite] | None:
    size = page.get_size()
    for found in reversed(list(_COUNTED.finditer("".join(letter for letter, _ in letters)))):
        label = number_places(size[0], size[1], unite, number_text(int(found[1])), Police("Regular"))
        box = _place(page, textpage, letters[found.start() : found.end()], label, size)
        if box:
            return int(found[1]), box
    return None


def _spaced(numero: str) -> str:
    """Return a number with its suffix apart: `3bis` -> `3 bis`."""
    return re.sub(r"^(\d+)(?=[^\W\d])", r"\1 ", numero)


def _letters(textpage: pypdfium2.PdfTextPage, first: int, count: int) -> _Letters:
    found = []
    for index in range(first, count):
        letter = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if not letter.isspace() and letter != "\x00":
            found.append((letter, index))
    return found


def _place(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    letters: _Letters,
    label: Etiquette,
    size: tuple[float, float],
) -> Boite | None:
    """Return the place in which all of `letters` stand, upright and in line; None when there is none."""
    boxes = [_seen(page, textpage, index, size) for _, index in letters]
    lefts = [one.gauche for one in boxes]
    if lefts != sorted(lefts) or max(one.bas for one in boxes) - min(one.bas for one in boxes) > label.taille:
        return None
    slack = label.taille / 4
    for place in label.boites.values():
        wide = place.around(slack)
        if all(
            wide.gauche <= one.gauche and one.droite <= wide.droite and wide.bas <= one.bas and one.haut <= wide.haut
            for one in boxes
        ):
            return place
    return None


def _seen(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, index: int, size: tuple[float, float]) -> Boite:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    corners = [_to_visual(page, x, y, size) for x, y in ((left.value, bottom.value), (right.value, top.value))]
    (x1, y1), (x2, y2) = corners
    return Boite(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _to_visual(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[float, float]) -> tuple[float, float]:
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _DEVICE, _DEVICE, 0, x, y, column, row)
    width, height = size
    return column.value * width / _DEVICE, height - row.value * height / _DEVICE
