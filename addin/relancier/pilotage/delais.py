"""How long the money takes: days to pay, days late, days of sales outstanding by two formulas."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import takewhile

from relancier.base.dates import format_short
from relancier.base.money import ZERO
from relancier.creances.portefeuille import Reglement
from relancier.pilotage.indicateurs import Valeur
from relancier.pilotage.periode import Periode, douze_mois, mois_a_rebours
from relancier.pilotage.vue import Vue

RIEN_PAYE = "Aucun règlement n'a été imputé dans la période."
RIEN_EN_RETARD = "Rien n'a été payé en retard dans la période."
SANS_FACTURE = "Le classeur n'a pas encore de facture à cette date."
SANS_VENTE = "Aucune vente nette dans la période."


def paiement(vue: Vue) -> Valeur:
    """Return the mean days from the facture to its payment."""
    paid = weighted = ZERO
    for day, issued, _, amount in _paid(vue):
        paid += amount
        weighted += amount * max(0, (day - issued).days)
    return Valeur(weighted / paid) if paid > 0 else Valeur(None, RIEN_PAYE)


def recouvrement(vue: Vue) -> Valeur:
    """Return the mean days from the échéance to the payment of what was paid late."""
    paid = weighted = ZERO
    for day, _, due, amount in _paid(vue):
        if day > due:
            paid += amount
            weighted += amount * (day - due).days
    return Valeur(weighted / paid) if paid > 0 else Valeur(None, RIEN_EN_RETARD)


def _paid(vue: Vue) -> Iterator[tuple[date, date, date, Decimal]]:
    """Yield what payments of the period took off: its day, when the facture was issued and due, how much (€).

    A payment that was sent back is there with its day and a negative amount: nothing is left of it.
    """
    period = douze_mois(vue.jour)
    for situation in vue.situations.values():
        for one in situation.imputations:
            if isinstance(one.source, Reglement) and one.source.date in period:
                yield one.source.date, one.echeance.date, one.echeance.echeance, one.montant


def comptable(vue: Vue) -> Valeur:
    """Return the days of sales outstanding: balance over sales."""
    first = _premiere(vue)
    if first is None:
        return Valeur(None, SANS_FACTURE)
    year = douze_mois(vue.jour)
    period = Periode(max(first, year.du), year.au)
    sold = sum((amount for day, amount in _ventes(vue) if day in period), ZERO)
    return Valeur(vue.encours * period.jours / sold) if sold > 0 else Valeur(None, SANS_VENTE)


def epuisement(vue: Vue) -> Valeur:
    """Return the days of sales outstanding by exhausting the sales backwards, month after month."""
    first = _premiere(vue)
    if first is None:
        return Valeur(None, SANS_FACTURE)
    by_day: dict[date, Decimal] = {}
    for day, amount in _ventes(vue):
        by_day[day] = by_day.get(day, ZERO) + amount
    by_month: dict[date, Decimal] = {}
    for day, amount in by_day.items():
        month = day.replace(day=1)
        by_month[month] = by_month.get(month, ZERO) + amount
    left, days = vue.encours, Decimal(0)
    for period in takewhile(lambda one: one.au >= first, mois_a_rebours(vue.jour)):
        sold = by_month.get(period.du, ZERO)
        if left <= 0:
            return Valeur(days)
        if left <= sold:
            return Valeur(days + left * period.jours / sold)
        left -= max(sold, ZERO)
        days += period.jours
    if left <= 0:
        return Valeur(days)
    return Valeur(None, f"L'encours dépasse toutes les ventes du classeur depuis le {format_short(first)}.")


def _premiere(vue: Vue) -> date | None:
    """Return the day of the first facture of the workbook, None when there is none by the day."""
    return min((one.date for one in vue.portefeuille.echeances if one.date <= vue.jour), default=None)


def _ventes(vue: Vue) -> Iterator[tuple[date, Decimal]]:
    """Yield what was sold up to the day, TTC: factures, and avoirs as negative amounts."""
    for facture in vue.portefeuille.echeances:
        if facture.date <= vue.jour:
            yield facture.date, facture.montant
    for avoir in vue.portefeuille.avoirs:
        if avoir.date <= vue.jour:
            yield avoir.date, -avoir.montant
