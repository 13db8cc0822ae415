"""All that is known of one debtor on a day: its account, what happened, how it pays, what runs, what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.base.errors import Anomalie, InvalidInput
from relancier.base.money import ZERO
from relancier.creances.plans import running
from relancier.creances.plans_pointes import pointages_de
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import Debiteur, NatureSuspension, Portefeuille, Relance, Suspension
from relancier.creances.situation import Situation
from relancier.pilotage.alertes import Alerte, triees
from relancier.pilotage.contexte import Contexte, contexte
from relancier.pilotage.interets import interets
from relancier.pilotage.lignes import lignes
from relancier.pilotage.situation import LigneSituation
from relancier.pilotage.tableau import ALERTES
from relancier.pilotage.tendance import Tendance, tendance
from relancier.pilotage.vue import vue
from relancier.relances.acheminement import acheminer
from relancier.relances.faits import Faits
from relancier.relances.passage import Envoi, Proposition
from relancier.relances.promesses import last_day


class EtatPromesse(StrEnum):
    """What became of a promise."""

    EN_COURS = "en cours"
    TENUE = "tenue"
    ROMPUE = "non tenue"


@dataclass(frozen=True, slots=True)
class PromesseSuivie:
    """A promise and what became of it."""

    promesse: Suspension
    etat: EtatPromesse


@dataclass(frozen=True, slots=True)
class Portrait:
    """A debtor at the end of `jour`.

    Attributes:
      lignes: the échéances on which something is left, oldest due day first.
      interets: € of interest to date, unpaid; None where it cannot be counted, and `refus` says why.
      propositions: what a passage of that day would say of each open échéance, oldest due day first.
      envois: the letters and calls that it would make.
      injoignables: those that no channel can carry.
      relances: what was sent and stands, oldest first, one for each day, level and channel.
      promesses: oldest first.
      suspensions: what holds on that day, promises apart.
      plans: those that run.
      alertes: those about this debtor.
      doutes: rows that could not be read and may change the figures.
    """

    jour: date
    debiteur: Debiteur
    faits: Faits
    situation: Situation
    lignes: tuple[LigneSituation, ...]
    interets: Decimal | None
    refus: str
    propositions: tuple[Proposition, ...]
    envois: tuple[Envoi, ...]
    injoignables: tuple[Envoi, ...]
    relances: tuple[Relance, ...]
    promesses: tuple[PromesseSuivie, ...]
    suspensions: tuple[Suspension, ...]
    plans: tuple[Pointage, ...]
    tendance: Tendance
    alertes: tuple[Alerte, ...]
    doutes: tuple[Anomalie, ...]

    @property
    def encours(self) -> Decimal:
        """What is owed (€)."""
        return sum((one.reste for one in self.lignes), ZERO)

    @property
    def echues(self) -> tuple[LigneSituation, ...]:
        """The lines that are late."""
        return tuple(one for one in self.lignes if one.retard > 0)

    @property
    def echu(self) -> Decimal:
        """What is late (€)."""
        return sum((one.reste for one in self.echues), ZERO)

    @property
    def conteste(self) -> Decimal:
        """What is in dispute (€)."""
        return sum((one.conteste for one in self.lignes), ZERO)


def portrait(portefeuille: Portefeuille, code: str, jour: date) -> Portrait:
    """Return what is known of the debtor `code` at the end of `jour`.

    Raises:
      InvalidInput: "debiteur-inconnu"; a setting of the workbook cannot be understood, or a rate that must be compared
        is not known.
    """
    if code not in portefeuille.debiteurs:
        raise InvalidInput(
            "debiteur-inconnu", f"Aucun débiteur n'a le code « {code} ».", "Vérifiez-le dans la feuille Débiteurs."
        )
    own = de(portefeuille, code)
    day = contexte(vue(own, jour))
    faits, situation, stood = day.faits(code), day.vue.situations[code], day.vue.portefeuille
    passage = acheminer(day.passage)
    late = [code] if any(etat.retard > 0 for _, etat in day.vue.ouverts) else []
    courus = interets(stood, late, jour)
    open_lines = tuple(sorted(lignes(day, courus), key=lambda one: (one.echeance, one.facture)))
    counted = [one.interets for one in open_lines if one.interets is not None]
    refused = courus.refus.get(code, "")
    return Portrait(
        jour=jour,
        debiteur=faits.debiteur,
        faits=faits,
        situation=situation,
        lignes=open_lines,
        interets=None if refused else sum(counted, ZERO),
        refus=refused,
        propositions=tuple(_open(replace(day, passage=passage))),
        envois=passage.envois,
        injoignables=passage.injoignables,
        relances=tuple(_sent(stood.relances)),
        promesses=tuple(_promises(faits, jour)),
        suspensions=tuple(one for one in faits.suspensions if _holds(one, faits.grace, jour)),
        plans=tuple(_plans(own, code, faits, jour)),
        tendance=tendance(situation),
        alertes=triees(one for find in ALERTES for one in find(day) if one.debiteur == code),
        doutes=(*faits.doutes, *(one for found in faits.doutes_facture.values() for one in found)),
    )


def de(portefeuille: Portefeuille, code: str) -> Portefeuille:
    """Return `portefeuille` with nothing but what is of the debtor `code`."""
    plans = tuple(one for one in portefeuille.echeanciers if one.debiteur == code)
    keys = {one.cle for one in plans}
    return replace(
        portefeuille,
        debiteurs={code: portefeuille.debiteurs[code]},
        echeances=tuple(one for one in portefeuille.echeances if one.debiteur == code),
        avoirs=tuple(one for one in portefeuille.avoirs if one.debiteur == code),
        reglements=tuple(one for one in portefeuille.reglements if one.debiteur == code),
        suspensions=tuple(one for one in portefeuille.suspensions if one.debiteur == code),
        relances=tuple(one for one in portefeuille.relances if one.debiteur == code),
        echeanciers=plans,
        mensualites=tuple(one for one in portefeuille.mensualites if one.plan in keys),
        pieces=tuple(one for one in portefeuille.pieces if one.debiteur == code),
        frais=tuple(one for one in portefeuille.frais if one.debiteur == code),
    )


def _open(day: Contexte) -> Sequence[Proposition]:
    return sorted(day.ouvertes(), key=lambda one: (one.etat.echeance.echeance, one.etat.echeance.facture))


def _sent(relances: Sequence[Relance]) -> Iterator[Relance]:
    """Yield one relance for each message, in order: a letter has a row for each of its échéances."""
    told = set()
    for one in sorted(relances, key=lambda one: (one.date, one.niveau, one.facture)):
        if (message := (one.date, one.niveau, one.canal)) not in told:
            told.add(message)
            yield one


def _promises(faits: Faits, jour: date) -> Iterator[PromesseSuivie]:
    made = [one for one in faits.suspensions if one.nature is NatureSuspension.PROMESSE]
    for one in sorted(made, key=lambda one: (one.du, one.au or date.max)):
        if one in faits.rompues:
            yield PromesseSuivie(one, EtatPromesse.ROMPUE)
        else:
            end = last_day(one, faits.grace)
            runs = end is None or end >= jour
            yield PromesseSuivie(one, EtatPromesse.EN_COURS if runs else EtatPromesse.TENUE)


def _holds(one: Suspension, grace: int, jour: date) -> bool:
    end = last_day(one, grace)
    return one.nature is not NatureSuspension.PROMESSE and one.du <= jour and (end is None or jour <= end)


def _plans(own: Portefeuille, code: str, faits: Faits, jour: date) -> Iterator[Pointage]:
    rules = {one.cle for one in running(faits.plans, jour)}
    for one in pointages_de(own, code, jour):
        if one.plan.cle in rules:
            yield one
