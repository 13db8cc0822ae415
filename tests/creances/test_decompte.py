from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions, Decision, Ordre, Rang
from relancier.creances.decompte import decompte, decompte_du, decompte_simple
from relancier.creances.portefeuille import Avoir, Creancier, Debiteur, Echeance, Portefeuille, Reglement, TypeDebiteur
from relancier.creances.regimes import Base, Regime
from relancier.creances.releve import Decompte, NatureOperation
from relancier.droit.taux import TableDesTaux

TABLE = TableDesTaux()
PRO = Debiteur("CL1", "Dupont & Fils", TypeDebiteur.PROFESSIONNEL)
CONSO = Debiteur("CL1", "Madame Martin", TypeDebiteur.CONSOMMATEUR)
PUBLIC = Debiteur("CL1", "Commune de Vienne", TypeDebiteur.PUBLIC)
AU = date(2025, 12, 31)


def D(text: str) -> Decimal:  # noqa: N802
    return Decimal(text)


def facture(number: str, issued: date, due: date, amount: str, taux: str | None = None) -> Echeance:
    return Echeance("CL1", number, issued, due, D(amount), taux=D(taux) if taux else None)


def paid(day: date, amount: str, facture: str = "", reference: str = "") -> Reglement:
    return Reglement("CL1", day, D(amount), facture, reference=reference)


def credit(day: date, amount: str, facture: str = "", number: str = "AV1") -> Avoir:
    return Avoir("CL1", number, day, D(amount), facture)


def run(*records: object, debiteur: Debiteur = PRO, au: date = AU, **conventions: object) -> Decompte:
    terms = [one for one in records if isinstance(one, Echeance)]
    credits = [one for one in records if isinstance(one, Avoir | Reglement)]
    return decompte(debiteur, terms, credits, au, TABLE, conventions=Conventions(**conventions))  # type: ignore[arg-type]


F1 = facture("F1", date(2025, 7, 31), date(2025, 8, 31), "1000.00")
F2 = facture("F2", date(2025, 8, 31), date(2025, 9, 30), "2000.00")


# Stories.


def test_a_partial_payment_goes_to_interest_first_and_the_rest_to_principal():
    found = run(F1, paid(date(2025, 9, 30), "400.00", "F1"), au=date(2025, 10, 31))
    # 1 to 30 September: 1000 x 12.15 x 30 / 36500 = 9.986… -> 9.99; 400 - 9.99 = 390.01 on principal, 609.99 left;
    # 1 to 31 October: 609.99 x 12.15 x 31 / 36500 = 6.294… -> 6.29; and 40 € for the late facture
    (dette,) = found.dettes
    assert [line.montant for line in dette.lignes] == [D("9.99"), D("6.29")]
    assert (dette.interets_payes, dette.principal_paye) == (D("9.99"), D("390.01"))
    assert (dette.principal, dette.interets, dette.indemnite) == (D("609.99"), D("6.29"), D("40.00"))
    assert found.totaux.total == D("656.28")


def test_principal_first_is_a_choice_of_the_creditor_and_is_printed():
    found = run(F1, paid(date(2025, 9, 30), "400.00", "F1"), au=date(2025, 10, 31), ordre=Ordre.PRINCIPAL)
    # 9.99, then 600 x 12.15 x 31 / 36500 = 6.191… -> 6.19
    assert (found.totaux.principal, found.totaux.interets) == (D("600.00"), D("16.18"))
    assert any("d'abord sur le principal, par choix du créancier" in one for one in found.conventions)


def test_the_forty_euros_rank_before_or_after_the_principal_by_setting():
    payment = paid(date(2025, 9, 30), "400.00", "F1")
    before = run(F1, payment, au=date(2025, 9, 30), rang=Rang.AVANT)
    after = run(F1, payment, au=date(2025, 9, 30), rang=Rang.APRES)
    # 400 - 9.99 - 40 = 350.01 against 390.01
    assert (before.totaux.principal, before.totaux.indemnites) == (D("649.99"), D("0.00"))
    assert (after.totaux.principal, after.totaux.indemnites) == (D("609.99"), D("40.00"))
    assert any("s'y impute avant le principal de l'échéance qui la porte" in one for one in before.conventions)


