"""The debtors that owe the most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from relancier.base.money import ZERO
from relancier.pilotage.situation import LigneSituation

COMBIEN = 10


@dataclass(frozen=True, slots=True)
class Principal:
    """A debtor among those that owe the most.

    Attributes:
      rang: from 1.
      reste, echu: € owed, and late.
      part: % of all that is owed, one decimal.
      retard: days late of its oldest unpaid échéance; 0 when nothing is late.
    """

    rang: int
    debiteur: str
    nom: str
    reste: Decimal
    echu: Decimal
    part: Decimal
    retard: int


def principaux(lignes: Iterable[LigneSituation]) -> tuple[Principal, ...]:
    """Return the debtors of `lignes` that owe the most, ten at most, the largest first."""
    found: dict[str, list[LigneSituation]] = {}
    for one in lignes:
        found.setdefault(one.debiteur, []).append(one)
    owed = {code: sum((one.reste for one in mine), ZERO) for code, mine in found.items()}
    total = sum(owed.values(), ZERO)
    first = sorted(owed, key=lambda code: (-owed[code], code))[:COMBIEN]
    return tuple(_principal(rang, found[code], owed[code], total) for rang, code in enumerate(first, start=1))


def _principal(rang: int, lignes: Sequence[LigneSituation], reste: Decimal, total: Decimal) -> Principal:
    return Principal(
        rang,
        lignes[0].debiteur,
        lignes[0].nom,
        reste,
        sum((one.reste for one in lignes if one.retard > 0), ZERO),
        (100 * reste / total).quantize(Decimal("0.1"), ROUND_HALF_UP),
        max(0, *(one.retard for one in lignes)),
    )
