"""The cash to expect, week by week: from échéances, promises and plans, each euro once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

HYPOTHESE = (
    "Chaque somme est attendue une seule fois : à la date de sa mensualité si un échéancier la couvre, sinon à celle "
    "de la promesse, sinon à son échéance. Les sommes déjà échues sans promesse ni échéancier, contestées, ou prises "
    "dans une procédure collective ne sont pas comptées : personne n'a dit quand elles seront payées."
)


@dataclass(frozen=True, slots=True)
class Semaine:
    """What is expected from `du` to `au`, both included (Monday to Sunday; the first begins the day after `arrete`).

    Attributes:
      echeances, promesses, plans: € expected, by what they rest on.
    """

    du: date
    au: date
    echeances: Decimal
    promesses: Decimal
    plans: Decimal

    @property
    def total(self) -> Decimal:
        """Their sum (€)."""
        return self.echeances + self.promesses + self.plans


@dataclass(frozen=True, slots=True)
class Previsions:
    """The expected cash: semaines + au_dela + sans_date = all that is owed.

    Attributes:
      semaines: thirteen weeks.
      au_dela: € expected later.
      sans_date: € owed of which no day is known: late, contested, in insolvency.
      hypothese: what the figures rest on, in French.
    """

    semaines: tuple[Semaine, ...]
    au_dela: Decimal
    sans_date: Decimal
    hypothese: str = HYPOTHESE

    @property
    def attendu(self) -> Decimal:
        """What the thirteen weeks should bring (€)."""
        return sum((one.total for one in self.semaines), Decimal("0.00"))
