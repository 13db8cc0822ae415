"""Does a piece of the bound PDF say what its letter says, all of it, and nothing of its neighbours?

What is compared are the paragraphs of the letter's body, whatever their white space and case: a paragraph that shows
a field, whose text is the engine's, is left to who proves the letter's figures.
"""

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from relancier.base.solid import solid
from relancier.documents.pdf.bound.fields import W

_PARAGRAPH, _TEXT, _FIELD = f"{W}p", f"{W}t", (f"{W}fldChar", f"{W}fldSimple")
_END = "\x00"  # no document holds it
_HYPHENS = "-\u00ad\u2010\u2011\x02\ufffe"  # PDFium's own marks for one included


def paragraphs(document: etree._Element) -> tuple[str, ...]:
    """Return the texts of the paragraphs of a main part that have any, as they are compared.

    One in the midst of another, in a text box, ends that one.
    """
    found: list[str] = []
    text: list[str] = []
    shows_field = False
    for one in document.iter(_PARAGRAPH, _TEXT, *_FIELD):
        if (tag := one.tag) == _TEXT:
            text.append(one.text or "")
        elif tag == _PARAGRAPH:
            if not shows_field:
                found.append("".join(text))
            text, shows_field = [], False
        else:
            shows_field = True
    if not shows_field:
        found.append("".join(text))
    return tuple(filter(None, normal(_END.join(found)).split(_END)))


def normal(text: str) -> str:
    """Return `text` as it is compared: a reader of PDFs takes the hyphen at a line's end for a cut word's."""
    text = solid(text)
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "")
    return text.casefold()


def conforms(pages: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether `pages`, the normal text of each page of a piece, say every paragraph of `expected`, as often.

    The first paragraph must be on the first page and the last one on the last page.
    """
    if not pages or not expected:
        return False
    whole = "".join(pages)
    often = Counter(expected)
    return (
        expected[0] in pages[0]
        and _ends_with(pages, expected[-1])
        and all(whole.count(text) >= count for text, count in often.items())
    )


def _ends_with(pages: Sequence[str], last: str) -> bool:
    """Whether the last page shows the end of the last paragraph, which may begin on the one before."""
    return last in pages[-1] or (len(pages) > 1 and last in "".join(pages[-2:]) and last[-1] in pages[-1])
