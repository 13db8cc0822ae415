"""What must be known of a .docx before any engine sees it: is it whole, its title, its language, its characters.

Engines disagree about damaged files: one refuses, another repairs and drops what it could not read, a third prints
the raw bytes as text. So a damaged document is refused here, for all of them.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from lxml import etree

_OLE = b"\xd0\xcf\x11\xe0"  # the container of encrypted documents, and of the old .doc
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_PRINTED_PARTS = ("header", "footer", "footnotes", "endnotes")


class BrokenDocument(Exception):
    """The file is no whole Word document; the message is the French sentence, `remede` what to do."""

    def __init__(self, message: str, remede: str) -> None:
        super().__init__(message)
        self.remede = remede


@dataclass(frozen=True, slots=True)
class Source:
    """What the PDF inherits from its .docx.

    Attributes:
      title: of the core properties, else the file's name.
      language: of the core properties, else "fr-FR".
      modified: of the core properties, "2026-11-30T00:00:00Z"; "" when absent or unreadable.
      characters: every character that the body, headers, footers and notes print.
    """

    title: str
    language: str
    modified: str
    characters: frozenset[str]


def read(docx: Path) -> Source:
    """Read `docx` and prove that its archive and its main part are whole.

    Raises:
      BrokenDocument: the file is missing, damaged, encrypted, or not a .docx.
    """
    remede = "Refaites ce document, ou ouvrez-le dans Word et enregistrez-le à nouveau en .docx."
    try:
        with docx.open("rb") as file:
            start = file.read(len(_OLE))
    except OSError as error:
        raise BrokenDocument(
            f"« {docx.name} » ne peut pas être lu ({error.strerror}).", "Vérifiez le fichier."
        ) from error
    if start == _OLE:
        raise BrokenDocument(
            f"« {docx.name} » est protégé par un mot de passe ou à l'ancien format .doc.",
            "Ouvrez-le dans Word et enregistrez-le en .docx sans mot de passe.",
        )
    try:
        with zipfile.ZipFile(docx) as archive:
            if (damaged := archive.testzip()) is not None:
                raise BrokenDocument(f"« {docx.name} » est abîmé (partie {damaged}).", remede)
            return _inspect(archive, docx.stem)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, RuntimeError, NotImplementedError) as error:
        raise BrokenDocument(f"« {docx.name} » n'est pas un document Word entier.", remede) from error


def inspect(docx: bytes) -> Source:
    """Return what a PDF inherits from the whole document of bytes `docx`; its title is "" when it has none.

    Raises:
      KeyError: it has no main part.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return _inspect(archive, "")


def _inspect(archive: zipfile.ZipFile, stem: str) -> Source:
    """Raises KeyError when the archive holds no main document part."""
    targets: dict[str, str] = {}
    for relation in _parse(archive, "_rels/.rels").iter(_RELATIONS):
        targets[relation.get("Type", "").rsplit("/", 1)[-1]] = relation.get("Target", "").lstrip("/")
    main = targets["officeDocument"]
    folder = str(PurePosixPath(main).parent)
    characters: set[str] = set()
    for name in archive.namelist():
        path = PurePosixPath(name)
        if name == main or (str(path.parent) == folder and path.name.startswith(_PRINTED_PARTS)):
            characters |= _characters(_parse(archive, name))
    title = language = modified = ""
    if (core := targets.get("core-properties", "")) in archive.namelist():
        properties = _parse(archive, core)
        title = properties.findtext(f"{_DC}title") or ""
        language = properties.findtext(f"{_DC}language") or ""
        modified = _date(properties.findtext(f"{_DCTERMS}modified") or "")
    return Source(title.strip() or stem, language.strip() or "fr-FR", modified, frozenset(characters))


def _date(text: str) -> str:
    """Return an ISO date and time as it is, "" for anything else: a PDF would rather state no date than a wrong one."""
    try:
        return datetime.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


def _parse(archive: zipfile.ZipFile, name: str) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(name), parser)


def _characters(part: "etree._Element") -> set[str]:
    found: set[str] = set()
    for text in part.iter(f"{_WORD}t"):
        found.update(text.text or "")
    for symbol in part.iter(f"{_WORD}sym"):
        found.add(chr(int(symbol.get(f"{_WORD}char", "F000"), 16)))
    return found
