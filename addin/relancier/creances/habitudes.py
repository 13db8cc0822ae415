"""How a debtor pays, by what it paid: facts of the ledger, no opinion."""

from dataclasses import dataclass
from datetime import date

from relancier.creances.situation import Situation


@dataclass(frozen=True, slots=True)
class Habitudes:
    """What the settled échéances tell.

    Attributes:
      payees: how many were settled by a payment.
      en_retard: how many of them after their due day.
      delai_moyen: mean days from the due day to the payment that settled, rounded; negative when before.
    """

    payees: int = 0
    en_retard: int = 0
    delai_moyen: int = 0


def habitudes(situation: Situation) -> Habitudes:
    """Return how the debtor of `situation` paid what it paid in full."""
    settled: dict[tuple[str, str, date], date] = {}
    for one in situation.imputations:
        if one.montant > 0:
            settled[one.echeance.cle] = max(one.source.date, settled.get(one.echeance.cle, one.source.date))
    delays = [
        (settled[etat.echeance.cle] - etat.echeance.echeance).days
        for etat in situation.etats
        if etat.reste_du <= 0 and etat.regle > 0 and etat.echeance.cle in settled
    ]
    if not delays:
        return Habitudes()
    mean = round(sum(delays) / len(delays))
    return Habitudes(len(delays), sum(delay > 0 for delay in delays), mean)
