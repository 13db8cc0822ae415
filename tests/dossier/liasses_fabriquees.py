"""Exhibits made for the tests of the bundle: pages of every awkward kind, and folders of them."""

import hashlib
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from relancier.dossier.liasse.modele import Couverture
from relancier.dossier.pieces import Piece, PiecePrete

JOUR = date(2026, 11, 22)
COUVERTURE = Couverture(
    "Pièces à l'appui de la requête en injonction de payer",
    "Tribunal de commerce de Lyon",
    ("Demandeur : Atelier Martin, SARL, 12 rue des Lilas, 69003 Lyon", "Défendeur : Société Durand, SAS"),
    JOUR,
)
TEXTE = b"BT /F1 12 Tf 60 400 Td (Contenu de la page) Tj ET 0.5 g 60 300 200 60 re f"


def add_page(
    pdf: pikepdf.Pdf,
    content: bytes = TEXTE,
    box: Sequence[float] = (0, 0, 595, 842),
    rotate: int = 0,
    crop: Sequence[float] | None = None,
    unit: float = 0,
) -> pikepdf.Page:
    """Add a page with Helvetica at hand."""
    pdf.add_blank_page(page_size=(100, 100))
    page = pdf.pages[-1]
    page.obj.MediaBox = Array(list(box))
    if crop:
        page.obj.CropBox = Array(list(crop))
    if rotate:
        page.obj.Rotate = rotate
    if unit:
        page.obj.UserUnit = unit
    page.obj.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    page.obj.Contents = pdf.make_stream(content)
    return page


