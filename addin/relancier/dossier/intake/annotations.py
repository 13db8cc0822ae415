"""Annotations: what is drawn stays, links inside the exhibit stay, all that acts or pops up goes and is counted.

Nothing is listed as dangerous: only what is known to be inert is kept.
"""

from collections import Counter

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_HIDDEN = 2
_MEDIA = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/FileAttachment"}
_UNSEEN = {"/Popup", "/Widget"}
_KEPT = frozenset(
    (
        *("/Type", "/Subtype", "/Rect", "/Contents", "/NM", "/M", "/F", "/AP", "/AS", "/Border", "/C", "/CA", "/ca"),
        *("/BM", "/BS", "/BE", "/IC", "/QuadPoints", "/L", "/LE", "/LL", "/LLE", "/LLO", "/CO", "/CP", "/Cap"),
        *("/Vertices", "/InkList", "/DA", "/Q", "/DS", "/RD", "/CL", "/IT", "/Name", "/T", "/H", "/Path"),
        *("/OverlayText", "/Repeat", "/RO"),
    )
)


def nettoie(pdf: pikepdf.Pdf) -> Counter[str]:
    """Keep what is inert; return how many of each kind went: "actions", "liens", "medias", "cachees", "bulles"."""
    gone: Counter[str] = Counter()
    for page in pdf.pages:
        listed = page.obj.get(Name.Annots)
        if listed is None:
            continue
        kept = []
        for one in listed if isinstance(listed, Array) else ():
            if isinstance(one, Dictionary) and (clean := _clean(pdf, one, gone)) is not None:
                kept.append(pdf.make_indirect(clean))
        if kept:
            page.obj.Annots = Array(kept)
        else:
            del page.obj[Name.Annots]
    return gone


def _clean(pdf: pikepdf.Pdf, one: Dictionary, gone: Counter[str]) -> Dictionary | None:
    kind = str(one.get(Name.Subtype, ""))
    if kind in _UNSEEN:
        gone["bulles"] += kind == "/Popup"
        return None
    flags = one.get(Name.F, 0)
    if isinstance(flags, int) and flags & _HIDDEN:
        gone["cachees"] += 1
        return None
    clean = Dictionary({key: value for key, value in one.items() if key in _KEPT})
    if kind in _MEDIA:
        gone["medias"] += 1
        if not isinstance(clean.get(Name.AP), Dictionary):
            return None
        clean.Subtype = Name.Stamp  # its picture stays where it was
    _clean_action(pdf, one, clean, gone)
    return clean


def _clean_action(pdf: pikepdf.Pdf, one: Dictionary, clean: Dictionary, gone: Counter[str]) -> None:
    if Name.AA in one:
        gone["actions"] += 1
    action = one.get(Name.A)
    destination = one.get(Name.Dest)
    if isinstance(action, Dictionary):
        if action.get(Name.S) == Name.GoTo:
            destination = action.get(Name.D)
            gone["actions"] += Name.Next in action
        else:
            gone["liens" if action.get(Name.S) in {Name.URI, Name.GoToR} else "actions"] += 1
    if destination is not None and _is_inside(pdf, destination):
        clean.Dest = destination


def _is_inside(pdf: pikepdf.Pdf, destination: pikepdf.Object) -> bool:
    """Whether a destination is a name, or a page of this document."""
    if isinstance(destination, pikepdf.String | Name):
        return True
    if not isinstance(destination, Array) or len(destination) == 0:
        return False
    target = destination[0]
    return isinstance(target, Dictionary) and not isinstance(target, Stream) and Name.MediaBox in target
