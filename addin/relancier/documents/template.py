"""A Word template: opened, patched and compiled once, rendered many times.

docxtpl's patches give the template language ({%tr for … %}, tags split between runs); rendering is Jinja, sandboxed,
strict and escaped, straight into the parts of the package. Every value that a tag prints is remembered and proved
present in the letter's text afterwards, so that nothing can be cut out silently. A template travels to other processes
as it is compiled: none of them does that work again.
"""

import hashlib
import marshal
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Template as Compiled
from jinja2 import TemplateError
from lxml import etree

from relancier.base.errors import RelancierError
from relancier.base.later import later
from relancier.base.opc import Package
from relancier.base.solid import solid
from relancier.documents.pdf.source import Source, inspect
from relancier.documents.references import refresh
from relancier.documents.tags import Tags

if TYPE_CHECKING:
    from relancier.documents import compiling
else:  # a process that only renders never needs it
    compiling = later("relancier.documents.compiling")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
BODY = "word/document.xml"
_TEXT, _BREAK, _PARAGRAPH, _TAB = f"{W}t", f"{W}br", f"{W}p", f"{W}tab"
_ENDLESS_CELLS = etree.XPath("descendant::w:tc[not(*[last()]/self::w:p)]", namespaces={"w": W[1:-1]})
_APART = "\x00"  # no document holds it


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter.

    Attributes:
      package: its members.
      body: the tree of its main part; who changes it changes no file.
      text: what it says.
      printed: the values that the tags of its body printed, in order.
    """

    package: Package
    body: etree._Element
    text: str
    printed: tuple[str, ...]

    @property
    def docx(self) -> bytes:
        """The file's bytes."""
        return self.package.data()


class LostValue(RelancierError):
    """A value that the letter must print is not in its text; its code is "valeur-perdue"."""


