"""One print file from many letters: each letter's pages in order, a bookmark each, and its own sheets of paper."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import pikepdf

from relancier.base.errors import InvalidInput, Lieu
from relancier.base.sink import Sink
from relancier.documents.pdf.bound.cut import append
from relancier.documents.pdf.port import land_from


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of a letter in a PDF that holds several: letters that were printed together share their fonts."""

    pdf: Path
    pages: range


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


def bind(letters: Sequence[Path | Leaves], out: Path, titles: Sequence[str], duplex: bool = False) -> BindReport:
    """Bind letters into one file to print.

    Args:
      letters: each a PDF, or pages of one, in the order in which they are to be printed.
      out: the file to write; replaced in one step.
      titles: one bookmark for each letter.
      duplex: add a blank page after a letter of an odd number of pages, so that printing on both sides begins
        each letter on its own sheet.

    Raises:
      InvalidInput: there is no letter, one of them cannot be opened, or `out` cannot be written.
      ValueError: there are not as many titles as letters.
    """
    if not letters:
        raise InvalidInput("rien-a-relier", "Il n'y a aucune lettre à relier.", "Refaites les lettres.")
    first_pages: list[int] = []
    blanks = 0
    with ExitStack() as stack:
        bound = stack.enter_context(pikepdf.new())
        sheets = _Sheets(stack)
        with bound.open_outline() as outline:
            for letter, title in zip(letters, titles, strict=True):
                first_pages.append(len(bound.pages) + 1)
                count = sheets.append(bound, letter)
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

        def write(made: Path) -> None:
            with Sink(made) as sink:
                bound.save(cast(BinaryIO, sink), deterministic_id=True)  # it writes, which is all that is asked of it

        failure = land_from(write, out)
    if failure:
        raise InvalidInput("pdf-non-ecrit", failure.message, failure.remede, Lieu(fichier=out.name))
    return BindReport(pages, tuple(first_pages), blanks)


class _Sheets:
    """The PDFs that letters are taken from; those that hold several stay open, for their pages are read at the end."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._open: dict[Path, pikepdf.Pdf] = {}

    def append(self, bound: pikepdf.Pdf, letter: Path | Leaves) -> int:
        """Add the pages of one letter; return how many."""
        path = letter if isinstance(letter, Path) else letter.pdf
        try:
            if isinstance(letter, Path):
                with pikepdf.open(path) as whole:
                    bound.add_pages_from(whole)
                    return len(whole.pages)
            if path not in self._open:
                self._open[path] = self._stack.enter_context(pikepdf.open(path))
            append(bound, self._open[path], letter.pages)
        except (pikepdf.PdfError, OSError) as error:
            raise InvalidInput(
                "pdf-illisible",
                f"« {path.name} » ne peut pas être relié : il ne s'ouvre pas.",
                "Recommencez la conversion de cette lettre.",
                Lieu(fichier=path.name),
            ) from error
        return len(letter.pages)
