"""What is owed once a plan is broken: as the law had it run without the plan, or as the plan had agreed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte_du
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import Portefeuille, Reglement
from relancier.creances.releve import Reste
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.dette import dette_du_classeur
from relancier.echeancier.modes import ModeInterets, Retour
from relancier.echeancier.repartition import Encours, Regles, courir


def exigible(
    portefeuille: Portefeuille,
    pointage: Pointage,
    au: date,
    table: TableDesTaux,
    conventions: Conventions,
    retour: Retour,
) -> Reste:
    """Return what the debts of a broken plan come to on `au` (€), what was paid taken off.

    SANS_PLAN: what the décompte of that day says of them. CONVENU: what the plan spread, less what was really paid,
    with the agreed interest on the principal left until `au`, and the accrued interest that was waived only if it was
    kept; when the plan was not computed by Relancier, all that is left of it as principal.

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
    runs = plan.interets == ModeInterets.SUR_LA_DUREE
    if start.total > plan.montant or (start.total < plan.montant and not runs):
        return Reste(pointage.reste, ZERO, ZERO)
    rules = Regles(conventions.postes, (plan.taux or ZERO) if runs else ZERO, conventions.base)
    left = vivre(start, plan.arrete or plan.date_accord, pointage.recus, au, rules)
    return Reste(left.principal, left.interets + waived, left.indemnite)


def vivre(encours: Encours, arrete: date, recus: Iterable[Reglement], au: date, regles: Regles) -> Encours:
    """Return what is left on `au` of what a plan spread, given what was really paid (€): interest runs on principal.

    A payment that came back leaves its amount owed again, as principal.
    """
    before = arrete
    for paid in sorted(recus, key=lambda one: (one.date, one.montant < 0)):
        if paid.date > au:
            break
        encours, _ = courir(encours, before, max(paid.date, before), regles)
        before = max(paid.date, before)
        if paid.montant < 0:
            encours = Encours(encours.principal - paid.montant, encours.interets, encours.indemnite)
        else:
            encours = encours.payer(min(paid.montant, encours.total), regles.ordre)
    return courir(encours, before, max(au, before), regles)[0]


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
