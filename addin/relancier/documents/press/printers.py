"""What prints bound documents, by name: the embedded engine in this process, or LibreOffice beside it.

A printer takes the bytes of documents and gives those of their PDFs. The embedded engine is native code: whoever uses
it does so in a process that can be spared, started with the fonts that it is to see.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from relancier.documents.pdf.bound.together import Convert, Prepare, as_it_is
from relancier.documents.pdf.embedded import DXPDF, Embedded
from relancier.documents.pdf.headings import tie, tied
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.process import unavailable
from relancier.documents.pdf.undrawn import undrawn

__all__ = ["EMBEDDED", "LIBREOFFICE", "Printer", "printer"]

EMBEDDED, LIBREOFFICE = Embedded.name, LibreOffice.name


@dataclass(frozen=True, slots=True)
class Printer:
    """A way to print bound documents.

    Attributes:
      convert: from the bytes of documents (.docx) to those of each one's PDF, in order; None where it has none.
      prepare: what must be done to a main part before.
      draws: whether it can draw all of these characters.
      refers: it computes the number of the page that a bookmark is on.
      alone: from the bytes of a .docx that is one letter to those of its PDF, or None; None itself where letters are
        better converted one by one elsewhere.
    """

    convert: Convert
    prepare: Prepare
    draws: Callable[[frozenset[str]], bool]
    refers: bool = False
    alone: Callable[[bytes], bytes | None] | None = None


@cache
def printer(name: str) -> Printer:
    """Return the printer `name`, made ready once for this process.

    Raises:
      EngineUnavailable: it cannot work here.
    """
    if name == LIBREOFFICE:
        engine = LibreOffice()
        engine.find()
        return Printer(engine.print_bound, as_it_is, lambda _: True, refers=True)
    if name != EMBEDDED:
        raise ValueError(name)
    Embedded().probe()
    convert = _embedded(DXPDF)
    return Printer(
        partial(map, convert),
        tie,
        lambda characters: not undrawn(characters),
        alone=lambda docx: convert(tied(docx)),
    )


def _embedded(converter: str) -> Callable[[bytes], bytes | None]:
    module, _, function = converter.partition(":")
    try:
        convert: Callable[[bytes], bytes] = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise unavailable(str(error)) from error

    def printed(docx: bytes) -> bytes | None:
        try:
            return convert(docx)
        except Exception:  # whatever it says, each letter will be tried alone, and told of then
            return None

    return printed
