"""The aged balance: what is owed by age, for the whole and for each segment."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from relancier.pilotage.tranches import Tranche


@dataclass(frozen=True, slots=True)
class LigneBalance:
    """A row of the aged balance.

    Attributes:
      nom: the segment; "Sans segment" for debtors that have none.
      montants: € by age, every age there, in order.
      echeances: how many échéances.
    """

    nom: str
    montants: Mapping[Tranche, Decimal]
    echeances: int
    total: Decimal

    @property
    def echu(self) -> Decimal:
        """What is late (€)."""
        return self.total - self.montants[Tranche.NON_ECHU]


@dataclass(frozen=True, slots=True)
class Balance:
    """The aged balance on a day; `segments` sum to `ensemble`, largest first."""

    ensemble: LigneBalance
    segments: tuple[LigneBalance, ...]
