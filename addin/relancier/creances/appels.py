"""Phone calls noted in the history by hand: they tell that somebody was called, and stand at no level of a procedure.

A call that a procedure asked for is a relance like any other, with its level; only the others are told apart here.
"""

from relancier.base.typed import fold
from relancier.creances.portefeuille import Relance

APPEL = "appel"  # somebody answered
MANQUE = "appel manqué"  # nobody did, or a message was left
HORS_NIVEAU = 0


def est_appel(relance: Relance) -> bool:
    """Say whether `relance` is a call that no procedure asked for."""
    return fold(relance.statut) in {fold(APPEL), fold(MANQUE)}


def est_manque(relance: Relance) -> bool:
    """Say whether `relance` is a call that nobody answered: it asked nothing of the debtor."""
    return fold(relance.statut) == fold(MANQUE)
