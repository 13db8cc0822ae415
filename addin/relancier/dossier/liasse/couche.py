"""What was added to a page, read again by its own grammar: white boxes and words in our font, inside the boxes read.

A layer that says anything else, or says it in another font, proves nothing: the page is then drawn and compared.
"""

import re
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Name

from relancier.dossier.liasse.fonte import are_glyphs, cut
from relancier.dossier.liasse.geometrie import Boite, Vue
from relancier.dossier.liasse.police import Police

OPENING = b"/Artifact BMC q "
_NAME = re.compile(r"/Rlc([RB])\d*")
_FACES = {"R": "Regular", "B": "Bold"}
_N = rb"(-?\d+(?:\.\d+)?)"
_LAYER = re.compile(rb"/Artifact BMC q " + rb" ".join([_N] * 6) + rb" cm\n(.+)\nQ EMC", re.DOTALL)
_BOX = re.compile(rb"1 g 0 G " + _N + rb" w " + rb" ".join([_N] * 4) + rb" re B")
_WORDS = re.compile(rb"BT 0 g (/Rlc[RB]\d*) " + _N + rb" Tf " + _N + rb" " + _N + rb" Td <((?:[0-9A-F]{4})+)> Tj ET")
_SLACK = 0.01  # of the page's units: figures are written with three decimals
_FONT = frozenset({"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"})
_DESCENDANT = frozenset(
    {"/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/FontDescriptor", "/CIDToGIDMap", "/W"},
)


class Couches:
    """Judges the layers of one PDF's pages; its fonts are judged once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int, int], bool] = {}

    def is_within(self, layer: bytes, vue: Vue, cadres: Sequence[Boite], fonts: Mapping[str, pikepdf.Object]) -> bool:
        """Whether `layer` draws nothing but white boxes and words in our font, all inside `cadres`.

        Args:
          layer: a content stream, after all others of its page.
          vue: the page as it is seen, in whose coordinates `cadres` are.
          fonts: those of the page, by name.
        """
        found = _LAYER.fullmatch(layer)
        if not found:
            return False
        if any(abs(float(one) - other) > _SLACK for one, other in zip(found.groups()[:6], vue.matrix(), strict=True)):
            return False
        return all(self._is_drawn_within(line, cadres, fonts) for line in found[7].split(b"\n"))

    def _is_drawn_within(self, line: bytes, cadres: Sequence[Boite], fonts: Mapping[str, pikepdf.Object]) -> bool:
        if box := _BOX.fullmatch(line):
            edge, left, bottom, width, height = map(float, box.groups())
            drawn = Boite(left, bottom, left + width, bottom + height).around(edge / 2)
        elif words := _WORDS.fullmatch(line):
            name, shown = words[1].decode("ascii"), words[5]
            if name not in fonts or not self.is_ours(name, fonts[name]):
                return False
            face = _FACES[name[4]]
            size, x, y = map(float, words.groups()[1:4])
            glyphs = [int(shown[at : at + 4], 16) for at in range(0, len(shown), 4)]
            if not are_glyphs(face, glyphs):
                return False
            drawn = Boite(x, y, x + Police(face).advance(glyphs, size), y + size * 0.75)
        else:
            return False
        return any(_holds(cadre.around(_SLACK), drawn) for cadre in cadres)

    def is_ours(self, name: str, font: pikepdf.Object) -> bool:
        """Whether `font` is the face that we embed under such a name."""
        named = _NAME.fullmatch(name)
        if not named:
            return False
        key = (named[1], *font.objgen)
        if font.objgen == (0, 0) or key not in self._fonts:
            self._fonts[key] = _is_cut(font, _FACES[named[1]])
        return self._fonts[key]


def _holds(outer: Boite, inner: Boite) -> bool:
    return (
        outer.gauche <= inner.gauche
        and inner.droite <= outer.droite
        and outer.bas <= inner.bas
        and inner.haut <= outer.haut
    )


def _is_cut(font: pikepdf.Object, face: str) -> bool:
    """Whether `font` is what `Police.embed` makes of `face`, outline for outline."""
    if not isinstance(font, pikepdf.Dictionary) or not set(font.keys()) <= _FONT:
        return False
    if font.get(Name.Subtype) != Name.Type0 or font.get(Name.Encoding) != Name("/Identity-H"):
        return False
    descendants = font.get(Name.DescendantFonts)
    if not isinstance(descendants, Array) or len(descendants) != 1:
        return False
    inner = descendants[0]
    if not isinstance(inner, pikepdf.Dictionary) or set(inner.keys()) != _DESCENDANT:
        return False
    if inner.Subtype != Name.CIDFontType2 or inner.CIDToGIDMap != Name.Identity:
        return False
    widths, descriptor = inner.W, inner.FontDescriptor
    file = descriptor.get(Name.FontFile2) if isinstance(descriptor, pikepdf.Dictionary) else None
    if not isinstance(widths, Array) or not isinstance(file, pikepdf.Stream):
        return False
    glyphs = [int(one) for one in list(widths)[::2] if isinstance(one, int)]
    whole = len(glyphs) * 2 == len(widths) and are_glyphs(face, glyphs)
    return whole and file.read_bytes() == cut(face, tuple(glyphs))
