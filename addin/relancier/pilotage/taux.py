"""The shares: what was recovered, what is disputed, which promises and plans were kept; and what it costs."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.plans import is_signed
from relancier.creances.plans_pointes import pointages
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import Echeancier, NatureSuspension
from relancier.pilotage.indicateurs import Valeur
from relancier.pilotage.litige import contestes_de
from relancier.pilotage.periode import douze_mois
from relancier.pilotage.vue import Vue
from relancier.relances.promesses import last_day, not_kept

RIEN_A_TERME = "Rien n'est venu à échéance dans la période."
RIEN_DU = "Rien n'est dû à cette date."
SANS_FRAIS = "Aucun frais n'est saisi dans la période (feuille Frais)."
SANS_DOSSIER = "Aucun client n'a été relancé dans la période, et aucun frais n'en nomme."
SANS_PROMESSE = "Aucune promesse n'est venue à terme dans la période."
SANS_MENSUALITE = "Aucune mensualité n'est venue à terme dans la période."


def recouvrement(vue: Vue) -> Valeur:
    """Return the % of what came due in the period that is paid."""
    period = douze_mois(vue.jour)
    due = paid = ZERO
    for situation in vue.situations.values():
        for etat in situation.etats:
            if etat.echeance.echeance in period and etat.echeance.date <= vue.jour:
                due += etat.echeance.montant - etat.avoirs
                paid += etat.regle
    return Valeur(100 * paid / due) if due > 0 else Valeur(None, RIEN_A_TERME)


def litige(vue: Vue) -> Valeur:
    """Return the % of what is owed that is contested."""
    owed = vue.encours
    if owed <= 0:
        return Valeur(None, RIEN_DU)
    disputed = ZERO
    for code, mine in vue.suspensions().items():
        disputed += sum(contestes_de(mine, vue.situations[code], vue.jour).values(), ZERO)
    return Valeur(100 * disputed / owed)


def cout(vue: Vue) -> Valeur:
    """Return the mean cost (€) of a debtor that was chased."""
    period = douze_mois(vue.jour)
    spent = [one for one in vue.portefeuille.frais if one.date in period]
    if not spent:
        return Valeur(None, SANS_FRAIS)
    files = {one.debiteur for one in spent if one.debiteur}
    files |= {one.debiteur for one in vue.portefeuille.relances if one.date in period}
    return Valeur(sum((one.montant for one in spent), ZERO) / len(files)) if files else Valeur(None, SANS_DOSSIER)


def promesses(vue: Vue) -> Valeur:
    """Return the % of the promises whose time is over that were kept."""
    period, grace = douze_mois(vue.jour), vue.reglages.grace
    over = broken = 0
    for code, mine in vue.suspensions().items():
        made = [one for one in mine if one.nature is NatureSuspension.PROMESSE]
        # a promise is over the day after its last one
        ended = [one for one in made if (end := last_day(one, grace)) and end in period and end < vue.jour]
        over += len(ended)
        broken += len(not_kept(ended, vue.situations[code], vue.jour, grace))
    return Valeur(Decimal(100 * (over - broken)) / over) if over else Valeur(None, SANS_PROMESSE)


def plans(vue: Vue) -> Valeur:
    """Return the % of the instalments that came due that were paid by their day."""
    period = douze_mois(vue.jour)
    due = in_time = 0
    for mine in pointages(vue.portefeuille, vue.jour).values():
        for plan in mine:
            if not is_signed(plan.plan):
                continue
            end = _end(plan.plan, mine)
            for one in plan.mensualites:
                day = one.mensualite.date
                ended = end is not None and day > end
                # that of the day itself may still be paid
                if day not in period or ended or (day == vue.jour and one.soldee_le is None):
                    continue
                due += 1
                in_time += one.soldee_le is not None and one.soldee_le <= day
    return Valeur(Decimal(100 * in_time) / due) if due else Valeur(None, SANS_MENSUALITE)


def _end(plan: Echeancier, mine: Iterable[Pointage]) -> date | None:
    """Return the last day on which the instalments of `plan` were to be paid: it broke, or a later version began."""
    later = (one.plan for one in mine if one.plan.id == plan.id and one.plan.version > plan.version)
    days = [plan.fin, *(one.date_accord for one in later if is_signed(one))]
    return min((day for day in days if day is not None), default=None)
