"""The plans of the workbook, each with the payments that are its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.designations import designations
from relancier.creances.imputation import Source, impute
from relancier.creances.plans import is_signed
from relancier.creances.pointage import Ailleurs, Pointage, plan_au, pointer
from relancier.creances.portefeuille import Echeance, Echeancier, Portefeuille


def pointages(portefeuille: Portefeuille, au: date) -> Mapping[str, tuple[Pointage, ...]]:
    """Return the plans of each debtor that signed one, with what was paid on them by the end of `au`, by code."""
    codes = dict.fromkeys(one.debiteur for one in portefeuille.echeanciers if is_signed(one))
    if not codes:
        return {}
    # one pass over the workbook, however many debtors have plans
    few = replace(
        portefeuille,
        echeances=tuple(one for one in portefeuille.echeances if one.debiteur in codes),
        reglements=tuple(one for one in portefeuille.reglements if one.debiteur in codes),
        avoirs=tuple(one for one in portefeuille.avoirs if one.debiteur in codes),
    )
    return {code: pointages_de(few, code, au) for code in codes}


def pointages_de(portefeuille: Portefeuille, code: str, au: date) -> tuple[Pointage, ...]:
    """Return the plans that the debtor `code` signed, with what was paid on them by the end of `au`."""
    plans = [one for one in portefeuille.echeanciers if one.debiteur == code]
    if not plans:
        return ()
    owed = [one for one in portefeuille.echeances if one.debiteur == code]
    paid = [one for one in portefeuille.reglements if one.debiteur == code]
    return pointer(plans, portefeuille.mensualites, owed, paid, au, _elsewhere(portefeuille, code, owed))


def plans_au(portefeuille: Portefeuille, day: date) -> tuple[Echeancier, ...]:
    """Return all the plans of the workbook as they stand on `day`, in the order of the sheet."""
    stand = {one.plan.cle: plan_au(one, day) for mine in pointages(portefeuille, day).values() for one in mine}
    return tuple(stand.get(one.cle, one) for one in portefeuille.echeanciers)


def _elsewhere(portefeuille: Portefeuille, code: str, owed: Sequence[Echeance]) -> Ailleurs:
    """Return what tells how much the debtor owes outside his plans on a day, principal alone (€)."""
    credits: list[Source] = [*portefeuille.avoirs, *portefeuille.reglements]
    mine = [one for one in credits if one.debiteur == code]
    opened = portefeuille.debiteurs[code].procedure_collective

    def due(day: date, plans: Sequence[Pointage]) -> Decimal:
        outside = [one for one in owed if not any(plan.plan.couvre(one) for plan in plans)]
        late = [one for one in outside if one.echeance <= day]
        if not late:
            return ZERO
        before = [one for one in mine if one.date < day]
        account = impute(owed, before, day, _agreed_rate, opened, designations(plans))
        return sum((account.reste(one) for one in late), ZERO)

    return due


def _agreed_rate(echeance: Echeance, _day: date) -> Decimal:
    """The agreed rate alone: what is due in all does not depend on who is paid first."""
    return echeance.taux or ZERO