def test_a_late_payment_in_full_leaves_the_forty_euros_and_the_interest_to_pay():
    found = run(F1, paid(date(2025, 9, 30), "1000.00", "F1"), au=date(2025, 9, 30))
    # interest first: 9.99 paid, so 9.99 of principal is left, and 40 €
    assert (found.totaux.principal, found.totaux.interets, found.totaux.indemnites) == (
        D("9.99"),
        D("0.00"),
        D("40.00"),
    )


def test_a_credit_note_lowers_the_claim_but_is_not_a_payment():
    found = run(F1, credit(date(2025, 9, 16), "400.00", "F1"), au=date(2025, 9, 30))
    # 1 to 15 September: 1000 x 12.15 x 15 / 36500 = 4.993… -> 4.99; 16 to 30: 600 x 12.15 x 15 / 36500 = 2.995… -> 3.00
    (dette,) = found.dettes
    assert [line.montant for line in dette.lignes] == [D("4.99"), D("3.00")]
    assert (dette.avoirs, dette.principal_paye, dette.interets_payes) == (D("400.00"), D("0.00"), D("0.00"))
    assert found.totaux.total == D("647.99")


def test_a_payment_that_names_a_facture_leaves_older_ones_alone():
    found = run(F1, F2, paid(date(2025, 10, 15), "500.00", "F2"), au=date(2025, 10, 15))
    assert [one.principal_paye for one in found.dettes] == [D("0.00"), D("490.01")]  # 2000 x 12.15 x 15 / 36500 = 9.99


def test_a_payment_that_names_none_goes_to_the_oldest_due_debt_then_to_the_next():
    found = run(F1, F2, paid(date(2025, 10, 15), "1500.00"), au=date(2025, 10, 15))
    # F1: 1000 x 12.15 x 45 / 36500 = 14.979… -> 14.98; it takes 14.98 + 1000 + 40 = 1054.98
    # F2 gets 445.02: 9.99 of interest, 435.03 of principal
    assert [(one.interets_payes, one.principal_paye, one.indemnite_payee) for one in found.dettes] == [
        (D("14.98"), D("1000.00"), D("40.00")),
        (D("9.99"), D("435.03"), D("0.00")),
    ]


def test_the_most_onerous_due_debt_comes_before_the_oldest():
    dear = facture("F3", date(2025, 8, 31), date(2025, 9, 30), "2000.00", "18")
    found = run(F1, dear, paid(date(2025, 10, 15), "500.00"), au=date(2025, 10, 15))
    assert [one.principal_paye for one in found.dettes] == [D("0.00"), D("485.21")]  # 2000 x 18 x 15 / 36500 = 14.79


def test_a_debt_that_is_due_comes_before_one_that_is_not():
    dear = facture("F3", date(2025, 9, 1), date(2025, 11, 30), "2000.00", "18")
    found = run(F1, dear, paid(date(2025, 10, 15), "500.00"), au=date(2025, 10, 15))
    assert [one.principal_paye for one in found.dettes] == [D("485.02"), D("0.00")]


def test_debts_alike_in_all_are_paid_pro_rata():
    a, b = (facture(n, date(2025, 7, 31), date(2025, 8, 31), m) for n, m in (("A", "1000.00"), ("B", "3000.00")))
    found = run(a, b, paid(date(2025, 8, 31), "1000.01"), au=date(2025, 8, 31))
    assert [one.principal_paye for one in found.dettes] == [D("250.00"), D("750.01")]


def test_the_forty_euros_are_counted_once_for_a_facture_of_three_terms():
    terms = [facture("F1", date(2025, 7, 1), date(2025, month, 15), "100.00") for month in (8, 9, 10)]
    found = run(*terms, paid(date(2025, 8, 15), "100.00", "F1"))
    assert [one.indemnite_due for one in found.dettes] == [D("0.00"), D("40.00"), D("0.00")]


