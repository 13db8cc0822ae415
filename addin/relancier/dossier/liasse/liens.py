"""The links of an exhibit open pages of that exhibit, whatever stands before it in the bundle."""

from collections.abc import Collection, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name


def keep_inside(pages: Sequence[pikepdf.Page], first: int, dropped: Collection[str]) -> int:
    """Remove the links of `pages` that lead nowhere or elsewhere; return how many.

    Args:
      pages: pages of one exhibit, as they stand in the bundle.
      first: which page of the exhibit the first of them is, from 0.
      dropped: names of destinations that did not come with them.
    """
    inside = {page.obj.objgen: page.obj for page in pages}
    by_rank = {first + rank: page.obj for rank, page in enumerate(pages)}
    removed = 0
    for page in pages:
        for annotation in page.obj.get(Name.Annots) or ():
            for holder, key in _targets(annotation):
                if not _leads_inside(holder, key, inside, by_rank, dropped):
                    del holder[key]
                    removed += 1
                    if holder.objgen != annotation.objgen or key == Name.D:
                        del annotation[Name.A]
    return removed


def _targets(annotation: pikepdf.Object) -> list[tuple[pikepdf.Object, Name]]:
    action = annotation.get(Name.A)
    found = [(annotation, Name.Dest)] if Name.Dest in annotation else []
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
        found.append((action, Name.D))
    return found


def _leads_inside(
    holder: pikepdf.Object,
    key: Name,
    inside: Collection[tuple[int, int]],
    by_rank: Mapping[int, pikepdf.Object],
    dropped: Collection[str],
) -> bool:
    target = holder.get(key)
    if isinstance(target, pikepdf.String | Name):
        return str(target) not in dropped
    if not isinstance(target, Array) or not len(target):
        return False
    page = target[0]
    if isinstance(page, int):  # a page by its rank: in the bundle, it would be another exhibit's
        if page not in by_rank:
            return False
        target[0] = by_rank[page]
        return True
    return isinstance(page, Dictionary) and page.objgen in inside
