"""`relancier annuler`: a mistake is undone by a row with its reason; the next passage sends the level again."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import command
import memory_books
import pytest


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return memory_books.with_two_passages(tmp_path_factory.mktemp("annuler") / "Créances.xlsx")


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original.parent, tmp_path / "copie")
    return tmp_path / "copie" / original.name


def cancel(path: Path, *more: object, motif: str = "réglée la veille", day: str = "2026-12-01") -> dict[str, Any]:
    return command.answer("annuler", path, "--motif", motif, "--date", day, *more)


def test_the_row_stays_and_another_undoes_it_with_the_reason(workbook):
    before = memory_books.rows(workbook)
    done = cancel(workbook, "--relance", "P2026-11-30-0001")
    after = memory_books.rows(workbook)
    assert (done["code"], done["annulees"][0]["annulation"]) == (0, "P2026-11-30-0001-A")
    assert after[:-1] == before
    row, undone = after[-1], before[6]
    same = ("Passage", "Code débiteur", "Numéro facture", "Échéance", "Niveau", "Canal", "Modèle", "Document")
    assert [row[name] for name in same] == [undone[name] for name in same]
    assert (row["Statut"], row["Motif"]) == ("annulation", "Annule P2026-11-30-0001 : réglée la veille")
    assert (row["Date"].date(), row["Reste dû"], row["Empreinte"]) == (date(2026, 12, 1), None, None)
    assert undone["Statut"] == "émise"


def test_the_chain_goes_on_and_a_backup_is_kept(workbook):
    before = workbook.read_bytes()
    done = cancel(workbook, "--relance", "P2026-11-30-0001")
    found = command.answer("verifier", workbook)
    assert (found["intact"], found["scellees"], found["remarques"]) == (True, 9, [])
    backup = Path(done["classeur"]["sauvegarde"])
    assert backup.read_bytes() == before
    assert backup.name == "Créances avant annulation P2026-11-30-0001.xlsx"


def test_the_next_passage_sends_the_cancelled_level_again(workbook):
    day = date(2026, 12, 2)
    assert command.of(command.simulated(workbook, day), "F-1")["decision"] == "à décider"
    cancel(workbook, "--relance", "P2026-11-30-0001")
    again = command.of(command.simulated(workbook, day), "F-1")
    assert (again["decision"], again["niveau"]) == ("à relancer", 2)
    cancel(workbook, "--relance", "P2026-10-30-0001")
    assert command.of(command.simulated(workbook, day), "F-1")["niveau"] == 1


def test_a_whole_letter_is_cancelled_by_its_document(workbook):
    done = cancel(workbook, "--document", "2026-11-30 CL2 Mise en demeure.pdf")
    assert [one["id"] for one in done["annulees"]] == ["P2026-11-30-0002", "P2026-11-30-0003"]
    decided = command.simulated(workbook, date(2026, 12, 2))
    assert [command.of(decided, one)["niveau"] for one in ("F-2", "F-3")] == [2, 2]


def test_what_is_left_of_a_letter_is_cancelled_when_one_line_was_already(workbook):
    cancel(workbook, "--relance", "P2026-11-30-0002")
    document = memory_books.rows(workbook)[7]["Document"]
    done = cancel(workbook, "--document", document)
    assert [one["id"] for one in done["annulees"]] == ["P2026-11-30-0003"]


def test_a_row_typed_by_hand_can_be_cancelled(workbook):
    assert cancel(workbook, "--relance", "main-1")["annulees"][0]["annulation"] == "MAIN-1-A"
    assert command.answer("verifier", workbook)["intact"] is True


@pytest.mark.parametrize(
    ("words", "motif", "code", "message"),
    [
        (("--relance", "P2026-11-30-0009"), "x", "relance-inconnue", "aucune ligne d'Id « P2026-11-30-0009 »"),
        (("--relance", "P2026-11-30-0001"), "  ", "motif-vide", "Une annulation demande un motif."),
        (("--document", "rien.pdf"), "x", "document-inconnu", "aucune lettre dont le document soit « rien.pdf »"),
        ((), "x", "annulation-de-quoi", "--relance ou --document"),
        (("--relance", "A", "--document", "B"), "x", "annulation-de-quoi", "un seul des deux"),
    ],
)
def test_a_cancelling_that_cannot_be_is_refused_with_2(workbook, words, motif, code, message):
    before = workbook.read_bytes()
    done = cancel(workbook, *words, motif=motif)
    assert (done["code"], done["erreur"]["code"]) == (2, code)
    assert message in done["erreur"]["message"]
    assert workbook.read_bytes() == before


def test_a_near_id_is_suggested(workbook):
    found = cancel(workbook, "--relance", "P2026-11-30-001")["erreur"]["remede"]
    assert found == "Vouliez-vous « P2026-11-30-0001 » ?"


def test_cancelling_twice_or_cancelling_a_cancelling_is_refused(workbook):
    cancel(workbook, "--relance", "P2026-11-30-0001")
    twice = cancel(workbook, "--relance", "P2026-11-30-0001")
    assert (twice["code"], twice["erreur"]["message"]) == (2, "La relance P2026-11-30-0001 est déjà annulée.")
    letter = cancel(workbook, "--document", "2026-11-30 CL1 Mise en demeure.pdf")
    assert letter["erreur"]["code"] == "deja-annulee"
    of_it = cancel(workbook, "--relance", "P2026-11-30-0001-A")
    assert (of_it["code"], of_it["erreur"]["code"]) == (2, "annulation-d-annulation")


def test_the_day_of_a_cancelling_is_no_passage_and_hinders_no_earlier_one(workbook):
    cancel(workbook, "--relance", "P2026-11-30-0001", day="2027-01-20")
    done = command.answer("lot", workbook, "--date", "2026-12-15", "--pdf", "embarque")
    assert (done["code"], done["classeur"]["relances_ajoutees"]) == (0, 1)
    older = command.answer("lot", workbook, "--date", "2026-12-14", "--pdf", "embarque")
    assert older["erreur"]["message"] == (
        "Un passage a déjà eu lieu le 15/12/2026 : celui du 14/12/2026 lui serait antérieur."
    )


def test_a_relance_is_not_cancelled_before_it_was_made(workbook):
    early = cancel(workbook, "--relance", "P2026-11-30-0001", day="2026-11-29")
    assert early["erreur"]["message"] == (
        "La relance P2026-11-30-0001 est du 30/11/2026 : elle ne peut pas être annulée au 29/11/2026."
    )


def test_a_cancelled_notice_puts_nobody_in_default(workbook):
    """The day of the mise en demeure is not counted once its letter is cancelled."""
    cancel(workbook, "--document", "2026-11-30 CL1 Mise en demeure.pdf")
    found = command.answer("decompte", workbook, "--debiteur", "CL1", "--au", "2026-12-31", "--pdf", "embarque")
    assert found["code"] == 0
    assert "30/11/2026" not in str(found)


def test_an_open_workbook_is_refused_with_3_and_nothing_is_written(workbook):
    (workbook.parent / f"~${workbook.name}").write_bytes(b"")
    before = {one.name: one.stat().st_size for one in workbook.parent.rglob("*")}
    done = cancel(workbook, "--relance", "P2026-11-30-0001")
    assert (done["code"], done["erreur"]["code"]) == (3, "classeur-ouvert")
    assert {one.name: one.stat().st_size for one in workbook.parent.rglob("*")} == before


def test_an_id_that_no_file_name_can_hold(tmp_path):
    path = memory_books.blank_history(tmp_path / "c.xlsx")
    memory_books.filled.type_in(path, "tblRelances", memory_books.typed("2026/09:12", "V-9", date(2026, 9, 12)))
    done = cancel(path, "--relance", "2026/09:12")
    assert Path(done["classeur"]["sauvegarde"]).name == "c avant annulation 2026-09-12.xlsx"
    assert command.answer("verifier", path)["intact"] is True
