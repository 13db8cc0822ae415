"""`relancier recommandes`: number, deposit and return of each registered letter, typed or read from scanned slips."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import command
import memory_books
import pytest

NUMBER = "2C 123 456 7890 1"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return memory_books.with_two_passages(tmp_path_factory.mktemp("recommandes") / "Créances.xlsx")


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original.parent, tmp_path / "copie")
    return tmp_path / "copie" / original.name


def follow(path: Path, *words: object, au: str = "2026-12-31") -> dict[str, Any]:
    return command.answer("recommandes", path, "--au", au, *words)


def missing(found: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(one["debiteur"], one["manque"]) for one in found["lettres"]]


def noted(path: Path) -> list[tuple[object, ...]]:
    columns = ("Numéro recommandé", "Déposé le", "Reçu le")
    rows = memory_books.rows(path)[6:]
    return [tuple(v.date() if hasattr(v, "date") else v for v in (row[name] for name in columns)) for row in rows]


def test_the_list_names_what_is_missing_and_writes_nothing(workbook):
    before = workbook.read_bytes()
    found = follow(workbook)
    assert found["code"] == 0
    assert missing(found) == [(code, ["numéro", "dépôt"]) for code in ("CL1", "CL2", "CL3")]
    assert (found["incompletes"], found["classeur"]) == (3, None)
    assert workbook.read_bytes() == before


def test_number_and_deposit_are_noted_on_all_the_lines_of_a_letter(workbook):
    before = memory_books.rows(workbook)
    words = ("--numero", NUMBER, "--depose", "2026-12-01")
    done = follow(workbook, "--relance", "P2026-11-30-0002", *words)
    assert done["notees"][0]["valeurs"] == {"Numéro recommandé": NUMBER, "Déposé le": "2026-12-01"}
    posted = (NUMBER, date(2026, 12, 1), None)
    assert noted(workbook) == [(None, None, None), posted, posted, (None, None, None)]
    after = memory_books.rows(workbook)
    free = ("Numéro recommandé", "Déposé le", "Reçu le")
    assert [{k: v for k, v in row.items() if k not in free} for row in after] == [
        {k: v for k, v in row.items() if k not in free} for row in before
    ]
    assert command.answer("verifier", workbook)["intact"] is True


def test_a_return_is_missing_once_the_delay_has_run(workbook):
    follow(workbook, "--debiteur", "CL2", "--numero", NUMBER, "--depose", "2026-12-01")
    assert missing(follow(workbook, au="2026-12-22"))[1] == ("CL2", [])
    assert missing(follow(workbook, au="2026-12-23"))[1] == ("CL2", ["retour (déposé il y a 22 jours)"])
    assert missing(follow(workbook, "--delai", 30, au="2026-12-23"))[1] == ("CL2", [])


def test_the_return_is_noted_by_the_number_alone(workbook):
    follow(workbook, "--debiteur", "CL2", "--numero", NUMBER, "--depose", "2026-12-01")
    done = follow(workbook, "--numero", "2c12345678901", "--recu", "2026-12-05")
    assert (done["code"], done["notees"][0]["ids"]) == (0, ["P2026-11-30-0002", "P2026-11-30-0003"])
    assert noted(workbook)[1] == (NUMBER, date(2026, 12, 1), date(2026, 12, 5))


def test_noting_the_same_twice_writes_nothing(workbook):
    words = ("--debiteur", "CL1", "--numero", NUMBER, "--depose", "2026-12-01")
    follow(workbook, *words)
    before = workbook.read_bytes()
    again = follow(workbook, *words)
    assert (again["code"], again["notees"][0]["valeurs"], again["classeur"]) == (0, {}, None)
    assert workbook.read_bytes() == before


def test_another_value_is_refused_with_3_unless_forced(workbook):
    words = ("--relance", "P2026-11-30-0001", "--depose")
    follow(workbook, *words, "2026-12-01")
    refused = follow(workbook, *words, "2026-12-02")
    assert (refused["code"], refused["erreur"]["code"]) == (3, "valeur-deja-notee")
    assert "est déjà « 01/12/2026 »" in refused["erreur"]["message"]
    assert follow(workbook, *words, "2026-12-02", "--forcer")["code"] == 0
    assert noted(workbook)[0][1] == date(2026, 12, 2)


def test_a_number_serves_one_letter(workbook):
    follow(workbook, "--debiteur", "CL1", "--numero", NUMBER)
    refused = follow(workbook, "--debiteur", "CL3", "--numero", NUMBER)
    assert (refused["code"], refused["erreur"]["code"]) == (3, "numero-deja-pris")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--depose", "2026-11-29"), "« Déposé le » 29/11/2026 : la lettre est du 30/11/2026"),
        (("--depose", "2027-01-02"), "ce jour n'est pas encore venu (nous sommes le 31/12/2026)"),
        (("--depose", "2026-12-05", "--recu", "2026-12-04"), "reçue le 04/12/2026 et déposée le 05/12/2026"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_2(workbook, words, sentence):
    found = follow(workbook, "--relance", "P2026-11-30-0001", *words)
    assert (found["code"], found["erreur"]["code"]) == (2, "date-impossible")
    assert sentence in found["erreur"]["message"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--relance", "P2026-10-30-0001", "--numero", NUMBER), "pas-un-recommande"),
        (("--relance", "P2026-11-30-0001", "--numero", "123"), "numero-trop-court"),
        (("--numero", NUMBER), "lettre-inconnue"),
        (("--relance", "P2026-11-30-0001"), "rien-a-noter"),
        (("--scans", "absent"), "dossier-absent"),
    ],
)
def test_what_cannot_be_noted_is_refused_with_2(workbook, words, code):
    found = follow(workbook, *words)
    assert (found["code"], found["erreur"]["code"]) == (2, code)


def test_a_cancelled_letter_is_no_longer_followed(workbook):
    command.answer("annuler", workbook, "--relance", "P2026-11-30-0001", "--motif", "x", "--date", "2026-12-01")
    assert [code for code, _ in missing(follow(workbook))] == ["CL2", "CL3"]


def test_scanned_slips_fill_the_returns_and_the_others_are_listed(workbook, tmp_path):
    follow(workbook, "--debiteur", "CL1", "--numero", NUMBER, "--depose", "2026-12-01")
    follow(workbook, "--debiteur", "CL2", "--numero", "2C00000000222", "--depose", "2026-12-01")
    follow(workbook, "--debiteur", "CL3", "--numero", "2C00000000333")
    slips = tmp_path / "avis"
    slips.mkdir()
    names = (
        "AR 2C12345678901 2026-12-05.pdf",
        "AR 2C00000000222 NPAI 07.12.2026.pdf",
        "Preuve de dépôt 2C 000 0000 0333 02_12_2026.jpg",
        "AR 2C00000000999 2026-12-05.pdf",
        "AR 2C00000000333.pdf",
        "photo.png",
        "notes.txt",
    )
    for name in names:
        (slips / name).write_bytes(b"")
    done = follow(workbook, "--scans", slips)
    assert done["code"] == 1
    assert noted(workbook) == [
        (NUMBER, date(2026, 12, 1), date(2026, 12, 5)),
        *[("2C00000000222", date(2026, 12, 1), None)] * 2,
        ("2C00000000333", date(2026, 12, 2), None),
    ]
    assert {one["fichier"]: one["probleme"] for one in done["fichiers_a_voir"]} == {
        "AR 2C00000000222 NPAI 07.12.2026.pdf": "pli revenu sans avoir été reçu : à noter vous-même",
        "AR 2C00000000333.pdf": "aucune date dans le nom",
        "AR 2C00000000999 2026-12-05.pdf": "le numéro 2C00000000999 n'est celui d'aucune lettre",
        "photo.png": "aucun numéro connu",
    }
    again = follow(workbook, "--scans", slips)
    assert (again["classeur"], len(again["fichiers_a_voir"])) == (None, 4)
    assert command.answer("verifier", workbook)["intact"] is True


def test_the_table_that_a_person_reads_says_what_is_missing_on_80_columns(workbook, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    follow(workbook, "--debiteur", "CL2", "--numero", NUMBER, "--depose", "2026-12-01")
    code, text = command.relancier("recommandes", workbook, "--au", "2026-12-31")
    assert code == 0
    assert "3 recommandés sur 3 à compléter au 31/12/2026" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "Il manque" in text
    told = " ".join(text.split())
    assert "P2026-11-30-0001 CL1 30/11/2026 numéro, dépôt" in told
    assert "P2026-11-30-0002 CL2 30/11/2026 retour (déposé il y a 30 jours)" in told
    assert f"noté : n° {NUMBER}, déposé le 01/12/2026" in told


def test_a_long_id_and_a_long_code_leave_room_for_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    row = memory_books.typed("MISE-EN-DEMEURE-2026-CLIENT-0000042", "V-1", date(2026, 9, 10))
    late = {**row, "Canal": "LRAR", "Code débiteur": "MENUISERIE-DU-BAC-42", "Déposé le": date(2026, 9, 11)}
    path = memory_books.filled.book(tmp_path / "long.xlsx", debiteurs=[memory_books.debtor("CL1")], relances=[late])
    _, text = command.relancier("recommandes", path, "--au", "2026-10-11")
    told = " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
    assert "numéro, retour (déposé" in told
    assert "noté : déposé le 11/09/2026" in told
