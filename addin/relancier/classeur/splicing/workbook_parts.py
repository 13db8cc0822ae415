"""The parts of a closed workbook, found through its relationships and kept until they are all written at once."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zlib import crc32

from relancier.base.errors import InvalidInput, Lieu, Refus
from relancier.base.opc import Package
from relancier.classeur.splicing.cell_xml import decoded
from relancier.classeur.splicing.sheet_xml import SheetXml
from relancier.classeur.splicing.styles_xml import StylesXml
from relancier.classeur.splicing.table_xml import TableXml
from relancier.classeur.splicing.xml_bytes import (
    REMEDE_ENREGISTRER,
    attributes,
    check_part,
    check_well_formed,
    tag_pattern,
    text,
    with_attribute,
)

CONTENT_TYPES = "[Content_Types].xml"

_SHEET = tag_pattern(b"sheet")
_PROPERTIES = tag_pattern(b"workbookPr")
_CALCULATION = tag_pattern(b"calcPr")
_BEFORE_CALCULATION = re.compile(
    rb"</(?:sheets|functionGroups|externalReferences|definedNames)>|<(?:externalReferences|definedNames)\s*/>"
)
_RELATIONSHIP = tag_pattern(b"Relationship")
_OVERRIDE = tag_pattern(b"Override")
_TRUE = (b"1", b"true")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part: its id, the last word of its type, and the part that it leads to."""

    id: str
    kind: str
    target: str


@dataclass(slots=True)
class OpenTable:
    """A table and the sheet that it stands on, ready to be changed."""

    part: str
    table: TableXml
    sheet: SheetXml
    sheet_name: str


class WorkbookParts:
    """An open package and the parts of it that are being changed."""

    def __init__(self, package: Package) -> None:
        """Find the workbook in `package`; raise InvalidInput or Refus when it is not one that can be edited."""
        self._package = package
        self.lieu = Lieu(fichier=package.fichier)
        found = [r.target for r in self._relationships("") if r.kind == "officeDocument"]
        if not found or not found[0].endswith(".xml") or found[0] not in package:
            raise InvalidInput(
                "classeur-illisible",
                "Le fichier n'est pas un classeur .xlsx ou .xlsm.",
                "Enregistrez-le dans Excel au format .xlsx.",
                self.lieu,
            )
        self._path = found[0]
        self._workbook = package.read(self._path)
        check_part(self._workbook, b"workbook", self.lieu)
        self._sheets: dict[str, SheetXml] = {}
        self._tables: dict[str, OpenTable] = {}
        self._styles: StylesXml | None = None
        self._shared: list[str] | None = None
        self._formulas_changed = False

    @property
    def date1904(self) -> bool:
        """Whether dates are counted from 1904, as old Macintosh workbooks do."""
        match = _PROPERTIES.search(self._workbook)
        return bool(match) and attributes(match[2]).get(b"date1904") in _TRUE if match else False

    @property
    def is_signed(self) -> bool:
        """Whether the package carries a digital signature."""
        return any(name.startswith("_xmlsignatures/") for name in self._package.names)

    def table(self, name: str) -> OpenTable:
        """Return the table called `name`, whatever its case; raise Refus when the workbook has none."""
        key = name.casefold()
        if key not in self._tables:
            self._tables[key] = self._find(name)
        return self._tables[key]

    def dated(self, style: int) -> int:
        """Return a style like `style` that shows a date, added to the workbook when there is none."""
        if self._styles is None:
            part = self._part_of_kind("styles")
            if part is None:
                raise Refus(
                    "styles-absents", "Le classeur n'a pas de feuille de styles.", REMEDE_ENREGISTRER, self.lieu
                )
            self._styles = StylesXml(self._package.read(part), self.lieu)
        return self._styles.dated(style)

    def formulas_changed(self) -> None:
        """Note that a formula was added, moved or removed: the calculation chain no longer tells the truth."""
        self._formulas_changed = True

    def shared_strings(self) -> Sequence[str]:
        """Return the workbook's shared texts, in order."""
        if self._shared is None:
            part = self._part_of_kind("sharedStrings")
            self._shared = [] if part is None else _shared_strings(self._package.read(part), self.lieu)
        return self._shared

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the part of each worksheet, in the workbook's order."""
        targets = {r.id: r.target for r in self._relationships(self._path) if r.kind == "worksheet"}
        for match in _SHEET.finditer(self._workbook):
            found = attributes(match[2])
            target = next((targets[text(v)] for k, v in found.items() if k.endswith(b":id") and text(v) in targets), "")
            if target in self._package:
                yield text(found.get(b"name", b"")), target

    def sheet_bytes(self, part: str) -> bytes:
        """Return a worksheet part as it now stands."""
        return self._sheets[part].to_bytes() if part in self._sheets else self._package.read(part)

    def changes(self) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """Return the parts whose bytes differ from the file's, and those to drop; nothing when nothing was edited."""
        opened: dict[str, TableXml | SheetXml | StylesXml] = {one.part: one.table for one in self._tables.values()}
        opened |= self._sheets
        styles = self._part_of_kind("styles")
        if self._styles is not None and styles is not None:
            opened[styles] = self._styles
        # one after the other: what was only read is not held twice
        changed = {part: data for part, one in opened.items() if self._differs(part, data := one.to_bytes())}
        if not changed:
            return {}, ()
        dropped = self._drop_calculation_chain(changed) if self._formulas_changed else ()
        workbook = _with_full_calculation(self._workbook)
        if workbook != self._workbook:
            changed[self._path] = workbook
        for part, data in changed.items():
            if part in self._sheets:
                self._sheets[part].check()
            else:
                check_well_formed(data)
        return changed, dropped

    def _differs(self, part: str, data: bytes) -> bool:
        """Whether `data` is not what the file holds; most often its sum says so without expanding the part again."""
        return self._package.checksum(part) != (crc32(data), len(data)) or data != self._package.read(part)

    def _find(self, name: str) -> OpenTable:
        for sheet_name, part in self.sheets():
            for relationship in self._relationships(part):
                if relationship.kind != "table" or relationship.target not in self._package:
                    continue
                if self._is_named(relationship.target, name):
                    lieu = Lieu(feuille=sheet_name, table=name)
                    table = TableXml(self._package.read(relationship.target), lieu)
                    return OpenTable(relationship.target, table, self._sheet(part, sheet_name), sheet_name)
        raise Refus(
            "tableau-absent",
            f"Le classeur n'a pas de tableau nommé {name}.",
            "Rétablissez ce tableau, ou repartez d'un classeur neuf (relancier modele).",
            self.lieu,
        )

    def _is_named(self, part: str, name: str) -> bool:
        """Whether the table part is called `name`; read with care, so that another table's oddities do not matter."""
        root = _tree(self._package.read(part), self.lieu)
        return name.casefold() in (root.get("displayName", "").casefold(), root.get("name", "").casefold())

    def _sheet(self, part: str, name: str) -> SheetXml:
        if part not in self._sheets:
            self._sheets[part] = SheetXml(self._package.read(part), Lieu(feuille=name))
        return self._sheets[part]

    def _part_of_kind(self, kind: str) -> str | None:
        targets = (r.target for r in self._relationships(self._path) if r.kind == kind)
        return next((target for target in targets if target in self._package), None)

    def _relationships(self, part: str) -> list[Relationship]:
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self._package:
            return []
        found = []
        for element in _tree(self._package.read(name), self.lieu):
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], path))
        return found

    def _drop_calculation_chain(self, changed: dict[str, bytes]) -> tuple[str, ...]:
        """Take the calculation chain out of relationships and content types; Excel makes it again."""
        chain = next((r for r in self._relationships(self._path) if r.kind == "calcChain"), None)
        if chain is None or chain.target not in self._package:
            return ()
        folder, file = posixpath.split(self._path)
        for part, pattern, key, value in (
            (posixpath.join(folder, "_rels", f"{file}.rels"), _RELATIONSHIP, b"Id", chain.id),
            (CONTENT_TYPES, _OVERRIDE, b"PartName", f"/{chain.target}"),
        ):
            changed[part] = _without(self._package.read(part), pattern, key, value, self.lieu)
        return (chain.target,)


