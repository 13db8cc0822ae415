"""The aged balance: what is owed by age, for the whole and for each segment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.pilotage.tranches import Tranche

ENSEMBLE, SANS_SEGMENT = "Ensemble", "Sans segment"


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


def balance(lignes: Iterable[tuple[str, Tranche, Decimal]]) -> Balance:
    """Return the aged balance of `lignes`: for each open échéance its segment, its age and what is left of it (€)."""
    by_segment: dict[str, dict[Tranche, Decimal]] = {}
    counts: dict[str, int] = {}
    for nom, age, reste in lignes:
        segment = nom or SANS_SEGMENT
        ages = by_segment.setdefault(segment, dict.fromkeys(Tranche, ZERO))
        ages[age] += reste
        counts[segment] = counts.get(segment, 0) + 1
    rows = [LigneBalance(nom, ages, counts[nom], sum(ages.values(), ZERO)) for nom, ages in by_segment.items()]
    whole = {age: sum((one.montants[age] for one in rows), ZERO) for age in Tranche}
    total = LigneBalance(ENSEMBLE, whole, sum(counts.values()), sum(whole.values(), ZERO))
    return Balance(total, tuple(sorted(rows, key=lambda one: (-one.total, one.nom))))
