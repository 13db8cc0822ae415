"""The workbook as it stood at the end of a day: what was dated later had not happened yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.annulations import en_vigueur
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Echeancier, Portefeuille, Suspension
from relancier.creances.situation import Etat, Situation, situations_aux
from relancier.relances.reglages import ReglagesRelances, lire_reglages_relances


@dataclass(frozen=True, slots=True)
class Vue:
    """The workbook at the end of `jour`.

    Attributes:
      portefeuille: the workbook; its relances are those that had left and stand, its suspensions and plans those that
        had begun; what was cancelled since counts as cancelled.
      situations: each debtor's account, by code.
      ouverts: the échéances invoiced by the day on which something is left, each with its debtor's code.
      plans: the plans that had begun, by debtor.
    """

    portefeuille: Portefeuille
    jour: date
    situations: Mapping[str, Situation]
    reglages: ReglagesRelances
    ouverts: Sequence[tuple[str, Etat]]
    plans: Mapping[str, tuple[Echeancier, ...]]

    @property
    def encours(self) -> Decimal:
        """What is owed on what was invoiced (€ TTC)."""
        return sum((etat.reste_du for _, etat in self.ouverts), ZERO)

    def suspensions(self) -> Mapping[str, tuple[Suspension, ...]]:
        """Return the suspensions, disputes and promises, by debtor."""
        found: dict[str, tuple[Suspension, ...]] = {}
        for one in self.portefeuille.suspensions:
            found[one.debiteur] = (*found.get(one.debiteur, ()), one)
        return found

    def plans_de(self, code: str) -> tuple[Echeancier, ...]:
        """Return the plans of a debtor."""
        return self.plans.get(code, ())


def vue(portefeuille: Portefeuille, jour: date) -> Vue:
    """Return the workbook as it stood at the end of `jour`; raises as `vues`."""
    (found,) = vues(portefeuille, (jour,))
    return found


def vues(portefeuille: Portefeuille, jours: Sequence[date]) -> tuple[Vue, ...]:
    """Return the workbook as it stood at the end of each of `jours`, which follow one another.

    Raises:
      InvalidInput: a setting cannot be understood, or a rate that must be compared is not known.
    """
    reglages = lire_reglages_relances(portefeuille.creancier.reglages)
    accounts = situations_aux(portefeuille, jours, onerosite(portefeuille))
    return tuple(_vue(portefeuille, jour, known, reglages) for jour, known in zip(jours, accounts, strict=True))


def _vue(portefeuille: Portefeuille, jour: date, accounts: Mapping[str, Situation], reglages: ReglagesRelances) -> Vue:
    stood = replace(
        portefeuille,
        relances=tuple(one for one in en_vigueur(portefeuille.relances) if one.date <= jour),
        suspensions=tuple(one for one in portefeuille.suspensions if one.du <= jour),
        echeanciers=tuple(one for one in portefeuille.echeanciers if one.date_accord <= jour),
        frais=tuple(one for one in portefeuille.frais if one.date <= jour),
    )
    left = [
        (code, etat)
        for code, account in accounts.items()
        for etat in account.etats
        if etat.reste_du > 0 and etat.echeance.date <= jour
    ]
    plans: dict[str, tuple[Echeancier, ...]] = {}
    for plan in stood.echeanciers:
        plans[plan.debiteur] = (*plans.get(plan.debiteur, ()), plan)
    return Vue(stood, jour, accounts, reglages, left, plans)
