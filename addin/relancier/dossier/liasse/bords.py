"""How much of a page its edge is, where the stamp and the number have their first places."""

from dataclasses import dataclass
from functools import lru_cache

from relancier.dossier.liasse.apercu import Apercu
from relancier.dossier.liasse.geometrie import Boite, Vue
from relancier.dossier.liasse.places import first_places, reach

LONG_SIDE = 360  # pixels of a preview: about 30 dpi on A4
WHITE = b"\xff"


@dataclass(frozen=True, slots=True)
class Bords:
    """The edges of a page.

    Attributes:
      bord: how far they go from its head and its foot, in its units.
      tout: how far all places do.
      places: the first places of the stamp and of the number; none where one would cover the other.
    """

    bord: float
    tout: float
    places: tuple[Boite, ...]


@lru_cache(maxsize=64)
def edges(largeur: float, hauteur: float, unite: float) -> Bords:
    """Return the edges of a page of that size, as it is seen; `unite` is how many points its units are."""
    size = (largeur, hauteur, unite)
    stamp, number = first_places(*size)
    apart = () if stamp.meets(number) else (stamp, number)
    return Bords(reach(*size, anneau=0), reach(*size), apart)


def pixels(width: float, height: float) -> tuple[int, int]:
    """Return how many columns and rows of pixels a page is looked at with."""
    scale = LONG_SIDE / max(width, height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def rows(part: float, of: float, count: int) -> int:
    """Return how many of `count` rows hold a `part` of a height, and what shades into it."""
    return min(int(part / of * count) + 2, count)


def white(vue: Vue) -> Apercu:
    """Return the preview of a page whose edges are blank."""
    columns, count = pixels(vue.largeur, vue.hauteur)
    edge = edges(vue.largeur, vue.hauteur, vue.unite).bord
    return Apercu(columns, count, rows(edge, vue.hauteur, count), WHITE, WHITE)
