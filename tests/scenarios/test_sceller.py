"""`relancier sceller`: a letter that left without Relancier takes its place in the chain; a forged row shows."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import command
import memory_books
import pytest

SENT: dict[str, object] = {
    "Id": "AGENCE-1",
    "Date": date(2026, 12, 10),
    "Code débiteur": "CL3",
    "Numéro facture": "00123",
    "Échéance": date(2026, 10, 1),
    "Niveau": 3,
    "Canal": "LRAR",
    "Statut": "envoyée",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return memory_books.with_two_passages(tmp_path_factory.mktemp("sceller") / "Créances.xlsx")


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original.parent, tmp_path / "copie")
    return tmp_path / "copie" / original.name


def type_row(path: Path, **cells: object) -> Path:
    return memory_books.filled.type_in(path, "tblRelances", {**SENT, **cells})


def seal(path: Path, relance: str = "AGENCE-1", motif: str = "lettre de l'agence de Lyon") -> dict[str, Any]:
    return command.answer("sceller", path, "--relance", relance, "--motif", motif)


def test_a_row_typed_after_the_first_passage_fails_the_verification_and_is_named(workbook):
    last: list[int] = []
    memory_books.edit(type_row(workbook), lambda sheet, columns, top, bottom: last.append(bottom))
    found = command.answer("verifier", workbook)
    [one] = found["alterations"]
    assert (found["code"], found["intact"]) == (1, False)
    assert (one["code"], one["id"], one["ligne"]) == ("ligne-ajoutee", "AGENCE-1", last[0])
    assert "relancier sceller" in one["remede"]


def test_deleting_it_is_enough(workbook):
    type_row(workbook)

    def remove(sheet, columns, first, last):
        for column in columns.values():
            sheet.cell(last, column).value = None

    assert command.answer("verifier", memory_books.edit(workbook, remove))["intact"] is True


def test_cancelling_it_is_enough_too(workbook):
    type_row(workbook)
    words = ("--relance", "AGENCE-1", "--motif", "jamais partie", "--date", "2026-12-11")
    assert command.answer("annuler", workbook, *words)["code"] == 0
    found = command.answer("verifier", workbook)
    assert (found["code"], [one["code"] for one in found["remarques"]]) == (0, ["ligne-ajoutee-annulee"])


def test_once_sealed_it_is_intact_and_keeps_the_reason(workbook):
    type_row(workbook)
    before = workbook.read_bytes()
    done = seal(workbook)
    assert (done["code"], done["scellee"]["id"], done["scellee"]["rang"]) == (0, "AGENCE-1", 11)
    row = memory_books.rows(workbook)[-1]
    assert (row["Motif"], str(row["Chaîne"])[:6]) == ("Saisie à la main : lettre de l'agence de Lyon", "S1-11-")
    assert Path(done["classeur"]["sauvegarde"]).read_bytes() == before
    found = command.answer("verifier", workbook)
    assert (found["intact"], found["scellees"], found["remarques"]) == (True, 9, [])


def test_once_sealed_any_change_of_it_or_its_removal_is_seen(workbook):
    type_row(workbook)
    seal(workbook)
    sealed = workbook.read_bytes()

    def change(sheet, columns, first, last):
        sheet.cell(last, columns["Date"]).value = date(2026, 12, 1)

    [one] = command.answer("verifier", memory_books.edit(workbook, change))["alterations"]
    assert (one["code"], one["id"]) == ("ligne-alteree", "AGENCE-1")
    workbook.write_bytes(sealed)

    def remove(sheet, columns, first, last):
        for column in columns.values():
            sheet.cell(last, column).value = None

    [one] = command.answer("verifier", memory_books.edit(workbook, remove))["alterations"]
    assert one["message"] == "Le registre (sceau AGENCE-1) a vu 11 lignes dans l'historique : la dernière ligne manque."


def test_the_next_passage_goes_on_with_the_chain(workbook):
    type_row(workbook)
    seal(workbook)
    memory_books.filled.type_in(workbook, "tblFactures", memory_books.facture("CL3", "F-9"))
    done = command.answer("lot", workbook, "--date", date(2026, 12, 15), "--pdf", "embarque")
    assert done["classeur"]["relances_ajoutees"] > 0
    assert command.answer("verifier", workbook)["intact"] is True


def test_a_row_sealed_after_the_passage_below_it_leaves_the_history_intact(workbook):
    type_row(workbook)
    memory_books.filled.type_in(workbook, "tblFactures", memory_books.facture("CL3", "F-9"))
    command.answer("lot", workbook, "--date", date(2026, 12, 15), "--pdf", "embarque")
    assert [one["code"] for one in command.answer("verifier", workbook)["alterations"]] == ["ligne-ajoutee"]
    assert seal(workbook)["code"] == 0
    found = command.answer("verifier", workbook)
    assert (found["intact"], [one["code"] for one in found["remarques"]]) == (True, ["ordre-change"])


@pytest.mark.parametrize(
    ("cells", "relance", "motif", "code"),
    [
        ({}, "AGENCE-1", " ", "motif-vide"),
        ({}, "AGENCE-9", "x", "relance-inconnue"),
        ({}, "P2026-11-30-0001", "x", "deja-scellee"),
        ({}, "MAIN-1", "x", "pas-ajoutee"),
        ({"Id": "MAIN-1"}, "MAIN-1", "x", "relance-ambigue"),
        ({"Niveau": None, "Date": "hier"}, "AGENCE-1", "x", "ligne-incomplete"),
        ({"Id": "P2026-11-30-0001-A", "Statut": "annulation"}, "P2026-11-30-0001-A", "x", "annulation-a-la-main"),
    ],
)
def test_what_cannot_be_sealed_is_refused_with_2_and_nothing_is_written(workbook, cells, relance, motif, code):
    before = type_row(workbook, **cells).read_bytes()
    found = seal(workbook, relance, motif)
    assert (found["code"], found["erreur"]["code"]) == (2, code)
    assert workbook.read_bytes() == before


def test_before_any_passage_nothing_is_to_be_sealed(tmp_path):
    path = memory_books.blank_history(tmp_path / "neuf.xlsx")
    found = seal(path, "MAIN-1")["erreur"]
    assert (found["code"], found["remede"]) == ("rien-de-scelle", "Le prochain passage scellera ses lignes.")


def test_what_a_person_reads_says_the_row_its_rank_and_the_reason(workbook):
    type_row(workbook)
    code, text = command.relancier("sceller", workbook, "--relance", "agence-1", "--motif", "x")
    text = " ".join(text.split())
    assert code == 0
    assert "scellée, au rang 11 de l'historique" in text
    assert "• AGENCE-1 (facture 00123 de CL3, niveau 3) : Saisie à la main : x" in text
