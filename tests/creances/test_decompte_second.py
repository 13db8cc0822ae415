"""The engine against the second implementation, on random ledgers; and what their first meeting taught, case by case.

RELANCIER_LEDGERS raises the number of ledgers (300 by default, in every run the same).
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from random_ledgers import conventions, ledger, returned
from relancier.base.errors import InvalidInput
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte, par_debiteur
from relancier.creances.portefeuille import Avoir, Creancier, Debiteur, Echeance, Portefeuille, Reglement, TypeDebiteur
from relancier.creances.regimes import TauxPublic
from relancier.creances.releve import Decompte, NatureOperation
from relancier.documents.decompte.check import check
from relancier.documents.decompte.workbook import write
from relancier.droit.taux import TableDesTaux
from second import Account, Rules, second

TABLE = TableDesTaux()
LEDGERS = int(os.environ.get("RELANCIER_LEDGERS", "300"))
PACK = 50


def said_by_second(account: Account) -> object:
    debts = [
        (one.lines, one.principal, one.owed("i"), one.fee_born, one.fee)  # all in cents
        for one in account.debts
    ]
    return debts, sum(part for _, debt, _, part in account.taken if debt is None)


def said_by_engine(found: Decompte) -> object:
    debts = []
    for one in found.dettes:
        lines = [
            (l.du, l.au, l.base_principal * 100, l.taux * 100, l.diviseur, l.montant * 100)
            for l in one.lignes  # noqa: E741
        ]
        debts.append((lines, one.principal * 100, one.interets * 100, one.indemnite_due * 100, one.indemnite * 100))
    return debts, found.totaux.credit * 100


@pytest.mark.parametrize("first", range(0, LEDGERS, PACK))
def test_random_ledgers_come_out_equal_line_by_line(first):
    for seed in range(first, min(first + PACK, LEDGERS)):
        case = ledger(Random(f"second-{seed}"))
        try:
            expected = said_by_second(second(case.terms, case.credits, case.au, case.rules))
        except ValueError:
            with pytest.raises(InvalidInput) as refused:
                decompte(case.debiteur, case.terms, case.credits, case.au, TABLE, conventions=case.conventions)
            assert refused.value.code == "rejet-sans-reglement", seed
            continue
        found = decompte(case.debiteur, case.terms, case.credits, case.au, TABLE, conventions=case.conventions)
        assert said_by_engine(found) == expected, seed


@pytest.mark.parametrize("first", range(0, LEDGERS // 5, 10))
def test_capitalised_interest_that_comes_back_in_part_is_counted_alike_by_engine_second_and_workbook(first, tmp_path):
    issued = 0
    for seed in range(first, min(first + 10, LEDGERS // 5)):
        case = returned(Random(f"returned-{seed}"))
        try:
            found = decompte(case.debiteur, case.terms, case.credits, case.au, TABLE, conventions=case.conventions)
        except InvalidInput as refused:
            if refused.code != "rejet-sans-reglement":
                raise
            continue
        issued += 1
        assert said_by_engine(found) == said_by_second(second(case.terms, case.credits, case.au, case.rules)), seed
        path: Path = tmp_path / f"{seed}.xlsx"
        write(path, found, Creancier("ATELIER"), TABLE, case.conventions)
        assert check(path, found) == (), seed
    assert issued >= 5


# What their first meeting taught: each of these came out different, and the law or good sense decided.


def both(terms: list[Echeance], credits: list[Avoir | Reglement], au: date, rules: Rules) -> Decompte:
    debtor = Debiteur("C", "Dupont", TypeDebiteur.PROFESSIONNEL)
    found = decompte(debtor, terms, credits, au, TABLE, conventions=conventions(rules))
    assert said_by_engine(found) == said_by_second(second(terms, credits, au, rules))
    return found


def term(number: str, issued: date, due: date, amount: str) -> Echeance:
    return Echeance("C", number, issued, due, Decimal(amount))


def paid(day: date, amount: str, facture: str = "", reference: str = "") -> Reglement:
    return Reglement("C", day, Decimal(amount), facture, reference=reference)


def test_what_bears_no_interest_is_paid_after_what_does():
    # F1 was paid late and owes its 40 € alone; F2 bears 12.15 %: the debtor gains by paying F2 (1342-10)
    f1 = term("F1", date(2025, 7, 1), date(2025, 7, 31), "1000.00")
    f2 = term("F2", date(2025, 7, 1), date(2025, 8, 31), "1000.00")
    whole = paid(date(2025, 8, 30), "1009.99", "F1")  # 30 days: 1000 x 12.15 x 30 / 36500 = 9.986… -> 9.99
    found = both([f1, f2], [whole, paid(date(2025, 9, 30), "500.00")], date(2025, 9, 30), Rules())
    assert [one.principal for one in found.dettes] == [Decimal("0.00"), Decimal("509.99")]
    assert found.dettes[0].indemnite == Decimal("40.00")


def test_money_held_for_the_debtor_pays_what_a_rejection_leaves_owed_again():
    f1 = term("F1", date(2025, 7, 1), date(2025, 12, 31), "100.00")
    twice = [paid(date(2025, 8, 1), "100.00", "F1", "A"), paid(date(2025, 8, 5), "80.00", "", "B")]
    found = both([f1], [*twice, paid(date(2025, 9, 1), "-100.00", "F1")], date(2025, 9, 30), Rules())
    assert (found.totaux.principal, found.totaux.credit) == (Decimal("20.00"), Decimal("0.00"))
    assert [one.nature for one in found.operations][-2:] == [NatureOperation.REJET, NatureOperation.REPORT]


def test_a_rejection_takes_back_the_last_payment_even_when_it_had_found_no_debt():
    f1 = term("F1", date(2025, 7, 1), date(2025, 12, 31), "100.00")
    twice = [paid(date(2025, 8, 1), "100.00", "", "A"), paid(date(2025, 8, 5), "80.00", "", "B")]
    found = both([f1], [*twice, paid(date(2025, 9, 1), "-60.00")], date(2025, 9, 30), Rules())
    assert (found.totaux.principal, found.totaux.credit) == (Decimal("0.00"), Decimal("20.00"))


def test_a_rejection_goes_on_to_older_payments_when_the_last_of_its_amount_was_already_sent_back_in_part():
    f1 = term("F1", date(2025, 7, 1), date(2025, 12, 31), "200.00")
    payments = [paid(date(2025, 8, 1), "100.00", "", "A"), paid(date(2025, 8, 5), "100.00", "", "B")]
    back = [paid(date(2025, 9, 1), "-30.00"), paid(date(2025, 9, 2), "-100.00")]
    found = both([f1], [*payments, *back], date(2025, 9, 30), Rules())
    assert found.totaux.principal == Decimal("130.00")


def test_a_rejection_that_names_a_facture_leaves_the_payments_of_the_others_alone():
    f1 = term("F1", date(2025, 7, 1), date(2025, 12, 31), "100.00")
    f2 = term("F2", date(2025, 7, 1), date(2025, 12, 31), "100.00")
    payments = [paid(date(2025, 8, 1), "50.00", "F1"), paid(date(2025, 8, 5), "100.00", "F2")]
    found = both([f1, f2], [*payments, paid(date(2025, 9, 1), "-30.00", "F1")], date(2025, 9, 30), Rules())
    assert [one.principal for one in found.dettes] == [Decimal("80.00"), Decimal("0.00")]


def test_interest_born_before_the_years_to_capitalise_is_not_capitalised_after_a_rejection():
    # 31 days to 31 January 2023 paid on the spot and sent back in March: older than 1 February, never capitalised
    f1 = term("F1", date(2022, 12, 1), date(2022, 12, 31), "1000.00")
    moves = [paid(date(2023, 1, 31), "10.62"), paid(date(2023, 3, 1), "-10.62")]  # 1000 x 12.5 x 31 / 36500
    found = both([f1], moves, date(2024, 2, 29), Rules(compound_from=date(2023, 2, 1)))
    last = found.dettes[0].lignes[-1]
    year = sum(line.montant for line in found.dettes[0].lignes if date(2023, 2, 1) < line.du < date(2024, 2, 2))
    assert last.base_principal == Decimal("1000.00") + year


def test_a_public_buyer_owes_the_first_semesters_rate_or_each_semesters_own_by_setting():
    town = Debiteur("C", "Commune de Vienne", TypeDebiteur.PUBLIC)
    f1 = term("F1", date(2025, 5, 1), date(2025, 5, 31), "1000.00")
    fixed = decompte(town, [f1], [], date(2025, 7, 31), TABLE)
    moving = decompte(
        town, [f1], [], date(2025, 7, 31), TABLE, conventions=Conventions(taux_public=TauxPublic.PAR_SEMESTRE)
    )
    # 61 days at 11.15 = 18.634… ; 30 at 11.15 = 9.164…, then 31 at 10.15 = 8.620…
    assert [line.montant for line in fixed.dettes[0].lignes] == [Decimal("18.63")]
    assert [line.montant for line in moving.dettes[0].lignes] == [Decimal("9.16"), Decimal("8.62")]
    assert any("sans changer ensuite" in one for one in fixed.conventions)
    assert any("par choix du créancier" in one and "public" in one for one in moving.conventions)


def test_a_figure_that_rests_on_an_article_not_verified_is_said():
    town = Debiteur("C", "Commune de Vienne", TypeDebiteur.PUBLIC)
    f1 = term("F1", date(2025, 5, 1), date(2025, 5, 31), "1000.00")
    remark = " ".join(decompte(town, [f1], [], date(2025, 7, 31), TABLE).remarques)
    assert "R2192-31" in remark
    assert "D2192-35" in remark
    pro = Debiteur("C", "Dupont", TypeDebiteur.PROFESSIONNEL)
    assert decompte(pro, [f1], [], date(2025, 7, 31), TABLE).remarques == ()
    paying = decompte(pro, [f1], [paid(date(2025, 7, 1), "100.00")], date(2025, 7, 31), TABLE)
    assert "1343-1" in paying.remarques[0]


def test_money_held_before_a_facture_is_issued_lowers_it_from_that_very_day():
    # F2 is issued five days after its own due day; the 5 100 € held since August stop its interest the day before
    f1 = term("F1", date(2025, 7, 1), date(2025, 12, 31), "100.00")
    f2 = term("F2", date(2025, 9, 15), date(2025, 9, 10), "5000.00")
    found = both([f1, f2], [paid(date(2025, 8, 1), "5200.00")], date(2025, 9, 30), Rules())
    line = found.dettes[0].lignes[0]
    assert (line.du, line.au) == (date(2025, 9, 11), date(2025, 9, 14))


def test_each_debtors_records_are_read_once_for_a_run_over_many():
    f1, other = term("F1", date(2025, 7, 1), date(2025, 7, 31), "100.00"), paid(date(2025, 8, 1), "5.00")
    names = {code: Debiteur(code, "Dupont", TypeDebiteur.PROFESSIONNEL) for code in ("C", "D")}
    book = Portefeuille(Creancier("ATELIER"), names, (f1,), reglements=(other,))
    assert par_debiteur(book) == {"C": ([f1], [other]), "D": ([], [])}


def test_what_comes_back_of_a_payment_says_how_much_of_it_was_capitalised_interest():
    # a year's interest from 1 January 2022, 1000 x 10 % = 100.00, is capital on the 1st of January 2023
    f1 = term("F1", date(2021, 12, 1), date(2021, 12, 31), "1000.00")
    moves = [paid(date(2023, 1, 1), "100.00", "F1"), paid(date(2023, 2, 1), "-40.00", "F1")]
    found = both([f1], moves, date(2023, 3, 31), Rules(compound_from=date(2021, 12, 31)))
    [[first], [back]] = [one.imputations for one in found.operations if one.imputations]
    assert (first.interets, first.capitalises) == (Decimal("100.00"), Decimal("100.00"))
    assert (back.dette, back.interets, back.capitalises) == (0, Decimal("-40.00"), Decimal("-40.00"))
    assert found.dettes[0].lignes[-1].base_principal == Decimal("1040.00")
