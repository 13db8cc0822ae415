"""The stamp of an exhibit and the page's number, drawn on its page without touching anything else of it.

Both are written in visual coordinates, in a content stream of our own that follows the page's, whose state is closed
first. The page gets its own copy of its resources, which it may share with others. What is added is marked as an
artifact: a screen reader passes over it, and so does who looks for what the author wrote.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from relancier.dossier.liasse.apercu import Releve
from relancier.dossier.liasse.contenu import around, streams
from relancier.dossier.liasse.equilibre import Equilibre
from relancier.dossier.liasse.geometrie import Boite, Vue
from relancier.dossier.liasse.places import (
    BAS_DROITE,
    HAUT_DROITE,
    LARGE,
    Etiquette,
    number_places,
    number_text,
    stamp_places,
    stamp_text,
)
from relancier.dossier.liasse.police import Police
from relancier.dossier.liasse.toile import Encre, Toile

_EDGE = 0.06  # of the letters: the border of a white box


@dataclass(frozen=True, slots=True)
class Emplacement:
    """Where a page takes its stamp and its number.

    Attributes:
      vue: the page as it is seen.
      tampon, numero: places, as `places` numbers them.
      tampon_blanc, numero_blanc: whether those are blank; otherwise a white box goes under the text.
      equilibre: what goes around the page's content; None when that is not known.
    """

    vue: Vue
    tampon: int = HAUT_DROITE
    numero: int = BAS_DROITE
    tampon_blanc: bool = True
    numero_blanc: bool = True
    equilibre: Equilibre | None = None


class Tampon:
    """Stamps pages of one PDF.

    Attributes:
      encre: the faces to draw with.
    """

    def __init__(self, pdf: pikepdf.Pdf, encre: Encre) -> None:
        self.encre = encre
        self._pdf = pdf
        self._shared: dict[bytes, pikepdf.Object] = {}
        self._mended: dict[tuple[int, int], list[pikepdf.Object]] = {}

    def press(self, page: pikepdf.Page, where: Emplacement, stamp: str, number: str = "") -> None:
        """Draw `stamp` (and `number`, unless it is "") on `page`."""
        held = page.obj
        fonts, free = _own_fonts(page, held)
        drawing = Toile(self.encre, free)
        view = where.vue
        size = (view.largeur, view.hauteur, view.unite)
        if stamp:
            label = stamp_places(*size, stamp, self.encre.police(bold=True), (where.tampon,))
            _write(drawing, label, where.tampon, where.tampon_blanc, bold=True)
        if number:
            label = number_places(*size, number, self.encre.police(), (where.numero,))
            _write(drawing, label, where.numero, where.numero_blanc, bold=False)
        for name, font in self.encre.fonts(free).items():
            fonts[name] = font
        drawn = self._pdf.make_stream(_opening(view) + drawing.content() + b"\nQ EMC")
        contents = streams(held)
        held.Contents = Array([*self._closed(contents, where.equilibre), drawn] if contents else [drawn])

    def _closed(self, contents: list[pikepdf.Object], known: Equilibre | None) -> list[pikepdf.Object]:
        """Return the page's own content, and what goes around it."""
        if known is not None:
            return [self._stream(known.before), *contents, self._stream(known.after)]
        key = contents[0].objgen if len(contents) == 1 else (0, 0)
        if key in self._mended:
            return self._mended[key]
        found = around(contents)
        own = contents if found.content is None else [self._pdf.make_stream(found.content)]
        closed = [self._stream(found.before), *own, self._stream(found.after)]
        if key != (0, 0):
            self._mended[key] = closed
        return closed

    def _stream(self, content: bytes) -> pikepdf.Object:
        """Return a stream that pages share: most are closed by the same few letters."""
        if content not in self._shared:
            self._shared[content] = self._pdf.make_stream(content)
        return self._shared[content]


def survey(releves: Iterable[Releve], numero: str, pages: int) -> list[Emplacement]:
    """Return where each page of the exhibit `numero` takes its stamp and its number: the first blank places."""
    places: list[Emplacement] = []
    bold, regular = Police("Bold"), Police("Regular")
    labels: dict[tuple[float, float, float], tuple[Etiquette, Etiquette]] = {}
    widest = stamp_text(numero, pages, pages)
    for releve in releves:
        view = releve.vue
        size = (view.largeur, view.hauteur, view.unite)
        if size not in labels:
            number = number_places(*size, number_text(LARGE), regular)
            labels[size] = (stamp_places(*size, widest, bold), number)
        places.append(_choose(releve, *labels[size]))
    return places


def _choose(releve: Releve, stamp: Etiquette, number: Etiquette) -> Emplacement:
    view = releve.vue

    def blank(box: Boite) -> bool:
        return releve.apercu.is_blank(box, view.largeur, view.hauteur)

    corner = next((place for place, box in stamp.boites.items() if blank(box)), None)
    taken = stamp.boites[HAUT_DROITE if corner is None else corner]
    free = {place: box for place, box in number.boites.items() if not box.meets(taken)} or number.boites
    foot = next((place for place, box in free.items() if blank(box)), None)
    return Emplacement(
        view,
        HAUT_DROITE if corner is None else corner,
        next(iter(free)) if foot is None else foot,
        corner is not None,
        foot is not None,
        releve.equilibre,
    )


def _write(drawing: Toile, label: Etiquette, place: int, blank: bool, bold: bool) -> None:
    box = label.boites[place]
    if not blank:
        edge = label.taille * _EDGE
        inner = box.around(-edge)
        drawing.rectangle(inner.gauche, inner.bas, inner.largeur, inner.hauteur, fill=1, edge=edge)
    drawing.text(box.gauche + label.pad, box.bas + label.pad, label.taille, label.texte, bold)


@lru_cache(maxsize=64)
def _opening(view: Vue) -> bytes:
    """Return what opens our drawing: it is no content of the author's, and its coordinates are those of the screen."""
    matrix = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in view.matrix())
    return f"/Artifact BMC q {matrix} cm\n".encode("ascii")


def _own_fonts(page: pikepdf.Page, held: pikepdf.Object) -> tuple[pikepdf.Object, str]:
    """Give the page its own resources and fonts; return the fonts, and what makes our names new among them."""
    found = held.get(Name.Resources)
    if found is None and Name.Parent in held:
        found = page.resources
    resources = copy(found) if isinstance(found, Dictionary) else Dictionary()
    fonts = resources.get(Name.Font)
    own = copy(fonts) if isinstance(fonts, Dictionary) else Dictionary()
    free, count = "", 0
    while f"/RlcR{free}" in own or f"/RlcB{free}" in own:
        count += 1
        free = str(count)
    resources.Font = own
    held.Resources = resources
    return held.Resources.Font, free
