"""Letters converted as one document, each delivered only if its piece is what the letter says."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import pikepdf
import pypdfium2

from relancier.documents.pdf.bound.conformity import conforms, normal, paragraphs
from relancier.documents.pdf.bound.cut import ranges
from relancier.documents.pdf.bound.fields import Unclear
from relancier.documents.pdf.bound.letter import Alone, Letter, read_letter
from relancier.documents.pdf.bound.weld import weld

Convert: TypeAlias = Callable[[bytes], bytes]
Deliver: TypeAlias = Callable[[int, pikepdf.Pdf, range], None]


def convert_together(convert: Convert, documents: Sequence[bytes], deliver: Deliver) -> frozenset[int]:
    """Convert `documents` (.docx) bound by shape; return the ranks of those that were delivered.

    `deliver` is given a letter's rank, the bound PDF and the letter's pages in it. Whoever is not delivered must be
    converted alone: it cannot be bound, or its piece does not say what it should. What `convert` raises goes through.
    """
    delivered: set[int] = set()
    for letters in _by_shape(documents):
        # most letters have one page: those that print another count go once more, with what was learnt
        learnt = _one_pass(convert, letters, dict.fromkeys(letters, 1), deliver, delivered)
        if len(learnt) > 1:
            again = {rank: read_letter(documents[rank]) for rank in learnt}
            _one_pass(convert, again, learnt, deliver, delivered)
    return frozenset(delivered)


def _by_shape(documents: Sequence[bytes]) -> Iterator[dict[int, Letter]]:
    """Yield the letters that can be bound together, two at least, by rank."""
    groups: dict[str, dict[int, Letter]] = {}
    for rank, data in enumerate(documents):
        try:
            letter = read_letter(data)
        except Alone:
            continue
        groups.setdefault(letter.shape, {})[rank] = letter
    yield from (letters for letters in groups.values() if len(letters) > 1)


def _one_pass(
    convert: Convert,
    letters: Mapping[int, Letter],
    supposed: Mapping[int, int],
    deliver: Deliver,
    delivered: set[int],
) -> dict[int, int]:
    """Deliver those of the letters that have as many pages as `supposed`; return the counts of the others."""
    expected = {rank: paragraphs(letter.document) for rank, letter in letters.items()}
    try:
        welded = weld([*letters.values()], [*supposed.values()])
    except Unclear:
        return {}
    printed = convert(welded)
    try:
        opened, texts = pikepdf.open(io.BytesIO(printed)), _texts(printed)
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        return {}
    learnt: dict[int, int] = {}
    with opened as bound:
        cuts = ranges(bound, len(letters))
        for (rank, letter), pages in zip(letters.items(), cuts or (), strict=cuts is not None):
            if letter.counts_pages and len(pages) != supposed[rank]:
                learnt[rank] = len(pages)
            elif conforms([texts[number] for number in pages], expected[rank]):
                deliver(rank, bound, pages)
                delivered.add(rank)
    return learnt


def _texts(pdf: bytes) -> list[str]:
    """Return the text of each page, as it is compared."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            content = page.get_textpage()
            texts.append(normal(content.get_text_bounded()))
            content.close()
            page.close()
        return texts