def test_a_facture_paid_on_its_due_day_bears_nothing():
    found = run(F1, paid(date(2025, 8, 31), "1000.00", "F1"))
    assert (found.totaux.total, found.totaux.indemnites_dues, found.dettes[0].lignes) == (D("0.00"), D("0.00"), ())


def test_an_excess_is_held_for_the_debtor_and_pays_the_next_facture():
    late = facture("F9", date(2025, 10, 1), date(2025, 10, 31), "500.00")
    found = run(F1, late, paid(date(2025, 8, 31), "1200.00", "F1"), au=date(2025, 10, 31))
    kinds = [one.nature for one in found.operations]
    assert kinds == [
        NatureOperation.FACTURE,
        NatureOperation.REGLEMENT,
        NatureOperation.FACTURE,
        NatureOperation.REPORT,
    ]
    assert found.operations[1].excedent == D("200.00")
    assert (found.totaux.principal, found.totaux.credit) == (D("300.00"), D("0.00"))


def test_an_excess_with_nothing_to_pay_is_a_credit():
    found = run(F1, paid(date(2025, 8, 31), "1200.00"))
    assert (found.totaux.total, found.totaux.credit, found.totaux.a_payer) == (D("0.00"), D("200.00"), D("-200.00"))


def test_a_rejected_debit_gives_the_debt_back_and_the_facture_was_unpaid_at_term():
    found = run(
        F1, paid(date(2025, 8, 31), "1000.00", "F1"), paid(date(2025, 9, 5), "-1000.00", "F1"), au=date(2025, 9, 30)
    )
    # interest from the day after the rejection: 25 days, 1000 x 12.15 x 25 / 36500 = 8.321… -> 8.32
    assert [(line.du, line.montant) for line in found.dettes[0].lignes] == [(date(2025, 9, 6), D("8.32"))]
    assert found.totaux.total == D("1048.32")


def test_a_rejection_may_name_a_facture_that_the_payment_had_not_named():
    found = run(F1, paid(date(2025, 8, 31), "600.00"), paid(date(2025, 8, 31), "-600.00", "F1"), au=date(2025, 8, 31))
    assert found.totaux.principal == D("1000.00")
    assert found.operations[-1].nature is NatureOperation.REJET


def test_what_is_not_due_yet_is_shown_apart_and_bears_nothing():
    found = run(F1, F2, au=date(2025, 9, 15))
    assert (found.totaux.principal, found.totaux.a_echoir) == (D("3000.00"), D("2000.00"))
    assert found.dettes[1].lignes == ()


# Who owes.


def test_a_consumer_owes_legal_interest_from_the_notice_and_never_the_forty_euros():
    found = run(F1, debiteur=CONSO, au=date(2025, 10, 31), mises_en_demeure={"": date(2025, 9, 30)})
    # 1000 x 2.76 x 31 / 36500 = 2.344…
    assert (found.totaux.interets, found.totaux.indemnites) == (D("2.34"), D("0.00"))
    assert not any("40 €" in one for one in found.conventions)


def test_a_consumer_without_a_notice_owes_no_interest_and_the_decompte_says_why():
    found = run(F1, debiteur=CONSO)
    assert found.totaux.total == D("1000.00")
    assert "ni mise en demeure datée" in found.remarques[0]


def test_a_notice_for_one_facture_leaves_the_others_alone():
    found = run(F1, F2, debiteur=CONSO, au=date(2025, 10, 31), mises_en_demeure={"F2": date(2025, 9, 30)})
    assert [one.interets for one in found.dettes] == [D("0.00"), D("4.69")]


def test_a_notice_for_one_term_of_a_facture_leaves_its_other_terms_alone():
    late = replace(F1, echeance=date(2025, 10, 10))
    notices = {("F1", F1.echeance): date(2025, 9, 30)}
    found = run(F1, late, debiteur=CONSO, au=date(2025, 10, 31), mises_en_demeure=notices)
    assert [bool(one.lignes) for one in found.dettes] == [True, False]


def test_between_traders_legal_interest_runs_where_no_penalties_are_claimed():
    found = run(F1, au=date(2025, 10, 31), penalites=False, mises_en_demeure={"F1": date(2025, 9, 30)})
    assert [(line.regime, line.montant) for line in found.dettes[0].lignes] == [(Regime.LEGAL, D("2.34"))]


