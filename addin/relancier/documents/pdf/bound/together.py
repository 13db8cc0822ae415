"""Letters converted as few documents, each delivered only if its piece is what the letter says."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import pikepdf
import pypdfium2
from lxml import etree

from relancier.base.solid import solid
from relancier.documents.pdf.bound.conformity import conforms, normal, paragraphs
from relancier.documents.pdf.bound.counted import Counted, counted
from relancier.documents.pdf.bound.cut import ranges
from relancier.documents.pdf.bound.fields import Unclear
from relancier.documents.pdf.bound.letter import Alone, Letter
from relancier.documents.pdf.bound.weld import weld
from relancier.documents.pdf.text import quick_text

MOST = 64  # letters in a document: in a longer one each costs LibreOffice more, and dxpdf as much


@dataclass(frozen=True, slots=True)
class Piece:
    """A letter's pages in a bound PDF.

    Attributes:
      rank: the letter's.
      sheet, bound: the bound PDF, as bytes and open; it is closed after the delivery.
      pages: which of its pages, from 0.
      text: what they say, without white space.
    """

    rank: int
    sheet: bytes
    bound: pikepdf.Pdf
    pages: range
    text: str


Convert: TypeAlias = Callable[[Sequence[bytes]], Iterable[bytes | None]]
Prepare: TypeAlias = Callable[[etree._Element], object]
Read: TypeAlias = Callable[[], Letter]
Deliver: TypeAlias = Callable[[Piece], object]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the piece of a letter must be.

    Attributes:
      paragraphs: what it must say.
      counts_pages: it prints how many pages it has.
      pages: how many it is supposed to have, and prints.
      counted: where it prints what the engine computed, instead of that.
    """

    paragraphs: Sequence[str]
    counts_pages: bool
    pages: int
    counted: Counted | None = None

    def count_is_right(self, pages: Sequence[str]) -> bool:
        """Whether its piece, the normal text of each page, prints how many pages it has."""
        if self.counted is not None:
            return self.counted.right(pages)
        return not self.counts_pages or self.pages == len(pages)


@dataclass(frozen=True, slots=True)
class _Bound:
    """Letters welded into one document.

    Attributes:
      docx: its bytes.
      letters: what is wanted of each, by rank, in its order.
    """

    docx: bytes
    letters: Mapping[int, _Wanted]


def as_it_is(_: etree._Element) -> None:
    """Leave a main part as it is: what an engine needs that needs nothing."""


def convert_together(
    convert: Convert, readers: Sequence[Read], deliver: Deliver, prepare: Prepare = as_it_is, *, refers: bool = False
) -> frozenset[int]:
    """Convert letters bound by shape; return the ranks of those that were delivered.

    Whoever is not delivered must be converted alone: it cannot be bound, or its piece does not say what it should. What
    `convert` raises goes through.

    Args:
      convert: from the bytes of documents (.docx), of up to `MOST` letters each, to those of each one's PDF, in order;
        None for one that it could not print. Each PDF is done with before the next one is asked for.
      readers: what reads each letter, anew each time, or raises Alone.
      deliver: given each piece that is right.
      prepare: what the engine needs to be done to a main part.
      refers: the engine computes the number of the page that a bookmark is on.
    """
    delivered: set[int] = set()

    def deliver_once(piece: Piece) -> None:
        deliver(piece)
        delivered.add(piece.rank)

    # where the engine does not count for us, letters are supposed to have one page, as most have: those that print
    # another count go once more, with what was learnt
    first = (_weld(letters, {}, prepare, refers=refers) for letters in _by_shape(readers))
    learnt = _one_pass(convert, first, deliver_once)
    again = (_weld({rank: readers[rank]() for rank in pages}, pages, prepare) for pages in learnt)
    _one_pass(convert, again, deliver_once)
    return frozenset(delivered)


def _by_shape(readers: Sequence[Read]) -> Iterator[dict[int, Letter]]:
    """Yield the letters that can be bound together, by rank, in as few documents as that takes, alike in length."""
    groups: dict[str, dict[int, Letter]] = {}
    for rank, read in enumerate(readers):
        try:
            letter = read()
        except Alone:
            continue
        groups.setdefault(letter.shape, {})[rank] = letter
    for letters in groups.values():
        ranks = [*letters]
        documents = -(-len(ranks) // MOST)
        edges = (len(ranks) * number // documents for number in range(documents + 1))
        for start, end in pairwise(edges):
            yield {rank: letters[rank] for rank in ranks[start:end]}


def _weld(
    letters: Mapping[int, Letter], learnt: Mapping[int, int], prepare: Prepare, *, refers: bool = False
) -> _Bound | None:
    """Return letters as one document; None when one of them cannot be.

    `learnt` is how many pages each is known to have. The others are supposed to have one, unless the engine `refers`.
    """
    wanted = {
        rank: _Wanted(
            paragraphs(letter.document),
            letter.counts_pages,
            learnt.get(rank, 1),
            counted(letter) if refers and letter.counts_pages else None,
        )
        for rank, letter in letters.items()
    }
    pages = [wanted[rank].pages if wanted[rank].counted is None else None for rank in letters]
    try:
        return _Bound(weld([*letters.values()], pages, prepare), wanted)
    except Unclear:
        return None


def _one_pass(convert: Convert, welded: Iterable[_Bound | None], deliver: Deliver) -> list[dict[int, int]]:
    """Deliver those letters that print the right count of pages; return the counts of the others, by document."""
    documents = [one for one in welded if one is not None]
    learnt = []
    for document, sheet in zip(documents, convert([one.docx for one in documents]), strict=True):
        if sheet is not None and (counts := _deliver(document, sheet, deliver)):
            learnt.append(counts)
    return learnt


def _deliver(document: _Bound, sheet: bytes, deliver: Deliver) -> dict[int, int]:
    """Deliver the pieces of one document that are right; return the counts of pages that are not as printed."""
    try:
        opened, texts = pikepdf.open(io.BytesIO(sheet)), [solid(one) for one in quick_text(sheet)]
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        return {}
    learnt: dict[int, int] = {}
    with opened as bound:
        cuts = ranges(bound, len(document.letters))
        for (rank, wanted), pages in zip(document.letters.items(), cuts or (), strict=cuts is not None):
            said = texts[pages.start : pages.stop]
            compared = [normal(one) for one in said]
            if not wanted.count_is_right(compared):
                learnt[rank] = len(pages)
            elif conforms(compared, wanted.paragraphs):
                deliver(Piece(rank, sheet, bound, pages, "".join(said)))
    return learnt
