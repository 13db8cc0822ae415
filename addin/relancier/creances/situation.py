"""What each debtor owes on a date: the ledger, one line per échéance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.base.records import quick
from relancier.creances.designations import NONE, Designations, designations
from relancier.creances.imputation import Credit, Imputation, Onerosite, impute
from relancier.creances.plans_pointes import pointages
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Portefeuille, Reglement


@quick
@dataclass(frozen=True, slots=True)
class Etat:
    """An échéance on the date: montant = avoirs + regle + reste_du, always.

    Attributes:
      avoirs: € of credit notes imputed on it.
      regle: € of payments imputed on it.
      reste_du: € still owed.
      retard: days since its due day; 0 or less when it is not late yet.
    """

    echeance: Echeance
    avoirs: Decimal
    regle: Decimal
    reste_du: Decimal
    retard: int


@quick
@dataclass(frozen=True, slots=True)
class Situation:
    """One debtor's account at the end of a day.

    Attributes:
      etats: the échéances, in the order of the sheet, future factures included.
      imputations: how each payment and avoir was shared out, in order.
      credits: what found no debt: the creditor holds it for the debtor.
      recus: the payments and avoirs up to the day.
      posterieurs: those dated after the day, left out.
      incomprises: rejected payments larger than what had been received.
    """

    debiteur: str
    date_arrete: date
    etats: tuple[Etat, ...]
    imputations: tuple[Imputation, ...] = ()
    credits: tuple[Credit, ...] = ()
    recus: tuple[Avoir | Reglement, ...] = ()
    posterieurs: tuple[Avoir | Reglement, ...] = ()
    incomprises: tuple[Reglement, ...] = ()

    @property
    def credit(self) -> Decimal:
        """What the creditor holds for the debtor (€)."""
        return sum((one.montant for one in self.credits), ZERO)


def situations(portefeuille: Portefeuille, date_arrete: date, onerosite: Onerosite) -> Mapping[str, Situation]:
    """Return the situation of every debtor of the workbook at the end of `date_arrete`, by code."""
    echeances: dict[str, list[Echeance]] = {code: [] for code in portefeuille.debiteurs}
    credits: dict[str, list[Avoir | Reglement]] = {code: [] for code in portefeuille.debiteurs}
    for echeance in portefeuille.echeances:
        echeances[echeance.debiteur].append(echeance)
    for avoir in portefeuille.avoirs:
        credits[avoir.debiteur].append(avoir)
    for reglement in portefeuille.reglements:
        credits[reglement.debiteur].append(reglement)
    planned = pointages(portefeuille, date_arrete)
    paid = {code: designations(mine) for code, mine in planned.items()}
    return {
        code: _situation(debiteur, echeances[code], credits[code], date_arrete, onerosite, paid.get(code, NONE))
        for code, debiteur in portefeuille.debiteurs.items()
    }


def _situation(
    debiteur: Debiteur,
    echeances: list[Echeance],
    credits: list[Avoir | Reglement],
    date_arrete: date,
    onerosite: Onerosite,
    designees: Designations,
) -> Situation:
    compte = impute(echeances, credits, date_arrete, onerosite, debiteur.procedure_collective, designees)
    avoirs, regles = compte.totals()

    def etat(one: Echeance) -> Etat:
        cle, late = one.cle, (date_arrete - one.echeance).days
        return Etat(one, avoirs.get(cle, ZERO), regles.get(cle, ZERO), compte.reste(one), late)

    def untouched(one: Echeance) -> Etat:
        return Etat(one, ZERO, ZERO, one.montant, (date_arrete - one.echeance).days)

    return Situation(
        debiteur=debiteur.code,
        date_arrete=date_arrete,
        etats=tuple(map(etat if compte.imputations else untouched, echeances)),
        imputations=tuple(compte.imputations),
        credits=tuple(compte.credits),
        recus=tuple(one for one in credits if one.date <= date_arrete),
        posterieurs=tuple(one for one in credits if one.date > date_arrete),
        incomprises=tuple(compte.incomprises),
    )
