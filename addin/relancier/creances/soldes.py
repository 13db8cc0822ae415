"""A settled plan closes its debts: a later account shows neither them nor the money that paid them.

Interest that the plan waived would otherwise come back: counted from each échéance, it is still owed by the law.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.money import ZERO
from relancier.creances.compte import Recu, Source
from relancier.creances.plans import StatutEcheancier
from relancier.creances.pointage import Pointage, compte_au, plan_au
from relancier.creances.portefeuille import Echeance, Echeancier


@dataclass(frozen=True, slots=True)
class CompteReduit:
    """What is left of an account once a settled plan is taken out: its records, as `decompte` takes them."""

    echeances: tuple[Echeance, ...]
    credits: tuple[Source, ...]


def soldes(pointages: Iterable[Pointage], au: date) -> tuple[Pointage, ...]:
    """Return the plans closed as settled by the end of `au`."""
    standing = (replace(one, plan=plan_au(one, au)) for one in pointages)
    return tuple(
        one
        for one in standing
        if one.plan.statut == StatutEcheancier.SOLDE and one.plan.fin is not None and one.plan.fin <= au
    )


def sans(
    solde: Pointage,
    echeances: Iterable[Echeance],
    credits: Iterable[Source],
    recus: Iterable[Recu],
    comptees: Sequence[Echeance],
) -> CompteReduit:
    """Return the debtor's account without the debts of the settled plan `solde`.

    Args:
      solde: the plan, matched.
      echeances, credits: the debtor's records, all of them.
      recus: the account at the end of the day on which the plan was counted: what each credit then held off which
        debt; `comptees` are those debts, as `recus` numbers them.
    """
    plan = solde.plan
    kept = tuple(one for one in echeances if not plan.couvre(one))
    held = {recu.source: _outside(recu, plan, comptees) for recu in recus}
    paid: dict[Source, Decimal] = {}
    for one in solde.versements:
        paid[one.reglement] = paid.get(one.reglement, ZERO) + one.montant
    left = []
    for credit in credits:
        counted = credit.date <= compte_au(plan)  # what was sent back by then is netted in what it had paid
        if montant := held.get(credit, ZERO) if counted else credit.montant - paid.get(credit, ZERO):
            left.append(_renamed(credit, montant, kept))
    return CompteReduit(kept, tuple(left))


def _outside(recu: Recu, plan: Echeancier, comptees: Sequence[Echeance]) -> Decimal:
    """Return what a credit still held off debts that `plan` does not cover, and what had found no debt (€)."""
    taken = (one.montant for one in recu.prises if not plan.couvre(comptees[one.dette]))
    return sum(taken, recu.attente)


def _renamed(credit: Source, montant: Decimal, kept: Sequence[Echeance]) -> Source:
    """Return `credit` for `montant` (€); the facture that it names is forgotten when it is no longer there."""
    facture = credit.facture if any(one.facture == credit.facture for one in kept) else ""
    return replace(credit, montant=montant, facture=facture)


def remarque(solde: Pointage, echeances: Iterable[Echeance]) -> str:
    """Return the French sentence that says what a décompte leaves out."""
    plan = solde.plan
    names = list(dict.fromkeys(one.facture for one in echeances if plan.couvre(one)))
    what = (
        f"La facture {names[0]} a été réglée" if len(names) == 1 else f"Les factures {', '.join(names)} ont été réglées"
    )
    ended = f" le {format_short(plan.fin)}" if plan.fin else ""
    return (
        f"{what} par l'échéancier {plan.id}, soldé{ended} : ce décompte ne les reprend pas, ni ce qui les a payées ; "
        "d'un règlement qui en payait aussi d'autres, il ne montre que le reste."
    )
