"""Opening a PDF, sound or not: pikepdf, then pypdf, and page pictures as the last resort."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pikepdf
import pypdf

from relancier.dossier.intake import rendu
from relancier.dossier.intake.rapport import Limites, Rejet, defaut, remarque
from relancier.dossier.pieces import Constat

_AGAIN = "Demandez un nouvel exemplaire, ou ouvrez-le et imprimez-le en PDF."
# what pikepdf and pypdf raise on files that they do not expect: their own families, and what Python raises under them
FAULTS = (
    pikepdf.PdfError,
    pypdf.errors.PyPdfError,
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, OSError),
    *(RuntimeError, NotImplementedError, OverflowError, StopIteration, ZeroDivisionError),
)


@dataclass(slots=True)
class Ouvert:
    """A PDF that opened.

    Attributes:
      pdf: its objects.
      vu: the file that its pages are to look like, and the password to draw it.
      images: its pages are already pictures of what PDFium saw.
    """

    pdf: pikepdf.Pdf
    vu: Path
    password: str = ""
    images: bool = False
    changements: list[str] = field(default_factory=list)
    constats: list[Constat] = field(default_factory=list)


class Illisible(Exception):
    """This reader cannot open the file; the next one may."""


Lecteur: TypeAlias = Callable[[Path, str, str | None, Limites], Ouvert]


def avec_pikepdf(fichier: Path, nom: str, password: str | None, limites: Limites) -> Ouvert:
    """Open `fichier`, which the user calls `nom`, and say what had to be repaired or decrypted.

    Raises:
      Rejet: it is locked, or too long.
      Illisible: it does not open, or has no page.
    """
    try:
        pdf, secret = _unlocked(fichier, nom, password)
        _touch(pdf, nom, limites)
    except FAULTS as error:
        raise Illisible(without_path(error)) from error
    found = Ouvert(pdf, fichier, secret)
    if "/Size" not in pdf.trailer:  # lost with the trailer: qpdf would write none, and nothing would open the copy
        pdf.trailer.Size = len(pdf.objects) + 1
    if pdf.is_encrypted:
        _say_decrypted(found, secret)
    _compare_counts(found, nom)
    return found


def avec_pypdf(fichier: Path, nom: str, password: str | None, limites: Limites) -> Ouvert:
    """Rebuild with pypdf, page by page, what pikepdf could not use.

    Raises:
      Rejet: it is too long.
      Illisible: it does not open, or has no page.
    """
    try:
        with pypdf.PdfReader(fichier, password=password) as reader, pypdf.PdfWriter() as writer:
            for page in reader.pages:
                writer.add_page(page)
            whole = io.BytesIO()
            writer.write(whole)
        pdf = pikepdf.open(whole)
        _touch(pdf, nom, limites)
    except FAULTS as error:
        raise Illisible(without_path(error)) from error
    found = Ouvert(pdf, fichier, password or "")
    found.changements.append("Le fichier, abîmé, a été reconstruit page par page avec un second lecteur.")
    _damaged(found)
    return found


def en_images(fichier: Path, nom: str, password: str | None, limites: Limites) -> Ouvert:
    """Take pictures of the pages: the last resort.

    Raises:
      Rejet: it is too long.
      Illisible: it does not open, or has no page.
    """
    try:
        with rendu.opened(fichier, password or "") as document:
            if len(document) > limites.pages:
                raise too_many(nom, len(document), limites)
            pages = [rendu.as_image_page(document, rank) for rank in range(len(document))]
    except rendu.Unseen as error:
        raise Illisible(str(error)) from error
    if not pages:
        raise Illisible("aucune page")
    found = Ouvert(bound(pages), fichier, password or "", images=True)
    found.changements.append("Le fichier, abîmé, a été remplacé par l'image de chacune de ses pages.")
    _damaged(found)
    return found


LECTEURS: tuple[Lecteur, ...] = (avec_pikepdf, avec_pypdf, en_images)


def abime(nom: str, detail: str) -> Rejet:
    """Return the refusal of a file that no reader opens."""
    return Rejet("piece-abimee", f"« {nom} » est abîmé : aucun lecteur n'y trouve de page ({detail[:120]}).", _AGAIN)


def too_many(nom: str, count: int, limites: Limites) -> Rejet:
    """Return the refusal of a file of `count` pages."""
    return Rejet(
        "piece-trop-longue",
        f"« {nom} » a {count} pages ; Relancier en accepte {limites.pages} par pièce.",
        "Gardez-en les pages utiles, ou faites-en plusieurs pièces.",
    )


def _unlocked(fichier: Path, nom: str, password: str | None) -> tuple[pikepdf.Pdf, str]:
    try:
        return pikepdf.open(fichier), ""
    except pikepdf.PasswordError:
        pass
    try:
        return pikepdf.open(fichier, password=password or ""), password or ""
    except pikepdf.PasswordError as error:
        message = (
            f"Le mot de passe donné pour « {nom} » n'est pas le bon."
            if password
            else f"« {nom} » ne s'ouvre qu'avec un mot de passe."
        )
        raise Rejet(
            "piece-chiffree",
            message,
            "Demandez-en une version sans mot de passe, ou ouvrez-le et imprimez-le en PDF.",
        ) from error


def _touch(pdf: pikepdf.Pdf, nom: str, limites: Limites) -> None:
    """Read every page: what is damaged shows now, and not while the bundle is bound."""
    count = len(pdf.pages)
    if count == 0:
        raise ValueError("aucune page")
    if count > limites.pages:
        raise too_many(nom, count, limites)
    for page in pdf.pages:
        _ = page.obj.get("/Type")


def without_path(error: Exception) -> str:
    """Return what a library says, without the name of our working copy."""
    said = re.sub(r"\S*[/\\]\S+:? ?", "", str(error))
    return " ".join(said.split())[:120] or type(error).__name__


def _say_decrypted(found: Ouvert, secret: str) -> None:
    if secret:
        found.changements.append("Le chiffrement a été retiré de la copie, avec le mot de passe donné.")
        message = "La pièce est protégée par un mot de passe ; sa copie dans la liasse ne l'est plus."
    else:
        found.changements.append("Le chiffrement a été retiré de la copie ; le fichier s'ouvrait sans mot de passe.")
        message = "La pièce est chiffrée, mais s'ouvre sans mot de passe ; sa copie dans la liasse n'est plus chiffrée."
    found.constats.append(remarque("piece-chiffree", message, "L'original est gardé tel quel."))


def _compare_counts(found: Ouvert, nom: str) -> None:
    """Report repairs, and readers that do not find the same pages: some may be lost."""
    count = len(found.pdf.pages)
    repaired = any("damaged" in str(one) or "reconstruct" in str(one) for one in found.pdf.get_warnings())
    tree = found.pdf.Root.get("/Pages")
    said = tree.get("/Count") if isinstance(tree, pikepdf.Dictionary) else None
    seen = count
    try:
        with rendu.opened(found.vu, found.password) as document:
            seen = len(document)
    except rendu.Unseen:
        repaired = True
    cut = repaired and _is_cut(found.vu)
    if repaired:
        found.changements.append("La structure du fichier, abîmée, a été réparée.")
        found.constats.append(
            remarque("piece-reparee", "Le fichier était abîmé ; il a été réparé.", "Comparez la copie à l'original.")
        )
    declared = int(said) if isinstance(said, int) else count
    if cut:
        found.constats.append(
            defaut("piece-incomplete", f"« {nom} » est coupé avant sa fin ; des contenus sont perdus.", _AGAIN)
        )
    elif seen != count or (repaired and declared != count):
        other = seen if seen != count else declared
        found.constats.append(
            defaut(
                "piece-incomplete",
                f"« {nom} » est abîmé : {count} page(s) retrouvée(s), alors qu'il en annonce {other}.",
                _AGAIN,
            )
        )


def _is_cut(fichier: Path) -> bool:
    with fichier.open("rb") as file:
        file.seek(max(0, fichier.stat().st_size - 2048))
        return b"%%EOF" not in file.read()


def bound(pages: Sequence[bytes]) -> pikepdf.Pdf:
    """Return one PDF of PDFs of one page."""
    whole = pikepdf.new()
    for data in pages:
        with pikepdf.open(io.BytesIO(data)) as one:
            whole.add_pages_from(one)
    return whole


def _damaged(found: Ouvert) -> None:
    found.constats.append(
        defaut("piece-incomplete", "Le fichier est abîmé ; des pages ou des contenus ont pu être perdus.", _AGAIN)
    )
