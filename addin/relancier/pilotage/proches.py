"""The échéances whose prescription is near, or run out."""

from collections.abc import Iterator
from dataclasses import dataclass

from relancier.creances.prescriptions import prescription_de
from relancier.creances.situation import Etat
from relancier.droit.prescription import Prescription
from relancier.pilotage.vue import Vue


@dataclass(frozen=True, slots=True)
class Proche:
    """An échéance late and unpaid whose clock rings.

    Attributes:
      mois: at how many months from its end it is (6 or 3); 0 once time-barred.
    """

    debiteur: str
    etat: Etat
    horloge: Prescription
    mois: int

    @property
    def facture(self) -> str:
        """Its number."""
        return self.etat.echeance.facture


def proches(vue: Vue) -> Iterator[Proche]:
    """Yield the échéances whose clock rings on the day of `vue`, in the order of the debtors."""
    for code, etat in vue.ouverts():
        if etat.retard <= 0:
            continue
        clock = prescription_de(etat.echeance, vue.portefeuille.debiteurs[code], vue.plans_de(code))
        if (months := clock.alerte(vue.jour)) is not None:
            yield Proche(code, etat, clock, months)
