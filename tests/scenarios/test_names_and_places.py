"""Codes, names and folders that would lead a file astray: refused or made harmless, never out of the output folder."""

from datetime import date
from pathlib import Path

import command
import filled
import interrupted
import pytest
import quick
from interrupted import DAY, SORTIE
from relancier.documents.compose import Composer

AWKWARD = (
    ("../../etc", f"{DAY} ..-..-etc Relance 1"),
    ("/etc/passwd", f"{DAY} -etc-passwd Relance 1"),
    ("..\\..\\Windows", f"{DAY} ..-..-Windows Relance 1"),
    ("CON", f"{DAY} CON Relance 1"),
    ('a:b*c?<d>|"e"', f"{DAY} a-b-c-d-e- Relance 1"),
    ("X" * 300, f"{DAY} " + "X" * 109),
    ("X" * 299 + "Y", f"{DAY} " + "X" * 109 + " (2)"),
)


@pytest.fixture(autouse=True)
def _no_time(monkeypatch):
    quick.install(monkeypatch.setattr)


def book(path: Path, *codes: str) -> Path:
    return filled.book(
        path,
        debiteurs=[
            {
                "Code": code,
                "Nom": "N" * 300 if len(code) == 300 else f"Client {code}",
                "Type": "professionnel",
                "Adresse 1": "1 rue du Bac",
                "Code postal": "69003",
                "Ville": "Lyon",
            }
            for code in codes
        ],
        factures=[
            {
                "Numéro": f"F-{rank}",
                "Code débiteur": code,
                "Nature": "facture",
                "Date": date(2026, 8, 1),
                "Échéance": date(2026, 9, 1),
                "Montant TTC": 100,
            }
            for rank, code in enumerate(codes, 1)
        ],
    )


def test_whatever_a_code_says_its_letter_stays_in_the_output_folder(tmp_path):
    (tmp_path / "c").mkdir()
    workbook = book(tmp_path / "c" / "créances.xlsx", *(code for code, _ in AWKWARD))
    passage = interrupted.run(workbook)
    assert passage["code"] == 0
    assert [Path(one["pdf"]).stem for one in passage["lettres"]] == [stem for _, stem in AWKWARD]
    assert {Path(one["pdf"]).parent for one in passage["lettres"]} == {workbook.parent / SORTIE}
    assert sorted(one.name for one in tmp_path.rglob("*") if one.suffix == ".docx") == sorted(
        f"{stem}.docx" for _, stem in AWKWARD
    )
    assert sorted(one.name for one in workbook.parent.iterdir()) == [SORTIE, "Sauvegardes Relancier", "créances.xlsx"]


def test_a_workbook_with_a_name_of_240_bytes_works(tmp_path):
    workbook = book(tmp_path / f"{'é' * 117}.xlsx", "CL1")
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["classeur"]["relances_ajoutees"]) == (0, 1)
    assert Path(passage["classeur"]["sauvegarde"]).is_file()


def test_a_workbook_with_a_name_of_300_characters_is_refused_with_2(tmp_path):
    passage = interrupted.run(tmp_path / f"{'x' * 295}.xlsx")
    assert (passage["code"], passage["erreur"]["code"]) == (2, "classeur-illisible")


def test_an_output_folder_with_a_name_of_300_characters_is_refused_with_3(tmp_path):
    workbook = book(tmp_path / "créances.xlsx", "CL1")
    before = workbook.read_bytes()
    passage = interrupted.run(workbook, "--sortie", tmp_path / ("x" * 300))
    assert (passage["code"], passage["erreur"]["code"]) == (3, "sortie-inaccessible")
    assert workbook.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["créances.xlsx"]


def test_an_output_folder_under_a_file_is_refused_with_3(tmp_path):
    workbook = book(tmp_path / "créances.xlsx", "CL1")
    passage = interrupted.run(workbook, "--sortie", workbook / "lettres")
    assert (passage["code"], passage["erreur"]["code"]) == (3, "sortie-inaccessible")
    assert [one.name for one in tmp_path.iterdir()] == ["créances.xlsx"]


def test_a_file_in_the_place_of_the_copies_folder_is_refused_with_3(tmp_path):
    workbook = book(tmp_path / "créances.xlsx", "CL1")
    (tmp_path / "Sauvegardes Relancier").write_text("à moi")
    before = workbook.read_bytes()
    passage = interrupted.run(workbook)
    assert (passage["code"], workbook.read_bytes() == before) == (3, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["Sauvegardes Relancier", "créances.xlsx"]


def test_a_debtor_whose_letter_fails_as_nobody_foresaw_is_listed_and_sent_next_time(tmp_path, monkeypatch):
    workbook = book(tmp_path / "créances.xlsx", "CL1", "CL2", "CL3")
    compose = Composer.compose

    def broken(self: Composer, envoi: object) -> object:
        if envoi.debiteur.code == "CL2":
            raise ZeroDivisionError("un taux de zéro jour")
        return compose(self, envoi)

    with monkeypatch.context() as patched:
        patched.setattr(Composer, "compose", broken)
        passage = interrupted.run(workbook)
    assert (passage["code"], [one["debiteur"] for one in passage["lettres"]]) == (1, ["CL1", "CL3"])
    [missed] = passage["manquees"]
    assert (missed["debiteur"], missed["code"]) == ("CL2", "erreur-imprevue")
    assert "ZeroDivisionError : un taux de zéro jour ; test_names_and_places.py, ligne" in missed["message"]
    again = interrupted.run(workbook)
    assert (again["code"], [one["debiteur"] for one in again["lettres"]]) == (0, ["CL2"])
    assert command.simulated(workbook, DAY)["lettres"] == []
