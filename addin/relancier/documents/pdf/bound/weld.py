"""Several letters made into one Word document: a section each, numbered from 1, with headers and footers of its own.

How many pages a letter has is printed as plain text, for a bound document counts its pages through: the caller says how
many it supposes, and looks afterwards whether that was so. An engine that computes references is given one to the
letter's end instead: its pages are numbered from 1, so the last one's number is their count.
"""

from collections.abc import Callable, Mapping, Sequence
from posixpath import splitext
from typing import cast

from lxml import etree

from relancier.base.opc import Package
from relancier.documents.pdf.bound import fields
from relancier.documents.pdf.bound.letter import (
    BODY,
    CARRIED,
    RELATION,
    TYPES,
    Letter,
    Relation,
    W,
    own_parts,
    parse,
    part_fields,
    relations_of,
    relations_part,
)

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERRING = etree.XPath("//@r:*/..", namespaces={"r": R[1:-1]})
RELATIONS = RELATION.replace("}Relationship", "}Relationships")
_BEFORE_NUMBERING = ("lnNumType", "pgBorders", "paperSrc", "pgMar", "pgSz")  # in a section, the nearest first
_PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_BEGINNINGS, _ENDS = 1_000_000, 2_000_000  # numbers of bookmarks
_FOLDER = "word/"
_HERE = "letters"


def mark(rank: int) -> str:
    """Return the bookmark with which the letter of `rank` begins; engines write it as a named destination."""
    return f"relancier{rank:05}"


def end_mark(rank: int) -> str:
    """Return the bookmark with which the letter of `rank` ends, where its count of pages refers to it."""
    return f"relancierfin{rank:05}"


def weld(
    letters: Sequence[Letter], pages: Sequence[int | None], prepare: Callable[[etree._Element], object] = lambda _: None
) -> bytes:
    """Return the bytes of one .docx that holds `letters`, all of one shape, in order. Their documents are used up.

    Args:
      letters: at least one.
      pages: how many pages each is supposed to have; None for the engine to compute.
      prepare: what the engine needs to be done to the main part.

    Raises:
      fields.Unclear: the count of pages of one of them cannot be told from what surrounds it.
    """
    bound = _Bound(letters[0], prepare)
    for rank, (letter, count) in enumerate(zip(letters, pages, strict=True)):
        bound.add(letter, rank, count, last=rank == len(letters) - 1)
    return bound.write()


