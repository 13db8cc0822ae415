"""The workbook as it stood at the end of a day: what was dated later had not happened yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.annulations import en_vigueur
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Echeancier, Portefeuille, Suspension
from relancier.creances.situation import Etat, Situation, situations
from relancier.relances.reglages import ReglagesRelances, lire_reglages_relances


@dataclass(frozen=True, slots=True)
class Vue:
    """The workbook at the end of `jour`.

    Attributes:
      portefeuille: the workbook; its relances are those that had left and stand, its suspensions and plans those that
        had begun; what was cancelled since counts as cancelled.
      situations: each debtor's account, by code.
    """

    portefeuille: Portefeuille
    jour: date
    situations: Mapping[str, Situation]
    reglages: ReglagesRelances

    def ouverts(self) -> Iterator[tuple[str, Etat]]:
        """Yield the échéances invoiced by the day on which something is left, each with its debtor's code."""
        for code, situation in self.situations.items():
            for etat in situation.etats:
                if etat.reste_du > 0 and etat.echeance.date <= self.jour:
                    yield code, etat

    @property
    def encours(self) -> Decimal:
        """What is owed on what was invoiced (€ TTC)."""
        return sum((etat.reste_du for _, etat in self.ouverts()), ZERO)

    def suspensions(self) -> Mapping[str, tuple[Suspension, ...]]:
        """Return the suspensions, disputes and promises, by debtor."""
        found: dict[str, tuple[Suspension, ...]] = {}
        for one in self.portefeuille.suspensions:
            found[one.debiteur] = (*found.get(one.debiteur, ()), one)
        return found

    def plans_de(self, code: str) -> tuple[Echeancier, ...]:
        """Return the plans of a debtor."""
        if not self.portefeuille.echeanciers:
            return ()
        return tuple(one for one in self.portefeuille.echeanciers if one.debiteur == code)


def vue(portefeuille: Portefeuille, jour: date) -> Vue:
    """Return the workbook as it stood at the end of `jour`.

    Raises:
      InvalidInput: a setting cannot be understood, or a rate that must be compared is not known.
    """
    stood = replace(
        portefeuille,
        relances=tuple(one for one in en_vigueur(portefeuille.relances) if one.date <= jour),
        suspensions=tuple(one for one in portefeuille.suspensions if one.du <= jour),
        echeanciers=tuple(one for one in portefeuille.echeanciers if one.date_accord <= jour),
        frais=tuple(one for one in portefeuille.frais if one.date <= jour),
    )
    reglages = lire_reglages_relances(portefeuille.creancier.reglages)
    return Vue(stood, jour, situations(stood, jour, onerosite(stood)), reglages)