def helvetica() -> Dictionary:
    """The font that every reader has."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _inherited(pdf: pikepdf.Pdf) -> None:
    page = add_page(pdf)
    del page.obj.Resources
    del page.obj.MediaBox
    pdf.Root.Pages.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    pdf.Root.Pages.MediaBox = Array([0, 0, 595, 842])
    pdf.Root.Pages.Rotate = 90


def _shared(pdf: pikepdf.Pdf) -> None:
    first, second = add_page(pdf), add_page(pdf, rotate=180)
    second.obj.Contents = first.obj.Contents
    first.obj.Resources = pdf.make_indirect(first.obj.Resources)
    second.obj.Resources = first.obj.Resources


def _in_parts(pdf: pikepdf.Pdf) -> None:
    page = add_page(pdf)
    page.obj.Contents = Array([pdf.make_stream(b"q 0 0 1 rg 2 0 0 2 0 0 cm"), pdf.make_stream(TEXTE)])


def _bare(pdf: pikepdf.Pdf) -> None:
    page = add_page(pdf)
    del page.obj.Contents
    del page.obj.Resources


KINDS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "droite": add_page,
    "tournée de 90": lambda pdf: add_page(pdf, rotate=90),
    "tournée de 180": lambda pdf: add_page(pdf, rotate=180),
    "tournée de 270": lambda pdf: add_page(pdf, rotate=270),
    "tournée de -90": lambda pdf: add_page(pdf, rotate=-90),
    "rognée": lambda pdf: add_page(pdf, crop=(40, 250, 400, 700)),
    "rognée et tournée": lambda pdf: add_page(pdf, crop=(40, 250, 400, 700), rotate=90),
    "rognée plus grand que la feuille": lambda pdf: add_page(pdf, crop=(-100, -100, 800, 1000), rotate=270),
    "A3": lambda pdf: add_page(pdf, box=(0, 0, 842, 1191)),
    "A3 à l'italienne": lambda pdf: add_page(pdf, box=(0, 0, 1191, 842), rotate=180),
    "unité de 2,5": lambda pdf: add_page(pdf, box=(0, 0, 238, 337), unit=2.5, rotate=90),
    "origine négative": lambda pdf: add_page(pdf, box=(-300, -400, 295, 442), rotate=90),
    "coins inversés": lambda pdf: add_page(pdf, box=(595, 842, 0, 0)),
    "petite": lambda pdf: add_page(pdf, box=(0, 0, 200, 120), content=b"0.5 g 20 40 30 30 re f"),
    "immense": lambda pdf: add_page(pdf, box=(0, 0, 9000, 5000)),
    "q sans Q": lambda pdf: add_page(pdf, content=b"q 3 0 0 3 50 50 cm 1 0 0 rg q 0.2 g " + TEXTE),
    "Q sans q": lambda pdf: add_page(pdf, content=b"1 0 0 rg Q Q 100 100 80 80 re f " + TEXTE),
    "texte sans fin": lambda pdf: add_page(pdf, content=TEXTE + b" BT /F1 40 Tf 3 Tr 50 Tz 9 Ts"),
    "chaîne sans fin": lambda pdf: add_page(pdf, content=TEXTE + b" BT /F1 9 Tf (jamais (ferm"),
    "image en ligne": lambda pdf: add_page(
        pdf, content=b"q 60 0 0 60 99 99 cm BI /W 2 /H 2 /BPC 8 /CS /G ID q Q\x00 EI Q q " + TEXTE
    ),
    "en plusieurs morceaux": _in_parts,
    "ressources héritées": _inherited,
    "contenu et ressources partagés": _shared,
    "sans contenu": _bare,
    "pleine": lambda pdf: add_page(pdf, content=b"0.2 0.4 0.6 rg 0 0 595 842 re f"),
}


def make(path: Path, *draw: Callable[[pikepdf.Pdf], object]) -> Path:
    """Write a PDF with a page for each of `draw`."""
    with pikepdf.new() as pdf:
        for one in draw:
            one(pdf)
        pdf.save(path, deterministic_id=True)
    return path


def pages(path: Path, count: int, links: str = "") -> Path:
    """Write a PDF of `count` pages of text; with `links`, each links to the next by a named destination."""
    with pikepdf.new() as pdf:
        for rank in range(1, count + 1):
            add_page(pdf, b"BT /F1 14 Tf 60 600 Td (%s, page %d) Tj ET" % (path.stem.encode("latin-1"), rank))
        if links:
            names = Array()
            for rank in range(count):
                names.extend([f"{links}.{rank}", Array([pdf.pages[rank].obj, Name.Fit])])
                link(pdf, rank, Dest=f"{links}.{(rank + 1) % count}")
            pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
        pdf.save(path, deterministic_id=True)
    return path


def link(pdf: pikepdf.Pdf, page: int, **how: object) -> None:
    """Add a link on a page, from 0."""
    holder = pdf.pages[page].obj
    if "/Annots" not in holder:
        holder.Annots = Array()
    annotation = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 500, 300, 520]), Border=Array([0, 0, 0])
    )
    for key, value in how.items():
        annotation[f"/{key}"] = value
    holder.Annots.append(pdf.make_indirect(annotation))


def prete(pdf: Path, numero: str, intitule: str = "", original: Path | None = None) -> PiecePrete:
    """Return the exhibit whose clean PDF is `pdf`."""
    original = original or pdf
    with pikepdf.open(pdf) as opened:
        count = len(opened.pages)
    piece = Piece(numero, "facture", intitule or f"Facture F2026-{numero}", original, JOUR, f"F2026-{numero}")
    return PiecePrete(piece, pdf, count, hashlib.sha256(original.read_bytes()).hexdigest())


def noisy(path: Path, side: int, count: int = 1, seed: int = 1, mode: str = "RGB") -> Path:
    """Write a PDF of photographs that hardly compress, `side` pixels on each side, over a whole A4 page."""
    with pikepdf.new() as pdf:
        for rank in range(count):
            page = add_page(pdf, b"q 595 0 0 842 0 0 cm /Im0 Do Q")
            bands = 3 if mode == "RGB" else 1
            raw = random.Random(seed + rank).randbytes(side * side * bands)
            space = Name.DeviceRGB if mode == "RGB" else Name.DeviceGray
            image = pdf.make_stream(
                raw,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=side,
                Height=side,
                BitsPerComponent=8,
                ColorSpace=space,
            )
            page.obj.Resources.XObject = Dictionary(Im0=image)
        pdf.save(path, deterministic_id=True)
    return path


def one_bit(path: Path, side: int) -> Path:
    """Write a PDF of one black and white scan."""
    with pikepdf.new() as pdf:
        page = add_page(pdf, b"q 595 0 0 842 0 0 cm /Im0 Do Q")
        raw = random.Random(7).randbytes(side // 8 * side)
        page.obj.Resources.XObject = Dictionary(
            Im0=pdf.make_stream(
                raw,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=side,
                Height=side,
                BitsPerComponent=1,
                ColorSpace=Name.DeviceGray,
            )
        )
        pdf.save(path, deterministic_id=True)
    return path
