"""How the state of a plan is said, and where each of its instalments stands on a day."""

from datetime import date

from relancier.creances.plans import StatutEcheancier, StatutMensualite
from relancier.creances.pointage import MensualitePointee

ETATS = {StatutEcheancier.EN_COURS: "à jour"}  # the others are said as the workbook writes them


def etat(statut_: StatutEcheancier) -> str:
    """Return the French words for a plan's state: "à jour", "en retard", "rompu", "soldé"…"""
    return ETATS.get(statut_, str(statut_))


def statut_mensualite(one: MensualitePointee, day: date) -> StatutMensualite:
    """Return where an instalment stands on `day`: late from the day after its own, when nothing was paid on it."""
    if one.soldee_le is not None:
        return StatutMensualite.PAYEE
    if one.regle > 0:
        return StatutMensualite.PARTIELLE
    return StatutMensualite.EN_RETARD if one.en_retard(day) else StatutMensualite.A_VENIR


def jours_de_retard(one: MensualitePointee, day: date) -> int:
    """Return how many days late an instalment was paid, or is on `day`; 0 when it is not late."""
    return max(0, ((one.soldee_le or day) - one.mensualite.date).days)
