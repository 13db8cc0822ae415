"""Reading a PDF's text back, to prove that what was meant to be printed is there.

Two readers: PDFium, ten times faster, then pypdf where PDFium does not find what was expected. A value that either of
them reads is there.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from relancier.base.later import later
from relancier.base.solid import solid

if TYPE_CHECKING:
    import pypdf
else:  # seldom needed, and slow to load
    pypdf = later("pypdf")

_PDFIUM = threading.Lock()  # it serves one thread at a time


def extract_text(pdf: Path) -> list[str]:
    """Return the text of each page, in order."""
    with pypdf.PdfReader(pdf) as reader:
        return [page.extract_text() for page in reader.pages]


def missing(pdf: Path, values: Sequence[str]) -> tuple[str, ...]:
    """Return those of `values` that neither reader finds in the text of `pdf`, whatever their white space."""
    left = absent("".join(quick_text(pdf)), values)
    return absent("".join(extract_text(pdf)), left) if left else ()


def page_count(pdf: Path) -> int:
    """Return how many pages `pdf` has."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def quick_text(pdf: Path | bytes) -> list[str]:
    """Return the text of each page of a file, or of what a file would hold, as PDFium reads it, in order.

    Raises:
      pypdfium2.PdfiumError: it cannot be read.
    """
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            content = page.get_textpage()
            texts.append(content.get_text_bounded())
            content.close()
            page.close()
        return texts


def absent(text: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return those of `values` that are not in `text`, whatever the white space of either."""
    whole = solid(text)
    return tuple(value for value in values if solid(value) not in whole)
