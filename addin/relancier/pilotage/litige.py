"""What is in dispute of each échéance: the whole, or the contested part."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import NatureSuspension, Suspension
from relancier.creances.situation import Etat, Situation
from relancier.relances.litiges import Cle, contestes, is_partial
from relancier.relances.promesses import covers


def contestes_de(suspensions: Iterable[Suspension], situation: Situation, jour: date) -> Mapping[Cle, Decimal]:
    """Return what is in dispute of each open échéance invoiced by `jour` (€), whole disputes included."""
    mine = tuple(suspensions)
    if not mine:
        return {}
    partie = contestes(mine, situation, jour)
    found = {
        etat.echeance.cle: _conteste(mine, partie, etat, jour)
        for etat in situation.etats
        if etat.reste_du > 0 and etat.echeance.date <= jour
    }
    return {cle: amount for cle, amount in found.items() if amount > 0}


def _conteste(suspensions: Iterable[Suspension], partie: Mapping[Cle, Decimal], etat: Etat, jour: date) -> Decimal:
    for one in suspensions:
        runs = one.nature is NatureSuspension.LITIGE and one.du <= jour and (one.au is None or jour <= one.au)
        if runs and not is_partial(one) and covers(one, etat.echeance):
            return etat.reste_du
    return min(partie.get(etat.echeance.cle, ZERO), etat.reste_du)
