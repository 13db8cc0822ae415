from ledgers import echeance, jour, niveau, portefeuille, rate, reglement, relance
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


def test_a_payment_that_names_a_later_facture_is_counted_and_remarked():
    livre = portefeuille(echeance("F1", "100"), niveaux=SPACED, reglements=(reglement("40", -31, "F1", ligne=7),))
    [found] = control(livre, situations(livre, jour(30), rate), jour(30))
    assert (found.code, found.lieu.feuille, found.lieu.ligne) == ("avant-facture", "Règlements", 7)
    assert found.message == (
        "Le règlement de 40,00\u00a0€ du 01/08/2026 de C1 (Client C1) précède la facture F1 qu'il désigne, "
        "du 02/08/2026 : il est compté."
    )


def test_a_payment_before_every_facture_is_counted_and_remarked():
    livre = portefeuille(echeance("F1", "100"), niveaux=SPACED, reglements=(reglement("40", -31),))
    assert codes(livre) == ["avant-facture"]
    assert situations(livre, jour(30), rate)["C1"].etats[0].reste_du == 60


def test_a_payment_on_the_day_of_its_facture_is_no_matter():
    livre = portefeuille(echeance("F1", "100"), niveaux=SPACED, reglements=(reglement("40", -30, "F1"),))
    assert codes(livre) == []
