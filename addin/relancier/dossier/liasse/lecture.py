"""Reading a bundle as its reader sees it: the stamp and the number of each page, at their place and upright.

PDFium says where each character is shown; nothing that the builder knew is used but the table of places.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
_TAIL = 80  # characters: no stamp and number together are longer
_OURS = 4  # the most that is drawn last: two white boxes, two texts
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
    with _last_alone(page):
        stamp, number = _read(page, unite)
    if not stamp:
        stamp, number = _read(page, unite)
    boxes = (*([stamp.boite] if stamp else ()), *([number[1]] if number else ()))
    width, height = page.get_size()
    return PageLue(width, height, stamp, number[0] if number else 0, boxes, pixels.inked(page, boxes))


@contextmanager
def _last_alone(page: pypdfium2.PdfPage) -> Iterator[None]:
    """Have the objects of a page passed over but the last ones, where ours are: its text is read ten times quicker."""
    others = range(pdfium.FPDFPage_CountObjects(page) - _OURS)
    passed = [pdfium.FPDFPage_GetObject(page, index) for index in others]
    for one in passed:
        pdfium.FPDFPageObj_SetIsActive(one, False)
    try:
        yield
    finally:
        for one in passed:
            pdfium.FPDFPageObj_SetIsActive(one, True)


def _read(page: pypdfium2.PdfPage, unite: float) -> tuple[Tampon | None, tuple[int, Boite] | None]:
    textpage = page.get_textpage()
    try:
        where, count = _Ecran(page), pdfium.FPDFText_CountChars(textpage)
        for first in (max(count - _TAIL, 0), 0):
            letters = _letters(textpage, first, count)
            stamp = _stamp(where, textpage, letters, unite)
            if stamp or not first:
                break
        return stamp, _number(where, textpage, letters, unite)
    finally:
        textpage.close()


def _stamp(where: "_Ecran", textpage: pypdfium2.PdfTextPage, letters: _Letters, unite: float) -> Tampon | None:
    for found in reversed(list(_SAID.finditer("".join(letter for letter, _ in letters)))):
        numero = _spaced(found[1])
        said = stamp_text(numero, int(found[2]), int(found[3]))
        label = stamp_places(*where.size, unite, said, Police("Bold"))
        box = _place(where, textpage, letters[found.start() : found.end()], label)
        if box:
            return Tampon(numero, int(found[2]), int(found[3]), box)
    return None


def _number(
    where: "_Ecran", textpage: pypdfium2.PdfTextPage, letters: _Letters, unite: float
) -> tuple[int, Boite] | None:
    for found in reversed(list(_COUNTED.finditer("".join(letter for letter, _ in letters)))):
        label = number_places(*where.size, unite, number_text(int(found[1])), Police("Regular"))
        box = _place(where, textpage, letters[found.start() : found.end()], label)
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


def _place(where: "_Ecran", textpage: pypdfium2.PdfTextPage, letters: _Letters, label: Etiquette) -> Boite | None:
    """Return the place in which all of `letters` stand, upright and in line; None when there is none."""
    boxes = [where.seen(textpage, index) for _, index in letters]
    lefts = [one.gauche for one in boxes]
    if lefts != sorted(lefts) or max(one.bas for one in boxes) - min(one.bas for one in boxes) > label.taille:
        return None
    left, bottom = boxes[0].gauche - label.pad, boxes[0].bas - label.pad  # a capital, which stands on the line
    slack = label.taille / 4
    holding = [place for place in label.boites.values() if _holds(place.around(slack), boxes)]
    # on a small page places stand closer than the slack: the nearest is where it was written
    return min(holding, key=lambda place: abs(place.gauche - left) + abs(place.bas - bottom), default=None)


def _holds(wide: Boite, boxes: Iterable[Boite]) -> bool:
    return all(
        wide.gauche <= one.gauche and one.droite <= wide.droite and wide.bas <= one.bas and one.haut <= wide.haut
        for one in boxes
    )


class _Ecran:
    """A page on an imaginary screen: where PDFium shows each character.

    Attributes:
      size: of the page as it is seen.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.size: tuple[float, float] = page.get_size()
        self._edges = [ctypes.c_double() for _ in range(4)]
        span = max(self.size)
        self._origin, right, up = (_shown(page, *point) for point in ((0.0, 0.0), (span, 0.0), (0.0, span)))
        self._across = (right[0] - self._origin[0]) / span, (right[1] - self._origin[1]) / span
        self._upwards = (up[0] - self._origin[0]) / span, (up[1] - self._origin[1]) / span

    def seen(self, textpage: pypdfium2.PdfTextPage, index: int) -> Boite:
        """Return the box of a character in visual coordinates."""
        left, right, bottom, top = self._edges
        pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        (x1, y1), (x2, y2) = self._visual(left.value, bottom.value), self._visual(right.value, top.value)
        return Boite(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def _visual(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._origin[0] + x * self._across[0] + y * self._upwards[0],
            self._origin[1] + x * self._across[1] + y * self._upwards[1],
        )


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    width, height = page.get_size()
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _DEVICE, _DEVICE, 0, x, y, column, row)
    return column.value * width / _DEVICE, height - row.value * height / _DEVICE
