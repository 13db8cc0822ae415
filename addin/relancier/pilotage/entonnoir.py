"""The funnel: where what is late stands in the procedure, each échéance on one floor."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.pilotage.etapes import NON_ECHU, SORTIES, niveau, nom_du_niveau
from relancier.pilotage.situation import LigneSituation


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


def entonnoir(lignes: Iterable[LigneSituation], niveaux: Iterable[int]) -> tuple[Etage, ...]:
    """Return the floors of what is late, the procedure's first, empty ones included.

    Args:
      lignes: the open échéances.
      niveaux: the levels of the procedures.
    """
    late = [one for one in lignes if one.etape != NON_ECHU]
    levels = sorted({0, *niveaux, *(one.niveau for one in late)})
    names = [*(nom_du_niveau(level) for level in levels), *SORTIES]
    counts, sums = dict.fromkeys(names, 0), dict.fromkeys(names, ZERO)
    for one in late:
        counts[one.etape] += 1
        sums[one.etape] += one.reste
    return tuple(Etage(niveau(name), name, counts[name], sums[name]) for name in names)
