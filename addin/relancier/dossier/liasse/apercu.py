"""What is noted of each page of a clean exhibit, so that its stamp finds its place without anything being drawn again.

Noted where the exhibit is cleaned, whatever its number will be; read where it is stamped.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from relancier.dossier.liasse.equilibre import Equilibre
from relancier.dossier.liasse.geometrie import Boite, Vue

LIGHTEST = 190  # a scan's paper is not white
SPREAD = 10  # of its grain, between the lightest and the darkest pixel of a place


class Illisible(ValueError):
    """A clean PDF that does not open."""


@dataclass(frozen=True, slots=True)
class Apercu:
    """The head and the foot of a page, where a stamp or a number may stand, in pixels.

    Attributes:
      largeur, hauteur: of the whole page.
      bande: rows of each band: those of the page's edge when the first places are blank, else those of all places.
      tete, pied: their greys, row by row; one byte when all are the same; empty when the page could not be drawn.
    """

    largeur: int
    hauteur: int
    bande: int
    tete: bytes
    pied: bytes

    def is_blank(self, boite: Boite, largeur: float, hauteur: float) -> bool:
        """Whether nothing is drawn in `boite`, on a page of that size in visual coordinates."""
        left = max(int(boite.gauche * self.largeur / largeur), 0)
        right = min(int(boite.droite * self.largeur / largeur) + 1, self.largeur)
        first = max(int((hauteur - boite.haut) * self.hauteur / hauteur), 0)
        last = min(int((hauteur - boite.bas) * self.hauteur / hauteur) + 1, self.hauteur)
        pixels, offset = self.tete, 0
        if last > self.bande:
            pixels, offset = self.pied, self.hauteur - self.bande
        if not pixels or first < offset or last - offset > self.bande:
            return False
        if len(pixels) == 1:
            return pixels[0] >= LIGHTEST
        rows = [
            pixels[row * self.largeur + left : row * self.largeur + right]
            for row in range(first - offset, last - offset)
        ]
        darkest, lightest = min(map(min, rows)), max(map(max, rows))
        return darkest >= LIGHTEST and lightest - darkest <= SPREAD


NOT_SEEN = Apercu(1, 1, 1, b"", b"")


@dataclass(frozen=True, slots=True)
class Releve:
    """A page of a clean exhibit.

    Attributes:
      vue: what is shown of it.
      apercu: what stands at its head and at its foot.
      equilibre: what goes around its content; None when the content itself must be mended, which is done as it is
        stamped.
    """

    vue: Vue
    apercu: Apercu
    equilibre: Equilibre | None


def emballe_releve(releve: Releve) -> Mapping[str, Any]:
    """Return it as JSON can carry it."""
    seen, around = releve.apercu, releve.equilibre
    return {
        "vue": asdict(releve.vue),
        "apercu": {**asdict(seen), "tete": _packed(seen.tete), "pied": _packed(seen.pied)},
        "equilibre": around and [around.before.decode("ascii"), around.after.decode("ascii")],
    }


def deballe_releve(paquet: Mapping[str, Any]) -> Releve:
    """Return what JSON carried."""
    view, seen, around = paquet["vue"], paquet["apercu"], paquet["equilibre"]
    return Releve(
        Vue(tuple(view["boite"]), view["rotation"], view["unite"]),
        Apercu(**{**seen, "tete": _unpacked(seen["tete"]), "pied": _unpacked(seen["pied"])}),
        around and Equilibre(*(one.encode("ascii") for one in around)),
    )


def _packed(pixels: bytes) -> str:
    return b64encode(zlib.compress(pixels)).decode("ascii")


def _unpacked(text: str) -> bytes:
    return zlib.decompress(b64decode(text))
