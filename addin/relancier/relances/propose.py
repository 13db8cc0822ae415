"""What may go out on a day: one proposition for each échéance, then the letters.

The levels follow one another in strict order, and a level never goes out twice for an échéance. A level's effective
day is the latest of: échéance + delay; the day the previous level really left + spacing; the day after the time that
the previous letter gave. A letter is worded for the highest level of its lines.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial

from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO
from relancier.base.records import quick
from relancier.base.typed import fold
from relancier.creances.portefeuille import Canal, Debiteur, Echeance, Niveau, Portefeuille, Relance, Suspension
from relancier.creances.situation import Etat, Situation
from relancier.relances import faits as facts
from relancier.relances import historique, obstacles, pourquoi, procedures, promesses
from relancier.relances.canaux import Acheminement, is_firm
from relancier.relances.faits import Faits
from relancier.relances.historique import History
from relancier.relances.procedures import Choix, Procedure
from relancier.relances.reglages import ReglagesRelances, lire_reglages_relances
from relancier.relances.regroupement import Groupe, repartir
from relancier.relances.sauts import Saut, by_facture
from relancier.relances.tons import ton_de


class Decision(StrEnum):
    """What becomes of an échéance in a passage."""

    RELANCER = "à relancer"
    ATTENDRE = "en attente"
    NON_ECHUE = "non échue"
    NON_EMISE = "non émise"
    SOLDEE = "soldée"
    BLOQUEE = "bloquée"
    DOUTEUSE = "douteuse"
    MINIMUM = "sous le minimum"
    A_DECIDER = "à décider"


@quick
@dataclass(frozen=True, slots=True)
class Proposition:
    """What a passage would do with an échéance, and why.

    Attributes:
      niveau: the level to send; None unless the decision is to chase.
      precedente: the last level sent for it.
      pourquoi: one French sentence.
      procedure: the name of the procedure that it follows.
      conteste: € in dispute, left out of the claim.
      promesse: the last promise about it that was not kept.
      motif: the user's reason for jumping to this level; "" when none was jumped.
      canal: the channel that it takes; None for its level's.
    """

    etat: Etat
    decision: Decision
    pourquoi: str
    niveau: Niveau | None = None
    precedente: Relance | None = None
    procedure: str = ""
    conteste: Decimal = ZERO
    promesse: Suspension | None = None
    motif: str = ""
    canal: Canal | None = None

    @property
    def reclame(self) -> Decimal:
        """What may be claimed of it (€): what is owed, less what is in dispute."""
        return self.etat.reste_du - self.conteste


@dataclass(frozen=True, slots=True)
class Envoi:
    """A letter to one debtor.

    Attributes:
      niveau: the level that words it, the highest of its lines.
      lignes: the échéances it claims, each with its own level, oldest first.
      precedentes: what was already sent for these lines, oldest first.
      ton: its tone, in the words of tblNiveaux.
      faits: what is known of the debtor.
      groupe: what tells it from the debtor's other letters; "" when it is the only one.
      acheminement: the channel that it takes; None while nobody asked whether its level's has an address.
    """

    debiteur: Debiteur
    niveau: Niveau
    lignes: tuple[Proposition, ...]
    situation: Situation
    precedentes: tuple[Relance, ...] = ()
    ton: str = ""
    faits: Faits | None = None
    groupe: str = ""
    acheminement: Acheminement | None = None

    @property
    def reste_du(self) -> Decimal:
        """What the letter claims (€)."""
        return sum((one.reclame for one in self.lignes), ZERO)

    @property
    def canal(self) -> Canal | None:
        """The channel that it takes; None when none has its address."""
        return self.acheminement.canal if self.acheminement else self.niveau.canal


@dataclass(frozen=True, slots=True)
class Passage:
    """All that a passage decides.

    Attributes:
      date_arrete: the day it is decided for.
      propositions: one for each échéance of the workbook, in its order.
      envois: the letters, in the order of the debtors.
      faits: what is known of each debtor, by code.
      injoignables: the letters that nothing can carry; they are not among `envois`.
    """

    date_arrete: date
    propositions: tuple[Proposition, ...]
    envois: tuple[Envoi, ...]
    faits: Mapping[str, Faits] = field(default_factory=dict)
    injoignables: tuple[Envoi, ...] = ()


def propose(
    portefeuille: Portefeuille,
    situations: Mapping[str, Situation],
    date_arrete: date,
    sauts: Sequence[Saut] = (),
) -> Passage:
    """Return what the passage of `date_arrete` proposes for each échéance of `portefeuille`.

    Raises:
      InvalidInput: a jump of `sauts` cannot be made ("saut-…", "facture-…").
    """
    reglages = lire_reglages_relances(portefeuille.creancier.reglages)
    sent = historique.standing(portefeuille.relances)
    history = historique.by_echeance(portefeuille.echeances, sent)
    worded = historique.levels_of_letters(sent)
    known = facts.gather(portefeuille, situations, sent, date_arrete, reglages)
    follow = _Follow(portefeuille, known)
    jumps = by_facture(sauts, portefeuille) if sauts else {}
    by_debtor: dict[str, list[Proposition]] = {}
    envois: list[Envoi] = []
    for code in portefeuille.debiteurs:
        judge = _Judge(known[code], follow, history, worded, jumps, date_arrete)
        judged = [judge(etat) for etat in situations[code].etats]
        if any(one.niveau is not None for one in judged):
            judged = _one_contact(judged, known[code], reglages, date_arrete)
            judged = _apply_minimum(judged, early=False)
            if any(one.niveau is not None and one.niveau.delai < 0 for one in judged):
                judged = _apply_minimum(_spare_early(judged), early=True)
        by_debtor[code] = judged
        groups = repartir([one for one in judged if one.niveau is not None], reglages)
        envois += [_letter(groupe, situations[code], history, known[code], follow) for groupe in groups]
    in_order = {one.etat.echeance.cle: one for judged in by_debtor.values() for one in judged}
    return Passage(date_arrete, tuple(in_order[e.cle] for e in portefeuille.echeances), tuple(envois), known)


class _Follow:
    """Which procedure each échéance follows."""

    def __init__(self, portefeuille: Portefeuille, known: Mapping[str, Faits]) -> None:
        self._creancier = portefeuille.creancier
        self._procedures = procedures.build(portefeuille.niveaux)
        self._faits = known
        self._named: dict[tuple[str, str], list[str]] = {}
        for one in portefeuille.echeances:
            if one.procedure:
                self._named.setdefault((one.debiteur, one.facture), []).append(one.procedure)
        self._usual: dict[str, Choix] = {}

    def __call__(self, echeance: Echeance) -> Choix:
        """Return the choice for `echeance`."""
        named = self._named.get((echeance.debiteur, echeance.facture), ())
        if not named and echeance.debiteur in self._usual:
            return self._usual[echeance.debiteur]
        faits = self._faits[echeance.debiteur]
        choix = procedures.choose(
            self._procedures,
            self._creancier,
            faits.debiteur,
            factures=named,
            segments=[one.procedure for one in faits.famille.segments],
        )
        if not named:
            self._usual[echeance.debiteur] = choix
        return choix


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides for the échéances of one debtor."""

    faits: Faits
    follow: _Follow
    history: History
    worded: Mapping[tuple[object, ...], int]
    jumps: Mapping[str, Saut]
    day: date

    def __call__(self, etat: Etat) -> Proposition:
        echeance = etat.echeance
        if echeance.date > self.day:
            return Proposition(etat, Decision.NON_EMISE, pourquoi.not_issued(etat))
        if etat.reste_du <= 0:
            return Proposition(etat, Decision.SOLDEE, pourquoi.settled(etat))
        choix = self.follow(echeance)
        early = self._courtesy(etat, choix.procedure) if etat.retard <= 0 else None
        if etat.retard <= 0 and early is None:
            return Proposition(etat, Decision.NON_ECHUE, pourquoi.not_due(etat))
        if (cause := obstacles.doubt(self.faits, echeance)) is not None:
            return Proposition(etat, Decision.DOUTEUSE, pourquoi.doubtful(cause))
        if (reason := obstacles.blocked(self.faits, etat, self.day)) is not None:
            return Proposition(etat, Decision.BLOQUEE, reason)
        if choix.procedure is None:
            return Proposition(etat, Decision.BLOQUEE, pourquoi.no_procedure(choix.nom))
        return early or self._next_level(etat, choix.procedure)

    def _courtesy(self, etat: Etat, procedure: Procedure | None) -> Proposition | None:
        """Return the reminder that may go out before the échéance; None when there is none, or not yet."""
        if procedure is None:
            return None
        sent = self.history.get(etat.echeance.cle, ())
        niveau = procedure.before_due(sent[-1].niveau if sent else 0)
        if niveau is None or self.day < etat.echeance.echeance + timedelta(days=niveau.delai):
            return None
        sentence = pourquoi.courtesy(etat, niveau)
        contested = self.faits.conteste(etat.echeance)
        return Proposition(etat, Decision.RELANCER, sentence, niveau, None, procedure.nom, contested)

    def _next_level(self, etat: Etat, procedure: Procedure) -> Proposition:
        sent = self.history.get(etat.echeance.cle, ())
        previous = sent[-1] if sent else None
        if self.jumps and (saut := self.jumps.get(fold(etat.echeance.facture))) is not None:
            return self._jump(etat, procedure, saut, previous)
        niveau = procedure.after(previous.niveau if previous else 0)
        if niveau is None:
            if previous is None:
                sentence = pourquoi.no_level(procedure.nom)
                return Proposition(etat, Decision.A_DECIDER, sentence, procedure=procedure.nom)
            over = self._time_given(previous, procedure)
            if over is not None and self.day < over:
                sentence = pourquoi.last_chance(previous, over)
                return Proposition(etat, Decision.ATTENDRE, sentence, None, previous, procedure.nom)
            return Proposition(etat, Decision.A_DECIDER, pourquoi.ended(previous), None, previous, procedure.nom)
        first, tell = self._earliest(etat, niveau, previous, procedure)
        if self.day < first:
            return Proposition(etat, Decision.ATTENDRE, tell(), None, previous, procedure.nom)
        return self._chase(etat, procedure, niveau, previous)

    def _chase(
        self, etat: Etat, procedure: Procedure, niveau: Niveau, previous: Relance | None, motif: str = ""
    ) -> Proposition:
        rompues = self.faits.rompues
        promise = promesses.broken(rompues, etat.echeance, self.faits.grace) if rompues else None
        contested = self.faits.conteste(etat.echeance)
        sentence = pourquoi.chased(etat, niveau, previous, promise, contested, motif)
        return Proposition(
            etat, Decision.RELANCER, sentence, niveau, previous, procedure.nom, contested, promise, motif
        )

    def _jump(self, etat: Etat, procedure: Procedure, saut: Saut, previous: Relance | None) -> Proposition:
        niveau = procedure.at(saut.niveau)
        if niveau is None or niveau.delai < 0:
            levels = ", ".join(str(one.niveau) for one in procedure.niveaux if one.delai >= 0)
            raise InvalidInput(
                "saut-inconnu",
                f"La procédure « {procedure.nom} » de la facture {saut.facture} n'a pas de niveau {saut.niveau}.",
                f"Choisissez parmi : {levels}.",
            )
        if previous is not None and niveau.niveau <= previous.niveau:
            raise InvalidInput(
                "saut-en-arriere",
                f"Le niveau {previous.niveau} de la facture {saut.facture} est déjà parti : le niveau {saut.niveau} ne "
                "peut plus l'être.",
                "Choisissez un niveau plus haut.",
            )
        return self._chase(etat, procedure, niveau, previous, saut.motif.strip())

    def _earliest(
        self, etat: Etat, niveau: Niveau, previous: Relance | None, procedure: Procedure
    ) -> tuple[date, Callable[[], str]]:
        """Return the first day on which `niveau` may go out, and what gives the sentence that tells why it waits."""
        late_enough = etat.echeance.echeance + timedelta(days=niveau.delai)
        if previous is None:
            return late_enough, partial(pourquoi.too_early, etat, niveau, late_enough)
        waits = [(late_enough, partial(pourquoi.too_early, etat, niveau, late_enough))]
        spaced = previous.date + timedelta(days=niveau.ecart)
        waits.append((spaced, partial(pourquoi.too_soon, previous, niveau, spaced, granted=False)))
        if (over := self._time_given(previous, procedure)) is not None:
            waits.append((over, partial(pourquoi.too_soon, previous, niveau, over, granted=True)))
        return max(waits, key=lambda wait: wait[0])

    def _time_given(self, previous: Relance, procedure: Procedure) -> date | None:
        """Return the day after the time that the letter gave, whose last day is the debtor's; None if it gave none.

        The time is that of the letter, hence of its highest line, whatever the level of this one.
        """
        niveau = procedure.at(self.worded[historique.letter_of(previous)]) or procedure.at(previous.niveau)
        if niveau is None or not niveau.delai_accorde:
            return None
        return previous.date + timedelta(days=niveau.delai_accorde + 1)


