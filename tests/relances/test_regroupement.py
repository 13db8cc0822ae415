"""What one letter holds, by the creditor's setting."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import avoir, echeance, euros, jour, passage, portefeuille, reglement, relance
from relancier.creances.portefeuille import Niveau, Portefeuille
from relancier.creances.situation import situations
from relancier.relances.passage import Decision, Envoi, Proposition
from relancier.relances.reglages import ReglagesRelances, Regroupement
from relancier.relances.regroupement import repartir


def book(**settings: str) -> Portefeuille:
    livre = portefeuille(
        echeance("F1", "100", due=0),
        echeance("F2", "200", due=20),
        echeance("F2", "200", due=45),
        echeance("F3", "300", due=50),
        relances=(relance("F1", 1, 10), relance("F1", 2, 25)),
    )
    keys = {"par": "Regroupement", "tranches": "Tranches de retard"}
    reglages = {keys[name]: value for name, value in settings.items()}
    return replace(livre, creancier=replace(livre.creancier, reglages=reglages))


def letters(livre: Portefeuille, le: int = 60) -> list[tuple[str, int, list[str]]]:
    return [
        (one.groupe, one.niveau.niveau, [line.etat.echeance.facture for line in one.lignes])
        for one in passage(livre, le).envois
    ]


def test_by_default_a_debtor_gets_one_letter_worded_for_its_highest_level() -> None:
    assert letters(book()) == [("", 3, ["F1", "F2", "F2", "F3"])]


def test_by_facture_each_facture_has_its_letter_with_all_its_terms() -> None:
    assert letters(book(par="facture")) == [("F1", 3, ["F1"]), ("F2", 1, ["F2", "F2"]), ("F3", 1, ["F3"])]


def test_by_level_each_letter_is_worded_for_the_level_of_all_its_lines() -> None:
    assert letters(book(par="niveau")) == [("niveau 3", 3, ["F1"]), ("niveau 1", 1, ["F2", "F2", "F3"])]


def test_by_delay_the_named_ranges_part_the_lines() -> None:
    assert letters(book(par="retard")) == [
        ("31 à 60 jours", 3, ["F1", "F2"]),
        ("1 à 30 jours", 1, ["F2", "F3"]),
    ]
    assert letters(book(par="retard", tranches="10, 45")) == [
        ("plus de 45 jours", 3, ["F1"]),
        ("11 à 45 jours", 1, ["F2", "F2"]),
        ("1 à 10 jours", 1, ["F3"]),
    ]


def test_a_debtor_with_one_group_needs_no_name_for_it() -> None:
    livre = book(par="facture")
    alone = replace(livre, echeances=livre.echeances[:1])
    assert letters(alone) == [("", 3, ["F1"])]


def test_a_letter_recalls_only_what_was_sent_for_its_own_lines() -> None:
    recalled = {
        one.groupe: [sent.niveau for sent in one.precedentes] for one in passage(book(par="facture"), 60).envois
    }
    assert recalled == {"F1": [1, 2], "F2": [], "F3": []}


def line(facture: str, due: int, le: int, niveau: Niveau) -> Proposition:
    livre = portefeuille(echeance(facture, "100", due=due))
    [etat] = situations(livre, jour(le), lambda _echeance, _day: euros("0"))["C1"].etats
    return Proposition(etat, Decision.RELANCER, "", niveau)


def test_what_is_not_due_is_never_claimed_with_what_is_late() -> None:
    level = book().niveaux[0]
    for par in Regroupement:
        groups = repartir([line("F1", 0, 10, level), line("F1", 20, 10, level)], ReglagesRelances(regroupement=par))
        assert [len(one.lignes) for one in groups] == [1, 1], par
        assert "à venir" in groups[1].nom


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 120)), min_size=1, max_size=8, unique=True))
@pytest.mark.parametrize("par", Regroupement)
def test_no_line_is_lost_nor_claimed_twice_and_names_differ(par: Regroupement, terms: list[tuple[str, int]]) -> None:
    level = book().niveaux[0]
    lines = [line(facture, due, 90, level) for facture, due in terms]
    groups = repartir(lines, ReglagesRelances(regroupement=par))
    told = Counter(one.etat.echeance.cle for group in groups for one in group.lignes)
    assert told == Counter(one.etat.echeance.cle for one in lines)
    assert len({one.nom for one in groups}) == len(groups)


def claimed(livre: Portefeuille, le: int) -> list[Envoi]:
    return list(passage(livre, le).envois)


def test_where_unallocated_payments_and_avoirs_cover_the_claim_there_is_no_letter() -> None:
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F2", "50", due=10),
        reglements=(reglement("110", 20),),
        avoirs=(avoir("40", 25),),
    )
    assert claimed(livre, 15) != []
    assert claimed(livre, 30) == []


def test_a_credit_posted_before_its_facture_covers_it_when_it_is_issued() -> None:
    livre = portefeuille(echeance("F1", "100", due=30, emise=10), reglements=(reglement("100", 1),))
    assert claimed(livre, 60) == []


def test_a_payment_that_names_a_facture_not_yet_issued_pays_it_and_nothing_else() -> None:
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "80", due=90, emise=70), reglements=(reglement("80", 20, "F2"),)
    )
    [letter] = claimed(livre, 40)
    assert (letter.reste_du, [one.etat.echeance.facture for one in letter.lignes]) == (euros("100"), ["F1"])


amounts = st.integers(1, 30).map(lambda n: f"{n}.00")
one_facture = st.tuples(st.sampled_from(("F1", "F2", "F3")), amounts, st.integers(0, 60))


@given(
    st.lists(one_facture, min_size=1, max_size=4, unique_by=lambda one: one[0]),
    st.lists(st.tuples(amounts, st.integers(-40, 60), st.sampled_from(("", "F1", "F2"))), max_size=5),
)
def test_while_we_hold_a_credit_nothing_is_claimed(
    factures: list[tuple[str, str, int]], paid: list[tuple[str, int, str]]
) -> None:
    known = {facture for facture, _, _ in factures}
    livre = portefeuille(
        *(echeance(facture, montant, due=due) for facture, montant, due in factures),
        reglements=tuple(
            reglement(montant, le, named if named in known else "", ligne)
            for ligne, (montant, le, named) in enumerate(paid)
        ),
    )
    for envoi in claimed(livre, 90):
        assert envoi.situation.credit == 0
