"""`relancier echeancier etat`: where each plan stands on a day, and what it calls for. Nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relancier.actions.plans import conventions_of, latest, terms_of
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.onerosite import onerosite
from relancier.creances.plans import RUNNING, StatutEcheancier
from relancier.creances.plans_pointes import pointages
from relancier.creances.pointage import Pointage, compte_au, statut_au
from relancier.creances.portefeuille import Avoir, Debiteur, Echeancier, Portefeuille
from relancier.creances.situation import situations
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.actes import Acte, NatureActe, actes
from relancier.echeancier.decheance import exigible
from relancier.echeancier.modes import Retour
from relancier.echeancier.reglages import ReglagesEcheancier, lire_reglages_echeancier
from relancier.echeancier.sceau import est_intact


@dataclass(frozen=True, slots=True)
class EtatDuPlan:
    """A version of a plan on a day.

    Attributes:
      pointage: its instalments; unpaid ones only, for a version that nobody signed.
      statut: where it stands that day; the workbook may say another until it is matched.
      actes: what it calls for.
      remarques: what somebody should look at, a French sentence each.
    """

    debiteur: Debiteur
    pointage: Pointage
    statut: StatutEcheancier
    actes: tuple[Acte, ...]
    remarques: tuple[str, ...]

    @property
    def plan(self) -> Echeancier:
        """The version."""
        return self.pointage.plan


@dataclass(frozen=True, slots=True)
class Etats:
    """The plans asked for, on a day."""

    au: date
    plans: tuple[EtatDuPlan, ...]


def state(
    host: Host, au: date, echeancier: str | None = None, debiteur: str | None = None, *, tous: bool = False
) -> Etats:
    """Return the last version of each plan on `au`; of one plan or debtor if asked, every version with `tous`.

    Raises:
      InvalidInput: "echeancier-inconnu".
    """
    portefeuille = host.read()
    return Etats(au, states(portefeuille, au, wanted(portefeuille, echeancier, debiteur, tous=tous)))


def wanted(
    portefeuille: Portefeuille, echeancier: str | None, debiteur: str | None, *, tous: bool = False
) -> tuple[Echeancier, ...]:
    """Return the plans that are meant, in the order of the sheet.

    Raises:
      InvalidInput: "echeancier-inconnu" when none is.
    """
    last = {one.cle for one in latest(portefeuille).values()}
    waiting = {one.id for one in portefeuille.echeanciers if one.statut == StatutEcheancier.PROPOSE}
    found = tuple(
        one
        for one in portefeuille.echeanciers
        # a plan that runs while its next version waits to be signed still rules
        if (tous or one.cle in last or (one.id in waiting and one.statut in RUNNING))
        and (echeancier is None or fold(one.id) == fold(echeancier))
        and (debiteur is None or fold(one.debiteur) == fold(debiteur))
    )
    if not found and (echeancier or debiteur):
        who = f"d'Id « {echeancier} »" if echeancier else f"au nom de « {debiteur} »"
        raise InvalidInput("echeancier-inconnu", f"Le classeur n'a pas d'échéancier {who}.", "Vérifiez-le.")
    return found


def states(portefeuille: Portefeuille, au: date, plans: Sequence[Echeancier]) -> tuple[EtatDuPlan, ...]:
    """Return where `plans` stand on `au`."""
    matched = {one.plan.cle: one for mine in pointages(portefeuille, au).values() for one in mine}
    reglages = lire_reglages_echeancier(portefeuille.creancier.reglages)
    return tuple(_state(portefeuille, one, matched, au, reglages) for one in plans)


def _state(
    portefeuille: Portefeuille,
    plan: Echeancier,
    matched: Mapping[tuple[str, int], Pointage],
    au: date,
    reglages: ReglagesEcheancier,
) -> EtatDuPlan:
    terms = terms_of(portefeuille, plan)
    found = matched.get(plan.cle) or Pointage.vierge(plan, terms)
    stopped = tuple(_stopped(portefeuille, plan, found, au))
    if not stopped and (early := _paid_early(portefeuille, found, au)):
        return EtatDuPlan(
            portefeuille.debiteurs[plan.debiteur],
            found,
            StatutEcheancier.SOLDE,
            early,
            tuple(_remarks(plan, found, au)),
        )
    return EtatDuPlan(
        portefeuille.debiteurs[plan.debiteur],
        found,
        statut_au(found, au),
        () if stopped else actes(found, au, reglages),
        (*stopped, *_remarks(plan, found, au)),
    )


def _paid_early(portefeuille: Portefeuille, found: Pointage, au: date) -> tuple[Acte, ...]:
    """Return the quittance of a plan at a rate that was paid before its end: the interest to come has not run."""
    plan = found.plan
    if not plan.taux or statut_au(found, au) not in RUNNING or not found.reste or not found.recus:
        return ()
    table, conventions = TableDesTaux(portefeuille.taux), conventions_of(portefeuille, plan.debiteur)
    if exigible(portefeuille, found, au, table, conventions, Retour.CONVENU).total > 0:
        return ()
    if plan.document_final:
        return ()
    last = max(one.date for one in found.recus)
    why = (
        f"Tout est payé depuis le {format_short(last)} : {format_euros(found.reste)} d'intérêts prévus au tableau "
        "n'ont pas eu à courir."
    )
    return (Acte(NatureActe.QUITTANCE, plan, (), last, None, found.regle, why),)


def _stopped(portefeuille: Portefeuille, plan: Echeancier, found: Pointage, au: date) -> Iterator[str]:
    """Yield why nothing may be asked under a plan that runs, a French sentence each."""
    if statut_au(found, au) not in RUNNING:
        return
    opened = portefeuille.debiteurs[plan.debiteur].procedure_collective
    if opened is not None and opened <= au:
        yield (
            f"Procédure collective ouverte le {format_short(opened)} : ce qui reste de l'échéancier ne se paie ni ne "
            "se réclame plus, il se déclare (« relancier decompte » dit combien et jusqu'à quand)."
        )
    for one in _avoirs_since(portefeuille, plan, au):
        yield (
            f"L'avoir {one.numero} du {format_short(one.date)} ({format_euros(one.montant)}) a réduit la dette "
            "depuis l'accord : renégociez avant de réclamer "
            f"(« relancier echeancier proposer --echeancier {plan.id} »)."
        )


def _avoirs_since(portefeuille: Portefeuille, plan: Echeancier, au: date) -> Iterator[Avoir]:
    """Yield the credit notes that have lowered what `plan` covers since it was counted."""
    counted = compte_au(plan)
    if not any(one.debiteur == plan.debiteur and counted < one.date <= au for one in portefeuille.avoirs):
        return
    account = situations(portefeuille, au, onerosite(portefeuille))[plan.debiteur]
    sources = (one.source for one in account.imputations if plan.couvre(one.echeance))
    yield from dict.fromkeys(one for one in sources if isinstance(one, Avoir) and one.date > counted)


def _remarks(plan: Echeancier, found: Pointage, au: date) -> list[str]:
    said = []
    if plan.document_final and plan.statut == StatutEcheancier.SOLDE and found.revenu:
        said.append("Une quittance a été donnée, mais un paiement est revenu depuis : il n'est plus soldé.")
    terms = [one.mensualite for one in found.mensualites]
    if not est_intact(plan, terms):
        said.append(
            "Cette version n'est plus ce qui a été signé : un montant, une date ou un terme a été changé depuis."
        )
    if sum((one.montant for one in terms), ZERO) != plan.montant:
        said.append("Les mensualités ne font pas le montant de l'échéancier.")
    if plan.statut == StatutEcheancier.PROPOSE:
        said.append("Pas encore signé : il ne suspend rien, et la prescription court.")
    if plan.date_accord > au:
        said.append("L'accord est postérieur à cette date.")
    return said
