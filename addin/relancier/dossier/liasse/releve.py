"""The pages of a clean exhibit, gone through once: what is noted of each for the stamp that it will bear."""

from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pikepdf
import pypdfium2

from relancier.dossier.liasse.apercu import NOT_SEEN, Releve
from relancier.dossier.liasse.blancs import previews
from relancier.dossier.liasse.contenu import around, streams
from relancier.dossier.liasse.equilibre import Equilibre
from relancier.dossier.liasse.geometrie import look


class Illisible(ValueError):
    """The clean PDF does not open."""


def relever(pdf: Path) -> tuple[Releve, ...]:
    """Return what is noted of each page of the clean exhibit `pdf`.

    Raises:
      Illisible: it does not open.
    """
    try:
        with pikepdf.open(pdf) as opened:
            views = [look(page) for page in opened.pages]
            seen = chain(previews(pdf, views), repeat(NOT_SEEN))
            return tuple(map(Releve, views, seen, _around_each(opened)))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as error:
        raise Illisible(pdf.name) from error


def _around_each(pdf: pikepdf.Pdf) -> Iterator[Equilibre | None]:
    known: dict[tuple[int, int], Equilibre | None] = {}  # pages may share one content
    for page in pdf.pages:
        parts = streams(page.obj)
        key = parts[0].objgen if len(parts) == 1 else (0, 0)
        if key == (0, 0) or key not in known:
            found = around(parts)
            known[key] = found if found.content is None else None
        yield known[key]
