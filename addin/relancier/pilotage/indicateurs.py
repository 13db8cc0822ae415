"""The indicators: what each measures, over which period, and what it was a month before.

`DEFINITIONS` says each once; the workbook's notes, the report and the guide print it from there.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Unite(StrEnum):
    """What an indicator counts."""

    POURCENT = "%"
    JOURS = "jours"
    EUROS = "€"
    NOMBRE = "factures"


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is.

    Attributes:
      cle: its stable name.
      libelle: its French name.
      unite: its unit, and `decimales` how many decimals its value has.
      texte: the French definition: formula, what it counts, period.
      hausse: whether more of it is better; None when it is neither.
    """

    cle: str
    libelle: str
    unite: Unite
    decimales: int
    texte: str
    hausse: bool | None


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value, or the French reason why there is none (one of the two, never both).

    Attributes:
      valeur: None where the indicator has no meaning; never 0 instead.
      raison: "" when there is a value.
    """

    valeur: Decimal | None
    raison: str = ""


@dataclass(frozen=True, slots=True)
class Indicateur:
    """An indicator on the day, and at the end of the month before, counted from the same data as it stood then."""

    definition: Definition
    actuel: Valeur
    ancien: Valeur

    @property
    def cle(self) -> str:
        """Its stable name."""
        return self.definition.cle

    @property
    def libelle(self) -> str:
        """Its French name."""
        return self.definition.libelle

    @property
    def valeur(self) -> Decimal | None:
        """Its value on the day."""
        return self.actuel.valeur

    @property
    def precedent(self) -> Decimal | None:
        """Its value at the end of the month before."""
        return self.ancien.valeur

    @property
    def ecart(self) -> Decimal | None:
        """How much it changed; None when one of the two is not known."""
        if self.actuel.valeur is None or self.ancien.valeur is None:
            return None
        return self.actuel.valeur - self.ancien.valeur
