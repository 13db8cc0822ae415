"""A worksheet part cut into rows, of which only those that change are rebuilt.

The part is never parsed into a tree: rows are slices of its bytes, known by number; what stands before and after the
rows is edited tag by tag.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relancier.base.errors import Lieu, Refus
from relancier.classeur.splicing.areas import Area, address, column_number
from relancier.classeur.splicing.cell_xml import is_empty, style_of
from relancier.classeur.splicing.row_slices import RowSlices
from relancier.classeur.splicing.xml_bytes import (
    REMEDE_ENREGISTRER,
    attributes,
    check_part,
    check_well_formed,
    tag_pattern,
    text,
    with_attribute,
)

_SHEET_DATA = tag_pattern(b"sheetData")
_ROW = tag_pattern(b"row")
_CELL = tag_pattern(b"c")
_COL = tag_pattern(b"col")
_FORMULA = tag_pattern(b"f")
_DIMENSION = tag_pattern(b"dimension")
_SPREAD = tag_pattern(b"dataValidation", b"conditionalFormatting", b"ignoredError")
_X14_SPREAD = re.compile(rb"(<([\w.\-]+:)sqref>)([^<]*)(</\2sqref>)")
_USUAL_ROW = re.compile(rb"\s*<row r=\"(\d+)\"(?:[^>\"']++|\"[^\"]*+\")*+>")
_REF = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
SLASH = ord("/")
_BORING = {b"r", b"spans", b"hidden", b"collapsed", b"x14ac:dyDescent"}


@dataclass(slots=True)
class RowXml:
    """One row: `opening` is its whole opening tag (never self-closed); `cells` maps columns to `<c>` elements."""

    number: int
    opening: bytes
    cells: dict[int, bytes]
    after: bytes = b""

    def to_bytes(self) -> bytes:
        """Return the `<row>` element, cells in order."""
        cells = b"".join(self.cells[column] for column in sorted(self.cells))
        return self.opening + cells + self.after + b"</row>"

    @property
    def is_bare(self) -> bool:
        """Whether the row says nothing: no cell, no height, no style of its own."""
        return not self.cells and not self.after and attributes(self.opening).keys() <= _BORING

    @property
    def height(self) -> bytes:
        """The height that somebody gave the row, as attributes ready to copy; b"" when Excel chose it."""
        found = attributes(self.opening)
        if found.get(b"customHeight") not in (b"1", b"true") or b"ht" not in found:
            return b""
        return b' ht="%s" customHeight="1"' % found[b"ht"]

    def show(self) -> None:
        """Make the row visible and drop the hint of which columns it spans."""
        for name in (b"hidden", b"collapsed", b"spans"):
            self.opening = with_attribute(self.opening, name, None)


class SheetXml:
    """A worksheet part whose rows can be read and replaced.

    Attributes:
      lieu: the sheet, for messages.
    """

    def __init__(self, part: bytes, lieu: Lieu) -> None:
        """Cut `part` into rows; raise Refus when that cannot be done safely."""
        check_part(part, b"worksheet", lieu)
        self.lieu = lieu
        opening = _SHEET_DATA.search(part)
        if opening is None:
            raise _unreadable("La feuille n'a pas de données.", lieu)
        self._rows = RowSlices(b"", ())
        self._may_have_blocks = False
        self._head = part[: opening.start()]
        self._opening, self._closing = opening[0], b""
        end = opening.end()
        if not opening[3]:
            stop = part.find(b"</sheetData>", end)
            if stop < 0:
                raise _unreadable("Les lignes de la feuille ne se lisent pas.", lieu)
            self._may_have_blocks = part.find(b"<f ", end, stop) >= 0
            end = self._cut(part, end, stop)
            stop += len(b"</sheetData>")
            self._closing, end = part[end:stop], stop
        self._tail = part[end:]

    def _cut(self, part: bytes, start: int, end: int) -> int:
        """Take the rows from `part[start:end]`; return where what follows the last row begins."""
        self._rows = RowSlices.usual(part, start, end) or self._one_by_one(part, start, end)
        usual = part.count(b'<c r="', start, end)
        # what else begins like a cell is rare: it is only told from one where there is some
        if usual != part.count(b"<c", start, end) and usual != (
            part.count(b"<c ", start, end) + part.count(b"<c>", start, end)
        ):
            for number in self._rows.after(0):  # unusual cells: each must still have its address
                self.row(number)
        return self._rows.end

    def _one_by_one(self, part: bytes, start: int, end: int) -> RowSlices:
        starts: dict[int, int] = {}
        at, last = start, 0
        while opening := _row_at(part, at, end):
            number, tag_end = opening
            if number <= last:
                raise _unreadable("Des lignes de la feuille n'ont pas de numéro, ou sont en désordre.", self.lieu)
            closed = part[tag_end - 2] == SLASH
            stop = tag_end if closed else part.find(b"</row>", tag_end, end) + len(b"</row>")
            if stop < tag_end:
                raise _unreadable("Les lignes de la feuille ne se lisent pas.", self.lieu)
            starts[number] = at - start
            at, last = stop, number
        rest = part[at:end]
        if rest.strip() or part.count(b"</row", start, end) != part.count(b"</row>", start, end):
            raise _unreadable("Les lignes de la feuille ne se lisent pas.", self.lieu)
        rows = RowSlices(part[start:at], [*starts], [*starts.values()])
        rows.end = at
        return rows

    def to_bytes(self) -> bytes:
        """Return the part; equal to what was read when nothing was changed."""
        return b"".join(self._around(self._rows.pieces()))

    def check(self) -> None:
        """Raise expat.ExpatError unless what was changed is well-formed; rows only read were checked on reading."""
        check_well_formed(*self._around(map(self._rows.get, self._rows.changed)))

    def _around(self, rows: Iterable[bytes | memoryview]) -> list[bytes | memoryview]:
        """Return the pieces of the part with `rows`; one that came without any may still have its tag self-closed."""
        content = [one for one in rows if len(one)]
        opening, closing = self._opening, self._closing
        if content and not closing:
            opening, closing = b"<sheetData>", b"</sheetData>"
        return [self._head, opening, *content, closing, self._tail]

    def row(self, number: int) -> RowXml:
        """Return row `number`, ready to be changed and `put` back; an empty one when the file has none."""
        raw = self._rows.get(number)
        if not raw:
            return RowXml(number, b'<row r="%d">' % number, {})
        match = _ROW.search(raw)
        if match is None:
            raise _unreadable("Une ligne de la feuille ne se lit pas.", self.lieu)
        if match[3]:
            return RowXml(number, match[0][:-2].rstrip() + b">", {})
        cells, at = self._cells(raw, match.end(), number)
        return RowXml(number, match[0], cells, raw[at : -len(b"</row>")].strip())

    def _cells(self, raw: bytes, at: int, number: int) -> tuple[dict[int, bytes], int]:
        """Return the cells of a row by column, and where they end."""
        cells: dict[int, bytes] = {}
        last = 0
        while (match := _CELL.search(raw, at)) and not raw[at : match.start()].strip():
            ref = _REF.fullmatch(attributes(match[2]).get(b"r", b""))
            column = column_number(ref[1].decode()) if ref else 0
            if ref is None or int(ref[2]) != number or column <= last:
                raise _unreadable(f"À la ligne {number}, des cellules n'ont pas d'adresse.", self.lieu)
            end = match.end() if match[3] else raw.find(b"</c>", match.end()) + len(b"</c>")
            if end < match.end():
                raise _unreadable(f"La ligne {number} ne se lit pas.", self.lieu)
            cells[column] = raw[match.start() : end]
            at, last = end, column
        return cells, at

    def raw(self, number: int) -> bytes:
        """Return row `number` as it stands; b"" when the file has none."""
        return self._rows.get(number)

    def lay(self, number: int, raw: bytes) -> None:
        """Put the bytes of a whole row in place of row `number`."""
        self._rows.put(number, raw)

    def cell(self, number: int, column: int) -> bytes:
        """Return one `<c>` element, b"" when there is none; quicker than reading its whole row."""
        raw = self._rows.get(number)
        at = raw.find(b'<c r="%s"' % address(column, number).encode())
        match = _CELL.match(raw, at) if at >= 0 else None
        if match is None:
            return self.row(number).cells.get(column, b"") if raw else b""
        return match[0] if match[3] else raw[at : raw.index(b"</c>", match.end()) + len(b"</c>")]

    def put(self, row: RowXml) -> None:
        """Replace `row`, or remove it when nothing is left in it."""
        raw = b"" if row.is_bare else row.to_bytes()
        self._rows.put(row.number, raw)
        self._may_have_blocks = self._may_have_blocks or b"<f " in raw

    def first_content(self, left: int, right: int, below: int) -> str:
        """Return the address of the first cell with content in columns `left..right` under row `below`, or ""."""
        for number in self._rows.after(below):
            for column, cell in self.row(number).cells.items():
                if left <= column <= right and not is_empty(cell):
                    return address(column, number)
        return ""

    def column_style(self, column: int) -> int:
        """Return the style that the sheet gives to whole column `column`."""
        for match in _COL.finditer(self._head):
            found = attributes(match[2])
            if int(found.get(b"min", b"0")) <= column <= int(found.get(b"max", b"0")):
                return int(found.get(b"style", b"0"))
        return 0

    def areas(self, element: bytes) -> Iterator[Area]:
        """Yield the areas of the `element`s that stand under the rows (`mergeCell`, `hyperlink`)."""
        for match in tag_pattern(element).finditer(self._tail):
            area = Area.parse(attributes(match[2]).get(b"ref", b"").decode())
            if area is not None:
                yield area

    def formula_blocks(self) -> Iterator[Area]:
        """Yield the areas that one shared formula, array formula or data table covers."""
        if not self._may_have_blocks:
            return
        for raw in self._rows:
            if b"<f " not in raw or b"ref=" not in raw:
                continue
            for match in _FORMULA.finditer(raw):
                area = Area.parse(attributes(match[2]).get(b"ref", b"").decode())
                if area is not None:
                    yield area

    def stretch_dimension(self, area: Area) -> None:
        """Make the sheet's announced extent hold `area`; a sheet that announces none stays so."""
        match = _DIMENSION.search(self._head)
        known = Area.parse(attributes(match[2]).get(b"ref", b"").decode()) if match else None
        if match and known:
            new = with_attribute(match[0], b"ref", str(known.union(area)).encode())
            self._head = self._head[: match.start()] + new + self._head[match.end() :]

    def move_rules(self, body: Area, last: int, totals: int) -> None:
        """Let validations and conditional formats follow a table whose `body` now ends at row `last`."""

        def attribute(match: re.Match[bytes]) -> bytes:
            old = attributes(match[2]).get(b"sqref", b"")
            return with_attribute(match[0], b"sqref", _followed(old, body, last, totals))

        def element(match: re.Match[bytes]) -> bytes:
            return match[1] + _followed(match[3], body, last, totals) + match[4]

        self._tail = _X14_SPREAD.sub(element, _SPREAD.sub(attribute, self._tail))


