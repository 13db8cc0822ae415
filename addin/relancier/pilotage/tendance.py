"""How late a debtor pays, and whether that changes: the same mean over two periods, with what each rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from relancier.base.money import ZERO
from relancier.creances.imputation import Imputation
from relancier.creances.portefeuille import Reglement
from relancier.creances.situation import Situation
from relancier.droit.delais import ajouter_mois

MOIS = 6
# under these, a mean says nothing of a habit
ASSEZ_D_ECHEANCES = 3
SENSIBLE = 5  # days


class Sens(StrEnum):
    """Which way a debtor's delay goes."""

    ALLONGE = "s'allonge"
    RACCOURCIT = "raccourcit"
    STABLE = "est stable"


@dataclass(frozen=True, slots=True)
class Delai:
    """A mean delay.

    Attributes:
      jours: mean days late of what was paid, weighted by amount, early payments counting 0; None without payment.
      echeances: how many échéances it rests on.
    """

    jours: int | None
    echeances: int


@dataclass(frozen=True, slots=True)
class Tendance:
    """A debtor's delays on a day.

    Attributes:
      ensemble: over all that was paid; its days are those of `creances.comportement`.
      recent: over what was paid in the last `MOIS` months; `avant` in as many months before.
      depuis: the first day of `recent`.
    """

    ensemble: Delai
    recent: Delai
    avant: Delai
    depuis: date

    @property
    def sens(self) -> Sens | None:
        """Which way the delay goes; None when too few échéances tell."""
        new, old = self.recent, self.avant
        if new.jours is None or old.jours is None or min(new.echeances, old.echeances) < ASSEZ_D_ECHEANCES:
            return None
        if abs(new.jours - old.jours) < SENSIBLE:
            return Sens.STABLE
        return Sens.ALLONGE if new.jours > old.jours else Sens.RACCOURCIT


def tendance(situation: Situation) -> Tendance:
    """Return how late the debtor of `situation` pays, on its day."""
    day = situation.date_arrete
    recent, old = ajouter_mois(day, -MOIS), ajouter_mois(day, -2 * MOIS)
    paid = [one for one in situation.imputations if isinstance(one.source, Reglement)]
    return Tendance(
        ensemble=_mean(paid),
        recent=_mean(one for one in paid if one.source.date > recent),
        avant=_mean(one for one in paid if old < one.source.date <= recent),
        depuis=recent,
    )


def _mean(paid: Iterable[Imputation]) -> Delai:
    weighted = ZERO
    paid_on: dict[tuple[str, str, date], Decimal] = {}
    for one in paid:
        weighted += one.montant * max(0, (one.source.date - one.echeance.echeance).days)
        paid_on[one.echeance.cle] = paid_on.get(one.echeance.cle, ZERO) + one.montant
    total = sum(paid_on.values(), ZERO)
    if total <= 0:
        return Delai(None, 0)
    # one that was paid and sent back rests on nothing
    standing = sum(one > 0 for one in paid_on.values())
    return Delai(int((weighted / total).quantize(Decimal(1), ROUND_HALF_UP)), standing)
