"""« Annuler la dernière opération »: the workbook, the register and the folder are as before it, or nothing changes."""

import shutil
from pathlib import Path
from typing import Any

import command
import filled
import interrupted
import memory_books
import pytest
from memory_books import FIRST, SECOND

BACKUPS = "Sauvegardes Relancier"
PASSAGE = "Relances 2026-11-30"
SET_ASIDE = "Annulé P2026-11-30"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return memory_books.with_two_passages(tmp_path_factory.mktemp("annuler") / "créances.xlsx")


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original.parent, tmp_path / "copie")
    return tmp_path / "copie" / original.name


def undo(path: Path) -> dict[str, Any]:
    return command.answer("annuler", path, "--derniere")


def register(path: Path) -> list[str]:
    lines = (path.parent / BACKUPS / f"Registre {path.stem}.txt").read_text().splitlines()
    return [line.split("\t")[0] for line in lines if not line.startswith("#")]


def refused(path: Path, code: str) -> bool:
    """Whether undoing is refused with `code`, and leaves every file as it was."""
    before = everything(path)
    answer = undo(path)
    return (answer["code"], answer["erreur"]["code"], everything(path)) == (3, code, before)


def everything(path: Path) -> dict[str, bytes]:
    return {str(one.relative_to(path.parent)): one.read_bytes() for one in path.parent.rglob("*") if one.is_file()}


def test_a_passage_undone_leaves_the_workbook_byte_for_byte_as_it_was(workbook):
    before = workbook.parent / BACKUPS / "créances avant P2026-11-30.xlsx"
    passed = workbook.read_bytes()
    done = undo(workbook)
    assert (done["code"], done["operation"]) == (0, "P2026-11-30")
    assert workbook.read_bytes() == before.read_bytes()
    assert Path(done["copie"]).read_bytes() == passed
    assert register(workbook) == ["P2026-10-30"]
    found = command.answer("verifier", workbook)
    assert (found["intact"], found["alterations"], found["lignes"]) == (True, [], 6)


def test_the_letters_of_a_passage_undone_are_set_aside_and_none_is_erased(workbook):
    before = {one.name for one in (workbook.parent / PASSAGE).iterdir()}
    done = undo(workbook)
    assert [one.name for one in (workbook.parent / PASSAGE).iterdir()] == [SET_ASIDE]
    assert {one.name for one in (workbook.parent / PASSAGE / SET_ASIDE).iterdir()} == before
    assert len(done["mis_de_cote"]) == len(before)
    assert f"{len(before)}\N{NO-BREAK SPACE}fichiers rangés dans « {SET_ASIDE} », rien n'est effacé." in done["message"]
    assert "Cela ne rappelle pas un courrier déjà envoyé" in done["message"]


def test_the_passage_can_then_be_done_again_under_the_same_names(workbook, original):
    undo(workbook)
    again = command.answer("lot", workbook, "--date", SECOND, "--pdf", "embarque")
    assert (again["passage"], again["classeur"]["relances_ajoutees"]) == ("P2026-11-30", 4)
    assert filled.rows_of(workbook, "tblRelances") == filled.rows_of(original, "tblRelances")
    assert command.answer("verifier", workbook)["alterations"] == []


def test_only_the_last_operation_can_be_undone_and_once(workbook):
    undo(workbook)
    again = undo(workbook)
    assert (again["code"], again["erreur"]["code"]) == (2, "rien-a-annuler")
    assert "Il n'y a rien à annuler" in again["erreur"]["message"]


def test_what_was_typed_since_is_never_lost(workbook):
    filled.type_in(workbook, "tblReglements", {"Date": SECOND, "Code débiteur": "CL1", "Montant": 20})
    assert refused(workbook, "modifie-depuis")


def test_nothing_is_undone_without_the_copy_of_before(workbook):
    (workbook.parent / BACKUPS / "créances avant P2026-11-30.xlsx").unlink()
    assert refused(workbook, "sauvegarde-absente")


def test_nothing_is_undone_when_the_register_was_touched(workbook):
    with (workbook.parent / BACKUPS / "Registre créances.txt").open("a") as file:
        file.write("P2026-12-31\tS1-12-00\n")
    assert refused(workbook, "registre-modifie")


def test_nothing_is_undone_while_the_workbook_is_open(workbook):
    workbook.with_name(f"~${workbook.name}").write_bytes(b"")
    assert refused(workbook, "classeur-ouvert")


def test_a_record_that_cannot_be_read_is_said(workbook):
    (workbook.parent / BACKUPS / "Annulation créances.json").write_text('{"format": 2}')
    assert refused(workbook, "annulation-illisible")


def test_a_letter_reworded_since_stays_where_it_is(workbook):
    letter = sorted((workbook.parent / PASSAGE).glob("*.docx"))[0]
    letter.write_bytes(b"reworded")
    done = undo(workbook)
    assert done["laisses"] == [str(letter)]
    assert letter.read_bytes() == b"reworded"
    assert f"Laissé en place, car modifié ou ouvert : « {letter.name} »." in done["message"]


def test_an_operation_on_registered_letters_is_forgotten_by_the_register_too(workbook):
    before = filled.rows_of(workbook, "tblRelances")
    words = ("--relance", "P2026-11-30-0002", "--numero", "2C 123 456 7890 1", "--depose", "2026-12-01")
    command.answer("recommandes", workbook, "--au", "2026-12-31", *words)
    assert undo(workbook)["operation"] == "recommandés"
    assert filled.rows_of(workbook, "tblRelances") == before
    assert register(workbook) == ["P2026-10-30", "P2026-11-30"]
    found = command.answer("verifier", workbook)
    assert (found["intact"], found["remarques"]) == (True, [])


def test_the_first_passage_undone_leaves_no_register(tmp_path):
    book = memory_books.blank_history(tmp_path / "créances.xlsx")
    before = book.read_bytes()
    command.answer("lot", book, "--date", FIRST, "--pdf", "embarque")
    undo(book)
    assert book.read_bytes() == before
    assert not (tmp_path / BACKUPS / "Registre créances.txt").exists()


def test_a_plan_undone_takes_its_protocole_aside(tmp_path):
    book = memory_books.blank_history(tmp_path / "créances.xlsx")
    before = book.read_bytes()
    plan = ("--debiteur", "CL2", "--nombre", 3, "--date", "2026-10-15", "--pdf", "embarque")
    assert command.answer("echeancier", "proposer", book, *plan)["code"] == 0
    done = undo(book)
    assert book.read_bytes() == before
    assert {Path(one).suffix for one in done["mis_de_cote"]} == {".docx", ".pdf"}


@pytest.mark.skipif(not hasattr(interrupted.os, "fork"), reason="Windows has no fork")
def test_a_passage_cut_short_must_be_settled_first(tmp_path):
    original = interrupted.batch(tmp_path / "créances.xlsx", 1)
    book = interrupted.fresh(original, tmp_path / "tué")
    step = interrupted.step_of(interrupted.steps(interrupted.fresh(original, tmp_path / "entier")), "link", "Relance 1")
    assert interrupted.dies(book, step)
    answer = undo(book)
    assert (answer["code"], answer["erreur"]["code"]) == (3, "passage-interrompu")
    assert book.read_bytes() == original.read_bytes()


def test_it_goes_alone(workbook):
    answer = command.answer("annuler", workbook, "--derniere", "--motif", "erreur")
    assert (answer["code"], answer["erreur"]["code"]) == (2, "options-en-trop")
