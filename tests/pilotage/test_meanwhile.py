"""Interest counted by a second process is the same as in turn; a process that dies loses nothing."""

import os
import sys
from datetime import date

import pytest
from ledgers import echeance, portefeuille, reglement
from relancier.actions import meanwhile as aside
from relancier.creances.portefeuille import Portefeuille
from relancier.pilotage.tableau import in_turn

LE = date(2026, 11, 30)


def book(debtors: int) -> Portefeuille:
    codes = [f"C{n}" for n in range(debtors)]
    return portefeuille(
        *(echeance(f"F{code}", "1000", code=code) for code in codes),
        reglements=tuple(reglement("400", 10, f"F{code}", code=code) for code in codes[::2]),
    )


def test_a_second_process_counts_the_same_interest() -> None:
    large = book(aside.WORTH_IT)
    found = aside.meanwhile(large, large.debiteurs, LE)()
    assert found == in_turn(large, large.debiteurs, LE)()
    assert len(found.dus) == aside.WORTH_IT


@pytest.mark.skipif(sys.platform != "linux", reason="a process is split in two on Linux alone")
def test_a_process_that_dies_is_replaced_by_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    large = book(aside.WORTH_IT)
    monkeypatch.setattr(aside, "_count", lambda *_: os._exit(3))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert aside.meanwhile(large, large.debiteurs, LE)() == in_turn(large, large.debiteurs, LE)()
