"""The judgment of one échéance: whether it may be chased today, at which level, and why.

The levels follow one another in strict order, and a level never goes out twice for an échéance. A level's effective
day is the latest of: échéance + delay; the day the previous level really left + spacing; the day after the time that
the previous letter gave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from relancier.base.errors import InvalidInput
from relancier.base.typed import fold
from relancier.creances.portefeuille import Echeance, Niveau, Portefeuille, Relance
from relancier.creances.situation import Etat
from relancier.relances import historique, obstacles, pourquoi, procedures, promesses
from relancier.relances.faits import Faits
from relancier.relances.historique import History
from relancier.relances.passage import Decision, Proposition
from relancier.relances.procedures import Choix, Procedure
from relancier.relances.sauts import Saut


class Follow:
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
        named = self._named.get((echeance.debiteur, echeance.facture), ()) if self._named else ()
        if not named and (usual := self._usual.get(echeance.debiteur)) is not None:
            return usual
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
class Judge:
    """Judges the échéances of one debtor.

    Attributes:
      history: what was sent for each échéance.
      worded: the highest level of each letter sent.
      jumps: the jumps asked for, by the facture's folded number.
    """

    faits: Faits
    follow: Follow
    history: History
    worded: Mapping[tuple[object, ...], int]
    jumps: Mapping[str, Saut]
    day: date

    def __call__(self, etat: Etat) -> Proposition:
        """Return what may be done on the day with the échéance of `etat`, before its debtor's letter is considered.

        Raises:
          InvalidInput: a jump asked for it cannot be made ("saut-inconnu", "saut-en-arriere").
        """
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
        previous = self._previous(etat)
        niveau = procedure.before_due(previous.niveau if previous else 0)
        if niveau is None or self.day < etat.echeance.echeance + timedelta(days=niveau.delai):
            return None
        sentence = pourquoi.courtesy(etat, niveau)
        contested = self.faits.conteste(etat.echeance)
        return Proposition(etat, Decision.RELANCER, sentence, niveau, None, procedure.nom, contested)

    def _next_level(self, etat: Etat, procedure: Procedure) -> Proposition:
        previous = self._previous(etat)
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
        late_enough = etat.echeance.echeance + timedelta(days=niveau.delai)
        if previous is not None:
            return self._next_after(etat, procedure, niveau, previous, late_enough)
        if self.day < late_enough:
            sentence = pourquoi.too_early(etat, niveau, late_enough)
            return Proposition(etat, Decision.ATTENDRE, sentence, procedure=procedure.nom)
        return self._chase(etat, procedure, niveau, None)

    def _previous(self, etat: Etat) -> Relance | None:
        """Return the last level sent for the échéance of `etat`."""
        sent = self.history.get(etat.echeance.cle) if self.history else None
        return sent[-1] if sent else None

    def _next_after(
        self, etat: Etat, procedure: Procedure, niveau: Niveau, previous: Relance, late_enough: date
    ) -> Proposition:
        """Chase at `niveau`, or tell what it waits for that ends last: its delay, its spacing, the time given."""
        spaced = previous.date + timedelta(days=niveau.ecart)
        waits = [(late_enough, partial(pourquoi.too_early, etat, niveau, late_enough))]
        waits.append((spaced, partial(pourquoi.too_soon, previous, niveau, spaced, granted=False)))
        if (over := self._time_given(previous, procedure)) is not None:
            waits.append((over, partial(pourquoi.too_soon, previous, niveau, over, granted=True)))
        first, tell = max(waits, key=lambda wait: wait[0])
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

    def _time_given(self, previous: Relance, procedure: Procedure) -> date | None:
        """Return the day after the time that the letter gave, whose last day is the debtor's; None if it gave none.

        The row keeps it. One that does not is an older one: then it is what the procedure gives now at the letter's
        level, hence at that of its highest line, whatever the level of this one.
        """
        days = previous.delai_accorde
        if days is None:
            niveau = procedure.at(self.worded[historique.letter_of(previous)]) or procedure.at(previous.niveau)
            days = niveau.delai_accorde if niveau else 0
        return previous.date + timedelta(days=days + 1) if days else None
