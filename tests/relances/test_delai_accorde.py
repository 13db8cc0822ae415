"""The time that a letter gave is the one that it gave, whatever the procedures say since."""

from dataclasses import replace

from ledgers import client, decided, echeance, jour, niveau, portefeuille, relance
from relancier.creances.portefeuille import Niveau, Portefeuille, Relance
from relancier.relances.passage import Decision

LENT = (niveau(1, 5, accorde=8), niveau(2, 6))
VITE = tuple(replace(one, procedure="Vite", delai_accorde=min(one.delai_accorde, 3)) for one in LENT)


def letter(accorde: int | None, le: int = 10, facture: str = "F1", numero: int = 1) -> Relance:
    return replace(relance(facture, numero, le), delai_accorde=accorde)


def livre(*sent: Relance, procedure: str = "Standard", niveaux: tuple[Niveau, ...] = (*LENT, *VITE)) -> Portefeuille:
    return portefeuille(
        echeance("F1", "100"), debiteurs=(client("C1", procedure=procedure),), niveaux=niveaux, relances=sent
    )


def test_a_debtor_moved_to_a_faster_procedure_keeps_the_eight_days_of_the_letter():
    moved = livre(letter(8), procedure="Vite")
    assert decided(moved, 18).decision is Decision.ATTENDRE
    assert decided(moved, 18).pourquoi == (
        "Niveau 1 envoyé le 11/09/2026 : le niveau 2 attend le 20/09/2026 (le délai accordé par la lettre n'est pas "
        "écoulé)."
    )
    assert decided(moved, 19).niveau == VITE[1]


def test_a_procedure_edited_since_does_not_shorten_the_time_of_the_letter():
    edited = livre(letter(8), niveaux=(replace(LENT[0], delai_accorde=3), LENT[1]))
    assert decided(edited, 18).decision is Decision.ATTENDRE
    assert decided(edited, 19).decision is Decision.RELANCER


def test_a_procedure_edited_since_does_not_lengthen_it_either():
    edited = livre(letter(8), niveaux=(replace(LENT[0], delai_accorde=30), LENT[1]))
    assert decided(edited, 19).decision is Decision.RELANCER


def test_a_letter_that_gave_no_time_gives_none_once_its_procedure_does():
    assert decided(livre(letter(0)), 10).decision is Decision.RELANCER


def test_a_row_that_does_not_say_is_read_in_today_s_procedure():
    assert decided(livre(letter(None), procedure="Vite"), 13).decision is Decision.ATTENDRE
    assert decided(livre(letter(None), procedure="Vite"), 14).decision is Decision.RELANCER
    assert decided(livre(letter(None)), 18).decision is Decision.ATTENDRE


def test_the_time_runs_from_the_deposit_of_the_letter():
    posted = replace(letter(8), date=jour(12), emise=jour(10), depose=jour(12))
    assert decided(livre(posted), 20).decision is Decision.ATTENDRE
    assert decided(livre(posted), 21).decision is Decision.RELANCER


def test_the_last_letter_s_own_time_delays_the_decision_that_follows_the_last_level():
    last = livre(letter(8, numero=2), procedure="Vite")
    assert decided(last, 18).pourquoi == (
        "Dernier niveau (2) envoyé le 11/09/2026 : le délai accordé court encore, à décider à partir du 20/09/2026."
    )
    assert decided(last, 19).decision is Decision.A_DECIDER
