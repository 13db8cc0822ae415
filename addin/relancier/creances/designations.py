"""What the payments of a plan pay first: its debts, as its debtor agreed (Code civil 1342-10).

Without that, an instalment that names no facture would go to whatever debt is the most onerous that day, and what is
left for other debts to those of the plan, whose instalments are not due yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from relancier.base.money import ZERO
from relancier.creances.pointage import Pointage, compte_au
from relancier.creances.portefeuille import Echeance, Echeancier, Reglement


@dataclass(frozen=True, slots=True)
class Designation:
    """The part of a payment (€) that goes to the debts of `plan` before any other."""

    plan: Echeancier
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Designations:
    """What the payments of one debtor go to.

    Attributes:
      plans: those that he signed.
      parts: by payment; those of no plan are left out.
    """

    plans: tuple[Echeancier, ...] = ()
    parts: Mapping[Reglement, tuple[Designation, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, source: object) -> tuple[Designation, ...]:
        """Return what a payment gives to plans; nothing for what is no payment."""
        return self.parts.get(source, ()) if self.parts and isinstance(source, Reglement) else ()

    def etalee(self, echeance: Echeance, day: date) -> bool:
        """Say whether a plan spreads `echeance` on `day`: what that plan does not ask for goes elsewhere first."""
        return any(
            compte_au(plan) < day and (plan.fin is None or day <= plan.fin) and plan.couvre(echeance)
            for plan in self.plans
        )


NONE = Designations()


def designations(pointages: Iterable[Pointage]) -> Designations:
    """Return what each payment of one debtor goes to."""
    matched = tuple(pointages)
    found: dict[Reglement, dict[tuple[str, int], Designation]] = {}
    for one in matched:
        for paid in one.versements:
            if paid.montant > 0:
                plans = found.setdefault(paid.reglement, {})
                known = plans.get(one.plan.cle)
                plans[one.plan.cle] = Designation(one.plan, paid.montant + (known.montant if known else ZERO))
    parts = {source: tuple(plans.values()) for source, plans in found.items()}
    return Designations(tuple(one.plan for one in matched), parts)
