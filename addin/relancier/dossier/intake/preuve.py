"""The proof that a clean copy looks like its original, page by page; failing that, the original's picture."""

import io
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Name
from PIL import Image

from relancier.dossier.intake import rendu
from relancier.dossier.intake.ecriture import enregistre, keep_only
from relancier.dossier.intake.ouverture import Illisible, Ouvert
from relancier.dossier.intake.rapport import Vue, defaut, remarque
from relancier.dossier.pieces import Constat


@dataclass(slots=True)
class Preuve:
    """What each page of the copy looks like, and what is to be said of those that were not proved."""

    pages: tuple[Vue, ...] = ()
    changements: list[str] = field(default_factory=list)
    constats: list[Constat] = field(default_factory=list)


def prouve(opened: Ouvert, made: Path) -> Preuve:
    """Compare each page with the original; those that differ become the picture of what they were.

    Raises:
      Illisible: the copy itself cannot be drawn.
    """
    report = Preuve()
    views, differing, unseen = _compare(opened, made)
    if differing:
        _replace(opened, made, differing)
        pages = ", ".join(str(rank + 1) for rank in differing[:20])
        report.changements.append(f"Remplacées par leur image, faute de pouvoir être épurées sans changer : {pages}.")
        report.constats.append(
            remarque(
                "piece-en-image",
                f"Des pages ont été remplacées par leur image ({pages}) ; leur texte ne peut plus y être cherché.",
                "Pour l'éviter, imprimez la pièce en PDF et donnez ce PDF.",
                differing[0] + 1,
            )
        )
        with rendu.opened(made) as document:
            for rank in differing:
                views[rank] = rendu.look(document, rank)[1]
    if unseen:
        ranks = ", ".join(str(rank + 1) for rank in unseen[:12]) + ("…" if len(unseen) > 12 else "")
        report.constats.append(
            defaut(
                "page-sans-preuve",
                f"Des pages de l'original ne peuvent pas être dessinées, ni leur copie comparée : {ranks}.",
                "Comparez-les vous-même, ou imprimez la pièce en PDF et donnez ce PDF.",
                unseen[0] + 1,
            )
        )
    report.pages = tuple(views)
    return report


def _compare(opened: Ouvert, made: Path) -> tuple[list[Vue], list[int], list[int]]:
    """Return how each page looks, which differ from the original, and which of the original cannot be drawn."""
    views: list[Vue] = []
    differing: list[int] = []
    unseen: list[int] = []
    with ExitStack() as stack:
        try:
            after = stack.enter_context(rendu.opened(made))
            before = _original(opened, stack)
            for rank in range(len(after)):
                drawn, seen = rendu.look(after, rank)
                views.append(seen)
                verdict = _same(before, rank, drawn)
                if verdict is None:
                    unseen.append(rank)
                elif not verdict and not opened.images:
                    differing.append(rank)
        except rendu.Unseen as error:
            raise Illisible(str(error)) from error
    return views, differing, unseen


def _original(opened: Ouvert, stack: ExitStack) -> pypdfium2.PdfDocument | None:
    try:
        return stack.enter_context(rendu.opened(opened.vu, opened.password))
    except rendu.Unseen:
        return None


def _same(before: pypdfium2.PdfDocument | None, rank: int, drawn: Image.Image) -> bool | None:
    """Whether page `rank` of the original looks as `drawn`; None when it cannot be drawn."""
    if before is None:
        return None
    try:
        return rendu.same(rendu.picture(before, rank), drawn)
    except rendu.Unseen:
        return None


def _replace(opened: Ouvert, made: Path, ranks: list[int]) -> None:
    with (
        rendu.opened(opened.vu, opened.password) as document,
        pikepdf.open(made, allow_overwriting_input=True) as pdf,
    ):
        for rank in ranks:
            with pikepdf.open(io.BytesIO(rendu.as_image_page(document, rank))) as one:
                image = pdf.copy_foreign(one.pages[0].obj)
            page = pdf.pages[rank].obj
            keep_only(page, frozenset({"/Type", "/Parent"}))
            for key in (Name.MediaBox, Name.Resources, Name.Contents):
                page[key] = image[key]
        enregistre(pdf, made)
