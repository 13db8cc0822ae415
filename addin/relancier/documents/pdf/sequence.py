"""A PDF written page after page: what is written is forgotten, so that ten thousand pages take no more memory than ten.

Pages come from PDFs that are open, with all that they show; what several of them share is written once for each PDF
that they come from. The file's structure is that of ISO 32000-1: objects (§ 7.3.10), the table that says where they are
(§ 7.5.4), pages in nodes (§ 7.7.3), bookmarks (§ 12.3.3).
"""

import hashlib
import re
from array import array
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import pikepdf

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # bytes beyond ASCII say that it is no text
_IN_A_NODE = 64  # pages
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_OF_A_DOCUMENT = ("/Page", "/Pages", "/Catalog")  # kinds of objects that no page shows
# strings, which may hold anything, then references, as qpdf writes both
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|\b(\d+) (\d+) R\b", re.DOTALL)
_CATALOG, _ROOT = 1, 2  # numbers of objects
_DEEPEST = 64  # nodes above a page, in a sound PDF


@dataclass(slots=True)
class Origin:
    """A PDF that pages are taken from.

    Attributes:
      pdf: it, open as long as it is used.
      numbers: the number that each of its objects has in the file, by its own and its generation.
    """

    pdf: pikepdf.Pdf
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)


class PageSequence:
    """A file under way: pages are added, then it is finished. What the file or a page's PDF raises goes through."""

    def __init__(self, out: BinaryIO) -> None:
        """Begin in `out`, an empty file."""
        self._out = out
        self._digest = hashlib.sha256()
        self._size = 0
        self._places = array("Q", [0] * _ROOT)  # where each object begins, in the order of their numbers
        self._nodes: list[int] = []
        self._kids: list[list[int]] = []  # the pages of each node
        self.pages = 0
        self._write(_HEADER)

    def add(self, origin: Origin, page: pikepdf.Object) -> int:
        """Add `page` of a PDF, with all that it shows; return its number as an object."""
        number = origin.numbers[page.objgen] = self._new()
        entries = dict(page.items())
        for key in _INHERITED:
            if (found := _inherited(page, key)) is not None:
                entries[key] = found
        entries.pop("/Parent", None)
        pending: deque[tuple[int, pikepdf.Object]] = deque()
        self._page(number, self._renumbered(pikepdf.Dictionary(entries), origin, pending))
        while pending:
            self._object(*pending.popleft(), origin, pending)
        return number

    def add_blank(self, width: float, height: float) -> None:
        """Add a page with nothing on it, of so many points."""
        self._page(self._new(), b"<< /Type /Page /MediaBox [ 0 0 %g %g ] /Resources << >> >>" % (width, height))

    def finish(self, titles: Sequence[tuple[str, int]], language: str) -> None:
        """End the file.

        Args:
          titles: the bookmarks, each with the number of its page's object; readers keep their place and zoom.
          language: of the text, "fr-FR".
        """
        for node, kids in zip(self._nodes, self._kids, strict=True):
            listed = b" ".join(b"%d 0 R" % one for one in kids)
            self._put(node, b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [ %s ] >>" % (_ROOT, len(kids), listed))
        listed = b" ".join(b"%d 0 R" % one for one in self._nodes)
        self._put(_ROOT, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (self.pages, listed))
        outline = self._outline(titles)
        catalog = b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang %s >>"
        self._put(_CATALOG, catalog % (_ROOT, outline, pikepdf.String(language).unparse()))
        self._end()

    def _new(self) -> int:
        """Return the number of a new object."""
        self._places.append(0)
        return len(self._places)

    def _page(self, number: int, content: bytes) -> None:
        """Write a page; `content` is its dictionary, without what it belongs to."""
        if self.pages % _IN_A_NODE == 0:
            self._nodes.append(self._new())
            self._kids.append([])
        self.pages += 1
        self._kids[-1].append(number)
        self._put(number, b"<< /Parent %d 0 R %s" % (self._nodes[-1], content.removeprefix(b"<<")))

    def _object(
        self, number: int, found: pikepdf.Object, origin: Origin, pending: deque[tuple[int, pikepdf.Object]]
    ) -> None:
        """Write an object that a page shows, under its new number."""
        if not isinstance(found, pikepdf.Stream):
            self._put(number, self._renumbered(found, origin, pending))
            return
        data, entries = found.read_raw_bytes(), pikepdf.Dictionary(dict(found.stream_dict.items()))
        entries.Length = len(data)
        content = self._renumbered(entries, origin, pending)
        self._put(number, b"%s\nstream\n%s\nendstream" % (content, data))

    def _renumbered(self, found: pikepdf.Object, origin: Origin, pending: deque[tuple[int, pikepdf.Object]]) -> bytes:
        """Return an object as it is written; add to `pending` those that it leads to and that are not yet."""

        def renumbered(match: re.Match[bytes]) -> bytes:
            if match[1] is None:
                return match[0]  # a string
            key = int(match[1]), int(match[2])
            if key not in origin.numbers:
                led_to = origin.pdf.get_object(key)
                if isinstance(led_to, pikepdf.Dictionary) and str(led_to.get("/Type", "")) in _OF_A_DOCUMENT:
                    return b"null"
                origin.numbers[key] = self._new()
                pending.append((origin.numbers[key], led_to))
            return b"%d 0 R" % origin.numbers[key]

        return _REFERENCE.sub(renumbered, found.unparse(resolved=True))

    def _outline(self, titles: Sequence[tuple[str, int]]) -> int:
        """Write the bookmarks; return the number of what holds them."""
        root = self._new()
        items = [self._new() for _ in titles]
        ends = b"/First %d 0 R /Last %d 0 R " % (items[0], items[-1]) if items else b""
        self._put(root, b"<< /Type /Outlines %s/Count %d >>" % (ends, len(items)))
        for rank, (title, page) in enumerate(titles):
            around = b"/Prev %d 0 R " % items[rank - 1] if rank else b""
            if rank + 1 < len(items):
                around += b"/Next %d 0 R " % items[rank + 1]
            place = b"/Dest [ %d 0 R /XYZ null null null ]" % page
            title_ = pikepdf.String(title).unparse()
            self._put(items[rank], b"<< /Title %s /Parent %d 0 R %s%s >>" % (title_, root, around, place))
        return root

    def _put(self, number: int, content: bytes) -> None:
        self._places[number - 1] = self._size
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))

    def _end(self) -> None:
        table = self._size
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._places) + 1))
        for place in self._places:
            self._write(b"%010d 00000 n \n" % place)
        name = self._digest.hexdigest()[:32].encode()  # the same file has the same name
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /ID [ <%s> <%s> ] >>\nstartxref\n%d\n%%%%EOF\n"
        self._write(trailer % (len(self._places) + 1, _CATALOG, name, name, table))

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._out.write(data)
        self._size += len(data)


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """Return what a page, or the nearest node above that says it, says of `key`."""
    seen = 0
    node: pikepdf.Object | None = page
    while node is not None and seen < _DEEPEST:
        if key in node:
            return node[key]
        node, seen = node.get("/Parent"), seen + 1
    return None
