from ledgers import client, echeance, jour, niveau, portefeuille, rate, reglement, relance
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import situations
from relancier.relances.controls import control

SPACED = (niveau(1, 5, accorde=8),)


def codes(livre: Portefeuille, le: int = 30) -> list[str]:
    return [one.code for one in control(livre, situations(livre, jour(le), rate), jour(le))]


def test_two_levels_without_any_spacing_are_remarked():
    livre = portefeuille(echeance("F1", "100"), niveaux=(niveau(1, 5), niveau(2, 20)))
    assert codes(livre) == ["niveaux-sans-ecart"]


def test_a_spacing_or_a_time_given_is_enough():
    assert codes(portefeuille(echeance("F1", "100"), niveaux=(niveau(1, 5), niveau(2, 20, ecart=7)))) == []
    assert codes(portefeuille(echeance("F1", "100"), niveaux=(niveau(1, 5, accorde=8), niveau(2, 20)))) == []


def test_a_level_that_is_missing_is_remarked():
    livre = portefeuille(echeance("F1", "100"), niveaux=(niveau(1, 5, accorde=8), niveau(3, 20)))
    assert codes(livre) == ["niveaux-troues"]


def test_a_relance_whose_term_is_gone_from_a_facture_in_two_terms_is_remarked():
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F1", "100", due=30),
        niveaux=(niveau(1, 5, accorde=8),),
        relances=(relance("F1", 1, 8, due=7),),
    )
    assert codes(livre) == ["relance-sans-echeance"]


def test_a_consumer_s_debt_of_almost_two_years_is_remarked():
    livre = portefeuille(echeance("F1", "100"), debiteurs=(client("C1", "consommateur"),), niveaux=SPACED)
    assert codes(livre, 365 + 160) == []
    assert codes(livre, 365 + 200) == ["prescription"]


def test_a_paid_debt_has_no_clock():
    livre = portefeuille(
        echeance("F1", "100"),
        debiteurs=(client("C1", "consommateur"),),
        niveaux=SPACED,
        reglements=(reglement("100", 5, "F1"),),
    )
    assert codes(livre, 365 + 200) == []
