"""Amounts in words, against a speller written from the rules of grammar alone (traditional spelling)."""

import json
import random
from decimal import Decimal

import pytest
from relancier.base.errors import InvalidInput
from relancier.cli import app
from relancier.documents.words import spell_euros, spell_integer
from typer.testing import CliRunner

UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def below_hundred(number: int, *, last: bool) -> str:
    """Hyphens below a hundred, except around « et »; quatre-vingts takes an s when nothing follows it."""
    if number < 20:
        return UNITS[number]
    if number < 70:
        ten, unit = divmod(number, 10)
        if unit == 0:
            return TENS[ten]
        return f"{TENS[ten]} et un" if unit == 1 else f"{TENS[ten]}-{UNITS[unit]}"
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{UNITS[number - 60]}"
    if number == 80:
        return "quatre-vingts" if last else "quatre-vingt"
    return f"quatre-vingt-{UNITS[number - 80]}"


def below_thousand(number: int, *, last: bool) -> str:
    """« cent » takes an s when it is multiplied and nothing follows it."""
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return below_hundred(rest, last=last)
    hundred = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent"
    if rest == 0:
        return hundred + ("s" if hundreds > 1 and last else "")
    return f"{hundred} {below_hundred(rest, last=last)}"


def spelt(number: int) -> str:
    """« mille » is a numeral, never plural, and takes the s from what is before; « million » is a noun and does not."""
    if number == 0:
        return "zéro"
    words = []
    for size, noun in ((10**9, "milliard"), (10**6, "million")):
        count, number = divmod(number, size)
        if count:
            words.append(f"{below_thousand(count, last=True)} {noun}{'s' if count > 1 else ''}")
    thousands, units = divmod(number, 1000)
    if thousands:
        words.append("mille" if thousands == 1 else f"{below_thousand(thousands, last=False)} mille")
    if units:
        words.append(below_thousand(units, last=True))
    return " ".join(words)


def spelt_euros(cents: int) -> str:
    euros, rest = divmod(cents, 100)
    words = []
    if euros or not rest:
        unit = "d'euros" if euros and euros % 10**6 == 0 else ("euros" if euros >= 2 else "euro")
        words.append(f"{spelt(euros)} {unit}")
    if rest:
        words.append(f"{spelt(rest)} {'centimes' if rest >= 2 else 'centime'}")
    return " et ".join(words)


def families() -> list[int]:
    """Whole euros where the rules change: round numbers, their neighbours, 80 and 200 at every rank."""
    around = [10**k + step for k in range(3, 12) for step in (-1, 0, 1)]
    seeds = (1, 21, 61, 71, 80, 81, 91, 99, 100, 101, 180, 200, 201, 280, 300, 380, 999)
    ranks = [seed * 10**k for seed in seeds for k in (0, 3, 6, 9)]
    pairs = [a * 10**6 + b for a in (1, 80, 200) for b in (*seeds, *(seed * 1000 for seed in seeds))]
    return [one for one in (*around, *ranks, *pairs) if one < 10**12]


def test_every_integer_to_two_thousand_is_spelt_by_the_rules() -> None:
    wrong = [number for number in range(2001) if spell_integer(number) != spelt(number)]
    assert wrong == []


def test_every_family_of_large_numbers_is_spelt_by_the_rules() -> None:
    wrong = [euros for euros in families() if spell_euros(Decimal(euros)) != spelt_euros(euros * 100)]
    assert wrong == []


@pytest.mark.parametrize("euros", [0, 1, 2, 80, 200, 1_000_000, 2_000_200])
def test_every_cent_is_spelt_by_the_rules(euros: int) -> None:
    amounts = [euros * 100 + cents for cents in range(100)]
    wrong = [cents for cents in amounts if spell_euros(Decimal(cents) / 100) != spelt_euros(cents)]
    assert wrong == []


def test_three_thousand_amounts_drawn_at_every_size_are_spelt_by_the_rules() -> None:
    draw = random.Random(1342)
    amounts = [draw.randrange(10 ** draw.randint(2, 14)) for _ in range(3000)] + [99_999_999_999_999]
    wrong = [cents for cents in amounts if spell_euros(Decimal(cents).scaleb(-2)) != spelt_euros(cents)]
    assert wrong == []


