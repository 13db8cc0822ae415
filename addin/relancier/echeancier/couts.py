"""What a plan costs to each side, so that choices can be compared while talking."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from relancier.base.money import ZERO
from relancier.echeancier.repartition import interet
from relancier.echeancier.simuler import Simulation

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class CoutDebiteur:
    """What the debtor pays. All € amounts.

    Attributes:
      total: in all, the apport included.
      interets: of which interest.
      par_versement: of one instalment; the last may differ.
      au_dela: more than what is owed on the day counted; negative when something is waived.
    """

    total: Decimal
    interets: Decimal
    par_versement: Decimal
    au_dela: Decimal


@dataclass(frozen=True, slots=True)
class CoutCreancier:
    """What the creditor gives. All € amounts.

    Attributes:
      remise: accrued interest that is waived if the plan is kept.
      interets_du_plan: interest that runs during the plan.
      interets_loi: an indication: what would run on the same declining principal at `taux_loi`, taken as constant; None
        when that rate is not known.
      taux_loi: the late-payment rate of the law on the day counted (% a year).
      manque: an indication: remise + interets_loi - interets_du_plan; negative when the agreed rate is higher.
      dernier_encaissement: the day on which the last money comes in.
      delai_moyen: mean days until the money comes in, weighted by the amounts, to one decimal.
    """

    remise: Decimal
    interets_du_plan: Decimal
    interets_loi: Decimal | None
    taux_loi: Decimal | None
    manque: Decimal | None
    dernier_encaissement: date
    delai_moyen: Decimal


@dataclass(frozen=True, slots=True)
class Couts:
    """Both sides."""

    debiteur: CoutDebiteur
    creancier: CoutCreancier


def couts(plan: Simulation) -> Couts:
    """Return what `plan` costs."""
    total, rate = plan.total, plan.dette.taux_loi
    forgone = _interets_loi(plan, rate.taux) if rate is not None else None
    waited = sum((one.montant * (one.date - plan.dette.arrete).days for one in plan.versements), ZERO)
    return Couts(
        CoutDebiteur(total, plan.interets, plan.termes[0].montant, total - plan.dette.total),
        CoutCreancier(
            plan.remise,
            plan.interets_du_plan,
            forgone,
            rate.taux if rate is not None else None,
            plan.remise + forgone - plan.interets_du_plan if forgone is not None else None,
            plan.dernier_jour,
            (waited / total).quantize(TENTH, ROUND_HALF_UP),
        ),
    )


def _interets_loi(plan: Simulation, taux: Decimal) -> Decimal:
    """Return what the principal left between the payments would bear at `taux` (% a year)."""
    out, left, before = ZERO, plan.dette.principal, plan.dette.arrete
    for one in plan.versements:
        out += interet(left, taux, before, one.date, plan.dette.conventions.base)
        left, before = one.reste, one.date
    return out
