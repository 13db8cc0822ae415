"""Reading a PDF's text back, to prove that what was meant to be printed is there.

Two readers: PDFium, ten times faster, then pypdf where PDFium does not find what was expected. A value that either of
them reads is there.
"""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from pypdf import PdfReader

from relancier.base.solid import solid


def extract_text(pdf: Path) -> list[str]:
    """Return the text of each page, in order."""
    with PdfReader(pdf) as reader:
        return [page.extract_text() for page in reader.pages]


def missing(pdf: Path, values: Sequence[str]) -> tuple[str, ...]:
    """Return those of `values` that neither reader finds in the text of `pdf`, whatever their white space."""
    left = _absent("".join(quick_text(pdf)), values)
    return _absent("".join(extract_text(pdf)), left) if left else ()


def page_count(pdf: Path) -> int:
    """Return how many pages `pdf` has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def quick_text(pdf: Path) -> list[str]:
    """Return the text of each page as PDFium reads it, in order."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            content = page.get_textpage()
            texts.append(content.get_text_bounded())
            content.close()
            page.close()
        return texts


def _absent(text: str, values: Sequence[str]) -> tuple[str, ...]:
    whole = solid(text)
    return tuple(value for value in values if solid(value) not in whole)