class Template:
    """A compiled Word template.

    Attributes:
      name: the file's name.
      title: its short name for people ("Relance 2"): the Word property « Titre », else the file's name.
    """

    def __init__(self, path: Path, context: type) -> None:
        """Open and compile the template at `path`, whose root fields are those of the dataclass `context`.

        Raises:
          InvalidInput: no such file, no Word document, a tag that is malformed, names an unknown field or runs code.
        """
        found = compiling.compiled(path, context, Tags())
        self.restore(path.name, found.package, found.codes, found.used)

    def __reduce__(self) -> tuple[object, ...]:
        return _arrived, (self.version, self.name, self._package, self._codes, self._used)

    @cached_property
    def version(self) -> str:
        """What tells this template from any other, its name and context included."""
        digest = hashlib.sha256(f"{self.name}\0{sorted(self._used)}\0".encode() + self._package.data())
        return digest.hexdigest()

    @cached_property
    def source(self) -> Source:
        """What the PDFs of its letters inherit from it: its characters are those that it prints by itself, and tags."""
        return inspect(self._package.data())

    def restore(self, name: str, package: Package, codes: Mapping[str, bytes], used: frozenset[str]) -> None:
        """Become the template that another process opened, checked and compiled."""
        self.name, self._package, self._codes, self._used = name, package, codes, used
        self._prepare()

    def _prepare(self) -> None:
        """Make ready to render."""
        self._tags = Tags()
        self._parts = {
            part: Compiled.from_code(self._tags, marshal.loads(code), {}) for part, code in self._codes.items()
        }
        self._last = self._package  # with the headers and footers of the last letter
        self._same: dict[str, tuple[str, bytes, str]] = {}  # what they are made of, made into, and say

    def uses(self, field: str) -> bool:
        """Say whether the template prints or tests `field` ("penalites") or something under it."""
        return any(one == field or one.startswith(f"{field}.") for one in self._used)

    def render(
        self, context: Mapping[str, Any], required: Sequence[str] = (), pictures: Mapping[str, bytes] | None = None
    ) -> Rendered:
        """Return the letter made of `context`.

        Args:
          context: a value for each root field.
          required: texts that the letter must hold, whatever its template.
          pictures: PNG bytes by the alternative text of the template's picture that they replace.

        Raises:
          InvalidInput: the template cannot be rendered.
          LostValue: a printed or required value is missing from the result.
        """
        changed: dict[str, bytes] = {}
        fresh: dict[str, tuple[str, bytes, str]] = {}
        texts, bare = [], []
        printed: tuple[str, ...] = ()
        body: etree._Element | None = None
        for part, template in self._parts.items():
            self._tags.printed.clear()
            try:
                xml = template.render(context)
            except TemplateError as error:
                raise compiling.malformed(self.name, str(error.message)) from error
            except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
                raise compiling.malformed(self.name, str(error)) from error
            if part == BODY:
                changed[part], text, body = self._finish(xml)
                printed = tuple(self._tags.printed)
            elif (same := self._same.get(part)) is not None and same[0] == xml:
                text = same[2]
            else:  # headers and footers are most often those of the letter before
                data, text, _ = self._finish(xml)
                fresh[part] = (xml, data, text)
            texts.append(text)
            bare.append(solid(text))
            self._prove(bare[-1], self._tags.printed)
        assert body is not None
        self._prove("".join(bare), required)
        if fresh:
            self._last = self._last.replaced({part: data for part, (_, data, _) in fresh.items()})
            self._same |= fresh
        for alternative, png in (pictures or {}).items():
            if (member := self._pictures.get(alternative)) is not None:
                changed[member] = png
        return Rendered(self._last.replaced(changed), body, "\n".join(texts), printed)

    @cached_property
    def title(self) -> str:
        """The template's short name for people."""
        if "docProps/core.xml" in self._package:
            title = etree.fromstring(self._package.read("docProps/core.xml")).findtext(DC_TITLE)
            if title and title.strip():
                return str(title).strip()
        return Path(self.name).stem

    @cached_property
    def _pictures(self) -> dict[str, str]:
        """The package's picture members by the alternative text of the picture that shows them."""
        found = {}
        relations = "word/_rels/document.xml.rels"
        targets = (
            {str(one.get("Id")): str(one.get("Target")) for one in etree.fromstring(self._package.read(relations))}
            if relations in self._package
            else {}
        )
        for drawing in etree.fromstring(self._package.read(BODY)).iter(f"{W}drawing"):
            described = next((e for e in drawing.iter() if etree.QName(e).localname == "docPr"), None)
            blip = next((e for e in drawing.iter() if e.get(EMBED)), None)
            if described is not None and blip is not None and (alternative := described.get("descr")):
                target = targets[str(blip.get(EMBED))]
                found[str(alternative)] = (
                    target.lstrip("/") if target.startswith("/") else normpath(join("word", target))
                )
        return found

    def _finish(self, xml: str) -> tuple[bytes, str, etree._Element]:
        data = xml.encode("utf-8")
        try:
            root = etree.fromstring(data)
        except etree.XMLSyntaxError as error:
            raise compiling.malformed(self.name, f"le document produit n'est pas lisible ({error})") from error
        endless = cast("list[etree._Element]", _ENDLESS_CELLS(root))
        for cell in endless:  # Word refuses a cell that does not end with a paragraph
            etree.SubElement(cell, _PARAGRAPH)
        if refresh(root) or endless:
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return data, _text(root), root

    def _prove(self, whole: str, values: Sequence[str]) -> None:
        """Raise LostValue unless a text without white space holds each of `values`."""
        last = 0
        for value, wanted in zip(values, _solid(values), strict=True):
            # values come in the order in which they were printed: each is looked for after the one before, so that a
            # long text is read once; one that a second tag moved is looked for everywhere
            if (found := whole.find(wanted, last)) >= 0:
                last = found
            elif wanted not in whole:
                raise LostValue(
                    "valeur-perdue",
                    f"La lettre faite avec le modèle « {self.name} » ne porte pas « {value} ».",
                    "Vérifiez que le modèle contient ce champ et que la balise est mise en forme d'un seul tenant.",
                )


_HERE: OrderedDict[str, Template] = OrderedDict()  # the templates that came from another process, the oldest first
_HERE_MOST = 64


def _arrived(version: str, name: str, package: Package, codes: Mapping[str, bytes], used: frozenset[str]) -> Template:
    """Return a template that another process compiled; ready once for all the chunks that need it."""
    if version not in _HERE:
        template = object.__new__(Template)
        template.restore(name, package, codes, used)
        _HERE[version] = template
        if len(_HERE) > _HERE_MOST:
            _HERE.popitem(last=False)
    return _HERE[version]


def _solid(values: Sequence[str]) -> Sequence[str]:
    """Return each of `values` without white space: at once, where none holds what holds them apart."""
    together = _APART.join(values)
    apart = solid(together).split(_APART) if together.count(_APART) == len(values) - 1 else map(solid, values)
    return list(apart)


def _text(root: etree._Element) -> str:
    """The text that a part shows, a line per paragraph."""
    shown = []
    for element in root.iter(_TEXT, _BREAK, _PARAGRAPH, _TAB):
        if (tag := element.tag) == _TEXT:
            shown.append(element.text or "")
        else:
            shown.append(" " if tag == _TAB else "\n")
    return "".join(shown)