def _followed(sqref: bytes, body: Area, last: int, totals: int) -> bytes:
    """Return `sqref` after the rows of `body` have grown or shrunk to end at row `last`."""
    areas: list[str] = []
    for word in text(sqref).split():
        area = Area.parse(word)
        if area is None or area.right < body.left or area.left > body.right:
            areas.append(word)
        elif body.left <= area.left and area.right <= body.right:
            areas.append(str(_follow(area, body, last, totals)))
        else:
            areas.append(word)
            if area.top <= body.bottom <= area.bottom < last:  # wider than the table: only our columns follow
                added = Area(max(area.left, body.left), area.bottom + 1, min(area.right, body.right), last)
                areas.append(str(added))
    return " ".join(areas).encode()


def _follow(area: Area, body: Area, last: int, totals: int) -> Area:
    """Return where the rule on `area`, within the table's columns, stands afterwards."""
    moved = last - body.bottom
    if totals and area.top > body.bottom and area.bottom <= body.bottom + totals:
        return Area(area.left, area.top + moved, area.right, area.bottom + moved)
    if area.top > body.bottom or area.bottom < body.bottom:
        return area
    if body.bottom < area.bottom <= body.bottom + totals:
        return Area(area.left, area.top, area.right, max(area.bottom + moved, area.top))
    if area.bottom == body.bottom and area.top <= last:
        return Area(area.left, area.top, area.right, last)
    return Area(area.left, area.top, area.right, max(area.bottom, last))


def blank_style(sheet: SheetXml, row: RowXml, column: int) -> int:
    """Return the style of `row`'s cell in `column`, or the column's own when the row has no such cell."""
    cell = row.cells.get(column)
    return sheet.column_style(column) if cell is None else style_of(cell)


def _row_at(part: bytes, at: int, end: int) -> tuple[int, int] | None:
    """Return the number of the row that opens at `at`, 0 when it has none, and where its opening tag ends."""
    if match := _USUAL_ROW.match(part, at, end):
        return int(match[1]), match.end()
    while part[at : at + 1].isspace():
        at += 1
    match = _ROW.match(part, at, end)
    return (int(attributes(match[2]).get(b"r", b"0")), match.end()) if match else None


def _unreadable(message: str, lieu: Lieu) -> Refus:
    return Refus("feuille-illisible", message, REMEDE_ENREGISTRER, lieu)
