"""What goes wrong between us and LibreOffice, as one French sentence each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live.libreoffice.bridge import uno

# what UNO says besides DisposedException once the other side is gone
_SIGNS_OF_DEATH = ("bridge", "illegal object given", "cannot get value")


@contextmanager
def told(doing: str, lieu: Lieu | None = None) -> Iterator[None]:
    """Turn what UNO raises into a Refus; `doing` follows « LibreOffice n'a pas pu ».

    Raises:
      Refus: "libreoffice-ferme" when the program is gone, "libreoffice-refuse" otherwise.
    """
    try:
        yield
    except _class("uno.Exception") as error:
        if _is_gone(error):
            raise gone() from error
        detail = " ".join(str(getattr(error, "Message", "") or "").split())
        raise Refus(
            "libreoffice-refuse",
            f"LibreOffice n'a pas pu {doing}" + (f" ({detail[:200]})." if detail else "."),
            "Fermez les boîtes de dialogue ouvertes dans LibreOffice, terminez la saisie en cours, puis recommencez.",
            lieu,
        ) from error


def gone() -> Refus:
    """Return the refusal of an office that was closed, or died, under our hands."""
    return Refus(
        "libreoffice-ferme",
        "LibreOffice s'est fermé pendant l'opération.",
        "Rouvrez le classeur, vérifiez ce qui y est enregistré, puis recommencez.",
    )


def protected(feuille: str) -> Refus:
    """Return the refusal of a sheet that must not be written to."""
    return Refus(
        "feuille-protegee",
        "La feuille est protégée.",
        "Ôtez sa protection (Outils, Protéger la feuille), puis recommencez.",
        Lieu(feuille=feuille),
    )


def _is_gone(error: Exception) -> bool:
    message = str(getattr(error, "Message", "")).lower()
    return isinstance(error, _class("lang.DisposedException")) or any(sign in message for sign in _SIGNS_OF_DEATH)


def _class(name: str) -> Any:
    return uno().getClass(f"com.sun.star.{name}")
