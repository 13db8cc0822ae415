"""What each debtor owes on a date: the ledger, one line per échéance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.base.records import quick
from relancier.creances.designations import NONE, designations
from relancier.creances.imputation import Compte, Credit, Imputation, Onerosite, comptes_aux, impute
from relancier.creances.plans_pointes import pointages
from relancier.creances.portefeuille import Avoir, Echeance, Echeancier, Portefeuille, Reglement


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
    (found,) = _situations(portefeuille, (date_arrete,), (portefeuille.echeanciers,), onerosite)
    return found


def situations_aux(
    portefeuille: Portefeuille, jours: Sequence[date], onerosite: Onerosite
) -> tuple[Mapping[str, Situation], ...]:
    """Return the situation of every debtor at the end of each of `jours`, which follow one another.

    On each, the plans are those agreed by then, whatever was agreed since.
    """
    agreed = (tuple(one for one in portefeuille.echeanciers if one.date_accord <= jour) for jour in jours)
    return _situations(portefeuille, jours, tuple(agreed), onerosite)


def _situations(
    portefeuille: Portefeuille, jours: Sequence[date], plans: Sequence[tuple[Echeancier, ...]], onerosite: Onerosite
) -> tuple[dict[str, Situation], ...]:
    """Return the situations at the end of each of `jours`, with the plans of that day; see `situations`."""
    echeances: dict[str, list[Echeance]] = {code: [] for code in portefeuille.debiteurs}
    credits: dict[str, list[Avoir | Reglement]] = {code: [] for code in portefeuille.debiteurs}
    for echeance in portefeuille.echeances:
        echeances[echeance.debiteur].append(echeance)
    for avoir in portefeuille.avoirs:
        credits[avoir.debiteur].append(avoir)
    for reglement in portefeuille.reglements:
        credits[reglement.debiteur].append(reglement)
    planned = [
        {code: designations(mine) for code, mine in pointages(replace(portefeuille, echeanciers=own), jour).items()}
        for jour, own in zip(jours, plans, strict=True)
    ]
    found: tuple[dict[str, Situation], ...] = tuple({} for _ in jours)
    for code, debiteur in portefeuille.debiteurs.items():
        own, mine, opened = echeances[code], credits[code], debiteur.procedure_collective
        if any(code in one for one in planned):
            comptes = [
                impute(own, mine, jour, onerosite, opened, one.get(code, NONE))
                for jour, one in zip(jours, planned, strict=True)
            ]
        else:
            comptes = comptes_aux(own, mine, jours, onerosite, opened)
        for jour, compte, there in zip(jours, comptes, found, strict=True):
            there[code] = _situation(code, own, mine, jour, compte)
    return found


def _situation(
    code: str, echeances: list[Echeance], credits: list[Avoir | Reglement], date_arrete: date, compte: Compte
) -> Situation:
    avoirs, regles = compte.totals()

    def etat(one: Echeance) -> Etat:
        cle, late = one.cle, (date_arrete - one.echeance).days
        if cle not in avoirs and cle not in regles:
            return Etat(one, ZERO, ZERO, one.montant, late)
        return Etat(one, avoirs.get(cle, ZERO), regles.get(cle, ZERO), compte.reste(one), late)

    def untouched(one: Echeance) -> Etat:
        return Etat(one, ZERO, ZERO, one.montant, (date_arrete - one.echeance).days)

    return Situation(
        debiteur=code,
        date_arrete=date_arrete,
        etats=tuple(map(etat if compte.imputations else untouched, echeances)),
        imputations=tuple(compte.imputations),
        credits=tuple(compte.credits),
        recus=tuple(one for one in credits if one.date <= date_arrete),
        posterieurs=tuple(one for one in credits if one.date > date_arrete),
        incomprises=tuple(compte.incomprises),
    )
