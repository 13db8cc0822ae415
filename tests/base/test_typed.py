import math
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relancier.base.dates import format_long
from relancier.base.money import format_euros
from relancier.base.typed import (
    Unreadable,
    amount_of_number,
    date_of_number,
    fold,
    has_fraction_of_cent,
    parse_amount,
    parse_date,
    parse_rate,
    squeeze,
)

AMOUNTS = {
    "1234.56": [
        *("1234,56", "1234.56", "1 234,56", "1 234,56 €", "1 234,56 €", "1\t234,56", "1.234,56", "1,234.56"),
        *(
            "1'234.56",
            "1’234,56",
            "1 234.56",
            "€ 1 234,56",
            "€1234,56",
            "1234,56 EUR",
            "1 234,56 euros TTC",
            "+1234,56",
        ),
    ],
    "-1234.56": [
        *("-1234,56", "- 1 234,56 €", "−1 234,56", "–1234,56", "1234,56-", "1 234,56 -", "1234,56 €-", "(1 234,56)"),
        *("(1.234,56 €)", "-€1234,56", "€ -1234,56"),
    ],
    "1234567.80": ["1 234 567,8", "1.234.567,80", "1,234,567.8", "1234567,8 €"],
    "1234567.00": ["1234567", "1 234 567", "1.234.567", "1,234,567", "1 234 567 €"],
    "12.00": ["12", "012", "12,0", "12.00", " 12 ", "12 €", "12 euros"],
    "0.50": ["0,5", "0.50", "00,50"],
    "0.00": ["0", "-0", "0,00 €"],
}


@pytest.mark.parametrize(("amount", "text"), [(amount, text) for amount, texts in AMOUNTS.items() for text in texts])
def test_an_amount_with_one_reading_is_read(amount: str, text: str) -> None:
    assert str(parse_amount(text)) == amount


AMBIGUOUS = {
    "1,999": "Saisissez 1999,00 ou 2,00, selon ce que vous vouliez dire.",
    "1.234": "Saisissez 1234,00 ou 1,23, selon ce que vous vouliez dire.",
    "12,345 €": "Saisissez 12345,00 ou 12,35, selon ce que vous vouliez dire.",
    "-1.234": "Saisissez 1234,00 ou 1,23, selon ce que vous vouliez dire.",
}


@pytest.mark.parametrize(("text", "remedy"), AMBIGUOUS.items())
def test_an_amount_with_two_readings_is_refused_and_both_are_shown(text: str, remedy: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_amount(text)
    assert refused.value.message == f"« {text} » peut se lire de deux façons."
    assert refused.value.remede == remedy


@pytest.mark.parametrize("text", ["1234,567", "0,125", "1 234,567", "1.234,567", "0,1234"])
def test_a_third_decimal_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="plus de deux décimales"):
        parse_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "€", "abc", "12 $", "12 £", "12 k€", "1e3", "12%", "1234€56", "12€50", "12 € 50", "1 234,56 € HT"),
        *("12 34,56", "1.23.456", "1,23,456", "1 2345", "0 123", "0.123.456", "1.234.56", "1,234,56", "--12", "-(12)"),
        *("12+3", "12/3", "=12", "1\n2", "٣", "१२", "12-13", "1,2,3", ",", "12,", "1 234 ,56", "#N/A"),
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="n'est pas un montant en euros"):
        parse_amount(text)


@pytest.mark.parametrize("text", ["1" + "0" * 15, "9" * 60, "1 000 000 000 000 000,00"])
def test_an_amount_beyond_reason_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="dépasse tout montant possible"):
        parse_amount(text)


cents = st.integers(-(10**14), 10**14).map(lambda one: Decimal(one).scaleb(-2))


@given(cents)
def test_every_way_of_writing_an_amount_reads_back(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    size = f"{abs(amount):.2f}".replace(".", ",")
    texts = [format_euros(amount), f"{amount:.2f}", str(amount).replace(".", ","), english, german]
    texts += [german.replace(".", blank) for blank in (" ", "\u00a0", "\u202f", "'", "’")]
    texts += [f"{size}-", f"({size} €)"] if amount < 0 else [f"+{size}", f"{size} EUR"]
    assert {parse_amount(text) for text in texts} == {amount}


@given(cents.filter(lambda one: abs(one) < 10**12))
def test_an_amount_survives_the_binary_number_of_a_cell(amount: Decimal) -> None:
    assert amount_of_number(float(amount)) == amount
    assert not has_fraction_of_cent(float(amount))


@given(st.text(max_size=30))
def test_any_text_is_an_amount_in_cents_or_is_refused(text: str) -> None:
    try:
        amount = parse_amount(text)
    except Unreadable:
        amount = Decimal("0.00")
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("number", "amount"),
    [(0.1 + 0.2, "0.30"), (1.1 * 3, "3.30"), (1.005, "1.01"), (2.675, "2.68"), (-0.0, "0.00"), (1e-12, "0.00")],
)
def test_the_dust_of_binary_sums_is_dropped_before_rounding(number: float, amount: str) -> None:
    assert str(amount_of_number(number)) == amount


@pytest.mark.parametrize(("number", "fine"), [(0.1 + 0.2, False), (10.335, True), (33.333333, True), (10.33, False)])
def test_a_fraction_of_a_cent_is_told_from_dust(number: float, fine: bool) -> None:
    assert has_fraction_of_cent(number) is fine


@pytest.mark.parametrize("number", [1e15, -1e300, math.inf, math.nan])
def test_a_number_that_no_amount_can_be_is_refused(number: float) -> None:
    with pytest.raises(Unreadable):
        amount_of_number(number)


