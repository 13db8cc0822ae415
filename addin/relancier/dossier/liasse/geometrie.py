"""A page as the reader sees it: its crop box, turned as /Rotate says, with its own coordinates.

In visual coordinates the origin is the lower left corner of the page on the screen, x goes right, y goes up, and the
unit is the page's own (1/72 inch, times /UserUnit).
"""

from dataclasses import dataclass

import pikepdf
from pikepdf import Array

LETTER = (0.0, 0.0, 612.0, 792.0)  # what PDFium shows of a page that states no usable box
_DEPTH = 64  # levels of a page tree that are climbed: a hostile one may be a ring


@dataclass(frozen=True, slots=True)
class Boite:
    """A rectangle in visual coordinates."""

    gauche: float
    bas: float
    droite: float
    haut: float

    @property
    def largeur(self) -> float:
        """Its width."""
        return self.droite - self.gauche

    @property
    def hauteur(self) -> float:
        """Its height."""
        return self.haut - self.bas

    def around(self, margin: float) -> "Boite":
        """Return it grown by `margin` on each side."""
        return Boite(self.gauche - margin, self.bas - margin, self.droite + margin, self.haut + margin)

    def meets(self, other: "Boite") -> bool:
        """Whether the two share a surface."""
        return (
            self.gauche < other.droite
            and other.gauche < self.droite
            and self.bas < other.haut
            and other.bas < self.haut
        )


@dataclass(frozen=True, slots=True)
class Vue:
    """What is shown of a page.

    Attributes:
      boite: left, bottom, right, top of what is shown, in the page's own coordinates.
      rotation: 0, 90, 180 or 270, clockwise.
      unite: /UserUnit: how many 1/72 inch a unit is.
    """

    boite: tuple[float, float, float, float]
    rotation: int = 0
    unite: float = 1.0

    @property
    def largeur(self) -> float:
        """The width on the screen."""
        left, bottom, right, top = self.boite
        return top - bottom if self.rotation % 180 else right - left

    @property
    def hauteur(self) -> float:
        """The height on the screen."""
        left, bottom, right, top = self.boite
        return right - left if self.rotation % 180 else top - bottom

    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Return the six numbers of `cm` that lead from visual coordinates to the page's own."""
        left, bottom, right, top = self.boite
        return {
            0: (1.0, 0.0, 0.0, 1.0, left, bottom),
            90: (0.0, 1.0, -1.0, 0.0, right, bottom),
            180: (-1.0, 0.0, 0.0, -1.0, right, top),
            270: (0.0, -1.0, 1.0, 0.0, left, top),
        }[self.rotation]


def look(page: pikepdf.Page) -> Vue:
    """Return what a reader shows of `page`; boxes and rotation may be inherited, inverted, absent or absurd."""
    own = page.obj
    media = _box(_inherited(own, "/MediaBox")) or LETTER
    crop = _box(_inherited(own, "/CropBox")) or media
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if shown[0] >= shown[2] or shown[1] >= shown[3]:
        shown = media
    turn = _number(_inherited(own, "/Rotate")) or 0.0
    unit = (_number(own.get("/UserUnit")) if "/UserUnit" in own else None) or 1.0
    return Vue(shown, int(turn / 90) % 4 * 90, unit if unit > 0 else 1.0)


def _inherited(own: pikepdf.Object, key: str) -> object:
    node: pikepdf.Object | None = own
    for _ in range(_DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node and (found := node.get(key)) is not None:  # to look before asking is five times quicker
            return found
        node = node.get("/Parent") if "/Parent" in node else None
    return None


def _box(found: object) -> tuple[float, float, float, float] | None:
    if not isinstance(found, Array) or len(found) != 4:
        return None
    edges = [_number(edge) for edge in found]
    x1, y1, x2, y2 = (edge if edge is not None else 0.0 for edge in edges)
    box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _number(found: object) -> float | None:
    if found is None:
        return None
    try:
        return float(found)  # type: ignore[arg-type]
    except (TypeError, ValueError, ArithmeticError):
        return None
