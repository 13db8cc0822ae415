"""All the measures of a portefeuille on a day."""

from dataclasses import dataclass
from datetime import date

from relancier.creances.portefeuille import Portefeuille
from relancier.pilotage.alertes import Alerte
from relancier.pilotage.balance import Balance
from relancier.pilotage.encours import Encours
from relancier.pilotage.entonnoir import Etage
from relancier.pilotage.indicateurs import Indicateur
from relancier.pilotage.principaux import Principal
from relancier.pilotage.situation import LigneSituation
from relancier.pilotage.tresorerie import Previsions


@dataclass(frozen=True, slots=True)
class Tableau:
    """The dashboard: everything that the sheet and the report show.

    Attributes:
      arrete: the day of the measure.
      precedent: the last day of the month before, of which `Indicateur.precedent` and `balance_precedente` are.
      lignes: the échéances on which something is left, in the order of the workbook.
      encours: thirteen entries: twelve month ends, then the day itself (twelve when the day is a month end).
      principaux: ten at most.
      alertes: the gravest first.
      remarques: French sentences: what could not be counted, and why.
    """

    arrete: date
    precedent: date
    lignes: tuple[LigneSituation, ...]
    balance: Balance
    balance_precedente: Balance
    encours: tuple[Encours, ...]
    previsions: Previsions
    entonnoir: tuple[Etage, ...]
    principaux: tuple[Principal, ...]
    indicateurs: tuple[Indicateur, ...]
    alertes: tuple[Alerte, ...]
    remarques: tuple[str, ...] = ()

    def indicateur(self, cle: str) -> Indicateur:
        """Return the indicator `cle`; KeyError when there is none."""
        found = next((one for one in self.indicateurs if one.cle == cle), None)
        if found is None:
            raise KeyError(cle)
        return found


def measure(portefeuille: Portefeuille, arrete: date) -> Tableau:
    """Return the measures of `portefeuille` at the end of `arrete`.

    Raises:
      InvalidInput: a setting of the workbook cannot be understood.
    """
    raise NotImplementedError
