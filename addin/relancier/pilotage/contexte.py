"""What the measures of a day look at together: the view, what the passage of that day would say, and the disputes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import Echeance, Relance
from relancier.creances.situation import Etat
from relancier.pilotage.litige import contestes_de
from relancier.pilotage.vue import Vue
from relancier.relances import historique
from relancier.relances.controls import control
from relancier.relances.faits import Faits
from relancier.relances.litiges import Cle
from relancier.relances.passage import Passage, Proposition
from relancier.relances.propose import propose


@dataclass(frozen=True, slots=True)
class Contexte:
    """The day of the measure.

    Attributes:
      passage: what a passage of that day would decide.
      contestes: € in dispute, by échéance, whole disputes included.
      envoyees: what was sent for each échéance and stands, lowest level first.
    """

    vue: Vue
    passage: Passage
    contestes: Mapping[Cle, Decimal]
    envoyees: Mapping[Cle, Sequence[Relance]]

    def faits(self, code: str) -> Faits:
        """Return what is known of a debtor."""
        return self.passage.faits[code]

    def ouvertes(self) -> Sequence[Proposition]:
        """Return what the passage says of each échéance invoiced by the day on which something is left, in order."""
        day = self.vue.jour
        found = (one for one in self.passage.propositions if one.etat.reste_du > 0)
        return [one for one in found if one.etat.echeance.date <= day]

    def conteste(self, echeance: Echeance) -> Decimal:
        """Return what is in dispute of `echeance` (€)."""
        return self.contestes.get(echeance.cle, ZERO)

    def derniere(self, etat: Etat) -> Relance | None:
        """Return the last level sent for an échéance; None when none was."""
        sent = self.envoyees.get(etat.echeance.cle)
        return sent[-1] if sent else None


def contexte(vue: Vue) -> Contexte:
    """Return what the day of `vue` looks like; raises as `propose`."""
    stood = vue.portefeuille
    # a passage does not chase what its controls found doubtful: the same is said here
    found = control(stood, vue.situations, vue.jour)
    judged = replace(stood, anomalies=(*stood.anomalies, *found))
    disputes: dict[Cle, Decimal] = {}
    for code, mine in vue.suspensions().items():
        disputes |= contestes_de(mine, vue.situations[code], vue.jour)
    sent = historique.by_echeance(stood.echeances, stood.relances)
    return Contexte(vue, propose(judged, vue.situations, vue.jour), disputes, sent)
