"""Which relances still count: history is only ever added to, so a row is undone by another that cancels it."""

from collections.abc import Iterable

from relancier.base.typed import fold
from relancier.creances.portefeuille import Relance

ANNULEE = "annulée"  # typed by hand in a row of the user's own
ANNULATION = "annulation"  # the row that undoes another
SUFFIXE = "-A"  # after the Id of the row that it undoes


def en_vigueur(relances: Iterable[Relance]) -> tuple[Relance, ...]:
    """Return the rows that tell of a letter that counts: neither the cancelled ones, nor those that cancel."""
    rows = tuple(relances)
    said = {statut: fold(statut) for statut in {one.statut for one in rows}}  # few, for many rows
    undone = {fold(annule_par(one.id)) for one in rows if said[one.statut] == fold(ANNULATION)}
    gone = {fold(ANNULEE), fold(ANNULATION)}
    standing = (one for one in rows if said[one.statut] not in gone)
    return tuple(one for one in standing if not (undone and one.id and fold(one.id) in undone))


def annule_par(identifiant: str) -> str:
    """Return the Id of the row that the cancelling row `identifiant` undoes."""
    return identifiant[: -len(SUFFIXE)] if fold(identifiant).endswith(fold(SUFFIXE)) else identifiant