class _Bound:
    """The document under way. Parts that several letters have alike are held once.

    The letters' contents are put together as they are written: what stands around them is the same for letters of one
    shape, and moving the nodes of one tree to another costs more than all the rest.
    """

    def __init__(self, first: Letter, prepare: Callable[[etree._Element], object]) -> None:
        self._base = first.package
        self._prepare = prepare
        self._frame = (b"", b"")  # what stands before and after the contents
        self._contents: list[bytes] = []
        self._names: dict[tuple[object, ...], str] = {}
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        shared = parse(self._base.read(relations_part(BODY))).iter(RELATION)
        self._relations = [one for one in shared if str(one.get("Type")).rsplit("/", 1)[-1] not in CARRIED]

    def add(self, letter: Letter, rank: int, pages: int | None, *, last: bool) -> None:
        """Put a letter after those that are there."""
        count = end_mark(rank) if pages is None else pages
        self._relink(letter, count)
        fields.write_count(letter.document, count)
        body = _body(letter.document)
        _on_its_own_page(next(body.iter(f"{W}sectPr")))
        _begin(body, rank)
        if pages is None:
            body[-2].extend(_bookmark(end_mark(rank), _ENDS + rank))
        if not last:
            section = body[-1]
            body.remove(section)
            _close(body[-1], section)
        self._prepare(letter.document)
        letter.document.text = body.text = body.tail = None
        whole = _xml(letter.document)
        if not self._contents:
            self._frame = _frame(letter.document)
        before, after = self._frame
        assert whole.startswith(before)
        assert whole.endswith(after)
        self._contents.append(whole[len(before) : len(whole) - len(after)])

    def write(self) -> bytes:
        """Return the document's bytes."""
        before, after = self._frame
        relations = _relations()
        relations.extend(self._relations)
        own = own_parts(self._base)
        document = b"".join((before, *self._contents, after))
        parts = {BODY: document, relations_part(BODY): _xml(relations), TYPES: self._list_of_types(own)}
        dropped = [name for name in self._base.names if name in own]
        return self._base.replaced(parts | self._parts, dropped, packed=False).data()

    def _relink(self, letter: Letter, count: int | str) -> None:
        """Give each reference of a letter the id that its target has in the bound document."""
        for element in cast("list[etree._Element]", _REFERRING(letter.document)):
            for name, value in element.items():
                one = letter.relations.get(str(value)) if str(name).startswith(R) else None
                if one is not None and one.kind in CARRIED:
                    element.set(name, self._id(letter.package, one, count))

    def _id(self, package: Package, one: Relation, count: int | str) -> str:
        """Return the id of the bound document's relation to what `one` leads to in its own document."""
        target = one.target if one.outside else self._part(package, one, count).removeprefix(_FOLDER)
        if (one.type, target) not in self._ids:
            self._ids[one.type, target] = f"rIdRelancier{len(self._ids)}"
            self._relations.append(_relation(self._ids[one.type, target], one, target))
        return self._ids[one.type, target]

    def _part(self, package: Package, one: Relation, count: int | str) -> str:
        """Return the name that a header, a footer or a picture of a letter has in the bound document."""
        inner = {} if one.kind == "image" else relations_of(package, one.target)
        targets = [held.target for held in inner.values() if not held.outside]
        # parts are alike when they, what they show and the count of pages that they print are
        prints = one.kind != "image" and not part_fields(package.read(one.target)).isdisjoint(fields.COUNTS)
        key = (
            one.kind,
            count if prints else 0,
            *inner.items(),
            *(package.checksum(name) for name in (one.target, *targets)),
        )
        if key not in self._names:
            folder = f"{_FOLDER}media/" if one.kind == "image" else _FOLDER
            self._names[key] = name = f"{folder}{one.kind}Relancier{len(self._names)}{splitext(one.target)[1]}"
            self._parts[name] = package.read(one.target)
            if one.kind != "image":
                self._hold_text(name, one.kind, count)
            if inner:
                self._hold_relations(name, package, inner)
        return self._names[key]

    def _hold_text(self, name: str, kind: str, count: int | str) -> None:
        root = parse(self._parts[name])
        fields.write_count(root, count)
        self._parts[name] = _xml(root)
        self._types[name] = _PART_TYPE.format(kind)

    def _hold_relations(self, name: str, package: Package, inner: Mapping[str, Relation]) -> None:
        root = _relations()
        for rid, held in inner.items():
            target = held.target if held.outside else self._part(package, held, 0).removeprefix(_FOLDER)
            root.append(_relation(rid, held, target))
        self._parts[relations_part(name)] = _xml(root)

    def _list_of_types(self, own: set[str]) -> bytes:
        """Return the types of the first letter's parts, with the headers and footers of all."""
        root = parse(self._base.read(TYPES))
        space = root.tag.split("}")[0] + "}"
        for one in root.findall(f"{space}Override"):
            if str(one.get("PartName")).lstrip("/") in own:
                root.remove(one)
        for name, type_ in self._types.items():
            etree.SubElement(root, f"{space}Override", PartName=f"/{name}", ContentType=type_)
        return _xml(root)


def _body(document: etree._Element) -> etree._Element:
    found = document.find(f"{W}body")
    assert found is not None
    return found


def _frame(document: etree._Element) -> tuple[bytes, bytes]:
    """Return what stands before and after the content of a main part, which loses that."""
    _body(document)[:] = [etree.Comment(_HERE)]
    before, _, after = _xml(document).partition(f"<!--{_HERE}-->".encode())
    return before, after


def _begin(body: etree._Element, rank: int) -> None:
    """Put the letter's bookmark in its first paragraph."""
    paragraph = next(body.iter(f"{W}p"))
    at = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph[at:at] = _bookmark(mark(rank), _BEGINNINGS + rank)


def _bookmark(name: str, number: int) -> list[etree._Element]:
    """Return a bookmark that holds nothing."""
    start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(number), f"{W}name": name})
    return [start, etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)})]


def _on_its_own_page(section: etree._Element) -> None:
    """Let a letter's first section begin on a new page, its number 1."""
    if (kind := section.find(f"{W}type")) is not None:
        section.remove(kind)  # without it: on the next page
    numbering = section.find(f"{W}pgNumType")
    if numbering is None:
        numbering = etree.Element(f"{W}pgNumType")
        before = next((found for one in _BEFORE_NUMBERING if (found := section.find(f"{W}{one}")) is not None), None)
        if before is None:
            section.append(numbering)
        else:
            before.addnext(numbering)
    numbering.set(f"{W}start", numbering.get(f"{W}start") or "1")


def _close(paragraph: etree._Element, section: etree._Element) -> None:
    """End a letter's last section with its last paragraph."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    if (change := properties.find(f"{W}pPrChange")) is not None:
        change.addprevious(section)
    else:
        properties.append(section)


def _relations() -> etree._Element:
    """Return an empty list of relationships; LibreOffice reads none whose names bear a prefix."""
    default: dict[str | None, str] = {None: RELATIONS[1:].split("}")[0]}
    return etree.Element(RELATIONS, nsmap=default)  # type: ignore[arg-type] # lxml knows None, its stubs do not


def _relation(rid: str, one: Relation, target: str) -> etree._Element:
    line = etree.SubElement(_relations(), RELATION, Id=rid, Type=one.type, Target=target)
    if one.outside:
        line.set("TargetMode", "External")
    return line


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
