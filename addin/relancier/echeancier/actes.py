"""What a plan calls for on a day, and why: proposed to the user, never done without him.

In order: a courtesy reminder before an instalment; once it is missed, a notice that leaves a delay to cure; while that
delay runs, nothing; when it has run out in vain, the loss of the term (Code civil 1305-4), which the creditor may
pronounce; when all is paid, the quittance. A plan that waives the notice loses its term from the first day late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from relancier.base.dates import format_days, format_short
from relancier.base.money import ZERO, format_euros
from relancier.creances.plans import RUNNING, StatutEcheancier
from relancier.creances.pointage import MensualitePointee, Pointage, statut_au
from relancier.creances.portefeuille import Echeancier
from relancier.echeancier.modes import Decheance
from relancier.echeancier.reglages import ReglagesEcheancier


class NatureActe(StrEnum):
    """What may be done about a plan."""

    RAPPEL = "rappel"
    MISE_EN_DEMEURE = "mise en demeure"
    ATTENTE = "attente"
    DECHEANCE = "déchéance"
    QUITTANCE = "quittance"


@dataclass(frozen=True, slots=True)
class Acte:
    """One thing that a plan calls for.

    Attributes:
      mensualites: those that it is about; none for the quittance.
      depuis: the first day on which it can be done.
      dernier_jour: the last day that the debtor has, for a notice (were it sent on the day asked) and for a wait.
      montant: € that it is about: what is unpaid of `mensualites`.
      pourquoi: the French reason.
    """

    nature: NatureActe
    plan: Echeancier
    mensualites: tuple[MensualitePointee, ...]
    depuis: date
    dernier_jour: date | None
    montant: Decimal
    pourquoi: str


def delai_de(plan: Echeancier, reglages: ReglagesEcheancier) -> int:
    """Return the days that a notice leaves under `plan`; 0 when the plan needs none."""
    if plan.delai is not None:
        return plan.delai
    return 0 if reglages.decheance is Decheance.DE_PLEIN_DROIT else reglages.regularisation


def actes(pointage: Pointage, day: date, reglages: ReglagesEcheancier) -> tuple[Acte, ...]:
    """Return what the plan calls for on `day`, the gravest first; nothing when it does not run."""
    plan = pointage.plan
    stands = statut_au(pointage, day)
    if stands not in (*RUNNING, StatutEcheancier.SOLDE):
        return ()
    if (settled := pointage.soldee_le) is not None and plan.document_final:
        return ()
    if settled is not None:
        why = f"Toutes les mensualités sont payées depuis le {format_short(settled)}."
        return (Acte(NatureActe.QUITTANCE, plan, (), settled, None, pointage.regle, why),)
    late = pointage.retards(day)
    if stands is StatutEcheancier.SOLDE:
        return ()  # typed so by hand
    if not late:
        return tuple(_rappels(pointage, day, reglages.rappel))
    delai = delai_de(plan, reglages)
    if not delai:
        first = late[0].mensualite.date
        why = f"{_names(late)} : {_owed(late)}. L'accord dispense de mise en demeure."
        return (_acte(NatureActe.DECHEANCE, plan, late, first + timedelta(days=1), why),)
    return tuple(_suites(plan, late, day, delai))


def _suites(plan: Echeancier, late: Sequence[MensualitePointee], day: date, delai: int) -> Iterable[Acte]:
    notified = [one for one in late if one.mensualite.notifiee is not None]
    if in_vain := [one for one in notified if (end := _end(one, delai)) is not None and end < day]:
        told = min(one.mensualite.notifiee or day for one in in_vain)
        last = min(_end(one, delai) or day for one in in_vain)
        told_on, ended = format_short(told), format_short(last)
        why = f"La mise en demeure du {told_on} est restée sans effet au {ended} : {_owed(in_vain)}."
        yield _acte(NatureActe.DECHEANCE, plan, in_vain, last + timedelta(days=1), why)
    if waiting := [one for one in notified if one not in in_vain]:
        last = max(_end(one, delai) or day for one in waiting)
        why = f"{_names(waiting)} : mise en demeure, à régulariser au plus tard le {format_short(last)}."
        yield _acte(NatureActe.ATTENTE, plan, waiting, day, why, last)
    if untold := [one for one in late if one.mensualite.notifiee is None]:
        since = untold[0].mensualite.date + timedelta(days=1)
        why = f"{_names(untold)} : {_owed(untold)}."
        yield _acte(NatureActe.MISE_EN_DEMEURE, plan, untold, since, why, day + timedelta(days=delai))


def _rappels(pointage: Pointage, day: date, avant: int) -> Iterable[Acte]:
    for one in pointage.mensualites:
        term = one.mensualite
        since = term.date - timedelta(days=avant)
        asked = one.soldee_le is None and term.rang and term.rappelee is None  # the apport is paid on signing
        if not avant or not asked or not since <= day <= term.date:
            continue
        left = (term.date - day).days
        when = f"dans {format_days(left)}" if left else "aujourd'hui"
        why = f"La mensualité {term.rang} ({format_euros(one.reste)}) est à payer {when}, le {format_short(term.date)}."
        yield _acte(NatureActe.RAPPEL, pointage.plan, (one,), since, why)


def _acte(
    nature: NatureActe,
    plan: Echeancier,
    about: Sequence[MensualitePointee],
    since: date,
    why: str,
    last: date | None = None,
) -> Acte:
    return Acte(nature, plan, tuple(about), since, last, sum((one.reste for one in about), ZERO), why)


def _end(one: MensualitePointee, delai: int) -> date | None:
    """Return the last day that the notice of an instalment leaves: the one that it names, else `delai` days."""
    term = one.mensualite
    if term.notifiee is None or term.regulariser is not None:
        return term.regulariser
    return term.notifiee + timedelta(days=delai)


def _names(about: Sequence[MensualitePointee]) -> str:
    listed = [f"{one.mensualite.rang or 'd’apport'} du {format_short(one.mensualite.date)}" for one in about]
    if len(listed) == 1 and not about[0].mensualite.rang:
        return f"L'apport du {format_short(about[0].mensualite.date)} n'est pas payé"
    if len(listed) == 1:
        return f"La mensualité {listed[0]} n'est pas payée"
    return f"Les mensualités {', '.join(listed[:-1])} et {listed[-1]} ne sont pas payées"


def _owed(about: Sequence[MensualitePointee]) -> str:
    owed = sum((one.reste for one in about), ZERO)
    return f"il manque {format_euros(owed)}"