def test_a_public_buyer_owes_eight_points_and_forty_euros():
    found = run(F1, debiteur=PUBLIC, au=date(2025, 9, 30))
    # 1000 x 10.15 x 30 / 36500 = 8.342…
    assert (found.totaux.interets, found.totaux.indemnites) == (D("8.34"), D("40.00"))


def test_after_a_decision_legal_interest_takes_the_place_of_penalties_then_five_points_more():
    order = Decision(date(2025, 9, 15), date(2025, 9, 15))
    found = run(F1, au=date(2025, 11, 30), decision=order)
    # 12.15 to 15 September: 4.99; 2.76 for 60 days to 14 November: 4.536… -> 4.54; 7.76 for 16 days: 3.401… -> 3.40
    assert [(f"{one.au:%d/%m}", one.taux, one.montant) for one in found.dettes[0].lignes] == [
        ("15/09", D("12.15"), D("4.99")),
        ("14/11", D("2.76"), D("4.54")),
        ("30/11", D("7.76"), D("3.40")),
    ]


def test_a_decision_that_grants_the_penalties_lets_them_run_without_the_five_points():
    order = Decision(date(2025, 9, 15), date(2025, 9, 15), Regime.PENALITES)
    found = run(F1, au=date(2025, 12, 31), decision=order)
    assert [line.taux for line in found.dettes[0].lignes] == [D("12.15")]


def test_insolvency_stops_interest_the_day_before_and_denies_the_forty_euros_of_later_terms():
    broke = Debiteur("CL1", "Dupont", TypeDebiteur.PROFESSIONNEL, procedure_collective=date(2025, 9, 21))
    found = run(F1, F2, debiteur=broke)
    # F1: 20 days, 1000 x 12.15 x 20 / 36500 = 6.657… -> 6.66; F2 falls due after the opening
    assert [(one.interets, one.indemnite) for one in found.dettes] == [(D("6.66"), D("40.00")), (D("0.00"), D("0.00"))]
    assert "L622-28" in found.remarques[1]
    # 1000.00 + 6.66 + 40.00 and 2000.00
    assert (found.totaux.a_declarer, found.totaux.exigible, found.totaux.a_echoir) == (D("3046.66"), ZERO, ZERO)
    assert "(F1, F2) : 3\u202f046,66\u00a0€ devaient être déclarés au plus tard le 21/11/2025" in found.remarques[0]


def test_before_the_opening_nothing_is_to_be_declared_yet():
    soon = Debiteur("CL1", "Dupont", TypeDebiteur.PROFESSIONNEL, procedure_collective=date(2026, 1, 1))
    found = run(F1, debiteur=soon)
    assert (found.declaration, found.totaux.exigible) == (None, D("1080.61"))


def test_a_credit_comes_off_what_may_be_claimed_before_what_is_declared():
    broke = Debiteur("CL1", "Dupont", TypeDebiteur.PROFESSIONNEL, procedure_collective=date(2025, 9, 21))
    found = run(F1, credit(date(2025, 10, 1), "1030.00", "F1"), debiteur=broke)
    # the avoir clears the 1000.00 of principal; 6.66 and 40.00 are left, less the 30.00 that it leaves
    assert (found.totaux.credit, found.totaux.a_declarer, found.totaux.exigible) == (D("30.00"), D("16.66"), ZERO)


def test_a_facture_dated_on_the_very_day_of_the_opening_is_an_earlier_debt():
    broke = Debiteur("CL1", "Dupont", TypeDebiteur.PROFESSIONNEL, procedure_collective=date(2025, 8, 1))
    same_day, next_day = (facture(f"F{n}", date(2025, 8, n), date(2025, 8, 31), "1000.00") for n in (1, 2))
    found = run(same_day, next_day, debiteur=broke)
    # 1000 x 12.15 x 122 / 36500 = 40.61 on the facture of the next day alone
    assert [(one.interets, one.indemnite) for one in found.dettes] == [(D("0.00"), D("0.00")), (D("40.61"), D("40.00"))]


