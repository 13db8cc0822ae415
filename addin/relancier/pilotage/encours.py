"""The outstanding debt at each of the last month ends, and on the day itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from relancier.base.money import ZERO
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Echeance, Portefeuille
from relancier.creances.situation import Situation, situations_aux
from relancier.pilotage.periode import DAY, MOIS, fins_de_mois


@dataclass(frozen=True, slots=True)
class Encours:
    """What was owed at the end of a day.

    Attributes:
      le: a month's last day, or the day of the measure for the month that runs.
      encours: € TTC owed on what was invoiced by then.
      echu: € of it that was late.
    """

    le: date
    encours: Decimal
    echu: Decimal


def encours(portefeuille: Portefeuille, jour: date, arretee: Mapping[str, Situation]) -> tuple[Encours, ...]:
    """Return the outstanding debt at the twelve month ends before `jour`, then on `jour`.

    Args:
      portefeuille: the workbook.
      jour: the day of the measure.
      arretee: the accounts at the end of `jour`, by code.
    """
    days = (*fins_de_mois(jour - DAY, MOIS), jour)
    sums = {day: [ZERO, ZERO] for day in days}
    lived = {code for code, one in arretee.items() if _must_be_lived(one)}
    lived |= {one.debiteur for one in portefeuille.echeanciers}
    _add([one for code, one in arretee.items() if code not in lived], days, sums)
    if lived:
        _live(portefeuille, lived, days, sums)
    return tuple(Encours(day, owed, late) for day, (owed, late) in sums.items())


def _must_be_lived(situation: Situation) -> bool:
    """Whether an account must be lived again: what a rejected payment gave back bears no day of its own."""
    return any(one.montant < 0 for one in situation.recus)


def _add(situations: Iterable[Situation], days: Sequence[date], sums: Mapping[date, list[Decimal]]) -> None:
    """Add what was owed on each day: an imputation holds from its payment, or from the facture that it waited for.

    What each changes is noted where it begins, and summed up once.
    """
    owed, late = [[ZERO] * (len(days) + 1) for _ in range(2)]
    for situation in situations:
        for etat in situation.etats:
            term = etat.echeance
            issued, due = _first(days, term)
            owed[issued] += term.montant
            late[due] += term.montant
        for one in situation.imputations:
            issued, due = _first(days, one.echeance)
            paid = bisect_left(days, one.source.date)
            owed[max(issued, paid)] -= one.montant
            late[max(due, paid)] -= one.montant
    for day, so_far, so_late in zip(days, accumulate(owed), accumulate(late), strict=False):
        sums[day][0] += so_far
        sums[day][1] += so_late


def _first(days: Sequence[date], term: Echeance) -> tuple[int, int]:
    """Return the places in `days` of the first by which `term` was issued, and of the first on which it was late."""
    issued = bisect_left(days, term.date)
    return issued, max(issued, bisect_right(days, term.echeance))


def _live(
    portefeuille: Portefeuille, codes: Set[str], days: Sequence[date], sums: Mapping[date, list[Decimal]]
) -> None:
    """Add what these debtors owed on each day, their accounts lived again up to it."""
    own = replace(
        portefeuille,
        debiteurs={code: one for code, one in portefeuille.debiteurs.items() if code in codes},
        echeances=tuple(one for one in portefeuille.echeances if one.debiteur in codes),
        avoirs=tuple(one for one in portefeuille.avoirs if one.debiteur in codes),
        reglements=tuple(one for one in portefeuille.reglements if one.debiteur in codes),
    )
    for day, accounts in zip(days, situations_aux(own, days, onerosite(own)), strict=True):
        for situation in accounts.values():
            for etat in situation.etats:
                if etat.reste_du > 0 and etat.echeance.date <= day:
                    sums[day][0] += etat.reste_du
                    sums[day][1] += etat.reste_du if etat.retard > 0 else ZERO
