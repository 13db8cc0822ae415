"""One print file from many letters: each letter's pages in order, a bookmark each, and its own sheets of paper."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pikepdf

from relancier.base.errors import InvalidInput, Lieu
from relancier.documents.pdf.bound.cut import detached
from relancier.documents.pdf.port import land_from
from relancier.documents.pdf.sequence import Origin, PageSequence


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
    found: list[BindReport] = []

    def write(made: Path) -> None:
        with made.open("wb") as file:
            found.append(_written(letters, titles, PageSequence(file), duplex=duplex))

    failure = land_from(write, out)
    if failure:
        raise InvalidInput("pdf-non-ecrit", failure.message, failure.remede, Lieu(fichier=out.name))
    return found[0]


def _written(
    letters: Sequence[Path | Leaves], titles: Sequence[str], sequence: PageSequence, *, duplex: bool
) -> BindReport:
    """Write all the letters; say what the file holds."""
    first_pages: list[int] = []
    bookmarks: list[tuple[str, int]] = []
    blanks = 0
    with _Sheets(letters) as sheets:
        for letter, title in zip(letters, titles, strict=True):
            first_pages.append(sequence.pages + 1)
            try:
                origin, pages = sheets.pages(letter)
                numbers = [sequence.add(origin, page) for page in pages]
            except pikepdf.PdfError as error:
                raise _unreadable(letter) from error
            bookmarks.append((title, numbers[0]))
            if duplex and len(pages) % 2:
                left, bottom, right, top = (float(edge) for edge in pikepdf.Page(pages[-1]).mediabox)
                sequence.add_blank(right - left, top - bottom)
                blanks += 1
            sheets.done(letter)
        sequence.finish(bookmarks, "fr-FR")
    return BindReport(sequence.pages, tuple(first_pages), blanks)


class _Sheets:
    """The PDFs that letters are taken from; each is closed after the last of its letters."""

    def __init__(self, letters: Sequence[Path | Leaves]) -> None:
        self._left = Counter(_path(one) for one in letters)
        self._open: dict[Path, Origin] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for origin in self._open.values():
            origin.pdf.close()

    def pages(self, letter: Path | Leaves) -> tuple[Origin, list[pikepdf.Object]]:
        """Return the pages of a letter, and where they come from."""
        path = _path(letter)
        if path not in self._open:
            try:
                self._open[path] = Origin(pikepdf.open(path))
            except OSError as error:
                raise _unreadable(letter) from error
        origin = self._open[path]
        pages = range(len(origin.pdf.pages)) if isinstance(letter, Path) else letter.pages
        return origin, [detached(origin.pdf, number) for number in pages]

    def done(self, letter: Path | Leaves) -> None:
        """Close a PDF when no other letter is taken from it."""
        path = _path(letter)
        self._left[path] -= 1
        if not self._left[path]:
            self._open.pop(path).pdf.close()


def _path(letter: Path | Leaves) -> Path:
    return letter if isinstance(letter, Path) else letter.pdf


def _unreadable(letter: Path | Leaves) -> InvalidInput:
    name = _path(letter).name
    return InvalidInput(
        "pdf-illisible",
        f"« {name} » ne peut pas être relié : il ne s'ouvre pas.",
        "Recommencez la conversion de cette lettre.",
        Lieu(fichier=name),
    )
