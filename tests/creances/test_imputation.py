from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import avoir, echeance, euros, jour, rate, reglement
from relancier.creances.imputation import Compte, Source, impute, prorate
from relancier.creances.portefeuille import Avoir, Echeance, Reglement


def lived(echeances: Sequence[Echeance], credits: Sequence[Source], le: int = 100) -> Compte:
    return impute(echeances, credits, jour(le), rate)


def restes(compte: Compte, *echeances: Echeance) -> list[str]:
    return [str(compte.reste(one)) for one in echeances]


def held(compte: Compte) -> str:
    return str(sum((one.montant for one in compte.credits), Decimal("0.00")))


def test_a_named_payment_goes_to_its_facture_even_if_an_older_one_is_owed():
    old, new = echeance("F1", "100", due=0), echeance("F2", "100", due=10)
    assert restes(lived([old, new], [reglement("60", 20, "F2")]), old, new) == ["100.00", "40.00"]


def test_a_named_payment_clears_the_oldest_term_first_then_the_next():
    second, first = echeance("F1", "100", due=30), echeance("F1", "100", due=0)
    assert restes(lived([second, first], [reglement("130", 5, "F1")]), first, second) == ["0.00", "70.00"]


def test_what_a_named_payment_leaves_over_goes_to_the_other_debts():
    one, two = echeance("F1", "100"), echeance("F2", "100", due=10)
    assert restes(lived([one, two], [reglement("150", 20, "F1")]), one, two) == ["0.00", "50.00"]


def test_a_free_payment_goes_to_the_due_debt_before_an_older_facture_that_is_not_due():
    later, due = echeance("F1", "100", due=60, emise=-60), echeance("F2", "100", due=0, emise=-10)
    assert restes(lived([later, due], [reglement("120", 20)]), later, due) == ["80.00", "0.00"]


def test_among_due_debts_the_most_onerous_is_cleared_first():
    cheap, dear = echeance("F1", "100", due=0, taux="10"), echeance("F2", "100", due=10, taux="15")
    assert restes(lived([cheap, dear], [reglement("120", 20)]), cheap, dear) == ["80.00", "0.00"]


def test_of_equally_onerous_debts_the_oldest_is_cleared_first():
    new, old = echeance("F2", "100", due=10), echeance("F1", "100", due=0)
    assert restes(lived([new, old], [reglement("120", 20)]), new, old) == ["80.00", "0.00"]


def test_equal_debts_share_in_proportion_to_the_cent():
    a, b, c = (echeance(name, amount) for name, amount in (("A", "100"), ("B", "50"), ("C", "50")))
    assert restes(lived([a, b, c], [reglement("100.01", 20)]), a, b, c) == ["49.99", "25.00", "25.00"]


def test_a_payment_before_any_facture_waits_for_the_next_one():
    one = echeance("F1", "100", due=30, emise=10)
    compte = lived([one], [reglement("130", 0)])
    assert (restes(compte, one), held(compte)) == (["0.00"], "30.00")


def test_a_payment_is_not_used_for_a_facture_issued_after_the_cut_off():
    future = echeance("F1", "100", due=60, emise=50)
    compte = lived([future], [reglement("40", 0)], le=20)
    assert (restes(compte, future), held(compte)) == (["100.00"], "40.00")


def test_a_payment_dated_after_the_cut_off_is_left_out():
    one = echeance("F1", "100")
    assert restes(lived([one], [reglement("100", 21)], le=20), one) == ["100.00"]


def test_an_avoir_that_names_its_facture_lowers_it_and_is_no_payment():
    one = echeance("F1", "1000")
    avoirs, regles = lived([one], [avoir("100", 5, "F1"), reglement("400", 9, "F1")]).totals()
    assert (avoirs[one.cle], regles[one.cle]) == (euros("100"), euros("400"))


def test_on_one_day_what_names_its_facture_goes_before_what_is_shared_out():
    one, two = echeance("F1", "100"), echeance("F2", "100", due=5)
    compte = lived([one, two], [reglement("100", 20, ligne=1), reglement("100", 20, "F1", ligne=2)])
    assert restes(compte, one, two) == ["0.00", "0.00"]
    assert [(i.source.ligne, i.echeance.facture) for i in compte.imputations] == [(2, "F1"), (1, "F2")]


def test_a_rejected_payment_is_owed_again():
    one = echeance("F1", "100")
    assert restes(lived([one], [reglement("100", 5, "F1"), reglement("-100", 12, "F1")]), one) == ["100.00"]


def test_a_rejected_payment_gives_back_all_that_it_paid_even_beyond_the_facture_it_named():
    one, two = echeance("F1", "100"), echeance("F2", "100", due=5)
    compte = lived([one, two], [reglement("150", 8, "F1"), reglement("-150", 12, "F1")])
    assert (restes(compte, one, two), compte.incomprises) == (["100.00", "100.00"], [])


def test_a_rejection_that_names_a_facture_finds_the_free_payment_of_its_amount():
    one, two = echeance("F1", "100"), echeance("F2", "100", due=5)
    compte = lived([one, two], [reglement("150", 8), reglement("-150", 12, "F1")])
    assert (restes(compte, one, two), compte.incomprises) == (["100.00", "100.00"], [])


