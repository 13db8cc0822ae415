"""Where an échéance stands: not late, at a level of its procedure, or out of it. One place for each."""

from datetime import date
from decimal import Decimal

from relancier.creances.plans import running
from relancier.creances.situation import Etat
from relancier.relances.faits import Faits
from relancier.relances.obstacles import stayed_by_insolvency

NON_ECHU, PAS_RELANCE = "Non échu", "Pas encore relancé"
ECHEANCIER, LITIGE, COLLECTIVE = "Échéancier", "Litige", "Procédure collective"
SORTIES = (ECHEANCIER, LITIGE, COLLECTIVE)
_NIVEAU = "Niveau "


def nom_du_niveau(rang: int) -> str:
    """Return the French name of a level; 0 for what was not chased yet."""
    return f"{_NIVEAU}{rang}" if rang else PAS_RELANCE


def niveau(etape: str) -> int | None:
    """Return the level that `etape` names; None for what left the procedure."""
    if etape == PAS_RELANCE:
        return 0
    return int(etape.removeprefix(_NIVEAU)) if etape.startswith(_NIVEAU) else None


def etape(faits: Faits, etat: Etat, conteste: Decimal, dernier: int, jour: date) -> str:
    """Return where `etat` stands on `jour`, in French.

    Args:
      faits: what is known of its debtor.
      etat: an échéance on which something is left.
      conteste: € of it in dispute.
      dernier: the last level sent for it; 0 when none was.
      jour: the day.
    """
    if etat.retard <= 0:
        return NON_ECHU
    if stayed_by_insolvency(faits, etat.echeance, jour):
        return COLLECTIVE
    if faits.plans and any(plan.couvre(etat.echeance) for plan in running(faits.plans, jour)):
        return ECHEANCIER
    if conteste >= etat.reste_du:
        return LITIGE
    return nom_du_niveau(dernier)
