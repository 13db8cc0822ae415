"""How often an instalment falls due: so many months, or so many weeks."""

import re
from dataclasses import dataclass
from enum import StrEnum

from relancier.base.errors import InvalidInput
from relancier.base.typed import fold


class Unite(StrEnum):
    """What a period is counted in."""

    MOIS = "mois"
    SEMAINE = "semaine"


@dataclass(frozen=True, slots=True)
class Periodicite:
    """A period.

    A "quinzaine" is two weeks, fourteen days, so that its instalments keep their day of the week.

    Attributes:
      nombre: how many units, from 1.
      unite: months keep the day's number, weeks keep its name.
    """

    nombre: int = 1
    unite: Unite = Unite.MOIS

    @property
    def jours(self) -> int:
        """Days of a period in weeks; 0 for months, which have no fixed length."""
        return 7 * self.nombre if self.unite is Unite.SEMAINE else 0

    @property
    def libelle(self) -> str:
        """Its name in the workbook, which `lire_periodicite` reads back: "mois", "trimestre", "5 semaines"."""
        if (name := _NAMES.get(self)) is not None:
            return name
        return f"{self.nombre} {self.unite if self.unite is Unite.MOIS else 'semaines'}"

    @property
    def chaque(self) -> str:
        """How a sentence says it: "tous les mois", "tous les 2 mois", "toutes les 2 semaines"."""
        gender = "tous" if self.unite is Unite.MOIS else "toutes"
        number = "" if self.nombre == 1 else f"{self.nombre} "
        return f"{gender} les {number}{self.unite if self.unite is Unite.MOIS else 'semaines'}"


_NAMES = {
    Periodicite(1, Unite.MOIS): "mois",
    Periodicite(2, Unite.MOIS): "bimestre",
    Periodicite(3, Unite.MOIS): "trimestre",
    Periodicite(6, Unite.MOIS): "semestre",
    Periodicite(12, Unite.MOIS): "an",
    Periodicite(1, Unite.SEMAINE): "semaine",
    Periodicite(2, Unite.SEMAINE): "quinzaine",
}
# what a word stands for, folded: no case, no accents
_WORDS = {
    **dict.fromkeys(("mois", "mensuel", "mensuelle", "mensuellement"), Periodicite(1, Unite.MOIS)),
    **dict.fromkeys(("bimestre", "bimestres", "bimestriel", "bimestrielle"), Periodicite(2, Unite.MOIS)),
    **dict.fromkeys(("trimestre", "trimestres", "trimestriel", "trimestrielle"), Periodicite(3, Unite.MOIS)),
    **dict.fromkeys(("semestre", "semestres", "semestriel", "semestrielle"), Periodicite(6, Unite.MOIS)),
    **dict.fromkeys(("an", "ans", "annee", "annees", "annuel", "annuelle"), Periodicite(12, Unite.MOIS)),
    **dict.fromkeys(("semaine", "semaines", "hebdomadaire", "hebdo"), Periodicite(1, Unite.SEMAINE)),
    **dict.fromkeys(("quinzaine", "quinzaines", "quatorzaine"), Periodicite(2, Unite.SEMAINE)),
}
_NUMBERS = {
    **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6},
    **{"sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12},
}
_TYPED = re.compile(r"(?:chaque |tous les |toutes les |par )?(?:(?P<number>\d{1,2}|[a-z]+) )?(?P<word>[a-z]+)")


def lire_periodicite(typed: str) -> Periodicite:
    """Return the period that `typed` names: "mois", "quinzaine", "2 mois", "tous les deux mois", "mensuel".

    Raises:
      InvalidInput: "periodicite-illisible".
    """
    match = _TYPED.fullmatch(fold(typed).replace("-", " "))
    unit = _WORDS.get(match["word"]) if match else None
    number = 0
    if match:
        said = match["number"] or "1"
        number = int(said) if said.isdecimal() else _NUMBERS.get(said, 0)
    if unit is None or not number:
        raise InvalidInput(
            "periodicite-illisible",
            f"« {typed} » n'est pas une périodicité.",
            "Écrivez mois, semaine, quinzaine, bimestre, trimestre, semestre, ou « 2 mois », « 3 semaines ».",
        )
    return Periodicite(number * unit.nombre, unit.unite)
