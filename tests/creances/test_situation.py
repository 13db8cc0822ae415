from datetime import date
from decimal import Decimal

import pytest
from ledgers import avoir, client, echeance, euros, jour, portefeuille, reglement
from relancier.base.errors import InvalidInput
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import Situation, situations
from relancier.droit.semestre import Semestre
from relancier.droit.taux import Taux


def situation(livre: Portefeuille, le: int) -> Situation:
    return situations(livre, jour(le), onerosite(livre))["C1"]


def test_the_four_figures_of_an_echeance_and_its_days_late():
    livre = portefeuille(
        echeance("F1", "1000"), reglements=(reglement("400", 9, "F1"),), avoirs=(avoir("100", 5, "F1"),)
    )
    [etat] = situation(livre, 12).etats
    assert (etat.avoirs, etat.regle, etat.reste_du, etat.retard) == (euros("100"), euros("400"), euros("500"), 12)


def test_an_echeance_is_not_late_on_its_own_day():
    assert situation(portefeuille(echeance("F1", "100", due=3)), 3).etats[0].retard == 0


def test_the_echeances_keep_the_order_of_the_sheet():
    livre = portefeuille(echeance("F2", "10", due=9), echeance("F1", "10"))
    assert [one.echeance.facture for one in situation(livre, 12).etats] == ["F2", "F1"]


def test_a_debtor_without_a_facture_has_an_empty_account():
    livre = portefeuille(debiteurs=(client("C1"),))
    assert (situation(livre, 0).etats, situation(livre, 0).credit) == ((), Decimal("0.00"))


def test_what_comes_after_the_day_is_set_apart():
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("10", 12), reglement("20", 13)))
    found = situation(livre, 12)
    assert [one.montant for one in found.recus] == [euros("10")]
    assert [one.montant for one in found.posterieurs] == [euros("20")]


def test_what_is_paid_twice_is_held_for_the_debtor():
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("100", 2, ligne=5), reglement("100", 4, ligne=6)))
    assert situation(livre, 12).credit == euros("100")


def test_two_debtors_never_share_a_payment():
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "100", code="C2"), reglements=(reglement("150", 5, code="C2"),)
    )
    assert situation(livre, 12).etats[0].reste_du == euros("100")


def test_a_contract_rate_over_the_legal_one_makes_a_newer_debt_the_first_to_be_paid():
    # 12,15 % by law in the second half of 2025, 15 % by contract
    livre = portefeuille(
        echeance("F1", "100", due=-400, emise=-430),
        echeance("F2", "100", due=-390, emise=-420, taux="15"),
        reglements=(reglement("100", -350),),
    )
    assert [str(one.reste_du) for one in situation(livre, 12).etats] == ["100.00", "0.00"]


def test_a_consumer_bears_no_rate_before_a_mise_en_demeure():
    livre = portefeuille(
        echeance("F1", "100", due=0),
        echeance("F2", "100", due=5, taux="3"),
        debiteurs=(client("C1", "consommateur"),),
        reglements=(reglement("100", 9),),
    )
    assert [str(one.reste_du) for one in situation(livre, 12).etats] == ["100.00", "0.00"]


def test_a_rate_that_must_be_compared_and_is_not_known_is_refused():
    livre = portefeuille(
        echeance("F1", "100", due=900), echeance("F2", "100", due=910, taux="15"), reglements=(reglement("50", 930),)
    )
    with pytest.raises(InvalidInput) as caught:
        situation(livre, 940)
    assert caught.value.code == "taux-inconnu"


def test_a_rate_of_the_workbook_is_used_where_the_law_s_table_ends():
    taux = Taux(Semestre.of(date(2029, 3, 20)), Decimal(20), Decimal(9), Decimal(9), "à la main", True)
    livre = portefeuille(
        echeance("F1", "100", due=900),
        echeance("F2", "100", due=910, taux="15"),
        reglements=(reglement("50", 930),),
        taux=(taux,),
    )
    assert [str(one.reste_du) for one in situation(livre, 940).etats] == ["50.00", "100.00"]


def test_no_rate_is_asked_for_a_debtor_whose_factures_all_bear_the_legal_one():
    livre = portefeuille(
        echeance("F1", "100", due=900), echeance("F2", "100", due=910), reglements=(reglement("50", 930),)
    )
    assert [str(one.reste_du) for one in situation(livre, 940).etats] == ["50.00", "100.00"]
