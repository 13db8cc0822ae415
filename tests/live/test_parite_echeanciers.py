"""A plan proposed, signed, followed and broken, and a promise: the same on the closed file and in the open workbook."""

from datetime import date

import filled
import memory_books
import pytest
from deux_hotes import Pair, pair

pytestmark = pytest.mark.libreoffice
PDF = ("--pdf", "embarque")
# 300.00 due on 31 December 2025; 340.00 with the 40 €: 113.33, 113.33, 113.34
FACTURE = memory_books.facture("CL1", "F1", 300, date(2025, 12, 31)) | {"Date": date(2025, 12, 1)}


@pytest.fixture
def both(office, tmp_path) -> Pair:
    book = filled.book(tmp_path / "créances.xlsx", debiteurs=[memory_books.debtor("CL1")], factures=[FACTURE])
    return pair(office, book, tmp_path)


def test_a_plan_lives_the_same_life(both):
    plan = ("--debiteur", "CL1", "--nombre", 3, "--premiere", "2026-03-01", "--interets", "abandonnes")
    assert both.answer("echeancier proposer", "--date", "2026-02-01", *plan, *PDF)["code"] == 0
    assert [row[4] for row in both.live.rows()["tblMensualites"]] == [113.33, 113.33, 113.34]
    assert both.answer("echeancier signer", "--date", "2026-02-03", "--debiteur", "CL1")["code"] == 0
    followed = both.answer("echeancier pointer", "--date", "2026-03-10", "--courrier", "mise-en-demeure", *PDF)
    assert len(followed["lettres"]) == 1
    assert both.answer("echeancier rompre", "--date", "2026-03-30", "--debiteur", "CL1", *PDF)["code"] == 0
    assert both.live.rows()["tblEcheanciers"][0][8] == "rompu"


def test_a_promise_is_noted_alike(both):
    words = ("--debiteur", "CL1", "--le", "2026-03-15", "--date", "2026-03-01", *PDF)
    assert both.answer("echeancier promesse", *words)["code"] == 0
    assert len(both.live.rows()["tblSuspensions"]) == 1
