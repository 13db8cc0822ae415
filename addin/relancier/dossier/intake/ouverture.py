"""Opening a PDF, sound or not: pikepdf, then pypdf, and page pictures as the last resort."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdf

from relancier.dossier.intake import rendu
from relancier.dossier.intake.rapport import Limites, Rejet, defaut, remarque
from relancier.dossier.pieces import Constat

_AGAIN = "Demandez un nouvel exemplaire, ou ouvrez-le et imprimez-le en PDF."
# what pypdf raises on files that it does not expect: its own family, and what Python raises under it
_PYPDF_FAULTS = (
    pypdf.errors.PyPdfError,
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, OSError),
    *(NotImplementedError, OverflowError, StopIteration, ZeroDivisionError),
)


@dataclass(slots=True)
class Ouvert:
    """A PDF that opened.

    Attributes:
      pdf: its objects.
      vu: the file that its pages are to look like, and the password to draw it.
    """

    pdf: pikepdf.Pdf
    vu: Path
    password: str = ""
    changements: list[str] = field(default_factory=list)
    constats: list[Constat] = field(default_factory=list)


def ouvre(fichier: Path, nom: str, password: str | None, limites: Limites) -> Ouvert:
    """Open `fichier`, which the user calls `nom`.

    Raises:
      Rejet: it is locked, or no reader finds a page in it.
    """
    secret = ""
    try:
        pdf, secret = _with_pikepdf(fichier, nom, password)
        _pages(pdf)
    except (pikepdf.PdfError, *_PYPDF_FAULTS) as error:
        detail = " ".join(str(error).split())[:120]
        return _second(fichier, nom, password or "", detail)
    found = Ouvert(pdf, fichier, secret)
    count = len(pdf.pages)
    if count == 0:
        return _second(fichier, nom, secret, "aucune page")
    if count > limites.pages:
        raise too_many(nom, count, limites)
    if pdf.is_encrypted:
        _say_decrypted(found, secret)
    _compare_counts(found, nom)
    return found


def too_many(nom: str, count: int, limites: Limites) -> Rejet:
    """Return the refusal of a file of `count` pages."""
    return Rejet(
        "piece-trop-longue",
        f"« {nom} » a {count} pages ; Relancier en accepte {limites.pages} par pièce.",
        "Gardez-en les pages utiles, ou faites-en plusieurs pièces.",
    )


def _with_pikepdf(fichier: Path, nom: str, password: str | None) -> tuple[pikepdf.Pdf, str]:
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


def _pages(pdf: pikepdf.Pdf) -> None:
    """Touch every page: what is damaged shows now, and not while the bundle is bound."""
    for page in pdf.pages:
        _ = page.obj.get("/Type")


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
    if repaired:
        found.changements.append("La structure du fichier, abîmée, a été réparée.")
        found.constats.append(
            remarque("piece-reparee", "Le fichier était abîmé ; il a été réparé.", "Comparez la copie à l'original.")
        )
    declared = int(said) if isinstance(said, int) else count
    if seen != count or (repaired and declared != count):
        other = seen if seen != count else declared
        found.constats.append(
            defaut(
                "piece-incomplete",
                f"« {nom} » est abîmé : {count} page(s) retrouvée(s), alors qu'il en annonce {other}.",
                _AGAIN,
            )
        )


def _second(fichier: Path, nom: str, password: str, detail: str) -> Ouvert:
    """Open with pypdf what pikepdf refused, else take pictures of the pages."""
    try:
        with pypdf.PdfReader(fichier, password=password or None) as reader, pypdf.PdfWriter() as writer:
            for page in reader.pages:
                writer.add_page(page)
            whole = io.BytesIO()
            writer.write(whole)
        pdf = pikepdf.open(whole)
        _pages(pdf)
        if len(pdf.pages) == 0:
            raise pypdf.errors.EmptyFileError("aucune page")
    except (pikepdf.PdfError, *_PYPDF_FAULTS):
        return _pictures(fichier, nom, password, detail)
    found = Ouvert(pdf, fichier, password)
    found.changements.append("Le fichier, abîmé, a été reconstruit page par page avec un second lecteur.")
    _damaged(found)
    return found


def _pictures(fichier: Path, nom: str, password: str, detail: str) -> Ouvert:
    try:
        with rendu.opened(fichier, password) as document:
            pages = [rendu.as_image_page(document, rank) for rank in range(len(document))]
    except rendu.Unseen:
        pages = []
    if not pages:
        raise Rejet("piece-abimee", f"« {nom} » ne s'ouvre pas, ou n'a aucune page ({detail}).", _AGAIN)
    found = Ouvert(bound(pages), fichier, password)
    found.changements.append("Le fichier, abîmé, a été remplacé par l'image de chacune de ses pages.")
    _damaged(found)
    return found


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
