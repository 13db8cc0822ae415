from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.decompte import decompte
from relancier.creances.interets import Mouvement, NatureMouvement, interets
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Reglement, TypeDebiteur
from relancier.creances.regimes import Base, Conditions, Phase, Regime
from relancier.creances.releve import Decompte
from relancier.droit.taux import TableDesTaux

TABLE = TableDesTaux()
PRO = Debiteur("C", "Dupont", TypeDebiteur.PROFESSIONNEL)
START = date(2019, 11, 1)
AU = date(2021, 3, 31)

amounts = st.integers(1, 2_000_000).map(lambda cents: Decimal(cents) / 100)
days = st.integers(0, 480).map(lambda n: START + timedelta(days=n))
terms = st.lists(st.tuples(st.sampled_from(("F1", "F2", "F3")), days, amounts), min_size=1, max_size=4)
names = st.sampled_from(("", "F1"))
payments = st.lists(st.tuples(days, amounts, names, st.booleans()), max_size=5)
settings_ = st.builds(
    Conventions,
    base=st.sampled_from(Base),
    ordre=st.sampled_from(Ordre),
    rang=st.sampled_from(Rang),
    capitalisation=st.sampled_from((None, START)),
)


def account(rows: list, moves: list, conventions: Conventions) -> Decompte:
    echeances = [Echeance("C", "F1", START, START, Decimal("10.00"))]
    echeances += [Echeance("C", number, START, due, amount) for number, due, amount in rows]
    credits = [
        Avoir("C", "A", day, amount, name) if is_avoir else Reglement("C", day, amount, name)
        for day, amount, name, is_avoir in moves
    ]
    return decompte(PRO, echeances, credits, AU, TABLE, conventions=conventions)


@settings(max_examples=150, deadline=None)
@given(terms, payments, settings_)
def test_every_sum_adds_up_and_no_balance_is_negative(rows, moves, conventions):
    found = account(rows, moves, conventions)
    sums = found.totaux
    assert sums.factures + sums.interets_produits + sums.indemnites_dues - sums.avoirs - sums.reglements == sums.a_payer
    for one in found.dettes:
        assert one.interets_produits == sum((line.montant for line in one.lignes), ZERO)
        assert one.echeance.montant == one.avoirs + one.principal_paye + one.principal
        assert one.interets_produits == one.interets_payes + one.interets
        assert one.indemnite_due == one.indemnite_payee + one.indemnite
        assert min(one.principal, one.interets, one.indemnite, one.total) >= 0
    assert sums.total == sum((one.total for one in found.dettes), ZERO)
    assert found.operations[-1].principal == sums.principal


@settings(max_examples=100, deadline=None)
@given(terms, payments, settings_)
def test_lines_of_a_debt_follow_each_other_and_never_overlap(rows, moves, conventions):
    for one in account(rows, moves, conventions).dettes:
        assert all(line.jours == (line.au - line.du).days + 1 > 0 for line in one.lignes)
        assert all(a.au < b.du for a, b in zip(one.lignes, one.lignes[1:], strict=False))
        assert all(one.echeance.echeance < line.du <= line.au <= AU for line in one.lignes)


@settings(max_examples=100, deadline=None)
@given(terms, payments, settings_, st.randoms())
def test_the_order_in_which_records_are_given_does_not_matter(rows, moves, conventions, rng):
    first = account(rows, moves, conventions)
    rng.shuffle(rows)
    rng.shuffle(moves)
    second = account(rows, moves, conventions)
    assert (second.totaux, second.dettes, second.operations) == (first.totaux, first.dettes, first.operations)


@settings(max_examples=100, deadline=None)
@given(amounts, days, days)
def test_a_period_cut_in_two_differs_from_the_whole_by_one_cent_at_most(principal, a, b):
    first, last = min(a, b), max(a, b)
    conditions = Conditions((Phase(START + timedelta(days=1), Regime.PENALITES),))
    rest = Conditions((Phase(first + timedelta(days=1), Regime.PENALITES),))
    facture = [Mouvement(START, principal, NatureMouvement.FACTURE)]
    whole = interets(facture, conditions, last, TABLE).total
    parts = interets(facture, conditions, first, TABLE).total + interets(facture, rest, last, TABLE).total
    assert abs(whole - parts) <= Decimal("0.01")


@settings(max_examples=100, deadline=None)
@given(terms, st.lists(st.tuples(days, amounts, names), max_size=5), settings_)
def test_payments_that_all_come_back_leave_the_whole_principal_owed(rows, moves, conventions):
    back = [(AU, -amount, name, False) for _, amount, name in moves]
    found = account(rows, [(*move, False) for move in moves] + back, conventions)
    assert found.totaux.principal == found.totaux.factures
    assert (found.totaux.reglements, found.totaux.credit) == (ZERO, ZERO)
    assert found.totaux.a_payer == sum((one.total for one in found.dettes), ZERO)