def test_capitalisation_counts_only_interest_still_unpaid_after_a_whole_year():
    old = facture("F1", date(2016, 12, 1), date(2016, 12, 31), "10000.00", "5")
    found = run(old, paid(date(2017, 12, 31), "200.00", "F1"), au=date(2018, 12, 31), capitalisation=date(2016, 12, 31))
    # 2017: 500, capitalised at its end, before the payment of that day, which lowers it by 200: base 10300, 515 in 2018
    assert [(line.base_principal, line.montant) for line in found.dettes[0].lignes] == [
        (D("10000.00"), D("500.00")),
        (D("10300.00"), D("515.00")),
    ]
    assert any("1343-2" in one for one in found.conventions)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (
            (paid(date(2025, 2, 1), "100.00", "F1"),),
            "Le règlement du 01/02/2025 de 100,00.€ est antérieur à la facture",
        ),
        ((credit(date(2025, 2, 1), "100.00", "F1"),), "L'avoir AV1 du 01/02/2025 est antérieur à la facture F1"),
        ((credit(date(2025, 9, 1), "100.00", "F9"),), "L'avoir AV1 du 01/09/2025 désigne la facture F9"),
        (
            (paid(date(2025, 9, 1), "-9.00"),),
            "Le rejet de règlement du 01/09/2025 de 9,00.€ dépasse ce qui avait",
        ),
    ],
)
def test_a_movement_that_cannot_be_is_told_in_a_whole_sentence(records, said):
    with pytest.raises(InvalidInput, match=f"^{said}"):
        run(F1, *records)


# What it says.


def test_the_forty_euros_rank_against_the_principal_of_their_own_term_alone_and_it_is_said():
    terms = (
        facture("F1", date(2025, 7, 31), date(2025, 8, 31), "100.00"),
        facture("F1", date(2025, 7, 31), date(2025, 9, 30), "100.00"),
    )
    found = run(*terms, paid(date(2025, 10, 31), "150.00", "F1"))
    # interest 2.03, principal 100.00, the 40.00 of the first term, then 1.03 and 6.94 on the second one
    assert [(one.principal, one.indemnite) for one in found.dettes] == [(D("0.00"), D("0.00")), (D("93.06"), D("0.00"))]
    assert any("après le principal de l'échéance qui la porte" in one for one in found.conventions)


def test_interest_stops_between_a_payment_and_its_rejection_and_a_convention_says_so():
    back = (paid(date(2025, 9, 10), "1000.00", "F1"), paid(date(2025, 9, 20), "-1000.00", "F1"))
    found = run(F1, *back, au=date(2025, 9, 30))
    # 1000.00 until the 10th; the 3.33 that it had left unpaid until the 20th; 1000.00 again from the 21st
    assert [(line.du.day, line.au.day, line.base_principal) for line in found.dettes[0].lignes] == [
        (1, 10, D("1000.00")),
        (11, 20, D("3.33")),
        (21, 30, D("1000.00")),
    ]
    said = "Un règlement rejeté vaut comme reçu jusqu'au jour de son rejet compris"
    assert any(one.startswith(said) for one in found.conventions)
    assert not any(said in one for one in run(F1, back[0]).conventions)


def test_an_unverified_rate_is_named_in_the_remarks():
    found = run(facture("F1", date(2026, 6, 1), date(2026, 6, 30), "1000.00"), au=date(2026, 7, 31))
    assert not found.verifie
    assert "second semestre 2026 n'ont pas été vérifiés" in found.remarques[0]


def test_later_records_are_left_out_and_named():
    found = run(F1, F2, paid(date(2025, 9, 10), "100.00"), au=date(2025, 8, 30))
    assert found.totaux.principal == D("1000.00")
    assert found.remarques == (
        "Postérieurs au 30/08/2025 et non comptés : facture F2 ; Règlement du 10/09/2025 de 100,00\u00a0€.",
    )


def test_the_base_is_printed():
    assert any("/ 365, même en année bissextile" in one for one in run(F1).conventions)
    assert any("/ 366, chaque année" in one for one in run(F1, base=Base.J366).conventions)


