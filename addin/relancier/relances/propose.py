"""What may go out on a day: one proposition for each échéance, one letter for each debtor.

The levels follow one another in strict order, and a level never goes out twice for an échéance. A letter is worded
for the highest level of its lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial

from relancier.base.money import ZERO
from relancier.base.records import quick
from relancier.base.typed import fold
from relancier.creances.portefeuille import Debiteur, Niveau, Portefeuille, Relance
from relancier.creances.situation import Etat, Situation
from relancier.relances import obstacles, pourquoi, procedures
from relancier.relances.procedures import Procedure

CANCELLED = "annulée"


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
    """

    etat: Etat
    decision: Decision
    pourquoi: str
    niveau: Niveau | None = None
    precedente: Relance | None = None


@dataclass(frozen=True, slots=True)
class Envoi:
    """A letter to one debtor.

    Attributes:
      niveau: the level that words it, the highest of its lines.
      lignes: the échéances it claims, each with its own level, oldest first.
      precedentes: what was already sent for these lines, oldest first.
    """

    debiteur: Debiteur
    niveau: Niveau
    lignes: tuple[Proposition, ...]
    situation: Situation
    precedentes: tuple[Relance, ...] = ()

    @property
    def reste_du(self) -> Decimal:
        """What the letter claims (€)."""
        return sum((one.etat.reste_du for one in self.lignes), ZERO)


@dataclass(frozen=True, slots=True)
class Passage:
    """All that a passage decides.

    Attributes:
      date_arrete: the day it is decided for.
      propositions: one for each échéance of the workbook, in its order.
      envois: the letters, in the order of the debtors.
    """

    date_arrete: date
    propositions: tuple[Proposition, ...]
    envois: tuple[Envoi, ...]


def propose(portefeuille: Portefeuille, situations: Mapping[str, Situation], date_arrete: date) -> Passage:
    """Return what the passage of `date_arrete` proposes for each échéance of `portefeuille`."""
    known = procedures.build(portefeuille.niveaux)
    faits = obstacles.gather(portefeuille, situations)
    history = _history(portefeuille)
    by_debtor: dict[str, list[Proposition]] = {}
    envois = []
    for code, debiteur in portefeuille.debiteurs.items():
        name = procedures.name_for(debiteur, portefeuille.creancier)
        judge = _Judge(faits[code], known.get(fold(name)), name, history, date_arrete)
        judged = _apply_minimum([judge(etat) for etat in situations[code].etats])
        by_debtor[code] = judged
        if (envoi := _letter(debiteur, situations[code], judged, history)) is not None:
            envois.append(envoi)
    in_order = {one.etat.echeance.cle: one for judged in by_debtor.values() for one in judged}
    return Passage(date_arrete, tuple(in_order[e.cle] for e in portefeuille.echeances), tuple(envois))


History = Mapping[tuple[str, str, date], Sequence[Relance]]


