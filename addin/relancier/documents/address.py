"""The addressee's block: La Poste's six lines of 38 characters (XP Z 10-011)."""

import textwrap

from relancier.base.typed import fold, squeeze
from relancier.creances.portefeuille import Adresse

MAX_LINES = 6
MAX_CHARS = 38
INSIDE = ("appartement", "appt", "apt ", "etage", "escalier", "porte ", "batiment", "bat ", "residence", "entree")
HOME = {"", "france", "fr", "france metropolitaine"}


def postal_lines(nom: str, adresse: Adresse, civilite: str = "") -> tuple[str, ...]:
    """Return the block's lines, name first, town in capitals, country in capitals when it is abroad.

    Long lines are folded at a space. The block may pass six lines or 38 characters where the data leave no
    choice: `fits` tells.
    """
    name = _on_one_line(civilite, nom)
    street = [
        squeeze(line.replace(",", " "))  # no comma after the house number
        for line in sorted(_lines(adresse.adresse_1) + _lines(adresse.adresse_2), key=_is_outside)
    ]
    town = _on_one_line(adresse.code_postal, adresse.ville).upper()
    country = "" if fold(adresse.pays) in HOME else _on_one_line(adresse.pays).upper()
    lines = [folded for line in (name, *street, town, country) if line for folded in _fold(line)]
    return tuple(lines)


def fits(lines: tuple[str, ...]) -> bool:
    """Say whether the block keeps to six lines of 38 characters."""
    return len(lines) <= MAX_LINES and all(len(line) <= MAX_CHARS for line in lines)


def _is_outside(line: str) -> bool:
    """Whether a line is the street or what comes after it: the norm puts what is inside the building before."""
    return not fold(line).startswith(INSIDE)


def _on_one_line(*parts: str) -> str:
    return " ".join(squeeze(" ".join(parts)).split())


def _lines(text: str) -> list[str]:
    return [line for line in squeeze(text).split("\n") if line]


def _fold(line: str) -> list[str]:
    return textwrap.wrap(line, MAX_CHARS, break_long_words=False, break_on_hyphens=False)
