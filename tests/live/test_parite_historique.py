"""Passages and what corrects them: the same on the closed file and in the open workbook, row by row, byte by byte."""

import shutil
from datetime import date
from pathlib import Path

import filled
import memory_books
import pytest
import quick
from deux_hotes import Pair, pair
from memory_books import FIRST, SECOND

pytestmark = pytest.mark.libreoffice
PDF = ("--pdf", "embarque")


@pytest.fixture
def blank(office, tmp_path) -> Pair:
    return pair(office, memory_books.blank_history(tmp_path / "créances.xlsx"), tmp_path)


@pytest.fixture(scope="module")
def chased(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        quick.install(patch.setattr)
        return memory_books.with_two_passages(tmp_path_factory.mktemp("passages") / "créances.xlsx")


def test_two_passages_leave_the_same_rows_letters_and_seals_and_are_undone_alike(blank):
    blank.answer("lot", "--date", FIRST, *PDF)
    rows = blank.live.rows()
    assert rows["tblRelances"][-1][4] == "00123"  # text, as it was typed
    second = blank.answer("lot", "--date", SECOND, *PDF)
    assert second["classeur"]["relances_ajoutees"] == 4
    assert len(blank.live.rows()["tblRelances"]) == 2 + 4 + 4
    assert blank.live.rows()["tblRelances"][-1][21].startswith("S1-10-")
    undone = blank.answer("annuler", "--derniere")
    assert (undone["code"], undone["operation"]) == (0, "P2026-11-30")
    assert blank.live.rows() == rows
    assert blank.register() == ["P2026-10-30"]
    again = blank.answer("annuler", "--derniere")
    assert again["erreur"]["code"] == "rien-a-annuler"


def test_a_simulation_says_the_same_and_leaves_nothing(blank):
    before = blank.live.rows()
    blank.answer("lot", "--date", FIRST, "--simuler")
    assert blank.live.rows() == before


def test_a_cancellation_adds_the_same_row(office, chased, tmp_path):
    both = pair(office, chased, tmp_path)
    done = both.answer(
        "annuler", "--relance", "P2026-11-30-0001", "--motif", "erreur d'adresse", "--date", "2026-12-01"
    )
    assert done["code"] == 0
    assert both.live.rows()["tblRelances"][-1][0] == "P2026-11-30-0001-A"


def test_registered_letters_are_noted_alike(office, chased, tmp_path):
    both = pair(office, chased, tmp_path)
    words = ("--relance", "P2026-11-30-0002", "--numero", "2C 123 456 7890 1", "--depose", "2026-12-01")
    done = both.answer("recommandes", "--au", "2026-12-31", *words)
    assert done["notees"][0]["valeurs"] == {"Numéro recommandé": "2C 123 456 7890 1", "Déposé le": "2026-12-01"}
    noted = [row[16:18] for row in both.live.rows()["tblRelances"][7:9]]
    assert noted == [["2C 123 456 7890 1", date(2026, 12, 1)]] * 2


def test_a_row_typed_by_hand_is_sealed_alike(office, chased, tmp_path):
    typed = memory_books.typed("AGENCE-1", "V-3", date(2026, 12, 10))
    both = pair(office, filled.type_in(Path(shutil.copy(chased, tmp_path)), "tblRelances", typed), tmp_path)
    done = both.answer("sceller", "--relance", "AGENCE-1", "--motif", "lettre de l'agence")
    assert done["scellee"]["rang"] == 11
