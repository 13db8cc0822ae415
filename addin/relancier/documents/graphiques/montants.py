"""Amounts as a chart letters them: short, in the unit that its reader counts in."""

from collections.abc import Iterable
from decimal import Decimal

from relancier.base.money import NBSP, format_number

MILLE = Decimal(1000)
# from this highest value on, an axis counts in thousands
EN_MILLIERS = Decimal(20000)


def unite(valeurs: Iterable[Decimal]) -> str:
    """Return the unit in which an axis of `valeurs` (€) is lettered: "€" or "k€" (thousands)."""
    return f"k{'€'}" if max(map(abs, valeurs), default=Decimal(0)) >= EN_MILLIERS else "€"


def axe(valeur: float, en: str) -> str:
    """Return the label of an axis's tick at `valeur` (€), lettered in `en`, without the unit."""
    amount = Decimal(str(round(valeur, 2)))
    scaled = amount / MILLE if en == "k€" else amount
    return format_number(scaled, 0 if scaled == scaled.to_integral_value() else 1)


def rond(valeur: Decimal) -> str:
    """Return `valeur` (€) to the euro: `12 345 €`."""
    return f"{format_number(valeur, 0)}{NBSP}€"
