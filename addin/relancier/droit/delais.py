"""Counting delays: the rules of CPC 640 to 642, and those of payment terms (C. com. L441-10, I)."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from relancier.droit.jours_feries import Sens, premier_ouvrable


def ajouter_mois(day: date, mois: int) -> date:
    """Return the same number of the month `mois` months later (earlier when negative), or that month's last day.

    CPC 641: a period in months ends on the day that bears the number of its starting day, else on the last.
    """
    index = day.year * 12 + day.month - 1 + mois
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def fin_de_mois(day: date) -> date:
    """Return the last day of `day`'s month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def expiration(acte: date, mois: int = 0, jours: int = 0, lieu: str = "", sens: Sens = Sens.A_TENIR) -> date:
    """Return the day at whose midnight a delay of procedure expires (CPC 640 to 642).

    The day of the `acte` does not count; months are counted before days; an end on a Saturday, Sunday or holiday moves
    to the next working day. `lieu` and `sens` say which local holidays count, as in `jours_feries`. This moves delays
    of procedure only: the due day of a facture and prescription stay where they fall.
    """
    return premier_ouvrable(ajouter_mois(acte, mois) + timedelta(days=jours), lieu, sens)


class FinDeMois(StrEnum):
    """The two readings of "45 jours fin de mois", both accepted; the contract should say which."""

    A = "45 jours, puis fin de ce mois"
    B = "fin du mois de facture, puis 45 jours"


def quarante_cinq_jours_fin_de_mois(facture: date, lecture: FinDeMois) -> date:
    """Return the due day of a facture payable "45 jours fin de mois", by the creditor's chosen `lecture`."""
    if lecture is FinDeMois.A:
        return fin_de_mois(facture + timedelta(days=45))
    return fin_de_mois(facture) + timedelta(days=45)


def jours_nets(facture: date, jours: int) -> date:
    """Return the due day of a facture payable in `jours` net days from its date."""
    return facture + timedelta(days=jours)
