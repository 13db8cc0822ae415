"""What may go out on a day: one proposition for each échéance, then the letters that they make.

A letter is worded for the highest level of its lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from relancier.base.money import ZERO
from relancier.creances.portefeuille import Niveau, Portefeuille
from relancier.creances.situation import Situation
from relancier.relances import faits as facts
from relancier.relances import historique, pourquoi
from relancier.relances.canaux import is_firm
from relancier.relances.faits import Faits
from relancier.relances.historique import History
from relancier.relances.juge import Follow, Judge
from relancier.relances.passage import Decision, Envoi, Passage, Proposition
from relancier.relances.reglages import ReglagesRelances, lire_reglages_relances
from relancier.relances.regroupement import Groupe, repartir
from relancier.relances.sauts import Saut, by_facture
from relancier.relances.tons import ton_de


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
    follow = Follow(portefeuille, known)
    jumps = by_facture(sauts, portefeuille) if sauts else {}
    by_debtor: dict[str, list[Proposition]] = {}
    envois: list[Envoi] = []
    for code in portefeuille.debiteurs:
        judge = Judge(known[code], follow, history, worded, jumps, date_arrete)
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


def _letter(groupe: Groupe, situation: Situation, history: History, faits: Faits, follow: Follow) -> Envoi:
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
