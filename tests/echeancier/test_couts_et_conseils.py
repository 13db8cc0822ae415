"""What a plan costs to each side, and what somebody should know before offering it."""

from datetime import date
from decimal import Decimal

from ledgers import echeance
from plans import ABANDONNES, DUREE, TABLE, owed, plan
from relancier.creances.portefeuille import Debiteur, TypeDebiteur
from relancier.creances.prescriptions import prescription_de
from relancier.echeancier.conseils import conseils
from relancier.echeancier.couts import couts
from relancier.echeancier.simuler import Simulation


def advice(found: Simulation) -> str:
    return "\n".join(conseils(found, TABLE))


def test_without_interest_the_creditor_gives_what_the_law_would_have_run():
    """1,000.00 in two: 10.19 on 1,000.00 for 30 days, 5.27 on 500.00 for 31, at 12.40 %."""
    found = couts(plan("1000.00", 2))
    assert (found.creancier.interets_loi, found.creancier.manque) == (Decimal("15.46"), Decimal("15.46"))
    assert (found.debiteur.total, found.debiteur.au_dela) == (Decimal("1000.00"), Decimal("0.00"))
    assert found.creancier.dernier_encaissement == date(2027, 1, 30)
    assert found.creancier.delai_moyen == Decimal("45.5")  # half after 30 days, half after 61


def test_the_mean_delay_is_weighted_by_the_amounts_and_counts_the_apport():
    # 900.00 at once, 100.00 after 30 days
    assert couts(plan("1000.00", 1, apport="900")).creancier.delai_moyen == Decimal("3.0")


def test_waiving_costs_what_had_accrued_and_what_would_have_run():
    found = couts(plan(owed("1000.00", "60.00", "40.00"), 1, interets=ABANDONNES))
    assert (found.debiteur.total, found.debiteur.au_dela) == (Decimal("1040.00"), Decimal("-60.00"))
    assert (found.creancier.remise, found.creancier.manque) == (Decimal("60.00"), Decimal("70.19"))


def test_at_the_rate_of_the_law_the_creditor_loses_nothing():
    found = couts(plan(owed("1000.00", "60.00", "40.00"), 6, interets=DUREE))
    assert found.creancier.manque == Decimal("0.00")
    assert found.creancier.interets_loi == found.creancier.interets_du_plan == found.debiteur.au_dela


def test_an_unknown_rate_leaves_the_indication_out():
    found = couts(plan(owed("1000.00", arrete=date(2027, 2, 1)), 2))
    assert (found.creancier.interets_loi, found.creancier.taux_loi, found.creancier.manque) == (None, None, None)


def test_more_than_24_months_is_more_than_a_judge_grants():
    assert "1343-5" not in advice(plan("1000.00", 24))
    said = advice(plan("1000.00", 25))
    assert "finit le 30/12/2028, plus de 24 mois" in said
    assert "un juge n'accorde pas plus de deux ans (article 1343-5 du Code civil, à vérifier)" in said


def test_a_clock_near_its_end_is_told_and_that_the_signature_alone_restarts_it():
    consumer = Debiteur("C1", "Léa", TypeDebiteur.CONSOMMATEUR)
    old = echeance("F1", "1000", due=-620)  # 1 September 2026 - 620 days: 20 December 2024
    dette = owed("1000.00", type_="consommateur", prescriptions=((old, prescription_de(old, consumer)),))
    said = advice(plan(dette, 2))
    assert "La facture F1 à échéance du 20/12/2024 sera prescrite après le 20/12/2026, dans moins de 3 mois" in said
    assert "sa signature le fait repartir" in said


def test_a_far_clock_is_not_mentioned():
    professional = Debiteur("C1", "Léa SARL", TypeDebiteur.PROFESSIONNEL)
    recent = echeance("F1", "1000")
    dette = owed("1000.00", prescriptions=((recent, prescription_de(recent, professional)),))
    assert "prescri" not in advice(plan(dette, 2))


def test_a_waiver_is_kept_only_if_the_plan_is_and_a_bill_may_void_it():
    said = advice(plan(owed("1000.00", "60.00"), 2, interets=ABANDONNES))
    assert "La remise de 60,00\u00a0€ n'est acquise que si le plan est tenu jusqu'au bout." in said
    assert "adoptée par le Sénat le 19 février 2026) : vérifiez s'il a été adopté" in said


def test_the_rate_of_the_law_is_named_as_agreed_and_said_to_be_unverified():
    said = advice(plan("1000.00", 2, interets=DUREE))
    assert "12,40\u00a0% l'an, est celui de la loi au 30/11/2026" in said
    assert "l'accord le fixe pour toute sa durée" in said
    assert "n'a pas été vérifié sur le texte officiel" in said


def test_a_rate_under_the_floor_is_told_to_be_a_partial_waiver():
    assert "inférieur à trois fois le taux légal, 8,25\u00a0%" in advice(
        plan("1000.00", 2, interets=DUREE, taux="8.24")
    )
    assert "trois fois" not in advice(plan("1000.00", 2, interets=DUREE, taux="8.25"))


def test_interest_asked_of_a_consumer_needs_counsel():
    dette = owed("1000.00", type_="consommateur")
    assert "appelle l'avis d'un avocat" in advice(plan(dette, 2, interets=DUREE))
    assert "avocat" not in advice(plan(dette, 2))
    assert "pénalités" not in advice(plan(dette, 2))


def test_a_public_buyer_may_still_owe_the_interest_that_a_plan_leaves_out():
    assert "L2192-14" in advice(plan(owed("1000.00", type_="public"), 2))
    assert "L2192-14" not in advice(plan(owed("1000.00", type_="public"), 2, interets=DUREE))