def _spare_early(judged: Sequence[Proposition]) -> list[Proposition]:
    """Hold back courtesy reminders while something late is claimed: one letter does not say both."""
    if not any(one.niveau is not None and one.niveau.delai >= 0 for one in judged):
        return list(judged)
    return [
        replace(one, decision=Decision.NON_ECHUE, pourquoi=pourquoi.courtesy_spared(one.etat), niveau=None)
        if one.niveau is not None and one.niveau.delai < 0
        else one
        for one in judged
    ]


def _one_contact(
    judged: Sequence[Proposition], faits: Faits, reglages: ReglagesRelances, day: date
) -> list[Proposition]:
    """Hold everything back while the debtor's last contact, for whatever facture, is too recent."""
    last = faits.dernier_contact
    if last is None or not reglages.contact or day >= (again := last + timedelta(days=reglages.contact)):
        return list(judged)
    reason = pourquoi.contacted(last, again, reglages.contact)
    return [
        replace(one, decision=Decision.ATTENDRE, pourquoi=reason, niveau=None) if one.niveau is not None else one
        for one in judged
    ]


def _apply_minimum(judged: Sequence[Proposition], *, early: bool) -> list[Proposition]:
    """Hold back the highest level while all that the debtor is asked for is under its minimum.

    Reminders before the échéance (`early`) and what is late are two letters: each has its own total.
    """

    def counted(one: Proposition) -> bool:
        return one.niveau is not None and (one.niveau.delai < 0) == early

    judged = list(judged)
    asked = sum((one.reclame for one in judged if counted(one)), ZERO)
    while lines := [one for one in judged if counted(one)]:
        total = sum((one.reclame for one in lines), ZERO)
        highest = _highest(lines)
        if total >= highest.montant_minimum:
            break
        reason = pourquoi.under_minimum(asked, total, highest)
        judged = [
            replace(one, decision=Decision.MINIMUM, pourquoi=reason, niveau=None) if one.niveau == highest else one
            for one in judged
        ]
    return judged


def _highest(lines: Iterable[Proposition]) -> Niveau:
    """Return the level that words a letter of `lines`: a mise en demeure before all, which nothing may weaken."""
    levels = {id(one.niveau): one.niveau for one in lines if one.niveau}.values()  # few, for many lines
    return max(levels, key=lambda niveau: (is_firm(niveau), niveau.niveau))


def _letter(groupe: Groupe, situation: Situation, history: History, faits: Faits, follow: _Follow) -> Envoi:
    highest = _highest(groupe.lignes)
    sent = {one for line in groupe.lignes for one in history.get(line.etat.echeance.cle, ())}
    procedure = next(follow(line.etat.echeance).procedure for line in groupe.lignes if line.niveau == highest)
    ton = ton_de(
        highest,
        [one.ton for one in faits.famille.segments],
        first=procedure is not None and procedure.after(0) == highest,
        promise_broken=any(line.promesse is not None for line in groupe.lignes),
    )
    return Envoi(
        debiteur=faits.debiteur,
        niveau=highest,
        lignes=groupe.lignes,
        situation=situation,
        precedentes=tuple(sorted(sent, key=lambda one: (one.date, one.niveau, one.facture))),
        ton=ton,
        faits=faits,
        groupe=groupe.nom,
    )