def test_money_held_for_the_debtor_pays_what_a_rejection_makes_owed_again():
    one = echeance("F1", "100")
    credits = [reglement("100", 5, "F1", ligne=1), reglement("50", 6, ligne=2), reglement("-100", 12, "F1", ligne=3)]
    compte = lived([one], credits)
    assert (restes(compte, one), held(compte)) == (["50.00"], "0.00")


def test_a_rejection_larger_than_what_came_is_not_understood():
    one = echeance("F1", "100")
    back = reglement("-80", 12)
    assert lived([one], [reglement("30", 5), back]).incomprises == [back]


def test_no_rate_is_asked_for_where_the_payment_clears_everything():
    def refuse(echeance: Echeance, day: date) -> Decimal:
        raise AssertionError

    compte = impute([echeance("F1", "100"), echeance("F2", "60", due=5)], [reglement("160", 9)], jour(20), refuse)
    assert compte.credits == []


amounts = st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100)
positive = st.integers(1, 100_000).map(lambda cents: Decimal(cents) / 100)
NAMES = ("F1", "F2", "F3", "F4")


@given(st.integers(0, 10**7), st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_a_prorata_sums_exactly_and_no_share_passes_its_debt(cents, weights):
    debts = [Decimal(one) / 100 for one in weights]
    amount = min(Decimal(cents) / 100, sum(debts))
    parts = prorate(amount, debts)
    assert sum(parts) == amount
    assert all(0 <= part <= debt for part, debt in zip(parts, debts, strict=True))


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Echeance], list[Source]]:
    terms = draw(
        st.lists(
            st.builds(
                lambda name, amount, emise, delay, rate_: echeance(name, str(amount), emise + delay, emise, taux=rate_),
                st.sampled_from(NAMES),
                amounts,
                st.integers(-40, 60),
                st.integers(0, 45),
                st.sampled_from(["", "10", "15"]),
            ),
            max_size=6,
            unique_by=lambda one: one.cle,
        )
    )
    credits: list[Source] = []
    for line in range(draw(st.integers(0, 6))):
        amount, day = str(draw(positive)), draw(st.integers(-40, 60))
        name = draw(st.sampled_from(["", *(one.facture for one in terms)]))
        if draw(st.booleans()):
            credits.append(avoir(amount, day, name, f"AV{line}", ligne=line))
            continue
        credits.append(reglement(amount, day, name, ligne=line))
        if draw(st.integers(0, 3)) == 0:
            credits.append(reglement(f"-{amount}", day + draw(st.integers(0, 20)), name, ligne=100 + line))
    return terms, credits


def owed(compte: Compte, terms: Sequence[Echeance], le: int = 50) -> Decimal:
    return sum((compte.reste(one) for one in terms if one.date <= jour(le)), Decimal(0))


@settings(max_examples=150, deadline=None)
@given(books())
def test_each_echeance_keeps_montant_equal_to_avoirs_plus_regle_plus_reste_du(livre):
    terms, credits = livre
    compte = lived(terms, credits, 50)
    avoirs, regles = compte.totals()
    for one in terms:
        took, paid = avoirs.get(one.cle, Decimal(0)), regles.get(one.cle, Decimal(0))
        assert one.montant == took + paid + compte.reste(one)
        assert min(took, paid, compte.reste(one)) >= 0


@settings(max_examples=150, deadline=None)
@given(books())
def test_money_in_is_money_imputed_plus_what_is_held(livre):
    terms, credits = livre
    compte = lived(terms, credits, 50)
    came = sum((one.montant for one in credits if one.date <= jour(50)), Decimal(0))
    imputed = sum((one.montant for one in compte.imputations), Decimal(0))
    assert compte.incomprises == []
    assert came == imputed + sum((one.montant for one in compte.credits), Decimal(0))


@settings(max_examples=150, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_change_what_the_debtor_owes(livre, rng):
    terms, credits = livre
    before = owed(lived(terms, credits, 50), terms)
    rng.shuffle(terms)
    lines = list(range(len(credits)))
    rng.shuffle(lines)
    moved = [
        Reglement(c.debiteur, c.date, c.montant, c.facture, ligne=line)
        if isinstance(c, Reglement)
        else Avoir(c.debiteur, c.numero, c.date, c.montant, c.facture, ligne=line)
        for c, line in zip(credits, lines, strict=True)
    ]
    assert owed(lived(terms, moved, 50), terms) == before


@settings(max_examples=150, deadline=None)
@given(books(), positive, st.integers(-40, 50))
def test_one_more_payment_never_raises_what_is_owed(livre, amount, day):
    terms, credits = livre
    before = owed(lived(terms, credits, 50), terms)
    assert owed(lived(terms, [*credits, reglement(str(amount), day, ligne=999)], 50), terms) <= before


@settings(max_examples=150, deadline=None)
@given(books())
def test_nothing_is_held_for_a_debtor_who_owes(livre):
    terms, credits = livre
    compte = lived(terms, credits, 50)
    assert not compte.credits or owed(compte, terms) == 0
