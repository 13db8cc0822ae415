from datetime import date
from decimal import Decimal

from relancier.creances.portefeuille import Debiteur, Echeance, Echeancier, TypeDebiteur
from relancier.creances.prescriptions import prescription_de, prescription_sentence
from relancier.creances.termes import trop_longs
from relancier.droit.delais import FinDeMois

DUE = date(2025, 1, 31)


def term(facture: str = "F1", le: date = date(2025, 1, 1), due: date = DUE) -> Echeance:
    return Echeance("C1", facture, le, due, Decimal("100.00"))


def client(kind: TypeDebiteur) -> Debiteur:
    return Debiteur("C1", "Client", kind)


def plan(le: date, statut: str = "en cours") -> Echeancier:
    return Echeancier("E1", 1, "C1", le, Decimal("100.00"), statut)


def test_a_trader_has_five_years_and_a_consumer_two():
    assert prescription_de(term(), client(TypeDebiteur.PROFESSIONNEL)).dernier_jour == date(2030, 1, 31)
    assert prescription_de(term(), client(TypeDebiteur.CONSOMMATEUR)).dernier_jour == date(2027, 1, 31)


def test_a_signed_plan_restarts_the_clock_of_what_was_invoiced_before():
    consumer = client(TypeDebiteur.CONSOMMATEUR)
    assert prescription_de(term(), consumer, [plan(date(2026, 5, 10))]).dernier_jour == date(2028, 5, 10)
    later = term(le=date(2026, 6, 1), due=date(2026, 7, 1))
    assert prescription_de(later, consumer, [plan(date(2026, 5, 10))]).depart == date(2026, 7, 1)


def test_a_plan_that_is_only_proposed_restarts_nothing():
    clock = prescription_de(term(), client(TypeDebiteur.CONSOMMATEUR), [plan(date(2026, 5, 10), "proposé")])
    assert clock.dernier_jour == date(2027, 1, 31)


def test_the_warning_tells_the_last_day_and_that_a_letter_changes_nothing():
    clock = prescription_de(term(), client(TypeDebiteur.CONSOMMATEUR))
    assert clock.alerte(date(2026, 7, 30)) is None
    assert clock.alerte(date(2026, 7, 31)) == 6
    assert clock.alerte(date(2026, 10, 31)) == 3
    sentence = prescription_sentence("F1", DUE, clock, 6)
    assert "prescrite après le 31/01/2027, dans moins de 6 mois" in sentence
    assert "une relance n'y change rien" in sentence


def test_a_term_over_60_days_and_over_45_days_end_of_month_is_told():
    trader = client(TypeDebiteur.PROFESSIONNEL)
    # 10 March + 45 days = 24 April -> 30 April; 31 March + 45 days = 15 May; 10 March + 60 days = 9 May
    allowed = term(le=date(2025, 3, 10), due=date(2025, 5, 15))
    assert trop_longs([allowed], trader, FinDeMois.B) == ()
    [sentence] = trop_longs([allowed], trader, FinDeMois.A)
    assert "payable le 15/05/2025" in sentence
    assert "le 09/05/2025" in sentence


def test_terms_agreed_one_by_one_and_other_debtors_are_left_aside():
    late = date(2025, 12, 31)
    assert trop_longs([term(), term(due=late)], client(TypeDebiteur.PROFESSIONNEL), FinDeMois.A) == ()
    assert trop_longs([term(due=late)], client(TypeDebiteur.CONSOMMATEUR), FinDeMois.A) == ()
