from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import D0, client, decided, echeance, euros, niveau, passage, portefeuille, reglement, relance
from relancier.creances.portefeuille import Portefeuille, Relance
from relancier.relances.passage import Decision, Passage

LATE = 30


def levels(found: Passage) -> dict[str, int]:
    return {
        one.etat.echeance.facture: one.niveau.niveau for envoi in found.envois for one in envoi.lignes if one.niveau
    }


def test_nothing_goes_out_on_the_day_before_the_delay_ends():
    one = decided(portefeuille(echeance("F1", "100")), 4)
    assert (one.decision, one.niveau) == (Decision.ATTENDRE, None)


def test_the_first_level_goes_out_on_the_fifth_day():
    assert levels(passage(portefeuille(echeance("F1", "100")), 5)) == {"F1": 1}


def test_an_old_echeance_never_chased_starts_at_the_first_level():
    assert levels(passage(portefeuille(echeance("F1", "100")), 300)) == {"F1": 1}


def test_the_next_level_is_the_second_even_when_the_third_is_due():
    assert levels(passage(portefeuille(echeance("F1", "100"), relances=(relance("F1", 1, 5),)), 300)) == {"F1": 2}


def test_a_cancelled_relance_did_not_go_out():
    livre = portefeuille(echeance("F1", "100"), relances=(relance("F1", 1, 5, statut="Annulée"),))
    assert levels(passage(livre, 30)) == {"F1": 1}


def test_a_relance_of_another_term_of_the_facture_does_not_count():
    livre = portefeuille(echeance("F1", "100"), echeance("F1", "100", due=2), relances=(relance("F1", 1, 8, due=2),))
    assert [one.niveau.niveau for one in passage(livre, 30).envois[0].lignes if one.niveau] == [1, 2]


def test_after_the_last_level_somebody_must_decide():
    assert decided(portefeuille(echeance("F1", "100"), relances=(relance("F1", 3, 41),)), 90).decision is (
        Decision.A_DECIDER
    )


def test_the_time_that_the_last_letter_gave_ends_before_somebody_decides():
    livre = portefeuille(echeance("F1", "100"), niveaux=(niveau(1, 5, accorde=8),), relances=(relance("F1", 1, 10),))
    assert decided(livre, 18).decision is Decision.ATTENDRE
    assert "à décider à partir du 20/09/2026" in decided(livre, 18).pourquoi
    assert decided(livre, 19).decision is Decision.A_DECIDER


def test_a_facture_in_one_term_keeps_its_history_when_its_due_day_is_corrected():
    livre = portefeuille(echeance("F1", "100", due=3), relances=(relance("F1", 1, 8, due=0),))
    assert levels(passage(livre, 30)) == {"F1": 2}


def test_a_spacing_of_7_days_after_a_letter_of_the_14th_day_ends_on_the_21st():
    livre = portefeuille(
        echeance("F1", "100"), niveaux=(niveau(1, 5), niveau(2, 20, ecart=7)), relances=(relance("F1", 1, 14),)
    )
    assert decided(livre, 20).decision is Decision.ATTENDRE
    assert levels(passage(livre, 21)) == {"F1": 2}


def test_the_14_days_that_a_letter_gave_are_over_on_the_day_after_the_last():
    livre = portefeuille(
        echeance("F1", "100"),
        niveaux=(niveau(1, 5, accorde=14), niveau(2, 20, ecart=7)),
        relances=(relance("F1", 1, 14),),
    )
    assert decided(livre, 28).decision is Decision.ATTENDRE
    assert levels(passage(livre, 29)) == {"F1": 2}


def test_the_sentence_tells_the_day_on_which_everything_has_run():
    livre = portefeuille(
        echeance("F1", "100"), niveaux=(niveau(1, 5), niveau(2, 20, ecart=30)), relances=(relance("F1", 1, 14),)
    )
    assert f"{D0 + timedelta(days=44):%d/%m/%Y}" in decided(livre, 17).pourquoi


