"""The pages of a clean exhibit, gone through once: what is noted of each for the stamp that it will bear."""

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

import pikepdf

from relancier.dossier.liasse.apercu import NOT_SEEN, Apercu, Illisible, Releve
from relancier.dossier.liasse.bords import edges, white
from relancier.dossier.liasse.contenu import around_content, joined, streams
from relancier.dossier.liasse.equilibre import Equilibre, words
from relancier.dossier.liasse.etendue import Etendues
from relancier.dossier.liasse.geometrie import Vue, look

__all__ = ["Illisible", "relever"]


def relever(pdf: Path) -> tuple[Releve, ...]:
    """Return what is noted of each page of the clean exhibit `pdf`.

    Raises:
      Illisible: it does not open.
    """
    try:
        with pikepdf.open(pdf) as opened:
            views = [look(page) for page in opened.pages]
            read = list(map(_read, [page.obj for page in opened.pages], views, repeat(Etendues())))
    except (pikepdf.PdfError, OSError) as error:
        raise Illisible(pdf.name) from error
    seen = _seen(pdf, views, [clear for _, clear in read])
    return tuple(Releve(view, one, known) for view, one, (known, _) in zip(views, seen, read, strict=False))


def _read(page: pikepdf.Object, view: Vue, etendues: Etendues) -> tuple[Equilibre | None, bool]:
    """Return what goes around the page's content, and whether its edges are blank for sure."""
    content, whole = joined(streams(page))
    found = around_content(content, whole)
    clear = False
    first = edges(view.largeur, view.hauteur, view.unite)
    if whole and view.rotation == 0 and first.places:
        _, bottom, _, top = view.boite
        clear = etendues.is_clear(page, words(content), bottom + first.bord, top - first.bord)
    return (found if found.content is None else None), clear


def _seen(pdf: Path, views: Sequence[Vue], clear: Sequence[bool]) -> Iterator[Apercu]:
    """Return the preview of each page; those whose edges are blank for sure are not drawn."""
    if all(clear):
        return map(white, views)
    from relancier.dossier.liasse.blancs import previews  # noqa: PLC0415 - most exhibits are told without PDFium

    return chain(previews(pdf, views, clear), repeat(NOT_SEEN))
