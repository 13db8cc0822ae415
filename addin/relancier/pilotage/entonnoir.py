"""The funnel: where what is late stands in the procedure, each échéance on one floor."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Etage:
    """A floor of the funnel.

    Attributes:
      niveau: the last level sent; 0 for what was not chased yet, None for what left the procedure (a plan, a dispute
        over the whole, an insolvency).
      nom: its French name: "Pas encore relancé", "Niveau 1", "Échéancier", "Litige", "Procédure collective".
      echeances: how many.
      montant: € left to pay.
    """

    niveau: int | None
    nom: str
    echeances: int
    montant: Decimal
