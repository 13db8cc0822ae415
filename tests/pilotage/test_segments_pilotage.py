"""Under which segment a debtor is counted: what the user typed, else what its facts say."""

from dataclasses import replace
from decimal import Decimal

from ledgers import client, echeance, jour, portefeuille
from relancier.creances.portefeuille import Segment
from relancier.documents.tableau.titres import segments as titre
from relancier.pilotage.tableau import Tableau, measure

LENTS = Segment("Lents", 1, retard=10)


def counted(*typed: str) -> Tableau:
    names = [(f"C{number}", word) for number, word in enumerate(typed)]
    return measure(
        portefeuille(
            *(echeance("F1", "100", due=-20, code=code) for code, _ in names),
            debiteurs=tuple(replace(client(code), segment=word) for code, word in names),
            segments=(LENTS,),
        ),
        jour(0),
    )


def test_a_segment_that_no_rule_knows_is_still_how_the_user_sorts_his_clients() -> None:
    found = counted("Grands comptes", "")
    assert [one.segment for one in found.lignes] == ["Grands comptes", "Lents"]
    assert {one.nom: one.total for one in found.balance.segments} == {"Grands comptes": 100, "Lents": 100}


def test_one_segment_spelt_in_two_ways_is_one_so_that_a_formula_does_not_count_it_twice() -> None:
    found = counted("Grands comptes", "grands  comptes", "LENTS")
    assert [one.segment for one in found.lignes] == ["Grands comptes", "Grands comptes", "Lents"]
    assert [one.total for one in found.balance.segments] == [Decimal(200), Decimal(100)]


def test_the_title_names_whoever_carries_the_most_clients_without_a_segment_included() -> None:
    plain = measure(
        portefeuille(
            *(echeance(f"F{n}", "100", due=-20, code=code) for n, code in enumerate(("A", "A", "A", "B"))),
            debiteurs=(client("A"), replace(client("B"), segment="Agences")),
        ),
        jour(0),
    )
    assert titre(plain).titre == "75\u00a0% des retards viennent de clients sans segment, 300\u00a0€"
