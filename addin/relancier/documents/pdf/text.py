"""Reading a PDF's text back, to prove that what was meant to be printed is there."""

from pathlib import Path

from pypdf import PdfReader


def extract_text(pdf: Path) -> list[str]:
    """Return the text of each page, in order."""
    with PdfReader(pdf) as reader:
        return [page.extract_text() for page in reader.pages]
