"""What the payments of a plan pay first: its debts, as its debtor agreed (Code civil 1342-10).

Without that, an instalment that names no facture would go to whatever debt is the most onerous that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from relancier.base.money import ZERO
from relancier.creances.plans import is_signed
from relancier.creances.pointage import Pointage, pointer
from relancier.creances.portefeuille import Echeancier, Portefeuille, Reglement


@dataclass(frozen=True, slots=True)
class Designation:
    """The part of a payment (€) that goes to the debts of `plan` before any other."""

    plan: Echeancier
    montant: Decimal


Designations = Mapping[Reglement, tuple[Designation, ...]]
NONE: Designations = MappingProxyType({})


def designations(pointages: Iterable[Pointage]) -> Designations:
    """Return what each payment of one debtor's plans goes to, by payment; those of no plan are left out."""
    found: dict[Reglement, dict[tuple[str, int], Designation]] = {}
    for one in pointages:
        for paid in one.versements:
            if paid.montant > 0:
                plans = found.setdefault(paid.reglement, {})
                known = plans.get(one.plan.cle)
                plans[one.plan.cle] = Designation(one.plan, paid.montant + (known.montant if known else ZERO))
    return {source: tuple(plans.values()) for source, plans in found.items()}


def pointages(portefeuille: Portefeuille, au: date) -> Mapping[str, tuple[Pointage, ...]]:
    """Return the plans of each debtor that signed one, with what was paid on them by the end of `au`, by code."""
    codes = dict.fromkeys(one.debiteur for one in portefeuille.echeanciers if is_signed(one))
    return {code: pointages_de(portefeuille, code, au) for code in codes}


def pointages_de(portefeuille: Portefeuille, code: str, au: date) -> tuple[Pointage, ...]:
    """Return the plans that the debtor `code` signed, with what was paid on them by the end of `au`."""
    plans = [one for one in portefeuille.echeanciers if one.debiteur == code]
    if not plans:
        return ()
    owed = [one for one in portefeuille.echeances if one.debiteur == code]
    paid = [one for one in portefeuille.reglements if one.debiteur == code]
    return pointer(plans, portefeuille.mensualites, owed, paid, au)
