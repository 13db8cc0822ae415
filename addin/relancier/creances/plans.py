"""Negotiated plans: the states of one, which of its versions runs, and what a plan that runs holds back."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from relancier.creances.portefeuille import Echeancier, Portefeuille


class StatutEcheancier(StrEnum):
    """Where a version of a plan stands."""

    PROPOSE = "proposé"
    EN_COURS = "en cours"
    EN_RETARD = "en retard"
    ROMPU = "rompu"
    SOLDE = "soldé"
    REMPLACE = "remplacé"  # it was signed, and a later version took its place
    RETIRE = "retiré"  # nobody signed it


class StatutMensualite(StrEnum):
    """Where an instalment stands."""

    A_VENIR = "à venir"
    PAYEE = "payée"
    PARTIELLE = "partielle"
    EN_RETARD = "en retard"


RUNNING = (StatutEcheancier.EN_COURS, StatutEcheancier.EN_RETARD)
UNSIGNED = (StatutEcheancier.PROPOSE, StatutEcheancier.RETIRE)


def is_signed(plan: Echeancier) -> bool:
    """Say whether the debtor signed this version: only then does it acknowledge the debt (C. civ. 2240)."""
    return plan.statut not in UNSIGNED


def running(plans: Iterable[Echeancier], day: date) -> tuple[Echeancier, ...]:
    """Return the plans of one debtor that suspend what they cover on `day`.

    A version that is only proposed changes nothing yet; among the agreed ones, the last rules, whatever the others say.
    """
    last: dict[str, Echeancier] = {}
    for one in plans:
        agreed = is_signed(one) and one.date_accord <= day
        if agreed and (one.id not in last or one.version >= last[one.id].version):
            last[one.id] = one
    return tuple(one for one in last.values() if one.statut in RUNNING)


def plan_letters(portefeuille: Portefeuille, day: date) -> Iterator[tuple[str, date]]:
    """Yield, by the code of its debtor, each day up to `day` on which a letter about a plan left: they are contacts."""
    owners = {one.cle: one.debiteur for one in portefeuille.echeanciers}
    for one in portefeuille.mensualites:
        for left in (one.rappelee, one.notifiee):
            if left is not None and left <= day and one.plan in owners:
                yield owners[one.plan], left
    for plan in portefeuille.echeanciers:
        if plan.statut == StatutEcheancier.ROMPU and plan.document_final and plan.fin is not None and plan.fin <= day:
            yield plan.debiteur, plan.fin
