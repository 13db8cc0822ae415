"""One print file from many letters: each letter's pages in order, a bookmark each, and its own sheets of paper."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from relancier.base.errors import InvalidInput, Lieu
from relancier.documents.pdf.port import land_from


@dataclass(frozen=True, slots=True)
class BindReport:
    """What the print file holds.

    Attributes:
      pages: how many, blank ones included.
      first_pages: the page, from 1, on which each letter begins, in the order given.
      blanks: how many blank pages were inserted.
    """

    pages: int
    first_pages: tuple[int, ...]
    blanks: int


def bind(pdfs: Sequence[Path], out: Path, titles: Sequence[str], duplex: bool = False) -> BindReport:
    """Bind letters into one file to print.

    Args:
      pdfs: the letters, in the order in which they are to be printed.
      out: the file to write; replaced in one step.
      titles: one bookmark for each letter.
      duplex: add a blank page after a letter of an odd number of pages, so that printing on both sides begins
        each letter on its own sheet.

    Raises:
      InvalidInput: there is no letter, one of them cannot be opened, or `out` cannot be written.
      ValueError: there are not as many titles as letters.
    """
    if not pdfs:
        raise InvalidInput("rien-a-relier", "Il n'y a aucune lettre à relier.", "Refaites les lettres.")
    first_pages: list[int] = []
    blanks = 0
    with pikepdf.new() as bound:
        with bound.open_outline() as outline:
            for pdf, title in zip(pdfs, titles, strict=True):
                first_pages.append(len(bound.pages) + 1)
                count = _append(bound, pdf)
                target = bound.pages[first_pages[-1] - 1]
                # /XYZ null null null: the reader's own place and zoom are kept
                destination = pikepdf.Array([target.obj, pikepdf.Name.XYZ, None, None, None])
                outline.root.append(pikepdf.OutlineItem(title, destination))
                if duplex and count % 2:
                    left, bottom, right, top = (float(edge) for edge in bound.pages[-1].mediabox)
                    bound.add_blank_page(page_size=(right - left, top - bottom))
                    blanks += 1
        bound.Root.Lang = pikepdf.String("fr-FR")
        bound.Root.PageMode = pikepdf.Name.UseOutlines
        pages = len(bound.pages)
        whole = io.BytesIO()  # on a full disk, qpdf ends the process instead of raising
        bound.save(whole, deterministic_id=True)
    failure = land_from(lambda made: made.write_bytes(whole.getbuffer()), out)
    if failure:
        raise InvalidInput("pdf-non-ecrit", failure.message, failure.remede, Lieu(fichier=out.name))
    return BindReport(pages, tuple(first_pages), blanks)


def _append(bound: pikepdf.Pdf, pdf: Path) -> int:
    """Add the pages of one letter; return how many."""
    try:
        with pikepdf.open(pdf) as letter:
            count = len(letter.pages)
            bound.add_pages_from(letter)
    except (pikepdf.PdfError, OSError) as error:
        raise InvalidInput(
            "pdf-illisible",
            f"« {pdf.name} » ne peut pas être relié : il ne s'ouvre pas.",
            "Recommencez la conversion de cette lettre.",
            Lieu(fichier=pdf.name),
        ) from error
    return count
