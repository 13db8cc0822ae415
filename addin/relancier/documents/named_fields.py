"""Which fields a Word template names, read from its tags alone: far quicker than compiling it.

A template can neither compute a name nor give one to a field (`fields` refuses both), so that a field which it uses
stands in one of its tags, letter for letter.
"""

import html
import re
from itertools import accumulate
from pathlib import Path

from relancier.base.opc import Package

PRINTED_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
_XML = re.compile(r"<[^>]*>")
_TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_NAME = re.compile(r"[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*")


class NamedFields:
    """The fields that a template names."""

    def __init__(self, path: Path) -> None:
        """Read the template at `path`.

        Raises:
          InvalidInput: it is no Word document.
        """
        package = Package(path.read_bytes(), path.name)
        found: set[str] = set()
        for part in filter(PRINTED_PART.match, package.names):
            shown = html.unescape(_XML.sub("", package.read(part).decode("utf-8", "replace")))
            names = (name for tag in _TAG.findall(shown) for name in _NAME.findall(tag))
            found.update("".join(name.split()) for name in names)
        paths = (accumulate(name.split("."), "{}.{}".format) for name in found)
        self._named = frozenset(path for owners in paths for path in owners)

    def uses(self, field: str) -> bool:
        """Say whether the template names `field` ("penalites") or something under it."""
        return field in self._named
