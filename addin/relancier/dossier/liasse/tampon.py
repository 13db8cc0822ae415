"""The stamp of an exhibit and the page's number, drawn on its page without touching anything else of it.

Both are written in visual coordinates, in a content stream of our own that follows the page's, whose state is closed
first. The page gets its own copy of its resources, which it may share with others. What is added is marked as an
artifact: a screen reader passes over it, and so does who looks for what the author wrote.
"""

from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from relancier.dossier.liasse.blancs import NOT_SEEN, Apercu, previews
from relancier.dossier.liasse.equilibre import Equilibre, balance
from relancier.dossier.liasse.geometrie import Boite, Vue, look
from relancier.dossier.liasse.places import (
    BAS_DROITE,
    HAUT_DROITE,
    Etiquette,
    number_places,
    number_text,
    stamp_places,
    stamp_text,
)
from relancier.dossier.liasse.police import Police
from relancier.dossier.liasse.toile import Encre, Toile

WIDEST = 88888  # no page number is wider: a place that suits it suits any
_EDGE = 0.06  # of the letters: the border of a white box


@dataclass(frozen=True, slots=True)
class Emplacement:
    """Where a page takes its stamp and its number.

    Attributes:
      vue: the page as it is seen.
      tampon, numero: places, as `places` numbers them.
      tampon_blanc, numero_blanc: whether those are blank; otherwise a white box goes under the text.
    """

    vue: Vue
    tampon: int = HAUT_DROITE
    numero: int = BAS_DROITE
    tampon_blanc: bool = True
    numero_blanc: bool = True


class Tampon:
    """Stamps pages of one PDF.

    Attributes:
      encre: the faces to draw with.
    """

    def __init__(self, pdf: pikepdf.Pdf, encre: Encre) -> None:
        self.encre = encre
        self._pdf = pdf
        self._shared: dict[bytes, pikepdf.Object] = {}
        self._balanced: dict[tuple[int, int], tuple[pikepdf.Object, pikepdf.Object | None, pikepdf.Object]] = {}

    def press(self, page: pikepdf.Page, where: Emplacement, stamp: str, number: str = "") -> None:
        """Draw `stamp` (and `number`, unless it is "") on `page`."""
        resources, free = _own_resources(page)
        drawing = Toile(self.encre, free)
        view = where.vue
        size = (view.largeur, view.hauteur, view.unite)
        if stamp:
            label = stamp_places(*size, stamp, self.encre.police(bold=True))
            _write(drawing, label, where.tampon, where.tampon_blanc, bold=True)
        if number:
            label = number_places(*size, number, self.encre.police())
            _write(drawing, label, where.numero, where.numero_blanc, bold=False)
        for name, font in self.encre.fonts(free).items():
            resources.Font[name] = font
        matrix = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in view.matrix())
        ours = f"/Artifact BMC q {matrix} cm\n".encode("ascii") + drawing.content() + b"\nQ EMC"
        self._append(page, ours)

    def _append(self, page: pikepdf.Page, ours: bytes) -> None:
        before, contents, after = self._around(page)
        drawn = self._pdf.make_stream(ours)
        parts = [before, *contents, after, drawn] if before is not None and after is not None else [drawn]
        page.obj.Contents = Array(parts)

    def _stream(self, content: bytes) -> pikepdf.Object:
        """Return a stream that pages share: most are closed by the same few letters."""
        if content not in self._shared:
            self._shared[content] = self._pdf.make_stream(content)
        return self._shared[content]

    def _around(self, page: pikepdf.Page) -> tuple[pikepdf.Object | None, list[pikepdf.Object], pikepdf.Object | None]:
        contents = page.obj.get(Name.Contents)
        found = contents if isinstance(contents, Array) else [contents]
        streams: list[pikepdf.Object] = [one for one in found if isinstance(one, pikepdf.Stream)]
        if not streams:
            return None, [], None
        key = streams[0].objgen if len(streams) == 1 else (0, 0)
        if key == (0, 0) or key not in self._balanced:
            around = _balanced(streams)
            made: tuple[pikepdf.Object, pikepdf.Object | None, pikepdf.Object] = (
                self._stream(around.before),
                None if around.content is None else self._pdf.make_stream(around.content),
                self._stream(around.after),
            )
            if key == (0, 0):
                return made[0], streams if made[1] is None else [made[1]], made[2]
            self._balanced[key] = made
        before, mended, after = self._balanced[key]
        return before, streams if mended is None else [mended], after


def survey(pdf: Path, numero: str) -> list[Emplacement]:
    """Return where each page of the clean exhibit `pdf` takes its stamp and its number: the first blank places."""
    places: list[Emplacement] = []
    bold, regular = Police("Bold"), Police("Regular")
    labels: dict[tuple[float, float, float], tuple[Etiquette, Etiquette]] = {}
    with pikepdf.open(pdf) as opened:
        seen = previews(pdf)
        pages = len(opened.pages)
        widest = stamp_text(numero, pages, pages)
        for page in opened.pages:
            view = look(page)
            size = (view.largeur, view.hauteur, view.unite)
            if size not in labels:
                number = number_places(*size, number_text(WIDEST), regular)
                labels[size] = (stamp_places(*size, widest, bold), number)
            places.append(_choose(view, next(seen, NOT_SEEN), *labels[size]))
    return places


def _choose(view: Vue, seen: Apercu, stamp: Etiquette, number: Etiquette) -> Emplacement:
    def blank(box: Boite) -> bool:
        return seen.is_blank(box, view.largeur, view.hauteur)

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
    )


def _write(drawing: Toile, label: Etiquette, place: int, blank: bool, bold: bool) -> None:
    box = label.boites[place]
    if not blank:
        edge = label.taille * _EDGE
        inner = box.around(-edge)
        drawing.rectangle(inner.gauche, inner.bas, inner.largeur, inner.hauteur, fill=1, edge=edge)
    drawing.text(box.gauche + label.pad, box.bas + label.pad, label.taille, label.texte, bold)


def _balanced(streams: list[pikepdf.Object]) -> Equilibre:
    try:
        return balance(b"\n".join(one.read_bytes() for one in streams))
    except pikepdf.PdfError:  # no reader gets to its operators either
        return Equilibre(b"q\n", b"\nQ\n")


def _copy(found: pikepdf.Object) -> Dictionary:
    return Dictionary(dict(found.items()))


def _own_resources(page: pikepdf.Page) -> tuple[Dictionary, str]:
    """Give the page its own resources and fonts; return them, and what makes our font names new among them."""
    found = page.resources if Name.Resources in page.obj or Name.Parent in page.obj else Dictionary()
    resources = _copy(found)
    fonts = resources.get(Name.Font)
    own = _copy(fonts) if isinstance(fonts, Dictionary) else Dictionary()
    free, count = "", 0
    while any(f"/Rlc{letter}{free}" in own for letter in "RB"):
        count += 1
        free = str(count)
    resources.Font = own
    page.obj.Resources = resources
    return page.obj.Resources, free
