"""How a debtor pays, from the facts of the workbook alone: the ground on which a segment stands."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import Reglement
from relancier.creances.situation import Situation

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Comportement:
    """A debtor's ways on a day.

    Attributes:
      echu: € overdue.
      retard: days late of the oldest unpaid échéance; 0 when nothing is late.
      delai_moyen: days late of what was paid, on average, weighted by amount, early payments counting 0; None while
        nothing was paid.
      part_en_retard: % of what was paid that came after its due day; None while nothing was paid.
      promesses_rompues: how many promises were not kept.
    """

    echu: Decimal = ZERO
    retard: int = 0
    delai_moyen: int | None = None
    part_en_retard: Decimal | None = None
    promesses_rompues: int = 0


def comportement(situation: Situation, promesses_rompues: int) -> Comportement:
    """Return how the debtor of `situation` pays, on its day."""
    late = [one for one in situation.etats if one.reste_du > 0 and one.retard > 0]
    paid = overdue = weighted = ZERO
    for one in situation.imputations:
        if isinstance(one.source, Reglement):
            days = max(0, (one.source.date - one.echeance.echeance).days)
            paid += one.montant
            weighted += one.montant * days
            overdue += one.montant if days else ZERO
    return Comportement(
        echu=sum((one.reste_du for one in late), ZERO),
        retard=max((one.retard for one in late), default=0),
        delai_moyen=int((weighted / paid).quantize(Decimal(1), ROUND_HALF_UP)) if paid > 0 else None,
        part_en_retard=(100 * overdue / paid).quantize(TENTH, ROUND_HALF_UP) if paid > 0 else None,
        promesses_rompues=promesses_rompues,
    )