def _without(part: bytes, pattern: re.Pattern[bytes], key: bytes, value: str, lieu: Lieu) -> bytes:
    """Return `part` less the element of `pattern` whose attribute `key` is `value`."""
    for match in pattern.finditer(part):
        if text(attributes(match[2]).get(key, b"")) == value:
            closing = b"</%s>" % match[1]
            end = match.end() if match[3] else part.index(closing, match.end()) + len(closing)
            return part[: match.start()] + part[end:]
    raise Refus("format-non-pris-en-charge", "La chaîne de calcul du classeur ne se lit pas.", REMEDE_ENREGISTRER, lieu)


def _with_full_calculation(workbook: bytes) -> bytes:
    """Return the workbook part asking for one full calculation on opening."""
    match = _CALCULATION.search(workbook)
    if match is not None:
        if attributes(match[2]).get(b"fullCalcOnLoad") in _TRUE:
            return workbook
        new = with_attribute(match[0], b"fullCalcOnLoad", b"1")
        return workbook[: match.start()] + new + workbook[match.end() :]
    *_, last = _BEFORE_CALCULATION.finditer(workbook)
    return workbook[: last.end()] + b'<calcPr fullCalcOnLoad="1"/>' + workbook[last.end() :]


def _shared_strings(part: bytes, lieu: Lieu) -> list[str]:
    """Return the texts of a shared strings part, phonetic guides left out."""
    texts = []
    for item in _tree(part, lieu):
        pieces = [item.find("{*}t"), *(run.find("{*}t") for run in item.findall("{*}r"))]
        texts.append("".join(decoded(piece.text or "") for piece in pieces if piece is not None))
    return texts


def _tree(part: bytes, lieu: Lieu) -> ET.Element:
    """Return the root of a part; InvalidInput when it is damaged or brings a DTD, which no such part has."""
    try:
        if b"<!DOCTYPE" not in part:
            return ET.fromstring(part)
        problem = "Une partie du classeur contient une DTD."
    except ET.ParseError:
        problem = "Une partie du classeur est abîmée (XML mal formé)."
    raise InvalidInput("classeur-abime", problem, REMEDE_ENREGISTRER, lieu)
