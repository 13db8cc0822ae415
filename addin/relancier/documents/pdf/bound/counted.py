"""Where a letter prints how many pages it has, and whether its piece prints the right number there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from relancier.documents.pdf.bound import fields
from relancier.documents.pdf.bound.conformity import normal
from relancier.documents.pdf.bound.fields import W
from relancier.documents.pdf.bound.letter import Letter, parse

_PAGE, _COUNT = "\ue000", "\ue001"  # where a number stands in a paragraph; no document holds them
_OFF = ("0", "false", "off")
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ORDINARY: Sequence[Mapping[str, str]] = ({}, {f"{W}start": "1"})  # what a section may say of its numbering


@dataclass(frozen=True, slots=True)
class Counted:
    """The paragraphs that print how many pages there are, as they are compared, with a mark in place of each number.

    Attributes:
      body: those of the body, on any page.
      first, others: those above and under the first page, and the others.
    """

    body: tuple[str, ...]
    first: tuple[str, ...]
    others: tuple[str, ...]

    def right(self, pages: Sequence[str]) -> bool:
        """Whether `pages`, the normal text of each, say so everywhere that there are so many of them."""
        total = str(len(pages))
        numbered = list(enumerate(pages, 1))

        def said(paragraph: str, number: int) -> str:
            return paragraph.replace(_PAGE, str(number)).replace(_COUNT, total)

        def around(number: int) -> tuple[str, ...]:
            return self.first if number == 1 else self.others

        return all(any(_stands_in(page, said(one, number)) for number, page in numbered) for one in self.body) and all(
            _stands_in(page, said(one, number)) for number, page in numbered for one in around(number)
        )


def _stands_in(page: str, said: str) -> bool:
    """Whether a page says something; « page 1 / 1 » does not stand in « page 1 / 12 »."""
    before, after = (r"(?<!\d)" if said[0].isdigit() else ""), (r"(?!\d)" if said[-1].isdigit() else "")
    return re.search(f"{before}{re.escape(said)}{after}", page) is not None


def counted(letter: Letter) -> Counted | None:
    """Return where `letter` prints how many pages it has; None when what it prints there cannot be foretold."""
    sections = list(letter.document.iter(f"{W}sectPr"))
    if len(sections) != 1 or _odd_and_even(letter):
        return None
    section = sections[0]
    numbering = section.find(f"{W}pgNumType")
    if numbering is not None and dict(numbering.items()) not in _ORDINARY:
        return None
    around: dict[str, list[str]] = {}
    for one in section.iter(f"{W}headerReference", f"{W}footerReference"):
        part = letter.relations[str(one.get(_R_ID))].target
        around.setdefault(str(one.get(f"{W}type")), []).extend(_counting(parse(letter.package.read(part))))
    others = tuple(around.get("default", ()))
    own_first_page = section.find(f"{W}titlePg")
    alike = own_first_page is None or own_first_page.get(f"{W}val") in _OFF
    first = others if alike else tuple(around.get("first", ()))
    return Counted(tuple(_counting(letter.document)), first, others)


def _odd_and_even(letter: Letter) -> bool:
    """Whether even pages have headers and footers of their own."""
    settings = [one.target for one in letter.relations.values() if one.kind == "settings" and not one.outside]
    return any(b"evenAndOddHeaders" in letter.package.read(one) for one in settings)


def _counting(root: etree._Element) -> list[str]:
    """Return the paragraphs of a part that print a count of pages."""
    found = []
    for paragraph in root.iter(f"{W}p"):
        if not fields.names(paragraph).isdisjoint(fields.COUNTS):
            found.append(normal("".join(_said(paragraph))))
    return found


def _said(paragraph: etree._Element) -> list[str]:
    """Return what a paragraph says, with a mark in place of what a field shows."""
    said: list[str] = []
    shown_by_a_field = 0
    for one in paragraph.iter(f"{W}t", f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        if one.tag == f"{W}fldChar":
            kind = one.get(f"{W}fldCharType")
            shown_by_a_field += {"begin": 1, "end": -1}.get(str(kind), 0)
        elif one.tag == f"{W}t":
            if not shown_by_a_field and next(one.iterancestors(f"{W}fldSimple"), None) is None:
                said.append(one.text or "")
        else:
            said.append(_COUNT if fields.name(one) in fields.COUNTS else _PAGE)
    return said
