"""Tags and attributes found and changed in the bytes of an XML part, without rebuilding the part.

In a well-formed part without comments, CDATA and processing instructions every `<` opens a tag, so a pattern that
knows quoted attributes is an exact tokeniser. `check_part` makes sure of that before anything else is read.
"""

import re
from hashlib import sha256
from xml.parsers import expat

from relancier.base.errors import Lieu, Refus

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REMEDE_ENREGISTRER = "Ouvrez le classeur dans Excel, enregistrez-le au format .xlsx, puis recommencez."

_REST = rb"""((?:\s+[\w:.\-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>"""
_ATTRIBUTE = re.compile(rb"""\s+([\w:.\-]+)\s*=\s*("[^"]*"|'[^']*')""")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.\-]*)" + _REST)
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|(amp|lt|gt|quot|apos));")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))  # the standard module loads a web client
_SOUND: set[bytes] = set()  # SHA-256 of parts that were found well-formed
MOST_SOUND = 64
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def tag_pattern(*names: bytes) -> re.Pattern[bytes]:
    """Return a pattern of the opening tags `names`: group 1 the name, 2 the attributes, 3 `/` when self-closed."""
    return re.compile(rb"<(" + b"|".join(names) + rb")" + _REST)


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Return the attributes of an opening tag, or of its inside, by name; entities are left as they stand."""
    return {name: value[1:-1] for name, value in _ATTRIBUTE.findall(tag)}


def with_attribute(tag: bytes, name: bytes, value: bytes | None) -> bytes:
    """Return an opening tag with `name` set to `value` (already escaped), or removed when None; the rest is kept."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            new = b"" if value is None else b' %s="%s"' % (name, value)
            return tag[: match.start()] + new + tag[match.end() :]
    if value is None:
        return tag
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b' %s="%s"' % (name, value) + tag[end:]


def text(raw: bytes) -> str:
    """Return the characters that `raw`, an attribute's value or a text node, stands for."""
    found = raw.decode("utf-8")
    return _ENTITY.sub(_character, found) if "&" in found else found


def quoted(value: str) -> bytes:
    """Return `value` escaped for a text node or a double-quoted attribute."""
    for character, entity in _ESCAPES:
        value = value.replace(character, entity)
    return value.encode("utf-8")


def check_part(part: bytes, root: bytes, lieu: Lieu) -> None:
    """Raise Refus unless `part` is a well-formed UTF-8 part whose root is an unprefixed, transitional `root`."""
    problem = _problem(part, root)
    if problem:
        raise Refus("format-non-pris-en-charge", problem, REMEDE_ENREGISTRER, lieu)


def check_well_formed(*part: bytes | memoryview) -> None:
    """Raise expat.ExpatError when a part, given in one piece or several, is not well-formed XML."""
    # a passage looks at a sheet when it begins and again when it writes: its sum is had in a tenth of the time
    digest = sha256()
    for piece in part:
        digest.update(piece)
    if (known := digest.digest()) not in _SOUND:
        parser = expat.ParserCreate()
        for piece in part:
            parser.Parse(bytes(piece), False)
        parser.Parse(b"", True)
        if len(_SOUND) == MOST_SOUND:
            _SOUND.clear()
        _SOUND.add(known)


def _problem(part: bytes, root: bytes) -> str:
    start = 3 if part.startswith(b"\xef\xbb\xbf") else 0
    if part.startswith(b"<?xml", start):
        end = part.find(b"?>", start)
        declaration, start = part[start:end], end + 2
        encoding = attributes(declaration).get(b"encoding", b"utf-8").lower()
        if encoding not in (b"utf-8", b"us-ascii"):
            return "Une partie du classeur n'est pas codée en UTF-8."
    if part.find(b"<!", start) >= 0 or part.find(b"<?", start) >= 0:
        return "Une partie du classeur contient des commentaires XML, du CDATA ou une DTD."
    try:
        check_well_formed(part)
    except expat.ExpatError:
        return "Une partie du classeur est abîmée (XML mal formé)."
    match = _ROOT.search(part, start)
    if match is None or match[1] != root:
        return "Le classeur a été produit par un logiciel qui préfixe ses balises XML."
    if attributes(match[2]).get(b"xmlns") != MAIN:
        return "Le classeur est au format « Open XML strict »."
    return ""


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return chr(int(match[2])) if match[2] else _NAMED[match[3]]
