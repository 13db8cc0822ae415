"""The time that each letter gave is kept in the history, sealed, and holds whatever the procedures become."""

from datetime import date
from pathlib import Path
from typing import Any

import command
import memory_books
import openpyxl
import pytest

GIVEN = "Délai accordé"
LEVELS = (
    {**memory_books.LEVELS[0], GIVEN: 8},
    {**memory_books.LEVELS[1], "Délai": 6, "Écart": 1},
)
FIRST = date(2026, 10, 30)
WITHOUT_IT = 22  # columns of a history made before the time given was kept


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Three debtors late since 1 October, whose first letter gives eight days."""
    path = memory_books.blank_history(tmp_path / "Créances.xlsx")
    return memory_books.filled.type_in(memory_books.filled.wipe(path, "tblNiveaux"), "tblNiveaux", *LEVELS)


def issue(path: Path, day: int, *more: object) -> dict[str, Any]:
    return command.answer("lot", path, "--date", date(2026, 11, day), "--pdf", "embarque", *more)


def first_letters(path: Path) -> Path:
    assert command.answer("lot", path, "--date", FIRST, "--pdf", "embarque")["classeur"]["relances_ajoutees"] == 4
    return path


def edit_procedure(path: Path, days: int) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["Procédures"]
    [column] = [cell.column for cell in sheet[4] if cell.value == GIVEN]
    sheet.cell(5, column).value = days
    book.save(path)
    return path


def given(path: Path) -> list[object]:
    return [row[GIVEN] for row in memory_books.rows(path)]


def intact(path: Path) -> bool:
    return bool(command.answer("verifier", path)["intact"])


def test_a_passage_writes_the_time_of_its_letters_and_0_where_none_was_given(workbook):
    first_letters(workbook)
    assert given(workbook) == [None, None, 8, 8, 8, 8]
    assert issue(workbook, 8)["classeur"]["relances_ajoutees"] == 4
    assert given(workbook) == [None, None, 8, 8, 8, 8, 0, 0, 0, 0]
    assert intact(workbook)


def test_a_procedure_edited_between_two_passages_does_not_take_back_the_eight_days(workbook):
    edit_procedure(first_letters(workbook), 3)
    early = issue(workbook, 7, "--simuler")
    assert early["totaux"]["lettres"] == 0
    assert {one["pourquoi"] for one in early["propositions"]} == {
        "Niveau 1 envoyé le 30/10/2026 : le niveau 2 attend le 08/11/2026 (le délai accordé par la lettre n'est pas "
        "écoulé)."
    }
    assert issue(workbook, 8)["totaux"]["lettres"] == 3


def test_a_time_given_changed_by_hand_is_found_and_what_it_said_is_told(workbook):
    def change(sheet, columns, first, last):
        sheet.cell(last, columns[GIVEN]).value = 1

    first_letters(workbook)
    issue(workbook, 8)
    found = command.answer("verifier", memory_books.edit(workbook, change))
    [one] = found["alterations"]
    assert (found["code"], one["code"], one["id"]) == (1, "ligne-alteree", "P2026-11-08-0004")

    def change_first(sheet, columns, first, last):
        sheet.cell(last, columns[GIVEN]).value = 0
        sheet.cell(first + 2, columns[GIVEN]).value = 1

    [one] = command.answer("verifier", memory_books.edit(workbook, change_first))["alterations"]
    assert one["id"] == "P2026-10-30-0001"
    assert "« Délai accordé » valait « 8 » et vaut « 1 »" in one["message"]


def test_an_older_workbook_goes_on_without_the_column_and_stays_intact(workbook):
    first_letters(memory_books.stretch(workbook, WITHOUT_IT))
    done = issue(workbook, 8)
    [remark] = [one for one in done["anomalies"] if one["code"] == "historique-incomplet"]
    assert remark["message"] == (
        "Le tableau tblRelances n'a pas la colonne « Délai accordé », plus récente que ce classeur : le délai qu'une "
        "lettre a laissé se lit dans la procédure d'aujourd'hui."
    )
    assert remark["remede"] == "Tapez cet intitulé juste à droite du dernier, puis enregistrez."
    assert done["classeur"]["relances_ajoutees"] == 4
    assert intact(workbook)


def test_an_older_workbook_reads_today_s_procedure(workbook):
    edit_procedure(first_letters(memory_books.stretch(workbook, WITHOUT_IT)), 3)
    assert issue(workbook, 2, "--simuler")["totaux"]["lettres"] == 0
    assert issue(workbook, 3, "--simuler")["totaux"]["lettres"] == 3


def test_the_column_added_to_an_older_workbook_alters_no_row_and_serves_from_the_next_passage(workbook):
    first_letters(memory_books.stretch(workbook, WITHOUT_IT))
    memory_books.stretch(workbook, WITHOUT_IT + 1, GIVEN)
    assert intact(workbook)
    assert issue(workbook, 8)["classeur"]["relances_ajoutees"] == 4
    assert given(workbook) == [None] * 6 + [0] * 4
    assert intact(workbook)


def test_a_time_given_typed_afterwards_in_a_row_sealed_without_it_is_found(workbook):
    def change(sheet, columns, first, last):
        sheet.cell(last, columns[GIVEN]).value = 1

    first_letters(memory_books.stretch(workbook, WITHOUT_IT))
    memory_books.stretch(workbook, WITHOUT_IT + 1, GIVEN)
    [one] = command.answer("verifier", memory_books.edit(workbook, change))["alterations"]
    assert one["code"] == "ligne-alteree"


def test_a_row_that_cancels_a_letter_gives_no_time_and_the_chain_goes_on(workbook):
    first_letters(workbook)
    words = ("--relance", "P2026-10-30-0001", "--motif", "réglée la veille", "--date", "2026-11-02")
    assert command.answer("annuler", workbook, *words)["code"] == 0
    assert given(workbook)[-1] is None
    assert intact(workbook)


def test_a_letter_typed_by_hand_with_its_time_is_sealed_with_it(workbook):
    first_letters(workbook)
    typed = {**memory_books.typed("AGENCE-1", "F-1", date(2026, 11, 9)), "Code débiteur": "CL1", "Niveau": 2}
    typed |= {"Échéance": date(2026, 10, 1), GIVEN: 15}
    memory_books.filled.type_in(workbook, "tblRelances", typed)
    assert command.answer("sceller", workbook, "--relance", "AGENCE-1", "--motif", "agence de Lyon")["code"] == 0
    assert intact(workbook)

    def change(sheet, columns, first, last):
        sheet.cell(last, columns[GIVEN]).value = 3

    [one] = command.answer("verifier", memory_books.edit(workbook, change))["alterations"]
    assert (one["code"], one["id"]) == ("ligne-alteree", "AGENCE-1")


@pytest.mark.parametrize("days", ["huit jours", 46000])
def test_a_time_given_that_nobody_could_read_is_not_sealed(workbook, days):
    first_letters(workbook)
    typed = {**memory_books.typed("AGENCE-1", "F-1", date(2026, 11, 9)), GIVEN: days}
    memory_books.filled.type_in(workbook, "tblRelances", typed)
    refused = command.answer("sceller", workbook, "--relance", "AGENCE-1", "--motif", "agence de Lyon")
    assert (refused["code"], refused["erreur"]["code"]) == (2, "ligne-incomplete")
    assert "« Délai accordé »" in refused["erreur"]["message"]
