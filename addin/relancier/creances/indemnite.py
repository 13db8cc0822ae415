"""Which échéance of the ledger bears the 40 €."""

from datetime import date

from relancier.creances.collective import anterieure
from relancier.creances.portefeuille import Echeance, TypeDebiteur
from relancier.droit.indemnite import Indemnite, Redevable, indemnite

REDEVABLES = {
    TypeDebiteur.PROFESSIONNEL: Redevable.PROFESSIONNEL,
    TypeDebiteur.PUBLIC: Redevable.PUBLIC,
    TypeDebiteur.CONSOMMATEUR: Redevable.CONSOMMATEUR,
}


def indemnite_de(echeance: Echeance, type_debiteur: TypeDebiteur, procedure_collective: date | None) -> Indemnite:
    """Return what `echeance`, unpaid at its term, adds for recovery costs; the caller counts once per facture.

    An insolvency procedure bars the payment of debts born before it, and of those alone.
    """
    before = anterieure(echeance, procedure_collective)
    return indemnite(REDEVABLES[type_debiteur], echeance.echeance, procedure_collective if before else None)
