"""Whether a page of a finished PDF is, object for object, a page of its exhibit under a stamp.

If so, nothing of it can look otherwise outside the stamp, and it need not be drawn to be believed. This only ever says
yes: a page that it does not vouch for, because something differs or is not understood, is drawn and compared.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from relancier.dossier.liasse.contenu import streams
from relancier.dossier.liasse.couche import OPENING, Couches
from relancier.dossier.liasse.geometrie import Boite, Vue, look

_LEADS = frozenset({"/A", "/AA", "/Dest", "/IRT", "/P", "/Parent", "/Popup", "/StructParent"})  # they draw nothing
_OURS = b"/Rlc"
_CLOSERS = frozenset({b"]", b"ET", b"EMC", b"Q"})


Entries: TypeAlias = dict[str, Any]


class Identite:
    """Compares pages of two open PDFs.

    Args:
      before: the exhibit.
      stamped: whether it is a stamped one already.
      after: the PDF in which it stands.
      couches: what judges the layers of `after`.
    """

    def __init__(self, before: pikepdf.Pdf, after: pikepdf.Pdf, couches: Couches, *, stamped: bool) -> None:
        self._before, self._after, self._stamped = before, after, stamped
        self._layers = (Couches(), couches)
        self._equal: dict[tuple[tuple[int, int], tuple[int, int]], bool] = {}
        self._layered = any(Name.OCProperties in pdf.Root for pdf in (before, after))

    def vouches(self, rank: int, index: int, cadres: Sequence[Boite]) -> bool:
        """Whether page `index` of one can only look like page `rank` of the other outside `cadres`; both from 0.

        Raises:
          pikepdf.PdfError: an object of the file cannot be read.
        """
        if self._layered or rank >= len(self._before.pages) or index >= len(self._after.pages):
            return False
        before, after = self._before.pages[rank], self._after.pages[index]
        view, old, new = look(after), before.obj, after.obj
        return (
            look(before) == view
            and self._same(old.get("/Group"), new.get("/Group"))
            and self._same_content(old, new, view, cadres)
            and self._same_resources(old, new)
            and self._same_annotations(old, new)
        )

    def _same_content(self, before: pikepdf.Object, after: pikepdf.Object, view: Vue, cadres: Sequence[Boite]) -> bool:
        new = _peeled(after, self._layers[1], view, cadres)
        old = _peeled(before, self._layers[0], view, cadres) if self._stamped else streams(before)
        if new is None or old is None:
            return False
        if not self._stamped and new:
            if len(new) == 1:
                return False
            opened, *new, closed = new
            if opened.read_bytes().split() != [b"q"] or not _CLOSERS.issuperset(closed.read_bytes().split()):
                return False
        if len(old) != len(new) or not all(map(self._same, old, new)):
            return False
        return not any(_OURS in one.read_bytes() for one in old)  # a name that the author uses must not be ours

    def _same_resources(self, before: pikepdf.Object, after: pikepdf.Object) -> bool:
        old, new = _entries(before.get("/Resources")), _entries(after.get("/Resources"))
        kinds = (old.keys() | new.keys()) - {"/Font"}
        return all(self._same_entries(old.get(kind), new.get(kind)) for kind in kinds) and self._same_fonts(
            _fonts(before), _fonts(after)
        )

    def _same_fonts(self, old: Entries, new: Entries) -> bool:
        """Whether the fonts are the same but for ours."""
        for name in old.keys() | new.keys():
            if name in old and name in new and self._same(old[name], new[name]):
                continue
            both = ((old, self._layers[0], self._stamped), (new, self._layers[1], True))
            if not all(name in fonts and layers.is_ours(name, fonts[name]) for fonts, layers, bears in both if bears):
                return False
            if not self._stamped and name in old:
                return False
        return True

    def _same_entries(self, old: object, new: object) -> bool:
        """Whether two categories of resources are the same, one by one: pages share most of them."""
        if not isinstance(old, Dictionary) or not isinstance(new, Dictionary):
            return self._same(old, new)
        mine, theirs = _entries(old), _entries(new)
        return mine.keys() == theirs.keys() and all(self._same(mine[key], theirs[key]) for key in mine)

    def _same_annotations(self, before: pikepdf.Object, after: pikepdf.Object) -> bool:
        """Whether the annotations draw the same; where they lead is told elsewhere."""
        old, new = before.get("/Annots"), after.get("/Annots")
        drawn = [
            [{key: value for key, value in _entries(one).items() if key not in _LEADS} for one in listed]
            for listed in (old if isinstance(old, Array) else (), new if isinstance(new, Array) else ())
        ]
        return len(drawn[0]) == len(drawn[1]) and all(
            mine.keys() == theirs.keys() and all(self._same(mine[key], theirs[key]) for key in mine)
            for mine, theirs in zip(*drawn, strict=True)
        )

    def _same(self, old: object, new: object) -> bool:
        """Whether two objects are the same through and through, whatever their numbers; a pair is compared once."""
        if not isinstance(old, pikepdf.Object) or not isinstance(new, pikepdf.Object):
            return bool(old == new)
        key = (old.objgen, new.objgen)
        if (0, 0) in key:
            return bool(old == new)
        if key not in self._equal:
            self._equal[key] = bool(old == new)
        return self._equal[key]


def _peeled(page: pikepdf.Object, layers: Couches, view: Vue, cadres: Sequence[Boite]) -> list[pikepdf.Object] | None:
    """Return a stamped page's content streams but our layer; None when the last is not one of ours."""
    parts = streams(page)
    layer = parts.pop().read_bytes() if parts else b""
    if not layer.startswith(OPENING) or not layers.is_within(layer, view, cadres, _fonts(page)):
        return None
    return parts


def _entries(found: object) -> Entries:
    return dict(found.items()) if isinstance(found, Dictionary) else {}


def _fonts(page: pikepdf.Object) -> Entries:
    return _entries(_entries(page.get("/Resources")).get("/Font"))
