"""A setting of the sheet Créancier: its key, what may be typed, what an empty cell means; and how one is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from relancier.base.errors import InvalidInput, Lieu
from relancier.base.typed import Unreadable, fold, parse_date

OUI, NON = "oui", "non"
MOST_DIGITS = 4  # of a number of days

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Reglage:
    """One setting.

    Attributes:
      cle: its name in the sheet.
      valeurs: what may be typed; none for a date or a number.
      defaut: what an empty cell means.
      aide: one French sentence.
    """

    cle: str
    valeurs: tuple[str, ...]
    defaut: str
    aide: str


class Lecteur:
    """Reads settings from what was typed. A value that a setting does not take is refused, never guessed.

    Every method raises InvalidInput ("reglage-illisible"), naming the key and the values that it takes.
    """

    def __init__(self, valeurs: Mapping[str, str], lieux: Mapping[str, Lieu] = MappingProxyType({})) -> None:
        """Keys and values are compared without case, accents or the apostrophe's shape; `lieux` says where they are."""
        self._typed = {_plain(cle): valeur.strip() for cle, valeur in valeurs.items()}
        self._places = {_plain(cle): lieu for cle, lieu in lieux.items()}

    def choice(self, reglage: Reglage, choices: Iterable[Choice]) -> Choice:
        """Return the one of `choices` that was typed."""
        typed = self._value(reglage)
        for one in choices:
            if _plain(one) == _plain(typed):
                return one
        raise self._unreadable(reglage, " ou ".join(f"« {one} »" for one in reglage.valeurs))

    def yes(self, reglage: Reglage) -> bool:
        """Say whether "oui" was typed rather than "non"."""
        return self.choice(reglage, (OUI, NON)) == OUI

    def day(self, reglage: Reglage) -> date | None:
        """Return the date that was typed, None when there is none."""
        typed = self._value(reglage)
        if not typed:
            return None
        try:
            return parse_date(typed)
        except Unreadable as error:
            raise self._unreadable(reglage, "une date comme 01/03/2026, ou rien") from error

    def days(self, reglage: Reglage) -> int:
        """Return the number of days that was typed."""
        typed = self._value(reglage)
        if typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS:
            return int(typed)
        raise self._unreadable(reglage, "un nombre de jours, comme 7, ou 0")

    def bounds(self, reglage: Reglage) -> tuple[int, ...]:
        """Return the rising numbers of days that were typed."""
        parts = [part.strip() for part in self._value(reglage).replace(";", ",").split(",")]
        if all(part.isascii() and part.isdecimal() and len(part) <= MOST_DIGITS for part in parts):
            found = tuple(int(part) for part in parts)
            if found[0] > 0 and all(low < high for low, high in pairwise(found)):
                return found
        raise self._unreadable(reglage, "des nombres de jours qui montent, comme 30, 60, 90")

    def _value(self, reglage: Reglage) -> str:
        return self._typed.get(_plain(reglage.cle), "") or reglage.defaut

    def _unreadable(self, reglage: Reglage, accepted: str) -> InvalidInput:
        return InvalidInput(
            "reglage-illisible",
            f"Le réglage « {reglage.cle} » vaut « {self._value(reglage)} », qui n'est pas une valeur connue.",
            f"Écrivez {accepted}.",
            self._places.get(_plain(reglage.cle), Lieu()),
        )


def _plain(text: str) -> str:
    return fold(text).replace("’", "'").replace("\u00a0", " ")
