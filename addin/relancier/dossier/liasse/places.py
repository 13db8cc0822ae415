"""Where the stamp and the page's number may stand on a page, in the order in which places are tried.

All is a share of the page as it is seen, so that it reads the same on A5, on A3 and on a photograph of any size; a
size in points is only the least that can be read on paper.
"""

from dataclasses import dataclass
from functools import lru_cache

from relancier.dossier.liasse.geometrie import Boite
from relancier.dossier.liasse.police import Police

REFERENCE = 595.0  # A4's short side, for which the sizes below are meant
TAMPON, NUMERO = 11.0, 9.0  # points
MARGE, PAD = 13.0, 3.5
LARGE = 88888  # no page number is wider: a place that suits it suits any
LISIBLES = {TAMPON: 8.0, NUMERO: 7.0}  # points: the least that is read on paper with ease
PART_MAX = 0.8  # of the page's width, whatever the least
HAUT_DROITE, HAUT_GAUCHE, BAS_DROITE, BAS_GAUCHE, BAS_CENTRE = range(5)
_GAUCHES, _HAUTS = (HAUT_GAUCHE, BAS_GAUCHE), (HAUT_DROITE, HAUT_GAUCHE)
_ANNEAU = 5  # as many places on each ring
ANNEAUX = (1.0, 2.6, 4.4)  # margins: many forms have a frame near their edge, inside of which all is blank
COINS = tuple(
    ring * _ANNEAU + place
    for ring in range(len(ANNEAUX))
    for place in (HAUT_DROITE, HAUT_GAUCHE, BAS_DROITE, BAS_GAUCHE)
)
PIEDS = tuple(ring * _ANNEAU + place for ring in range(len(ANNEAUX)) for place in (BAS_DROITE, BAS_CENTRE, BAS_GAUCHE))


@dataclass(frozen=True, slots=True)
class Etiquette:
    """A text and the boxes in which it may be written.

    Attributes:
      taille: of the letters, in the page's units.
      pad: between the text and the edges of its box.
      boites: the box of each place, by the place's number.
    """

    texte: str
    taille: float
    pad: float
    boites: dict[int, Boite]


def stamp_text(numero: str, page: int, pages: int) -> str:
    """Return what the stamp says: `Pièce n° 3 – 2/5`."""
    return f"Pièce n°\u00a0{numero.replace(' ', chr(160))} – {page}/{pages}"


def number_text(numero: int) -> str:
    """Return what the foot of the page says: `Page 12`."""
    return f"Page\u00a0{numero}"


def stamp_places(
    largeur: float, hauteur: float, unite: float, texte: str, police: Police, places: tuple[int, ...] = COINS
) -> Etiquette:
    """Return the stamp and its corners, from the edge inwards, on a page of that size, as it is seen.

    Args:
      largeur, hauteur: of the page as it is seen, in its own units.
      unite: how many points such a unit is.
      texte: what is written.
      police: the face in which it is.
      places: those that are wanted, when not all are.
    """
    return _places(largeur, hauteur, unite, texte, police, TAMPON, places)


def number_places(
    largeur: float, hauteur: float, unite: float, texte: str, police: Police, places: tuple[int, ...] = PIEDS
) -> Etiquette:
    """Return the page's number and its places at the foot, from the edge inwards; same arguments."""
    return _places(largeur, hauteur, unite, texte, police, NUMERO, places)


def reach(largeur: float, hauteur: float, unite: float, anneau: int = len(ANNEAUX) - 1) -> float:
    """Return how far from the head and the foot of such a page the ring `anneau` goes, whatever is written there."""
    size = (largeur, hauteur, unite)
    place = (anneau * _ANNEAU + BAS_DROITE,)
    # without text the letters are tallest; the places at the head stand as far from it as these do from the foot
    labels = (number_places(*size, "", Police("Regular"), place), stamp_places(*size, "", Police("Bold"), place))
    return max(box.haut for label in labels for box in label.boites.values())


def first_places(largeur: float, hauteur: float, unite: float) -> tuple[Boite, Boite]:
    """Return the first place of the stamp and of the number on such a page, wide enough for nearly any exhibit."""
    size = (largeur, hauteur, unite)
    stamp = stamp_places(*size, stamp_text("888 quater", 8888, 8888), Police("Bold"), (HAUT_DROITE,))
    number = number_places(*size, number_text(LARGE), Police("Regular"), (BAS_DROITE,))
    return stamp.boites[HAUT_DROITE], number.boites[BAS_DROITE]


@lru_cache(maxsize=64)  # most pages of a bundle have one size
def _cadre(largeur: float, hauteur: float, unite: float, taille: float) -> tuple[float, float, float]:
    """Return the wanted size of the letters, the most that it may be, and the first margin."""
    scale = min(largeur, hauteur) / REFERENCE
    size = max(taille * scale, LISIBLES[taille] / unite)
    return size, hauteur / 6, min(MARGE * scale, largeur / 20, hauteur / 20)


def _places(
    largeur: float, hauteur: float, unite: float, texte: str, police: Police, taille: float, places: tuple[int, ...]
) -> Etiquette:
    wanted, most, edge = _cadre(largeur, hauteur, unite, taille)
    wide = police.width(texte, 1)
    size = min(wanted, PART_MAX * largeur / (wide + 2 * PAD / taille), most)
    pad = PAD * size / taille
    width, height = wide * size + 2 * pad, size * 0.75 + 2 * pad
    boxes = {}
    for place in places:
        ring, corner = divmod(place, _ANNEAU)
        margin = edge * ANNEAUX[ring]
        if corner in _GAUCHES:
            left = margin
        elif corner == BAS_CENTRE:
            left = (largeur - width) / 2
        else:
            left = largeur - margin - width
        bottom = hauteur - margin - height if corner in _HAUTS else margin
        boxes[place] = Boite(left, bottom, left + width, bottom + height)
    return Etiquette(texte, size, pad, boxes)