def _history(portefeuille: Portefeuille) -> History:
    """What was sent for each échéance, cancelled rows apart, lowest level first.

    A facture in one term keeps its history when its due day is corrected afterwards.
    """
    terms: dict[tuple[str, str], list[date]] = {}
    for echeance in portefeuille.echeances:
        terms.setdefault((echeance.debiteur, echeance.facture), []).append(echeance.echeance)
    sent: dict[tuple[str, str, date], list[Relance]] = {}
    for one in portefeuille.relances:
        if fold(one.statut) != fold(CANCELLED):
            known = terms.get((one.debiteur, one.facture), [])
            due = known[0] if len(known) == 1 else one.echeance
            sent.setdefault((one.debiteur, one.facture, due), []).append(one)
    return {cle: sorted(rows, key=lambda one: (one.niveau, one.date)) for cle, rows in sent.items()}


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides for the échéances of one debtor."""

    faits: obstacles.Faits
    procedure: Procedure | None
    procedure_name: str
    history: History
    day: date

    def __call__(self, etat: Etat) -> Proposition:
        echeance = etat.echeance
        if echeance.date > self.day:
            return Proposition(etat, Decision.NON_EMISE, pourquoi.not_issued(etat))
        if etat.reste_du <= 0:
            return Proposition(etat, Decision.SOLDEE, pourquoi.settled(etat))
        if etat.retard <= 0:
            return Proposition(etat, Decision.NON_ECHUE, pourquoi.not_due(etat))
        if (cause := obstacles.doubt(self.faits, echeance)) is not None:
            return Proposition(etat, Decision.DOUTEUSE, pourquoi.doubtful(cause))
        if (reason := obstacles.blocked(self.faits, echeance, self.day)) is not None:
            return Proposition(etat, Decision.BLOQUEE, reason)
        if self.procedure is None:
            return Proposition(etat, Decision.BLOQUEE, pourquoi.no_procedure(self.procedure_name))
        return self._next_level(etat, self.procedure)

    def _next_level(self, etat: Etat, procedure: Procedure) -> Proposition:
        sent = self.history.get(etat.echeance.cle, ())
        previous = sent[-1] if sent else None
        niveau = procedure.after(previous.niveau if previous else 0)
        if niveau is None:
            if previous is None:
                raise ValueError("a procedure has at least one level")
            over = _time_given(previous, procedure)
            if over is not None and self.day < over:
                return Proposition(etat, Decision.ATTENDRE, pourquoi.last_chance(previous, over), precedente=previous)
            return Proposition(etat, Decision.A_DECIDER, pourquoi.ended(previous), precedente=previous)
        first, tell = self._earliest(etat, niveau, previous, procedure)
        if self.day < first:
            return Proposition(etat, Decision.ATTENDRE, tell(), precedente=previous)
        promise = obstacles.broken_promise(self.faits, etat.echeance, self.day)
        sentence = pourquoi.chased(etat, niveau, previous, promise)
        return Proposition(etat, Decision.RELANCER, sentence, niveau, previous)

    def _earliest(
        self, etat: Etat, niveau: Niveau, previous: Relance | None, procedure: Procedure
    ) -> tuple[date, Callable[[], str]]:
        """Return the first day on which `niveau` may go out, and what gives the sentence that tells why it waits."""
        late_enough = etat.echeance.echeance + timedelta(days=niveau.delai)
        waits = [(late_enough, partial(pourquoi.too_early, etat, niveau, late_enough))]
        if previous is not None:
            spaced = previous.date + timedelta(days=niveau.ecart)
            waits.append((spaced, partial(pourquoi.too_soon, previous, niveau, spaced, granted=False)))
            if (over := _time_given(previous, procedure)) is not None:
                waits.append((over, partial(pourquoi.too_soon, previous, niveau, over, granted=True)))
        return max(waits, key=lambda wait: wait[0])


def _time_given(previous: Relance, procedure: Procedure) -> date | None:
    """Return the day after the time that the letter gave, whose last day is the debtor's; None if it gave none."""
    niveau = procedure.at(previous.niveau)
    if niveau is None or not niveau.delai_accorde:
        return None
    return previous.date + timedelta(days=niveau.delai_accorde + 1)


def _apply_minimum(judged: list[Proposition]) -> list[Proposition]:
    """Hold back the highest level while the letter as a whole is under its minimum."""
    judged = list(judged)
    while lines := [one for one in judged if one.niveau is not None]:
        total = sum((one.etat.reste_du for one in lines), ZERO)
        highest = max((one.niveau for one in lines if one.niveau), key=lambda niveau: niveau.niveau)
        if total >= highest.montant_minimum:
            break
        reason = pourquoi.under_minimum(total, highest)
        judged = [
            replace(one, decision=Decision.MINIMUM, pourquoi=reason, niveau=None) if one.niveau == highest else one
            for one in judged
        ]
    return judged


def _letter(debiteur: Debiteur, situation: Situation, judged: Sequence[Proposition], history: History) -> Envoi | None:
    lines = sorted(
        (one for one in judged if one.niveau is not None),
        key=lambda one: (one.etat.echeance.echeance, one.etat.echeance.date, one.etat.echeance.facture),
    )
    if not lines:
        return None
    highest = max((one.niveau for one in lines if one.niveau), key=lambda niveau: niveau.niveau)
    sent = {one for line in lines for one in history.get(line.etat.echeance.cle, ())}
    return Envoi(
        debiteur,
        highest,
        tuple(lines),
        situation,
        tuple(sorted(sent, key=lambda one: (one.date, one.niveau, one.facture))),
    )
