"""Which way a debtor's delay goes, and on how many échéances the answer rests."""

from datetime import timedelta

import pytest
from ledgers import echeance, jour, portefeuille, rate, reglement
from relancier.creances.comportement import comportement
from relancier.creances.situation import situations
from relancier.pilotage.tendance import Delai, Sens, Tendance, tendance


def trend(*late: tuple[int, int], le: int = 0) -> Tendance:
    """The trend on the day 0 of someone who paid on each day, so many days late."""
    terms = [echeance(f"F{n}", "100", due=day - days, emise=day - days - 30) for n, (day, days) in enumerate(late)]
    paid = [reglement("100", day, f"F{n}", ligne=n) for n, (day, _) in enumerate(late)]
    livre = portefeuille(*terms, reglements=tuple(paid))
    return tendance(situations(livre, jour(le), rate)["C1"])


def test_the_mean_is_that_of_the_segments_and_says_on_how_many_echeances_it_rests() -> None:
    livre = portefeuille(
        echeance("F1", "300", due=-40),
        echeance("F2", "100", due=-40),
        reglements=(reglement("300", -30, "F1"), reglement("100", -50, "F2")),
    )
    situation = situations(livre, jour(0), rate)["C1"]
    found = tendance(situation).ensemble
    assert found == Delai(8, 2)  # (300 × 10 + 100 × 0) / 400 = 7,5
    assert found.jours == comportement(situation, 0).delai_moyen


@pytest.mark.parametrize(
    ("before", "now", "sens"),
    [(10, 30, Sens.ALLONGE), (30, 10, Sens.RACCOURCIT), (10, 14, Sens.STABLE), (10, 15, Sens.ALLONGE)],
)
def test_it_compares_six_months_with_the_six_before(before: int, now: int, sens: Sens) -> None:
    old = [(-300 + 10 * n, before) for n in range(3)]
    new = [(-100 + 10 * n, now) for n in range(3)]
    found = trend(*old, *new)
    assert (found.avant, found.recent, found.sens) == (Delai(before, 3), Delai(now, 3), sens)


def test_two_echeances_are_too_few_to_tell() -> None:
    assert trend((-300, 10), (-290, 10), (-280, 10), (-100, 40), (-90, 40)).sens is None


def test_a_payment_that_was_sent_back_rests_on_nothing() -> None:
    livre = portefeuille(
        echeance("F1", "100", due=-40),
        reglements=(reglement("100", -30, "F1", ligne=1), reglement("-100", -20, "F1", ligne=2)),
    )
    assert tendance(situations(livre, jour(0), rate)["C1"]).ensemble == Delai(None, 0)


def test_the_first_of_the_six_months_belongs_to_the_past_and_the_next_day_does_not() -> None:
    found = trend((-184, 10), (-183, 10))
    assert jour(0) - timedelta(days=184) == found.depuis  # 1 March for 1 September
    assert (found.avant.echeances, found.recent.echeances) == (1, 1)
