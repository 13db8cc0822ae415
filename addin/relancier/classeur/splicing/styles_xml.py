"""The styles part, to which a date format is added when a column has none."""

import re
from collections.abc import Iterator

from relancier.base.errors import Lieu, Refus
from relancier.classeur.splicing.xml_bytes import (
    REMEDE_ENREGISTRER,
    attributes,
    check_part,
    tag_pattern,
    text,
    with_attribute,
)

SHORT_DATE = b"14"  # built in: the short date of the reader's own language

_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_XF = tag_pattern(b"xf")
_XFS = tag_pattern(b"cellXfs")
_FORMATS = re.compile(rb"<numFmts\b.*?</numFmts>", re.DOTALL)
_FORMAT = tag_pattern(b"numFmt")


class StylesXml:
    """The styles part of a workbook; only ever grows."""

    def __init__(self, part: bytes, lieu: Lieu) -> None:
        """Read `part`; raise Refus when it cannot be edited."""
        check_part(part, b"styleSheet", lieu)
        opening = _XFS.search(part)
        end = part.find(b"</cellXfs>")
        if opening is None or end < 0:
            raise Refus("styles-absents", "Le classeur n'a pas de styles de cellule.", REMEDE_ENREGISTRER, lieu)
        self._opening = opening[0]
        self._head, self._tail = part[: opening.start()], part[end:]
        self._body = part[opening.end() : end]
        self._xfs = list(_elements(self._body))
        formats = _FORMATS.search(part)
        self._custom = {
            int(found.get(b"numFmtId", b"0")): text(found.get(b"formatCode", b""))
            for found in map(attributes, (m[2] for m in _FORMAT.finditer(formats[0] if formats else b"")))
        }
        self._dated: dict[int, int] = {}

    def dated(self, style: int) -> int:
        """Return the style that looks like `style` and shows a date; it is `style` itself when it already does."""
        base = style if style < len(self._xfs) else 0
        if base not in self._dated:
            self._dated[base] = base if self._shows_date(self._xfs[base]) else self._add_date(self._xfs[base])
        return self._dated[base]

    def to_bytes(self) -> bytes:
        """Return the part; the bytes that were read when no style was added."""
        return self._head + self._opening + self._body + self._tail

    def _shows_date(self, xf: bytes) -> bool:
        match = _XF.match(xf)
        number = int(attributes(match[2]).get(b"numFmtId", b"0")) if match else 0
        if number in self._custom:
            return bool(re.search("[dy]", _NOT_FORMAT.sub("", self._custom[number]).lower()))
        return number in _BUILT_IN_DATES

    def _add_date(self, xf: bytes) -> int:
        match = _XF.match(xf)
        opening = match[0] if match else xf
        new = with_attribute(opening, b"numFmtId", SHORT_DATE)
        new = with_attribute(new, b"applyNumberFormat", b"1") + xf[len(opening) :]
        if new in self._xfs:
            return self._xfs.index(new)
        self._xfs.append(new)
        self._body += new
        self._opening = with_attribute(self._opening, b"count", b"%d" % len(self._xfs))
        return len(self._xfs) - 1


def _elements(body: bytes) -> Iterator[bytes]:
    """Yield the `<xf>` elements of `body`, with their content."""
    for match in _XF.finditer(body):
        end = match.end() if match[3] else body.index(b"</xf>", match.end()) + len(b"</xf>")
        yield body[match.start() : end]
