"""The outstanding debt at each of the last month ends, and on the day itself."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.imputation import Imputation
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import Situation, situations
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
    for code, situation in arretee.items():
        if code not in lived:
            _add(situation, days, sums)
    if lived:
        _live(portefeuille, lived, days, sums)
    return tuple(Encours(day, owed, late) for day, (owed, late) in sums.items())


def _must_be_lived(situation: Situation) -> bool:
    """Whether an account must be lived again: what a rejected payment gave back bears no day of its own."""
    return any(one.montant < 0 for one in situation.recus)


def _add(situation: Situation, days: Sequence[date], sums: Mapping[date, list[Decimal]]) -> None:
    """Add what was owed on each day: an imputation holds from its payment, or from the facture that it waited for."""
    taken: dict[tuple[str, str, date], list[Imputation]] = {}
    for one in situation.imputations:
        taken.setdefault(one.echeance.cle, []).append(one)
    for etat in situation.etats:
        term = etat.echeance
        changes = taken.get(term.cle, ())
        for day in days:
            if term.date > day:
                continue
            left = term.montant - sum((one.montant for one in changes if one.source.date <= day), ZERO)
            if left > 0:
                sums[day][0] += left
                sums[day][1] += left if term.echeance < day else ZERO


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
    for day in days:
        then = replace(own, echeanciers=tuple(one for one in own.echeanciers if one.date_accord <= day))
        for situation in situations(then, day, onerosite(then)).values():
            for etat in situation.etats:
                if etat.reste_du > 0 and etat.echeance.date <= day:
                    sums[day][0] += etat.reste_du
                    sums[day][1] += etat.reste_du if etat.retard > 0 else ZERO