def test_three_factures_at_three_levels_make_one_letter_worded_for_the_highest():
    livre = portefeuille(
        echeance("F3", "30"),
        echeance("F1", "10", due=25),
        echeance("F2", "20", due=10),
        relances=(relance("F2", 1, 16, due=10), relance("F3", 2, 21)),
    )
    [envoi] = passage(livre, 50).envois
    assert envoi.niveau.niveau == 3
    assert [(one.etat.echeance.facture, one.niveau.niveau) for one in envoi.lignes if one.niveau] == [
        ("F3", 3),
        ("F2", 2),
        ("F1", 1),
    ]
    assert envoi.reste_du == euros("60")


def test_each_debtor_who_owes_has_one_letter_and_nobody_else():
    livre = portefeuille(
        echeance("F1", "10"),
        echeance("F2", "10"),
        echeance("F3", "10", code="C2"),
        echeance("F4", "10", code="C3"),
        reglements=(reglement("10", 3, code="C3"),),
    )
    assert [one.debiteur.code for one in passage(livre, LATE).envois] == ["C1", "C2"]


def test_a_letter_under_the_minimum_of_its_level_does_not_go_out():
    livre = portefeuille(echeance("F1", "14.99"), niveaux=(niveau(1, 5, minimum="15"),))
    assert decided(livre, LATE).decision is Decision.MINIMUM


def test_the_minimum_weighs_the_whole_letter_and_not_each_line():
    livre = portefeuille(echeance("F1", "14.99"), echeance("F2", "0.01"), niveaux=(niveau(1, 5, minimum="15"),))
    assert len(passage(livre, LATE).envois[0].lignes) == 2


def test_a_high_level_under_its_minimum_leaves_the_lower_one_go_out():
    livre = portefeuille(
        echeance("F1", "30"),
        echeance("F2", "20", due=1),
        niveaux=(niveau(1, 5, minimum="15"), niveau(2, 20, minimum="100")),
        relances=(relance("F1", 1, 6),),
    )
    assert levels(passage(livre, LATE)) == {"F2": 1}


def test_a_facture_dated_after_the_passage_is_not_issued_yet():
    assert decided(portefeuille(echeance("F1", "10", due=9, emise=4)), 3).decision is Decision.NON_EMISE


def test_an_echeance_of_the_day_is_not_late():
    assert decided(portefeuille(echeance("F1", "10", due=9)), 9).decision is Decision.NON_ECHUE


def test_a_debtor_follows_its_own_procedure_whatever_its_case():
    livre = portefeuille(echeance("F1", "10"), debiteurs=(client("C1", procedure=" STANDARD "),))
    assert levels(passage(livre, LATE)) == {"F1": 1}


def test_a_procedure_that_is_not_described_chases_nobody():
    one = decided(portefeuille(echeance("F1", "10"), debiteurs=(client("C1", procedure="Douce"),)), LATE)
    assert one.decision is Decision.BLOQUEE
    assert "« Douce »" in one.pourquoi


@st.composite
def livres(draw: st.DrawFn) -> Portefeuille:
    terms = [
        echeance(f"F{n}", str(draw(st.integers(1, 200))), due=draw(st.integers(-60, 20)), emise=-90)
        for n in range(draw(st.integers(1, 4)))
    ]
    numbers = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True))
    steps = tuple(
        niveau(n, draw(st.integers(0, 60)), draw(st.integers(0, 15)), draw(st.integers(0, 9)), draw(minima))
        for n in numbers
    )
    return portefeuille(*terms, niveaux=steps)


minima = st.sampled_from(["0", "50", "150"])


@settings(max_examples=60, deadline=None)
@given(livres(), st.lists(st.integers(0, 12), min_size=1, max_size=25))
def test_levels_go_out_in_strict_order_and_never_twice_whatever_the_days_of_the_passages(livre, gaps):
    sent: list[Relance] = []
    day = 0
    for gap in gaps:
        day += gap
        now = portefeuille(*livre.echeances, niveaux=livre.niveaux, relances=tuple(sent))
        for envoi in passage(now, day).envois:
            for line in envoi.lignes:
                assert line.niveau is not None
                due = line.etat.echeance
                sent.append(relance(due.facture, line.niveau.niveau, day, due=(due.echeance - D0).days))
    order = sorted(one.niveau for one in livre.niveaux)
    for term in livre.echeances:
        mine = [one.niveau for one in sent if one.facture == term.facture]
        assert mine == order[: len(mine)]
