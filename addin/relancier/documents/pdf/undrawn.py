"""Which characters of a text the embedded engine would leave blank."""

import unicodedata
from collections.abc import Set

from relancier.documents.pdf import fonts


def undrawn(characters: Set[str]) -> list[str]:
    """Return those of `characters` that leave ink and that the shipped fonts do not have, in order.

    None where engines use the system's own fonts.
    """
    return sorted(filter(_drawn, characters - fonts.coverage())) if fonts.USED else []


def _drawn(character: str) -> bool:
    """Whether a character leaves ink; private use ones do, they are the symbols of Wingdings and the like."""
    return character.isprintable() or unicodedata.category(character) == "Co"
