"""What must be known of a letter before it is bound with others, and why some go alone.

Bound letters share one document's styles, settings, fonts and numbering: only letters whose shared parts are equal go
together. What a document counts through from its start to its end (notes, lists, cross-references, sequences) would
not be the letter's own any more: such a letter goes alone.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from posixpath import join, normpath, split, splitext

from lxml import etree

from relancier.base.errors import InvalidInput
from relancier.base.opc import Package
from relancier.documents.pdf.bound import fields

W = fields.W
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
BODY, TYPES = "word/document.xml", "[Content_Types].xml"
DESCRIPTIONS = ("docProps/", "_rels/")
OWN = ("header", "footer", "image")  # kinds of parts that each letter brings
CARRIED = (*OWN, "hyperlink")
SHARED = ("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering")
UNUSED = ("footnotes", "endnotes", "comments", "customXml")  # Word leaves them there with nothing in them
_COUNTED = [f"{W}{one}" for one in ("footnoteReference", "endnoteReference", "commentReference", "numPr", "altChunk")]
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_CURSOR = "_GoBack"  # the bookmark that Word leaves where somebody last typed


class Alone(Exception):
    """The letter cannot be bound with others; the message says why, for developers."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part.

    Attributes:
      type, kind: its type, and the last word of it: "header", "image", "hyperlink"…
      target: the member that it leads to, or the address outside.
    """

    type: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that can be bound.

    Attributes:
      package: its members.
      document: its main part; binding takes it apart, once.
      relations: those of the main part, by id.
      shape: what it must have in common with those that it is bound with.
      counts_pages: it prints how many pages it has.
    """

    package: Package
    document: etree._Element
    relations: Mapping[str, Relation]
    shape: str
    counts_pages: bool


def read_letter(package: Package, document: etree._Element | None = None) -> Letter:
    """Return the letter whose .docx is `package`; `document` is the tree of its main part, where it is known.

    Raises:
      Alone: it cannot be bound.
    """
    try:
        if document is None:
            document = parse(package.read(BODY))
        relations = relations_of(package, BODY)
        used = _checked(document)
        for one in relations.values():
            if one.kind in ("header", "footer"):
                used |= part_fields(package.read(one.target))
    except (InvalidInput, KeyError, etree.XMLSyntaxError) as error:
        raise Alone(str(error)) from error
    _check_end(document)
    if strange := {one.kind for one in relations.values()} - {*CARRIED, *SHARED, *UNUSED}:
        raise Alone(f"parts of other kinds: {sorted(strange)}")
    if "SECTIONPAGES" in used and len(list(document.iter(f"{W}sectPr"))) > 1:
        raise Alone("counts the pages of one of its sections")
    return Letter(
        package, document, relations, _shape(package, document, relations), not used.isdisjoint(fields.COUNTS)
    )


def read_file(docx: Path) -> Callable[[], Letter]:
    """Return what reads the letter that is the file `docx`, as `read_letter` does."""

    def read() -> Letter:
        try:
            return read_letter(Package(docx.read_bytes()))
        except InvalidInput as error:
            raise Alone(str(error)) from error

    return read


def parse(xml: bytes) -> etree._Element:
    """Return the root of a part; nothing is fetched from elsewhere."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


@lru_cache(maxsize=256)
def relations_part(part: str) -> str:
    """Return the name of the member that holds the relationships of `part`."""
    folder, name = split(part)
    return f"{folder}/_rels/{name}.rels"


def relations_of(package: Package, part: str) -> Mapping[str, Relation]:
    """Return the relationships of `part`, by id."""
    name = relations_part(part)
    return _relations(package.read(name), split(part)[0]) if name in package else {}


@lru_cache(maxsize=256)  # letters of one template have most parts alike
def _relations(xml: bytes, folder: str) -> Mapping[str, Relation]:
    found = {}
    for one in parse(xml).iter(RELATION):
        target, outside = str(one.get("Target")), one.get("TargetMode") == "External"
        if not outside:
            target = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        type_ = str(one.get("Type"))
        found[str(one.get("Id"))] = Relation(type_, type_.rsplit("/", 1)[-1], target, outside)
    return found


def own_parts(package: Package) -> set[str]:
    """Return the members that are the letter's own: headers, footers, pictures, and their relationships."""
    own: set[str] = set()
    pending = [BODY]
    while pending:
        for one in relations_of(package, pending.pop()).values():
            if one.kind in OWN and not one.outside and one.target not in own:
                own |= {one.target, relations_part(one.target)}
                pending.append(one.target)
    return own


def _checked(root: etree._Element) -> set[str]:
    """Return the fields of a part that can be bound."""
    if (found := next(root.iter(*_COUNTED), None)) is not None:
        raise Alone(f"counted through the document: {etree.QName(found).localname}")
    if any(one.get(f"{W}name") != _CURSOR for one in root.iter(f"{W}bookmarkStart")):
        raise Alone("bookmarks")
    used = fields.names(root)
    if strange := used - {fields.PAGE, *fields.COUNTS}:
        raise Alone(f"fields {sorted(strange)}")
    return used


@lru_cache(maxsize=256)
def part_fields(xml: bytes) -> frozenset[str]:
    """Return the fields of a header or a footer.

    Raises:
      Alone: it cannot be bound.
    """
    return frozenset(_checked(parse(xml)))


def _check_end(document: etree._Element) -> None:
    body = document.find(f"{W}body")
    if body is None or len(body) < 2 or body[-1].tag != f"{W}sectPr" or body[-2].tag != f"{W}p":
        raise Alone("does not end with a paragraph, then its section")
    if body[-2].find(f"{W}pPr/{W}sectPr") is not None:
        raise Alone("ends with an empty section")


def _shape(package: Package, document: etree._Element, relations: Mapping[str, Relation]) -> str:
    """Return a digest of all that the bound document has once for all its letters."""
    own = own_parts(package)
    digest = hashlib.sha256()
    for name in sorted(package.names):
        if name not in own and name not in (BODY, TYPES, relations_part(BODY)) and not name.startswith(DESCRIPTIONS):
            digest.update(f"{name} {package.checksum(name)}\n".encode())
    kinds = {one.kind for one in relations.values()} - set(CARRIED)
    suffixes = {splitext(one)[1] for one in own}  # the list of types is the first letter's
    # a section without a header of some type shows the one of the section before
    headers = [(one.tag, one.get(f"{W}type")) for one in document.iter(*_REFERENCES)]
    digest.update(f"{sorted(kinds)} {sorted(suffixes)} {headers} {_around(document)}".encode())
    return digest.hexdigest()


def _around(document: etree._Element) -> str:
    """Return what a main part has around its content: names and their prefixes, and what stands beside its body."""
    body = document.find(f"{W}body")
    beside = [(one.nsmap, one.items()) if one is body else etree.tostring(one) for one in document]
    return repr((document.tag, document.nsmap, document.items(), beside))
