from decimal import Decimal

import pytest
from relancier.base.money import format_euros, format_exact_rate, format_number, format_rate, to_cents


@pytest.mark.parametrize(
    ("amount", "cents"), [("0.005", "0.01"), ("2.675", "2.68"), ("1.004999", "1.00"), ("-0.005", "-0.01")]
)
def test_half_a_cent_rounds_away_from_zero(amount: str, cents: str) -> None:
    assert to_cents(Decimal(amount)) == Decimal(cents)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0,00\u00a0€"),
        ("999.9", "999,90\u00a0€"),
        ("1234.56", "1\u202f234,56\u00a0€"),
        ("1234567.891", "1\u202f234\u202f567,89\u00a0€"),
        ("-1234.5", "−1\u202f234,50\u00a0€"),
        ("0.005", "0,01\u00a0€"),
    ],
)
def test_amounts_are_written_with_unbreakable_spaces(amount: str, written: str) -> None:
    assert format_euros(Decimal(amount)) == written


def test_nothing_is_never_written_with_a_minus_sign() -> None:
    assert format_number(Decimal("-0.001")) == "0,00"


def test_a_rate_rounds_half_up_like_all_else() -> None:
    assert format_rate(Decimal("12.405")) == "12,41\u00a0%"


@pytest.mark.parametrize(("rate", "written"), [("12.4", "12,40"), ("10", "10,00"), ("12.125", "12,125")])
def test_an_exact_rate_keeps_all_its_decimals_and_two_at_least(rate: str, written: str) -> None:
    assert format_exact_rate(Decimal(rate)) == f"{written}\u00a0%"