def test_a_sum_without_a_workbook_gives_the_same_figures():
    found = decompte_simple(
        D("1000.00"), date(2025, 8, 31), date(2025, 10, 31), TABLE, reglements=[(date(2025, 9, 30), D("400.00"))]
    )
    assert found.totaux.total == D("656.28")


def test_a_sum_paid_before_its_facture_is_refused():
    with pytest.raises(InvalidInput, match="antérieur à la facture"):
        decompte_simple(
            D("1000.00"),
            date(2025, 8, 31),
            AU,
            TABLE,
            facture=date(2025, 8, 1),
            reglements=[(date(2025, 7, 31), D("400.00"))],
        )


def test_a_debtor_is_found_by_his_code_and_an_unknown_one_is_refused():
    book = Portefeuille(Creancier("Atelier"), {"CL1": PRO}, (F1,), (), (paid(date(2025, 9, 30), "400.00", "F1"),))
    assert decompte_du(book, "CL1", date(2025, 10, 31), TABLE).totaux.total == D("656.28")
    with pytest.raises(InvalidInput, match="CL9"):
        decompte_du(book, "CL9", AU, TABLE)


# Refusals.


@pytest.mark.parametrize(
    ("records", "code"),
    [
        ((F1, paid(date(2025, 7, 30), "10.00", "F1")), "reglement-avant-facture"),
        ((F1, credit(date(2025, 7, 30), "10.00", "F1")), "avoir-avant-facture"),
        ((F1, paid(date(2025, 9, 1), "10.00", "F7")), "facture-inconnue"),
        ((F1, paid(date(2025, 9, 1), "-10.00", "F1")), "rejet-sans-reglement"),
        ((facture("F0", date(2014, 11, 30), date(2014, 12, 31), "10.00"),), "echeance-avant-2015"),
    ],
)
def test_records_that_cannot_be_are_refused_with_a_sentence(records, code):
    with pytest.raises(InvalidInput) as caught:
        run(*records)
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.remede


def test_a_payment_before_any_facture_is_held_until_the_first_and_said():
    found = run(F1, paid(date(2025, 7, 30), "10.00"))
    assert [(one.date, one.nature, one.excedent) for one in found.operations[:3]] == [
        (date(2025, 7, 30), NatureOperation.REGLEMENT, D("10.00")),
        (date(2025, 7, 31), NatureOperation.FACTURE, D("0.00")),
        (date(2025, 7, 31), NatureOperation.REPORT, D("0.00")),
    ]
    assert found.dettes[0].principal == F1.montant - D("10.00")
    assert any(one.startswith("Reçu avant toute facture, tenu en acompte") for one in found.remarques)


def test_a_consumer_with_an_agreed_penalty_rate_is_refused():
    with pytest.raises(Refus, match="entre professionnels"):
        run(facture("F1", date(2025, 7, 31), date(2025, 8, 31), "1000.00", "12"), debiteur=CONSO)


def test_a_public_buyer_with_an_agreed_rate_is_refused():
    with pytest.raises(Refus, match="acheteur public"):
        run(facture("F1", date(2025, 7, 31), date(2025, 8, 31), "1000.00", "12"), debiteur=PUBLIC)


def test_a_decompte_in_2027_is_refused_while_something_is_owed():
    with pytest.raises(InvalidInput, match="ligne « 2027-S1 »"):
        run(F1, au=date(2027, 1, 15))


def test_a_decision_enforceable_before_it_was_rendered_is_refused():
    with pytest.raises(InvalidInput, match="ne peut être exécutoire"):
        Conventions(decision=Decision(date(2025, 9, 15), date(2025, 9, 14)))


def test_the_convention_gives_the_first_day_of_interest_that_this_debtor_really_owes():
    pro, conso = (run(F1, au=date(2025, 10, 31), **who).conventions for who in ({}, {"debiteur": CONSO}))
    assert "du lendemain de l'échéance jusqu'à la date d'arrêté" in pro[0]
    assert "lendemain de l'échéance" not in " ".join(conso)
    assert any("court du lendemain de la mise en demeure" in one for one in conso)
