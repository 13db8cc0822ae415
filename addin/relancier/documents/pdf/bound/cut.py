"""A bound PDF cut at the letters' named destinations."""

from collections.abc import Iterator
from itertools import pairwise

import pikepdf

from relancier.documents.pdf.bound.weld import mark
from relancier.documents.pdf.finish import describe

_OF_A_TREE = ("/StructParents", "/Tabs")  # what ties a page to a structure tree


def ranges(bound: pikepdf.Pdf, count: int) -> list[range] | None:
    """Return the pages of each of `count` letters, from 0; None when they cannot be told apart."""
    places = dict(_destinations(bound))
    numbers = {page.obj.objgen: number for number, page in enumerate(bound.pages)}
    starts = [numbers.get(places.get(mark(rank), (0, 0)), -1) for rank in range(count)]
    edges = [*starts, len(bound.pages)]
    if starts[0] != 0 or any(first >= then for first, then in pairwise(edges)):
        return None
    return [range(first, then) for first, then in pairwise(edges)]


def piece(bound: pikepdf.Pdf, pages: range, title: str, language: str, modified: str) -> pikepdf.Pdf:
    """Return a new PDF of `pages` of the bound one, described as a letter."""
    cut = pikepdf.new()
    for number in pages:
        cut.pages.append(pikepdf.Page(detached(bound, number)))
    described, info = bound.docinfo, cut.docinfo
    for key in ("/Producer", "/Creator"):
        if key in described:
            info[key] = str(described[key])
    describe(cut, title, language, modified)
    return cut


def detached(bound: pikepdf.Pdf, number: int) -> pikepdf.Object:
    """Return a page of the bound PDF without what ties it to that one: its structure tree, its other pages.

    Bound letters have no links to pages but those that LibreOffice makes of their counts. A letter printed alone may
    have some: it comes here for a print file, and they are of no use on paper.
    """
    page = bound.pages[number].obj
    for key in _OF_A_TREE:
        if key in page:
            del page[key]
    _unlink(page)
    return page


def _unlink(page: pikepdf.Object) -> None:
    """Take from a page its links to pages."""
    if "/Annots" not in page:
        return
    kept = [one for one in page.Annots if not _leads_to_a_page(one)]
    if kept:
        page.Annots = pikepdf.Array(kept)
    else:
        del page["/Annots"]


def _leads_to_a_page(annotation: pikepdf.Object) -> bool:
    return "/Dest" in annotation or ("/A" in annotation and annotation.A.get("/S") == pikepdf.Name.GoTo)


def _destinations(bound: pikepdf.Pdf) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each named destination with the page that it leads to, as an object's number."""
    root = bound.Root
    found: list[tuple[str, pikepdf.Object]] = []
    if "/Dests" in root:
        found += [(name.removeprefix("/"), one) for name, one in root.Dests.items()]
    if "/Names" in root and "/Dests" in root.Names:
        found += [(str(name), one) for name, one in pikepdf.NameTree(root.Names.Dests).items()]
    for name, one in found:
        place = one.D if isinstance(one, pikepdf.Dictionary) else one
        if isinstance(place, pikepdf.Array) and len(place) and isinstance(place[0], pikepdf.Dictionary):
            yield name, place[0].objgen
