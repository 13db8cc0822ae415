"""The prescription clock of an échéance: period, start, what restarts it, and when to wake up.

The period runs from the échéance, and anew, for the same length, from each interrupting act (C. civ. 2231). Letters
never interrupt it, registered or not (Cass. com., 18 May 2022), nor does the request for an order before its service;
against a public body alone, a written demand does (loi 68-1250, art. 2). The last day is the anniversary itself, which
CPC 642 does not move: it is the last day on which to act.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from relancier.droit.delais import ajouter_mois
from relancier.droit.textes import TEXTES, Texte

ALERTES_MOIS = (6, 3)
BUTOIR_ANS = 20  # C. civ. 2232


class TypeCreance(StrEnum):
    """What decides the period."""

    PROFESSIONNELS = "entre professionnels"
    CONSOMMATEUR = "professionnel contre consommateur"
    TRANSPORT = "transport de marchandises"
    PUBLIC = "contre une personne publique"


ANNEES: Mapping[TypeCreance, tuple[int, Texte]] = MappingProxyType(
    {
        TypeCreance.PROFESSIONNELS: (5, TEXTES["prescription-commerce"]),
        TypeCreance.CONSOMMATEUR: (2, TEXTES["prescription-consommateur"]),
        TypeCreance.TRANSPORT: (1, TEXTES["prescription-transport"]),
        TypeCreance.PUBLIC: (4, TEXTES["prescription-publique"]),
    }
)


class Acte(StrEnum):
    """What may happen to a claim."""

    RECONNAISSANCE = "reconnaissance de la dette par le débiteur"
    ECHEANCIER = "échéancier signé par le débiteur"
    DEMANDE_EN_JUSTICE = "demande en justice"
    SIGNIFICATION = "signification de l'ordonnance d'injonction de payer"
    EXECUTION = "mesure conservatoire ou d'exécution forcée"
    LETTRE = "relance, lettre recommandée ou mise en demeure"
    REQUETE = "requête en injonction de payer"


INTERROMPT: Mapping[Acte, tuple[bool, Texte]] = MappingProxyType(
    {
        Acte.RECONNAISSANCE: (True, TEXTES["reconnaissance"]),
        Acte.ECHEANCIER: (True, TEXTES["reconnaissance"]),
        Acte.DEMANDE_EN_JUSTICE: (True, TEXTES["demande-en-justice"]),
        Acte.SIGNIFICATION: (True, TEXTES["requete-sans-effet"]),
        Acte.EXECUTION: (True, TEXTES["execution-forcee"]),
        Acte.LETTRE: (False, TEXTES["lettre-sans-effet"]),
        Acte.REQUETE: (False, TEXTES["requete-sans-effet"]),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Evenement:
    """An act, on its day."""

    date: date
    acte: Acte


@dataclass(frozen=True, slots=True)
class Prescription:
    """The clock of one claim.

    Attributes:
      depart: the day from which the running period is counted: the échéance, or the last act that restarted it.
      dernier_jour: the last day on which to act; the claim is time-barred from the day after.
      alertes: the days to wake up, six and three months before.
      texte: the period's ground.
      retenus: the acts that restarted it.
      ecartes: the acts that did not, each with the reason in French.
    """

    depart: date
    dernier_jour: date
    alertes: tuple[date, ...]
    texte: Texte
    retenus: tuple[Evenement, ...]
    ecartes: tuple[tuple[Evenement, str], ...]

    def acquise(self, le: date) -> bool:
        """Say whether the claim is time-barred on `le`."""
        return le > self.dernier_jour

    def alerte(self, le: date) -> int | None:
        """Return the tightest alert reached on `le`, in months (6 or 3), 0 once time-barred, None while far."""
        if le < min(self.alertes):
            return None
        if self.acquise(le):
            return 0
        reached = [mois for mois, jour in zip(ALERTES_MOIS, self.alertes, strict=True) if le >= jour]
        return min(reached, default=None)


def _end(depart: date, type_creance: TypeCreance) -> date:
    years = ANNEES[type_creance][0]
    if type_creance is TypeCreance.PUBLIC:
        return date(depart.year + years, 12, 31)  # counted from the next 1 January
    return ajouter_mois(depart, 12 * years)


def _interrupts(acte: Acte, type_creance: TypeCreance) -> tuple[bool, Texte]:
    if type_creance is TypeCreance.PUBLIC and acte is Acte.LETTRE:
        return True, TEXTES["interruption-publique"]
    return INTERROMPT[acte]


def prescription(type_creance: TypeCreance, echeance: date, evenements: Iterable[Evenement] = ()) -> Prescription:
    """Return the clock of a claim due on `echeance`, whatever the order in which `evenements` are given."""
    depart, last = echeance, _end(echeance, type_creance)
    butoir = ajouter_mois(echeance, 12 * BUTOIR_ANS)
    kept: list[Evenement] = []
    dropped: list[tuple[Evenement, str]] = []
    for event in sorted(evenements):
        interrupts, texte = _interrupts(event.acte, type_creance)
        if not interrupts:
            dropped.append((event, f"N'interrompt pas la prescription ({texte.citation})."))
        elif event.date <= echeance:
            dropped.append((event, "Antérieur à l'échéance : le délai ne courait pas encore."))
        elif event.date > last:
            dropped.append((event, f"Trop tard : la prescription était acquise depuis le {last:%d/%m/%Y}."))
        else:
            depart, last = event.date, min(_end(event.date, type_creance), butoir)
            kept.append(event)
    alerts = tuple(ajouter_mois(last, -mois) for mois in ALERTES_MOIS)
    return Prescription(depart, last, alerts, ANNEES[type_creance][1], tuple(kept), tuple(dropped))
