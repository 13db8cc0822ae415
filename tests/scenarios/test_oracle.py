"""Workbooks drawn at random: every figure and every letter equal to an independent reckoning."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import command
import draw
import oracle
import pytest

SEEDS = (1, 2, 3, 4)


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def key(row: dict[str, Any]) -> tuple[str, str, date]:
    return row["debiteur"], row["facture"], date.fromisoformat(row["echeance"])


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("tirages")

    @cache
    def passage(seed: int):
        drawn = draw.draw(seed)
        for debtor in drawn.debtors:
            oracle.reckon(debtor, draw.DAY)
        workbook = draw.write(drawn, folder / f"{seed}.xlsx")
        return drawn, command.simulated(workbook, draw.DAY)

    return passage


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_workbook_is_read_without_a_doubt(passages, seed):
    passage = passages(seed)[1]
    assert [one for one in passage["anomalies"] if one["gravite"] == "bloquante"] == []
    assert passage["code"] == 0
    assert len(passage["propositions"]) == 300


@pytest.mark.parametrize("seed", SEEDS)
def test_ttc_avoirs_regle_reste_du_and_days_late_of_300_echeances(passages, seed):
    drawn, passage = passages(seed)
    expected = {
        term.key: (term.cents, term.avoirs, term.paid, term.left, max((draw.DAY - term.key[2]).days, 0))
        for debtor in drawn.debtors
        for term in debtor.terms
    }
    found = {
        key(row): (*(cents(row[name]) for name in ("ttc", "avoirs", "regle", "reste_du")), row["retard"])
        for row in passage["propositions"]
    }
    assert {k: (expected[k], found[k]) for k in expected if expected[k] != found[k]} == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_each_debtor_has_in_its_favour(passages, seed):
    drawn, passage = passages(seed)
    assert {one["debiteur"]: cents(one["credit"]) for one in passage["comptes"]} == {
        debtor.code: debtor.credit for debtor in drawn.debtors
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_who_gets_a_letter_at_which_level_with_which_lines(passages, seed):
    drawn, passage = passages(seed)
    expected = {
        debtor.code: (found.level, found.lines, found.cents)
        for debtor in drawn.debtors
        if (found := oracle.letter(debtor, draw.LEVELS, draw.DAY))
    }
    letters = {
        one["debiteur"]: (
            one["niveau"],
            {key(line): line["niveau"] for line in one["lignes"]},
            cents(one["reste_du"]),
        )
        for one in passage["lettres"]
    }
    assert len(passage["lettres"]) == len(letters) > 20
    assert letters == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_each_echeance_chased_or_not_has_one_french_sentence(passages, seed):
    for row in passages(seed)[1]["propositions"]:
        assert row["pourquoi"][0].isupper()
        assert row["pourquoi"].endswith(".")
        assert (row["niveau"] is not None) == (row["decision"] == "à relancer")
