"""What the package of a closed workbook says beside its values: where its tables stand, and which cells hold none.

calamine gives an error cell (#N/A) and a formula that was never computed as empty, which would turn "unreadable" into
"absent"; so the sheets that hold formulas are scanned for both, and such cells come out as `BadCell`.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lxml import etree

from relancier.classeur.raw import BadCell, column_number

# a prefix is rare, but allowed: <x:c r="A1">
_CELL = re.compile(rb"<(?:\w+:)?c\b(?P<attributes>[^>]*?)(?:/>|>(?P<body>.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?: [^>]*)?>([^<]+)</")
_IS_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_SOME_ERROR = re.compile(rb"t=[\"']e[\"']")  # found ten times faster than with its word boundary
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=[\"']e[\"']")
_IS_TEXT = re.compile(rb"\bt=[\"'](?:str|inlineStr)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a line break in a heading is _x000a_
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUE = ("1", "true")

BadCells = dict[tuple[int, int], BadCell]


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands; rows and columns are counted from 0.

    Attributes:
      head: the row of its headings.
      first, last: its first and last rows of data; `first` is after `last` when it has none.
      left: its first column.
      totals: how many totals rows follow `last`.
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    head: int
    first: int
    last: int
    left: int
    totals: int


class PackageFacts:
    """The facts of an open package.

    Attributes:
      date_1904: bare numbers count days from 1904.
      parts: the member of the package that holds each sheet, by its name.
      areas: its tables, in the order of the sheets.

    Raises:
      KeyError, ValueError, etree.XMLSyntaxError: it is no workbook, or is damaged.
    """

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._members = set(package.namelist())
        workbook = etree.fromstring(package.read("xl/workbook.xml"))
        self.date_1904 = _flag(workbook, "workbookPr", "date1904")
        self._uncomputed = _flag(workbook, "calcPr", "fullCalcOnLoad")
        targets = self._relations("xl/workbook.xml")
        self.parts = {
            str(sheet.get("name")): targets[str(sheet.get(_RELATIONSHIP))]
            for sheet in workbook.iter("{*}sheet")
            if str(sheet.get(_RELATIONSHIP)) in targets
        }
        self.areas = tuple(
            _area(etree.fromstring(package.read(target)), sheet)
            for sheet, part in self.parts.items()
            for target in self._relations(part).values()
            if "/tables/" in target
        )

    def bad_cells(self, xml: bytes) -> BadCells:
        """Return the error cells of a sheet and its formulas without a value, by (row, column) from 0."""
        return _bad_cells(xml, self._uncomputed)

    def _relations(self, part: str) -> dict[str, str]:
        member = join(dirname(part), "_rels", basename(part) + ".rels")
        if member not in self._members:
            return {}
        return {
            str(relation.get("Id")): target[1:] if target.startswith("/") else normpath(join(dirname(part), target))
            for relation in etree.fromstring(self._package.read(member))
            if relation.get("TargetMode") != "External" and (target := str(relation.get("Target")))
        }


def _flag(workbook: etree._Element, tag: str, attribute: str) -> bool:
    element = workbook.find(f"{{*}}{tag}")
    return element is not None and element.get(attribute) in _TRUE


def _area(table: etree._Element, sheet: str) -> Area:
    match = _AREA.fullmatch(str(table.get("ref")))
    if match is None:
        raise ValueError(f"{table.get('ref')} is no area")
    top, left = int(match[2]) - 1, column_number(match[1].encode()) - 1
    bottom = int(match[4] or match[2]) - 1
    totals = int(table.get("totalsRowCount") or 0)
    first = top + int(table.get("headerRowCount") or 1)
    headings = tuple(
        _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), str(column.get("name")))
        for column in table.iter("{*}tableColumn")
    )
    return Area(str(table.get("displayName")), sheet, headings, top, first, bottom - totals, left, totals)


def _bad_cells(xml: bytes, uncomputed: bool) -> BadCells:
    """Return the error cells and the formulas without a value, by (row, column) from 0.

    In a workbook that asks Excel to compute all on opening (`uncomputed`), a formula's 0 is what export programs write
    in the place of a result.
    """
    found = {}
    for start in _suspects(xml):
        if (cell := _CELL.match(xml, start)) is None:
            continue
        attributes, body = cell["attributes"], cell["body"] or b""
        is_error = _IS_ERROR.search(attributes) is not None
        if not is_error and (_FORMULA.search(body) is None or _IS_TEXT.search(attributes) is not None):
            continue
        value = _VALUE.search(body)
        if not is_error and value is not None and not (uncomputed and value[1] == b"0"):
            continue
        if (reference := _REFERENCE.search(attributes)) is not None:
            shown = value[1].decode() if is_error and value else "formule non calculée"
            found[int(reference[2]) - 1, column_number(reference[1]) - 1] = BadCell(shown)
    return found


def _suspects(xml: bytes) -> Iterator[int]:
    """Yield where the cells start that hold an error or a formula."""
    if _SOME_ERROR.search(xml) is not None:
        yield from (found.start() for found in _ERROR_CELL.finditer(xml))
    # a cell's formula is its first element (ECMA-376, CT_Cell)
    yield from (xml.rfind(b"<", 0, found.start()) for found in _FORMULA.finditer(xml))
