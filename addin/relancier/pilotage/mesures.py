"""Every indicator, measured on a day and at the end of the month before."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from relancier.base.money import ZERO
from relancier.pilotage import delais, taux
from relancier.pilotage.definitions import (
    COUT,
    DSO,
    DSO_EPUISEMENT,
    ECHU,
    ENCOURS,
    LITIGE,
    PAIEMENT,
    PLANS,
    PRESCRIPTION,
    PROMESSES,
    RECOUVREMENT,
    RETARD,
)
from relancier.pilotage.indicateurs import Definition, Indicateur, Valeur
from relancier.pilotage.proches import proches
from relancier.pilotage.vue import Vue


def _encours(vue: Vue) -> Valeur:
    return Valeur(vue.encours)


def _echu(vue: Vue) -> Valeur:
    return Valeur(sum((etat.reste_du for _, etat in vue.ouverts() if etat.retard > 0), ZERO))


def _proches(vue: Vue) -> Valeur:
    return Valeur(Decimal(len({(one.debiteur, one.facture) for one in proches(vue) if one.mois})))


MESURES: Mapping[Definition, Callable[[Vue], Valeur]] = {
    ENCOURS: _encours,
    ECHU: _echu,
    RECOUVREMENT: taux.recouvrement,
    PAIEMENT: delais.paiement,
    RETARD: delais.recouvrement,
    DSO: delais.comptable,
    DSO_EPUISEMENT: delais.epuisement,
    LITIGE: taux.litige,
    COUT: taux.cout,
    PROMESSES: taux.promesses,
    PLANS: taux.plans,
    PRESCRIPTION: _proches,
}


def indicateurs(actuelle: Vue, ancienne: Vue) -> tuple[Indicateur, ...]:
    """Return every indicator on the days of two views, in the order in which they are shown."""
    return tuple(
        Indicateur(what, _rounded(measured(actuelle), what), _rounded(measured(ancienne), what))
        for what, measured in MESURES.items()
    )


def _rounded(found: Valeur, what: Definition) -> Valeur:
    if found.valeur is None:
        return found
    return replace(found, valeur=found.valeur.quantize(Decimal(1).scaleb(-what.decimales), ROUND_HALF_UP))