DATES = {
    date(2025, 12, 31): [
        *("31/12/2025", "31-12-2025", "31.12.2025", "31 12 2025", "31/12/25", "31-12-25", "31.12.25", " 31/12/2025 "),
        *(
            "31 / 12 / 2025",
            "2025-12-31",
            "2025/12/31",
            "2025.12.31",
            "20251231",
            "31/12/2025 00:00",
            "31/12/2025 14:05",
        ),
        *("2025-12-31T00:00:00", "2025-12-31 23:59:59.999", "31 décembre 2025", "31 DÉCEMBRE 2025", "31 déc. 2025"),
        *("31 dec 2025", "31-déc-25", "31-déc.-25", "31/déc/2025", "mercredi 31 décembre 2025", "mer. 31 déc. 2025"),
        *("le 31 décembre 2025", "31 décembre 2025"),
    ],
    date(2026, 3, 1): [
        "1er mars 2026",
        "1 er mars 2026",
        "1ᵉʳ mars 2026",
        "01/03/2026",
        "1/3/26",
        "dimanche 1er mars 2026",
    ],
    date(2026, 5, 6): ["06/05/2026", "6 mai 26", "6-5-26"],
    date(2024, 2, 29): ["29/02/2024", "29 févr. 2024", "29-fév-24", "29 fevrier 2024"],
    date(1999, 1, 2): ["02/01/99", "2 janv. 1999"],
    date(2026, 8, 15): ["15 août 2026", "15 aout 2026", "15 AOÛT 2026"],
}


@pytest.mark.parametrize(("day", "text"), [(day, text) for day, texts in DATES.items() for text in texts])
def test_a_date_typed_as_the_french_do_is_read(day: date, text: str) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(("text", "remedy"), [("12/31/2025", "31/12/2025"), ("02-28-26", "28/02/2026")])
def test_the_american_order_is_refused_and_turned_round(text: str, remedy: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_date(text)
    assert refused.value.message == f"« {text} » a le mois avant le jour."
    assert refused.value.remede == f"Saisissez {remedy}."


@pytest.mark.parametrize(
    "text", ["31/02/2025", "02/30/2026", "29/02/2025", "31-04-26", "2025-13-01", "00/01/2026", "32 mars 2026"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="n'existe pas dans le calendrier"):
        parse_date(text)


@pytest.mark.parametrize("text", ["31/12/1989", "31/12/2205", "1 janvier 0026", "9999-12-31"])
def test_a_year_of_another_century_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="hors des années 1990 à 2099"):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "à réception",
            "fin de mois",
            "31/12",
            "12/2025",
            "31/12-2025",
            "31//12/2025",
            "45000",
            "311225",
            "demain",
        ),
        *("December 31, 2025", "31 brumaire 2025", "avant le 31/12/2025", "2025-12-31T23:00:00Z", "31/12/202", "#N/A"),
        *("31/12/2025 et 31/01/2026", "1/1/1/2026"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="n'est pas une date"):
        parse_date(text)


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(days)
def test_every_way_of_writing_a_date_reads_back(day: date) -> None:
    french = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d/%m/%Y 00:00")
    texts = [day.strftime(pattern) for pattern in (*french, "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")]
    texts += [day.isoformat() + "T00:00:00", format_long(day), format_long(day).upper(), f"le {format_long(day)}"]
    assert {parse_date(text) for text in texts} == {day}


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_a_year_in_two_digits_is_between_1990_and_2089(day: date) -> None:
    assert {parse_date(day.strftime(pattern)) for pattern in ("%d/%m/%y", "%d-%m-%y", "%d.%m.%y")} == {day}


@given(days)
def test_the_serial_number_of_a_day_reads_back(day: date) -> None:
    assert date_of_number((day - date(1899, 12, 30)).days) == day
    assert date_of_number((day - date(1899, 12, 30)) / timedelta(days=1) + 0.75) == day
    assert date_of_number(float(f"{day:%Y%m%d}")) == day


@given(st.text(alphabet="0123456789/-. :Tdécembrmasjuil", max_size=24))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        day = parse_date(text)
    except Unreadable:
        day = date(2026, 1, 1)
    assert 1990 <= day.year <= 2099


@pytest.mark.parametrize("number", [0, -5, 12, 2025, 99_999, 20251301, 1e9, 1e300, math.inf, math.nan])
def test_a_number_that_is_no_day_is_refused(number: float) -> None:
    with pytest.raises(Unreadable):
        date_of_number(number)


@pytest.mark.parametrize(
    ("text", "rate"), [("12,40 %", "12.40"), ("12.4", "12.4"), ("8,125%", "8.125"), ("0", "0"), ("10 %", "10")]
)
def test_a_rate_may_have_three_decimals(text: str, rate: str) -> None:
    assert parse_rate(text) == Decimal(rate)


@pytest.mark.parametrize("text", ["-3", "101", "12 % l'an", "trois", "", "1.234,5"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="n'est pas un taux"):
        parse_rate(text)


def test_squeezing_keeps_lines_and_drops_every_other_blank() -> None:
    assert squeeze("\ufeff  SARL\u200b\u00a0\u00a0Léa \r\n \tBât. B\u202f ") == "SARL Léa\nBât. B"


@pytest.mark.parametrize("text", ["Échéance", "ECHEANCE", " échéance ", "e\u0301che\u0301ance", "Échéance\n"])
def test_folding_forgets_case_accents_and_blanks(text: str) -> None:
    assert fold(text) == "echeance"
