"""What is owed once a plan is broken: as the law had it run without the plan, or as the plan had agreed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte_du
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.releve import Reste
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.dette import dette_du_classeur
from relancier.echeancier.modes import ModeInterets, Retour
from relancier.echeancier.repartition import Encours, Regles, Terme, interet, payer


def exigible(
    portefeuille: Portefeuille,
    pointage: Pointage,
    au: date,
    table: TableDesTaux,
    conventions: Conventions,
    retour: Retour,
) -> Reste:
    """Return what the debts of a broken plan come to on `au` (€), what was paid taken off.

    SANS_PLAN: what the décompte of that day says of them. CONVENU: what is left of the plan, less the interest of days
    that have not come, and the accrued interest that was waived only if it was kept; when the plan's instalments are
    not those that Relancier computed, all that is left of it as principal.

    Raises:
      InvalidInput, Refus: as `decompte_du`.
    """
    plan = pointage.plan
    if retour is Retour.SANS_PLAN:
        counted = decompte_du(portefeuille, plan.debiteur, au, table, conventions)
        covered = [one for one in counted.dettes if plan.couvre(one.echeance)]
        return Reste(
            sum((one.principal for one in covered), ZERO),
            sum((one.interets for one in covered), ZERO),
            sum((one.indemnite for one in covered), ZERO),
        )
    if plan.interets not in tuple(ModeInterets):
        return Reste(pointage.reste, ZERO, ZERO)
    start, waived = _encours(portefeuille, pointage, table, conventions)
    terms = _termes(pointage, start, conventions)
    if start.total + sum((one.produits for one in terms), ZERO) != plan.montant:
        return Reste(pointage.reste, ZERO, ZERO)
    found = _convenu(pointage, terms, au, conventions)
    return replace(found, interets=found.interets + waived)


def _encours(
    portefeuille: Portefeuille, pointage: Pointage, table: TableDesTaux, conventions: Conventions
) -> tuple[Encours, Decimal]:
    """Return what the plan spread, by kind, and the accrued interest that it waived (€)."""
    plan = pointage.plan
    counted = plan.arrete or plan.date_accord
    early = plan.jusqu_au is not None and plan.jusqu_au > counted
    owed = dette_du_classeur(portefeuille, plan.debiteur, counted, table, conventions, plan.factures, a_echoir=early)
    waived = owed.interets if plan.interets == ModeInterets.ABANDONNES else ZERO
    return Encours(owed.principal, owed.interets - waived, owed.indemnites), waived


def _termes(pointage: Pointage, encours: Encours, conventions: Conventions) -> tuple[Terme, ...]:
    """Return what each instalment was to pay, by kind."""
    plan = pointage.plan
    rules = Regles(conventions.postes, plan.taux or ZERO, conventions.base)
    before = plan.arrete or plan.date_accord
    out = []
    for one in (pointee.mensualite for pointee in pointage.mensualites):
        day = max(one.date, before) if one.rang else before  # the apport pays on the day the debt is counted
        terme, encours = payer(encours, one.montant, day, rules, one.rang, before)
        out.append(terme)
        before = day
    return tuple(out)


def _convenu(pointage: Pointage, terms: tuple[Terme, ...], au: date, conventions: Conventions) -> Reste:
    left = [
        Encours(terme.principal, terme.interets, terme.indemnite).payer(pointee.regle, conventions.postes)
        for terme, pointee in zip(terms, pointage.mensualites, strict=True)
    ]
    unearned = ZERO
    plan = pointage.plan
    before, owed = plan.arrete or plan.date_accord, _principal(terms)
    for terme in terms:
        if terme.date > au:
            ran = interet(owed, plan.taux or ZERO, before, au, conventions.base) if before < au else ZERO
            unearned += terme.produits - ran
        before, owed = terme.date, terme.reste
    return Reste(
        sum((one.principal for one in left), ZERO),
        max(ZERO, sum((one.interets for one in left), ZERO) - unearned),
        sum((one.indemnite for one in left), ZERO),
    )


def _principal(terms: tuple[Terme, ...]) -> Decimal:
    return sum((one.principal for one in terms), ZERO)
