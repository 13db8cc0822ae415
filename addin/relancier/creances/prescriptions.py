"""The prescription clock of each échéance of the workbook: its type of debtor, and the plans that its debtor signed."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from relancier.base.dates import format_short
from relancier.creances.plans import is_signed
from relancier.creances.portefeuille import Debiteur, Echeance, Echeancier, TypeDebiteur
from relancier.droit.prescription import Acte, Evenement, Prescription, TypeCreance, prescription

CREANCES = {
    TypeDebiteur.PROFESSIONNEL: TypeCreance.PROFESSIONNELS,
    TypeDebiteur.CONSOMMATEUR: TypeCreance.CONSOMMATEUR,
    TypeDebiteur.PUBLIC: TypeCreance.PUBLIC,
}


def prescription_de(echeance: Echeance, debiteur: Debiteur, plans: Iterable[Echeancier] = ()) -> Prescription:
    """Return the clock of `echeance`; a plan signed by its debtor restarts it for what it covers."""
    signed = tuple(
        Evenement(plan.date_accord, Acte.ECHEANCIER) for plan in plans if is_signed(plan) and plan.couvre(echeance)
    )
    return _clock(CREANCES[debiteur.type], echeance.echeance, signed)


@lru_cache(maxsize=1 << 12)  # échéances fall due on the same few hundred days
def _clock(type_creance: TypeCreance, due: date, signed: tuple[Evenement, ...]) -> Prescription:
    return prescription(type_creance, due, signed)


def prescription_sentence(facture: str, due: date, clock: Prescription, months: int) -> str:
    """Return the French warning of a clock that is at `months` from its end (0: run out)."""
    term = f"La facture {facture} à échéance du {format_short(due)}"
    if not months:
        return f"{term} est prescrite depuis le {format_short(clock.dernier_jour)} ({clock.texte.citation})."
    return (
        f"{term} sera prescrite après le {format_short(clock.dernier_jour)}, dans moins de {months} mois "
        f"({clock.texte.citation}) : une relance n'y change rien."
    )
