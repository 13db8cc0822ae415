"""Letters converted as one document, each delivered only if its piece is what the letter says."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
import pypdfium2
from lxml import etree

from relancier.base.solid import solid
from relancier.documents.pdf.bound.conformity import conforms, normal, paragraphs
from relancier.documents.pdf.bound.cut import ranges
from relancier.documents.pdf.bound.fields import Unclear
from relancier.documents.pdf.bound.letter import Alone, Letter
from relancier.documents.pdf.bound.weld import weld
from relancier.documents.pdf.text import quick_text


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


Convert: TypeAlias = Callable[[bytes], bytes]
Prepare: TypeAlias = Callable[[etree._Element], object]
Read: TypeAlias = Callable[[], Letter]
Deliver: TypeAlias = Callable[[Piece], object]


def as_it_is(_: etree._Element) -> None:
    """Leave a main part as it is: what an engine needs that needs nothing."""


def convert_together(
    convert: Convert, readers: Sequence[Read], deliver: Deliver, prepare: Prepare = as_it_is
) -> frozenset[int]:
    """Convert letters bound by shape; return the ranks of those that were delivered.

    Whoever is not delivered must be converted alone: it cannot be bound, or its piece does not say what it should. What
    `convert` raises goes through.

    Args:
      convert: from the bytes of a .docx to those of a PDF.
      readers: what reads each letter, anew each time, or raises Alone.
      deliver: given each piece that is right.
      prepare: what the engine needs to be done to a main part.
    """
    delivered: set[int] = set()

    def deliver_once(piece: Piece) -> None:
        deliver(piece)
        delivered.add(piece.rank)

    for letters in _by_shape(readers):
        # most letters have one page: those that print another count go once more, with what was learnt
        learnt = _one_pass(convert, letters, dict.fromkeys(letters, 1), deliver_once, prepare)
        if learnt:
            again = {rank: readers[rank]() for rank in learnt}
            _one_pass(convert, again, learnt, deliver_once, prepare)
    return frozenset(delivered)


def _by_shape(readers: Sequence[Read]) -> Iterator[dict[int, Letter]]:
    """Yield the letters that can be bound together, two at least, by rank."""
    groups: dict[str, dict[int, Letter]] = {}
    for rank, read in enumerate(readers):
        try:
            letter = read()
        except Alone:
            continue
        groups.setdefault(letter.shape, {})[rank] = letter
    yield from (letters for letters in groups.values() if len(letters) > 1)


def _one_pass(
    convert: Convert, letters: Mapping[int, Letter], supposed: Mapping[int, int], deliver: Deliver, prepare: Prepare
) -> dict[int, int]:
    """Deliver those of the letters that have as many pages as `supposed`; return the counts of the others."""
    expected = {rank: paragraphs(letter.document) for rank, letter in letters.items()}
    try:
        welded = weld([*letters.values()], [*supposed.values()], prepare)
    except Unclear:
        return {}
    sheet = convert(welded)
    try:
        opened, texts = pikepdf.open(io.BytesIO(sheet)), [solid(one) for one in quick_text(sheet)]
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        return {}
    learnt: dict[int, int] = {}
    with opened as bound:
        cuts = ranges(bound, len(letters))
        for (rank, letter), pages in zip(letters.items(), cuts or (), strict=cuts is not None):
            if letter.counts_pages and len(pages) != supposed[rank]:
                learnt[rank] = len(pages)
                continue
            said = texts[pages.start : pages.stop]
            if conforms([normal(one) for one in said], expected[rank]):
                deliver(Piece(rank, sheet, bound, pages, "".join(said)))
    return learnt
