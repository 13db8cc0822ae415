"""Which of two debts the debtor gains more by paying: the one that bears the higher rate (Code civil 1342-10)."""

from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.imputation import Onerosite
from relancier.creances.portefeuille import Echeance, Portefeuille, TypeDebiteur
from relancier.droit.taux import TableDesTaux, penalite_legale, penalite_publique


def onerosite(portefeuille: Portefeuille) -> Onerosite:
    """Return the function that gives the yearly rate (%) that an échéance bears on a day.

    A debtor none of whose factures has a rate of its own bears the same on all: the law's table is not asked, so
    that a passage needs no rate it does not use.

    The function raises InvalidInput ("taux-inconnu") when it must compare with a rate that is not known.
    """
    table = TableDesTaux(portefeuille.taux)
    mixed = {one.debiteur for one in portefeuille.echeances if one.taux is not None}

    def rate(echeance: Echeance, day: date) -> Decimal:
        if echeance.debiteur not in mixed:
            return ZERO
        if echeance.taux is not None:
            return echeance.taux
        kind = portefeuille.debiteurs[echeance.debiteur].type
        if kind is TypeDebiteur.CONSOMMATEUR:
            return ZERO  # nothing runs before a mise en demeure
        taux = table.at(day)
        return penalite_publique(taux) if kind is TypeDebiteur.PUBLIC else penalite_legale(taux)

    return rate
