"""The half-year, by which French law dates its rates."""

import re
from dataclasses import dataclass
from datetime import date

_PATTERN = re.compile(r"(\d{4})-S([12])")


@dataclass(frozen=True, slots=True, order=True)
class Semestre:
    """A half-year: rates are those in force on its first day.

    Attributes:
      annee: the calendar year.
      numero: 1 (January to June) or 2 (July to December).
    """

    annee: int
    numero: int

    def __post_init__(self) -> None:
        if self.numero not in {1, 2}:
            raise ValueError(f"a year has semesters 1 and 2, not {self.numero}")

    @classmethod
    def parse(cls, text: str) -> "Semestre":
        """Return the semester written `2026-S2`; ValueError when `text` is not written so."""
        match = _PATTERN.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(f"« {text} » ne désigne pas un semestre : écrivez par exemple 2027-S1.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Semestre":
        """Return the semester that holds `day`."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def premier_jour(self) -> date:
        """1 January or 1 July."""
        return date(self.annee, 1 if self.numero == 1 else 7, 1)

    @property
    def dernier_jour(self) -> date:
        """30 June or 31 December."""
        return date(self.annee, 6, 30) if self.numero == 1 else date(self.annee, 12, 31)

    @property
    def suivant(self) -> "Semestre":
        """The semester that follows."""
        return Semestre(self.annee, 2) if self.numero == 1 else Semestre(self.annee + 1, 1)

    @property
    def libelle(self) -> str:
        """`second semestre 2026`, as letters write it."""
        return f"{'premier' if self.numero == 1 else 'second'} semestre {self.annee}"

    def __str__(self) -> str:
        return f"{self.annee}-S{self.numero}"
