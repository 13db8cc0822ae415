"""Nothing on a bound page may act: whatever the exhibit brought, only links to its own pages and to the web remain.

Exhibits come cleaned; this is the last gate, because a bundle is opened in a court's registry.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name

ACTIVES = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/Widget"})
PERMISES = frozenset({"/GoTo", "/URI"})
_PAGE_KEYS = ("/AA", "/B", "/StructParents", "/PieceInfo", "/Thumb")  # articles lead to pages that are not here


def disarm(page: pikepdf.Page) -> list[str]:
    """Remove what could act from `page`; return a French sentence for each kind of thing removed."""
    removed: list[str] = []
    for key in _PAGE_KEYS:
        if key in page.obj:
            del page.obj[key]
            if key == "/AA":
                removed.append("action attachée à la page retirée")
    annotations = page.obj.get(Name.Annots)
    if not isinstance(annotations, Array):
        if Name.Annots in page.obj:
            del page.obj[Name.Annots]
        return removed
    kept = []
    for one in annotations:
        if not isinstance(one, Dictionary):
            continue  # nothing that a reader shows
        if str(one.get(Name.Subtype)) in ACTIVES:
            removed.append("annotation active retirée")
            continue
        removed += _disarm(one)
        kept.append(one)
    if len(kept) < len(annotations):
        page.obj.Annots = Array(kept)
    return removed


def _disarm(annotation: Dictionary) -> list[str]:
    removed: list[str] = []
    if Name.AA in annotation:
        del annotation[Name.AA]
        removed.append("action d'une annotation retirée")
    action = annotation.get(Name.A)
    if action is None:
        return removed
    kind = str(action.get(Name.S)) if isinstance(action, Dictionary) else ""
    if kind not in PERMISES:
        del annotation[Name.A]
        return [*removed, "lien vers un autre fichier ou action retiré"]
    if Name.Next in action:
        del action[Name.Next]
        removed.append("suite d'une action retirée")
    return removed