EXAMPLES = {
    "0": "zéro euro",
    "0,01": "un centime",
    "0,50": "cinquante centimes",
    "1": "un euro",
    "1,01": "un euro et un centime",
    "1,99": "un euro et quatre-vingt-dix-neuf centimes",
    "2": "deux euros",
    "21": "vingt et un euros",
    "71": "soixante et onze euros",
    "80": "quatre-vingts euros",
    "81": "quatre-vingt-un euros",
    "91,80": "quatre-vingt-onze euros et quatre-vingts centimes",
    "200": "deux cents euros",
    "200,01": "deux cents euros et un centime",
    "201": "deux cent un euros",
    "1000": "mille euros",
    "1001": "mille un euros",
    "80 000": "quatre-vingt mille euros",
    "200 000": "deux cent mille euros",
    "1 000 000": "un million d'euros",
    "1 000 000,50": "un million d'euros et cinquante centimes",
    "1 000 200": "un million deux cents euros",
    "1 999 999,99": (
        "un million neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf euros "
        "et quatre-vingt-dix-neuf centimes"
    ),
    "71 000 000": "soixante et onze millions d'euros",
    "80 000 000": "quatre-vingts millions d'euros",
    "200 000 000 000": "deux cents milliards d'euros",
}


@pytest.mark.parametrize(("typed", "words"), EXAMPLES.items())
def test_the_command_spells_what_is_typed(typed: str, words: str) -> None:
    result = CliRunner().invoke(app, ["lettres", typed])
    assert (result.exit_code, result.stdout) == (0, words + "\n")


def test_in_json_the_command_gives_the_amount_and_its_words() -> None:
    result = CliRunner().invoke(app, ["lettres", "1 234,56 €", "--json"])
    assert json.loads(result.stdout) == {
        "montant": "1234.56",
        "lettres": "mille deux cent trente-quatre euros et cinquante-six centimes",
    }


REFUSED = {
    "-5": ("montant-negatif", "Un montant négatif ne s'écrit pas en lettres dans une lettre de relance."),
    "12,345": ("montant-illisible", "« 12,345 » peut se lire de deux façons."),
    "1234,567": ("montant-illisible", "« 1234,567 » a plus de deux décimales."),
    "cent euros": ("montant-illisible", "« cent euros » n'est pas un montant en euros."),
    "12 $": ("montant-illisible", "« 12 $ » n'est pas un montant en euros."),
    "": ("montant-illisible", "«  » n'est pas un montant en euros."),
    "1 000 000 000 000": ("montant-trop-grand", "Le montant dépasse 999 999 999 999,99 €."),
    "9" * 40: ("montant-illisible", f"« {'9' * 40} » dépasse tout montant possible."),
}


@pytest.mark.parametrize(("typed", "expected"), REFUSED.items())
def test_the_command_refuses_with_one_french_sentence(typed: str, expected: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["lettres", "--", typed], env={"COLUMNS": "200"})
    assert (result.exit_code, result.stdout) == (2, "")
    said, remedy = result.stderr.splitlines()
    assert said == expected[1]
    assert remedy.startswith("→ ")


@pytest.mark.parametrize(("typed", "expected"), REFUSED.items())
def test_in_json_a_refusal_is_one_document(typed: str, expected: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["lettres", "--json", "--", typed])
    assert result.exit_code == 2
    error = json.loads(result.stdout)["erreur"]
    assert (error["code"], error["message"]) == expected


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-0.01", "montant-negatif"),
        ("0.001", "montant-trop-precis"),
        ("1000000000000", "montant-trop-grand"),
        ("1E+60", "montant-trop-grand"),
        ("NaN", "montant-trop-grand"),
        ("-Infinity", "montant-trop-grand"),
    ],
)
def test_an_amount_that_no_letter_can_bear_is_refused(amount: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        spell_euros(Decimal(amount))
    assert refused.value.code == code
