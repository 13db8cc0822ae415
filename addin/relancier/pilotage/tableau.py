"""All the measures of a portefeuille on a day."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from relancier.base.elision import de
from relancier.creances.portefeuille import Portefeuille
from relancier.pilotage import alertes_de_droit, alertes_de_saisie, alertes_de_suivi
from relancier.pilotage.alertes import Alerte, triees
from relancier.pilotage.balance import Balance, balance
from relancier.pilotage.contexte import Contexte, contexte
from relancier.pilotage.encours import Encours, encours
from relancier.pilotage.entonnoir import Etage, entonnoir
from relancier.pilotage.indicateurs import Indicateur
from relancier.pilotage.interets import Interets, interets
from relancier.pilotage.lignes import lignes
from relancier.pilotage.mesures import indicateurs
from relancier.pilotage.periode import mois_precedent
from relancier.pilotage.principaux import Principal, principaux
from relancier.pilotage.segments import segments
from relancier.pilotage.situation import LigneSituation
from relancier.pilotage.tranches import tranche
from relancier.pilotage.tresorerie import Previsions, previsions
from relancier.pilotage.vue import vues

SHOWN = 5
ALERTES: tuple[Callable[[Contexte], Iterable[Alerte]], ...] = (
    alertes_de_droit.prescriptions,
    alertes_de_droit.declarations,
    alertes_de_droit.significations,
    alertes_de_droit.taux,
    alertes_de_suivi.plans,
    alertes_de_suivi.promesses,
    alertes_de_suivi.recommandes,
    alertes_de_saisie.illisibles,
)


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


# begins to count interest, and returns what waits for it
Compteur = Callable[[Portefeuille, Collection[str], date], Callable[[], Interets]]


def in_turn(portefeuille: Portefeuille, codes: Collection[str], au: date) -> Callable[[], Interets]:
    """Count the interest when it is asked for."""
    return lambda: interets(portefeuille, codes, au)


def measure(portefeuille: Portefeuille, arrete: date, compter: Compteur = in_turn) -> Tableau:
    """Return the measures of `portefeuille` at the end of `arrete`.

    Args:
      portefeuille: the workbook.
      arrete: the day, included.
      compter: how interest is counted, the longest part: a door that has a processor to spare counts it meanwhile.

    Raises:
      InvalidInput: a setting of the workbook cannot be understood, or a rate that must be compared is not known.
    """
    before = mois_precedent(arrete)
    then, today = vues(portefeuille, (before, arrete))
    late = dict.fromkeys(code for code, etat in today.ouverts if etat.retard > 0)
    counting = compter(today.portefeuille, late.keys(), arrete)
    day = contexte(today)
    history, cash = encours(portefeuille, arrete, today.situations), previsions(day)
    measured = indicateurs(today, then)
    alerts = triees(one for find in ALERTES for one in find(day))
    courus = counting()
    found = tuple(lignes(day, courus))
    families = segments(day.passage.faits)
    return Tableau(
        arrete,
        before,
        found,
        balance((one.segment, one.tranche, one.reste) for one in found),
        balance((families[code], tranche(etat.retard), etat.reste_du) for code, etat in then.ouverts),
        history,
        cash,
        entonnoir(found, (one.niveau for one in portefeuille.niveaux)),
        principaux(found),
        measured,
        alerts,
        tuple(_uncounted(portefeuille, courus.refus)),
    )


def _uncounted(portefeuille: Portefeuille, refus: Mapping[str, str]) -> Iterator[str]:
    """Say whose interest could not be counted, and why; a few by name, the others by their number."""
    for code, why in list(refus.items())[:SHOWN]:
        yield f"Intérêts {de(portefeuille.debiteurs[code].nom)} ({code}) non comptés : {why}"
    if len(refus) > SHOWN:
        yield f"Intérêts de {len(refus) - SHOWN} autres clients non comptés : « relancier decompte » dit pourquoi."
