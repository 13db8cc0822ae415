"""How a debtor pays, told from its ledger."""

from ledgers import avoir, echeance, jour, portefeuille, rate, reglement
from relancier.creances.habitudes import Habitudes, habitudes
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import situations


def told(livre: Portefeuille) -> Habitudes:
    return habitudes(situations(livre, jour(90), rate)["C1"])


def test_a_debtor_who_paid_nothing_has_no_habit() -> None:
    assert told(portefeuille(echeance("F1", "100"))) == Habitudes()


def test_the_mean_delay_is_counted_from_each_due_day_to_the_payment_that_settled_it() -> None:
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F2", "100", due=10),
        reglements=(reglement("60", 5, "F1"), reglement("40", 30, "F1"), reglement("100", 10, "F2")),
    )
    assert told(livre) == Habitudes(payees=2, en_retard=1, delai_moyen=15)


def test_a_partial_payment_settles_nothing_and_an_avoir_is_no_payment() -> None:
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F2", "100"),
        reglements=(reglement("60", 5, "F1"),),
        avoirs=(avoir("100", 20, "F2"),),
    )
    assert told(livre) == Habitudes()


def test_paying_early_lowers_the_mean() -> None:
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("100", -6, "F1"),))
    assert told(livre) == Habitudes(1, 0, -6)
