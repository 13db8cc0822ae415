"""A bundle of exhibits: appended, stamped, numbered, listed and linked, beside appended and stamped alone."""

from collections.abc import Callable
from pathlib import Path

import chrono
from banc import Atteinte, Mesure, Tailles, Voie
from pypdf import PdfReader

PROGRAM = Path(__file__).resolve().parent / "liasse.py"
RELEVEES, INCONNUES, SIMPLE = "pages relevées à l'entrée", "rien de connu d'avance", "pypdf, append + merge_page"
TOUT, VERIFIER = "avec pièces séparées et originaux", "vérification"


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Draw the exhibits in `folder`, note what they show, and return what is measured on them."""
    exhibits = folder / "pieces"
    exhibits.mkdir()
    for what in ("dessiner", "relever"):
        chrono.run(command(exhibits, what, tailles)(folder), folder)
    pages = tailles.pages
    return Mesure(
        "liasse",
        f"une liasse de {tailles.pieces} pièces et {pages} pages",
        "pages",
        pages,
        (
            Voie(RELEVEES, command(exhibits, "relevees", tailles), pages, bound),
            Voie(INCONNUES, command(exhibits, "inconnues", tailles), pages, bound),
            Voie(SIMPLE, command(exhibits, "simple", tailles), pages, appended),
            Voie(TOUT, command(exhibits, "tout", tailles), pages, lambda out, _: bound(out / "liasse")),
            Voie(VERIFIER, command(exhibits, "verifier", tailles), pages, lambda out, _: bound(out / "liasse")),
        ),
        (
            Atteinte(f"liasse de {pages} pages, relevées à l'entrée", RELEVEES, SIMPLE, 2.5, 0.6),
            Atteinte(f"liasse de {pages} pages, rien de connu d'avance", INCONNUES, SIMPLE, 2.5, 0.6),
        ),
        "Du texte, et une photographie par six pièces. La voie simple ajoute les pages et y pose un tampon dessiné "
        "d'avance, sans chercher de place blanche, ni bordereau, ni liens. Seul le travail est chronométré, une fois "
        "les bibliothèques chargées ; la mémoire est celle de tout le processus.",
        tailles.fois,
    )


def command(exhibits: Path, way: str, tailles: Tailles) -> Callable[[Path], list[str]]:
    """Return what makes the command of `way`."""
    size = ("--combien", str(tailles.pieces), "--pages", str(tailles.pages))
    return lambda out: chrono.python(PROGRAM, way, exhibits, "--sortie", out / "liasse.pdf", *size)


def bound(out: Path, printed: str = "") -> int:
    """Return the pages of exhibits in a bundle: those between its bookmarks' first and its end."""
    reader = PdfReader(out / "liasse.pdf")
    first = reader.get_destination_page_number(reader.outline[0])
    return len(reader.pages) - (first or 0)


def appended(out: Path, printed: str) -> int:
    """Return the pages of a PDF."""
    return len(PdfReader(out / "liasse.pdf").pages)
