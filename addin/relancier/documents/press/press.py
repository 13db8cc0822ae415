"""A chunk of letters made: each written from its template, then all printed as one, cut apart and proved.

A letter that fails costs only itself. A PDF is given only when its text says all that its letter says, its page count
included; a letter without one is left to another engine.
"""

import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2

from relancier.base.errors import RelancierError
from relancier.base.solid import solid
from relancier.documents.pdf.bound.cut import piece
from relancier.documents.pdf.bound.letter import Letter, read_letter
from relancier.documents.pdf.bound.together import Piece, Read, convert_together
from relancier.documents.pdf.finish import data, finished
from relancier.documents.pdf.text import quick_text
from relancier.documents.press.order import Chunk, Missed, Order, Pressed, Written
from relancier.documents.press.printers import Printer, printer
from relancier.documents.template import LostValue, Rendered


def press(chunk: Chunk) -> Pressed:
    """Make the letters of `chunk`.

    Raises:
      InvalidInput: a template cannot be rendered: it would fail every letter.
      EngineUnavailable: the chunk's printer does not work here.
    """
    work = _Work(chunk)
    if chunk.printer:
        work.print(printer(chunk.printer))
    return Pressed(tuple(work.letters), tuple(work.sheets))


class _Work:
    """A chunk under way."""

    def __init__(self, chunk: Chunk) -> None:
        self._orders = chunk.orders
        self._rendered: list[Rendered | None] = []
        self.letters: list[Written | Missed] = []
        self.sheets: list[bytes] = []
        for order in chunk.orders:
            rendered = _rendered(order)
            if isinstance(rendered, Missed):
                self.letters.append(rendered)
                self._rendered.append(None)
            else:
                figures = (value for value in rendered.printed if value in order.figures)
                self.letters.append(Written(rendered.docx, (*order.required, *figures)))
                self._rendered.append(rendered)

    def print(self, by: Printer) -> None:
        """Give those letters their PDFs that `by` prints together."""
        ranks = [
            rank for rank, one in enumerate(self._rendered) if one is not None and by.draws(self._characters(rank))
        ]
        readers = [self._reader(rank) for rank in ranks]

        def deliver(found: Piece) -> None:
            self._deliver(ranks[found.rank], found)

        convert_together(by.convert, readers, deliver, by.prepare, refers=by.refers)
        if by.alone is not None:
            for rank in ranks:
                self._print_alone(rank, by.alone)
            self.letters = [
                replace(one, refused=True) if isinstance(one, Written) and not one.pdf else one for one in self.letters
            ]

    def _print_alone(self, rank: int, alone: Callable[[bytes], bytes | None]) -> None:
        """Give a letter that has no PDF its own, if it says all that it must."""
        order, letter = self._orders[rank], self.letters[rank]
        assert isinstance(letter, Written)
        if letter.pdf:
            return
        source = order.template.source
        if (raw := alone(letter.docx)) is None:
            return
        try:
            pdf, pages = finished(raw, source.title or order.stem, source.language, source.modified)
            text = solid("".join(quick_text(pdf)))
        except (ValueError, pypdfium2.PdfiumError):
            return
        if all(solid(value) in text for value in letter.expected):
            self.letters[rank] = replace(letter, pdf=pdf, pages=pages)

    def _characters(self, rank: int) -> frozenset[str]:
        rendered = self._rendered[rank]
        assert rendered is not None
        return self._orders[rank].template.source.characters | frozenset(rendered.text)

    def _reader(self, rank: int) -> Read:
        rendered = self._rendered[rank]
        assert rendered is not None
        trees = [rendered.body]

        def read() -> Letter:
            # binding uses the tree up: it is read again from the package when it is wanted once more
            return read_letter(rendered.package, trees.pop() if trees else None)

        return read

    def _deliver(self, rank: int, found: Piece) -> None:
        order, letter = self._orders[rank], self.letters[rank]
        assert isinstance(letter, Written)
        if any(solid(value) not in found.text for value in letter.expected):
            return
        source = order.template.source
        with piece(found.bound, found.pages, source.title or order.stem, source.language, source.modified) as cut:
            pdf = data(cut)
        sheet = -1
        if order.to_print:
            if not self.sheets or self.sheets[-1] is not found.sheet:
                self.sheets.append(found.sheet)
            sheet = len(self.sheets) - 1
        self.letters[rank] = replace(letter, pdf=pdf, pages=len(found.pages), sheet=sheet, first=found.pages.start)


def _rendered(order: Order) -> Rendered | Missed:
    """Write one letter; what concerns its template, hence all letters, still goes through."""
    try:
        return order.template.render(order.fields, order.required, order.pictures)
    except LostValue as error:
        return Missed("lettre-incomplete", error.message, error.remede)
    except (RelancierError, OSError):
        raise
    except Exception as error:  # a fault of ours, or data that nobody thought of: shown, never swallowed
        return unforeseen(error)


def unforeseen(error: Exception) -> Missed:
    """Return what is said of a letter that failed in a way that nobody thought of."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, ligne {frame.lineno}"
    message = f"Erreur imprévue ({type(error).__name__} : {error} ; {where})."
    return Missed("erreur-imprevue", message, "Vérifiez les lignes de ce client ; sinon, écrivez-nous.")
