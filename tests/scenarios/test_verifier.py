"""`relancier verifier`: an untouched history is intact whoever saved it; any change is told with its row."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import command
import memory_books
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory_books import edit
from openpyxl.utils import range_boundaries
from relancier.base.errors import Refus
from relancier.classeur.closed_file import ClosedFile

SEALED = ("Id", "Passage", "Date", "Numéro facture", "Échéance", "Niveau", "Réglé", "Reste dû", "Document", "Statut")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return memory_books.with_two_passages(tmp_path_factory.mktemp("memoire") / "Créances.xlsx")


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    """The workbook with its letters, register and backups, free to be altered."""
    shutil.copytree(original.parent, tmp_path / "copie")
    return tmp_path / "copie" / original.name


def verify(path: Path) -> dict[str, Any]:
    return command.answer("verifier", path)


def codes(found: dict[str, Any], what: str = "alterations") -> list[tuple[str, int | None, str]]:
    return [(one["code"], one["ligne"], one["id"]) for one in found[what]]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def first_row(path: Path) -> int:
    sheet = openpyxl.load_workbook(path)["Relances"]
    return range_boundaries(sheet.tables["tblRelances"].ref)[1] + 1


def test_two_passages_leave_an_intact_history(workbook):
    before = contents(workbook.parent)
    found = verify(workbook)
    assert (found["code"], found["intact"]) == (0, True)
    assert (found["lignes"], found["scellees"], found["documents"]) == (10, 8, 6)
    assert (found["alterations"], found["remarques"]) == ([], [])
    assert contents(workbook.parent) == before, "verifying writes nothing"


def test_the_second_passage_follows_the_first_in_one_chain(workbook):
    ranks = [str(row["Chaîne"]).split("-")[1] for row in memory_books.rows(workbook) if row["Chaîne"]]
    assert ranks == ["3", "4", "5", "6", "7", "8", "9", "10"]
    register = (workbook.parent / "Sauvegardes Relancier" / "Registre Créances.txt").read_text("utf-8")
    lines = [line.split("\t") for line in register.splitlines() if not line.startswith("#")]
    assert [(what, seal.split("-")[1]) for what, seal in lines] == [("P2026-10-30", "6"), ("P2026-11-30", "10")]


def test_openpyxl_saves_it_and_it_stays_intact(workbook):
    openpyxl.load_workbook(workbook).save(workbook)
    assert verify(workbook)["intact"] is True


def test_libreoffice_saves_it_and_it_stays_intact(workbook, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice (soffice) is missing: CI must run this test")
        pytest.skip("LibreOffice (soffice) is not installed here")
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    convert = [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*convert, "--outdir", tmp_path, workbook], check=True, capture_output=True, timeout=180)
    shutil.copyfile(tmp_path / workbook.name, workbook)
    found = verify(workbook)
    assert (found["alterations"], found["scellees"], found["intact"]) == ([], 8, True)


def test_a_passage_after_another_program_saved_it_goes_on_with_the_chain(workbook):
    openpyxl.load_workbook(workbook).save(workbook)
    memory_books.filled.type_in(workbook, "tblFactures", memory_books.facture("CL3", "F-9"))
    done = command.answer("lot", workbook, "--date", date(2026, 12, 15), "--pdf", "embarque")
    assert done["classeur"]["relances_ajoutees"] > 0
    found = verify(workbook)
    assert (found["intact"], found["lignes"]) == (True, 10 + done["classeur"]["relances_ajoutees"])


def test_the_dates_and_numbers_of_registered_mail_are_no_alteration(workbook):
    def fill(sheet, columns, first, last):
        for line in range(first, last + 1):
            sheet.cell(line, columns["Numéro recommandé"]).value = "2C 123"
            sheet.cell(line, columns["Déposé le"]).value = date(2026, 12, 1)

    assert verify(edit(workbook, fill))["intact"] is True


def registered(path: Path, *more: object, au: str = "2026-12-31") -> None:
    done = command.answer("recommandes", path, "--relance", "P2026-11-30-0001", "--au", au, *more)
    assert done["code"] == 0


def set_first_registered(path: Path, column: str, value: object) -> Path:
    def change(sheet, columns, first, last):
        sheet.cell(first + 6, columns[column]).value = value

    return edit(path, change)


def test_what_recommandes_noted_and_someone_rewrote_is_remarked_and_fails_nothing(workbook):
    registered(workbook, "--numero", "2C 123 456 7890 1", "--depose", "2026-12-10")
    assert verify(workbook)["remarques"] == [], "filled in for the first time"
    found = verify(set_first_registered(workbook, "Déposé le", date(2026, 12, 1)))
    line = first_row(workbook) + 6
    assert (found["code"], found["intact"]) == (0, True)
    assert codes(found, "remarques") == [("recommande-change", line, "P2026-11-30-0001")]
    assert found["remarques"][0]["message"] == (
        f"Ligne {line} (Id P2026-11-30-0001) : « Déposé le » a changé ; il valait 10/12/2026 d'après le registre, il "
        "vaut 01/12/2026."
    )


def test_what_recommandes_noted_and_someone_emptied_is_remarked(workbook):
    registered(workbook, "--numero", "2C 123 456 7890 1", "--recu", "2026-12-12")
    set_first_registered(workbook, "Numéro recommandé", "2c12345678901")
    assert verify(workbook)["remarques"] == [], "the same number, written without blanks"
    [one] = verify(set_first_registered(workbook, "Reçu le", None))["remarques"]
    assert one["message"].endswith("« Reçu le » a changé ; il valait 12/12/2026 d'après le registre, il vaut (vide).")


def test_what_recommandes_itself_replaced_is_remarked_as_such(workbook):
    registered(workbook, "--depose", "2026-12-10")
    registered(workbook, "--depose", "2026-12-09", "--forcer")
    [one] = verify(workbook)["remarques"]
    assert one["message"].endswith(
        "« Déposé le » a été remplacé par « relancier recommandes » ; il valait 10/12/2026, il vaut 09/12/2026."
    )


def test_a_deposit_typed_in_excel_and_rewritten_is_remarked_when_a_backup_knew_it(workbook):
    set_first_registered(workbook, "Déposé le", date(2026, 12, 10))
    memory_books.filled.type_in(workbook, "tblFactures", memory_books.facture("CL3", "F-9"))
    assert command.answer("lot", workbook, "--date", "2026-12-15", "--pdf", "embarque")["code"] == 0
    assert verify(workbook)["remarques"] == []
    [one] = verify(set_first_registered(workbook, "Déposé le", date(2026, 12, 1)))["remarques"]
    assert one["message"].endswith(
        "« Déposé le » a changé ; il valait 10/12/2026 d'après « Créances avant P2026-12-15.xlsx », il vaut 01/12/2026."
    )


def test_the_register_of_what_was_noted_is_one_line_a_cell(workbook):
    registered(workbook, "--numero", "2C 123 456 7890 1", "--depose", "2026-12-10")
    register = (workbook.parent / "Sauvegardes Relancier" / "Registre Créances.txt").read_text("utf-8")
    assert register.splitlines()[-2:] == [
        "recommandés\tP2026-11-30-0001\tNuméro recommandé\t2C 123 456 7890 1",
        "recommandés\tP2026-11-30-0001\tDéposé le\t2026-12-10",
    ]


def test_a_sorted_table_is_remarked_not_altered(workbook):
    def reverse(sheet, columns, first, last):
        lines = [[sheet.cell(line, column).value for column in columns.values()] for line in range(first, last + 1)]
        for line, cells in zip(range(first, last + 1), reversed(lines), strict=True):
            for column, value in zip(columns.values(), cells, strict=True):
                sheet.cell(line, column).value = value

    found = verify(edit(workbook, reverse))
    assert (found["intact"], found["code"]) == (True, 0)
    assert [one["message"] for one in found["remarques"]] == [
        "L'ordre des lignes n'est plus celui des sceaux (un tri, ou une ligne scellée après coup) : aucune n'en est "
        "altérée."
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rank=st.integers(2, 9),
    column=st.sampled_from(SEALED),
    value=st.one_of(
        st.none(), st.integers(2, 9000), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.text("abé", min_size=1)
    ),
)
def test_any_change_in_any_sealed_cell_is_told_with_its_row(original, tmp_path, rank, column, value):
    folder = tmp_path / "essai"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original.parent, folder)
    told: dict[str, Any] = {}

    def change(sheet, columns, first, last):
        cell = sheet.cell(first + rank, columns[column])
        told["same"] = cell.value == value or (hasattr(cell.value, "date") and cell.value.date() == value)
        cell.value = value
        told["line"] = first + rank

    found = verify(edit(folder / original.name, change))
    # a document's path that no longer leads anywhere is no second alteration
    expected = [] if told["same"] else [("ligne-alteree", told["line"])]
    assert [(code, line) for code, line, _ in codes(found) if code != "document-altere"] == expected
    assert found["code"] == (1 if expected else 0)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(2, 9), count=st.integers(1, 3))
def test_any_rows_taken_away_are_missed(original, tmp_path, first, count):
    folder = tmp_path / "essai"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original.parent, folder)
    taken = range(first, min(first + count, 10))

    def remove(sheet, columns, top, last):
        lines = [[sheet.cell(line, column).value for column in columns.values()] for line in range(top, last + 1)]
        kept = [line for number, line in enumerate(lines) if number not in taken]
        kept += [[None] * len(columns)] * len(taken)
        for line, cells in zip(range(top, last + 1), kept, strict=True):
            for column, value in zip(columns.values(), cells, strict=True):
                sheet.cell(line, column).value = value

    found = verify(edit(folder / original.name, remove))
    assert found["code"] == 1
    [(code, _, _)] = codes(found)
    expected = "debut-manquant" if taken[0] == 2 else "fin-manquante" if taken[-1] == 9 else "lignes-manquantes"
    assert code == (expected if len(taken) < 8 else "fin-manquante")


def test_the_backup_tells_which_cell_changed(workbook):
    def change(sheet, columns, first, last):
        sheet.cell(first + 2, columns["Reste dû"]).value = 12

    found = verify(edit(workbook, change))
    line = first_row(workbook) + 2
    assert [one["message"] for one in found["alterations"]] == [
        f"La ligne {line} (Id P2026-10-30-0001) ne correspond plus à son sceau. D'après « Créances avant "
        "P2026-11-30.xlsx », « Reste dû » valait « 120.50 » et vaut « 12.00 »."
    ]


def test_a_row_typed_before_the_first_passage_is_covered_too(workbook):
    def change(sheet, columns, first, last):
        sheet.cell(first + 1, columns["Niveau"]).value = 3

    [found] = verify(edit(workbook, change))["alterations"]
    line = first_row(workbook) + 1
    assert found["code"] == "anterieures-alterees"
    assert f"ligne {line} (Id MAIN-2), « Niveau » valait « 1 » et vaut « 3 »" in found["message"]


def test_without_the_register_it_is_said_that_a_cut_end_would_not_show(workbook):
    (workbook.parent / "Sauvegardes Relancier" / "Registre Créances.txt").unlink()
    found = verify(workbook)
    assert (found["intact"], [one["code"] for one in found["remarques"]]) == (True, ["registre-absent"])


def test_a_letter_with_other_bytes_is_an_alteration_and_an_absent_one_a_remark(workbook):
    letters = sorted(workbook.parent.glob("Relances 2026-11-30/* CL*.pdf"))
    letters[0].write_bytes(letters[0].read_bytes() + b"\n")
    letters[1].unlink()
    found = verify(workbook)
    assert (found["code"], found["documents"]) == (1, 5)
    line = first_row(workbook) + 6
    assert codes(found) == [("document-altere", line, "P2026-11-30-0001")]
    assert codes(found, "remarques") == [("document-absent", line + 1, "P2026-11-30-0002")]
    assert f"(lignes {line + 1} et {line + 2})" in found["remarques"][0]["message"]


def test_what_a_person_reads_names_the_row_and_the_remedy(workbook):
    def change(sheet, columns, first, last):
        sheet.cell(last, columns["Niveau"]).value = 1

    code, text = command.relancier("verifier", edit(workbook, change))
    text = " ".join(text.split())
    assert code == 1
    assert "1 altération" in text
    assert "(Id P2026-11-30-0004) ne correspond plus à son sceau" in text
    assert "10 lignes dans l'historique, 8 scellées ; 6 lettres PDF comparées à leur empreinte." in text
    assert "→ Comparez avec la copie d'avant le passage" in text


def test_a_workbook_of_before_the_seals_still_takes_passages(tmp_path):
    path = memory_books.stretch(memory_books.blank_history(tmp_path / "ancien.xlsx"), 20)
    done = command.answer("lot", path, "--date", memory_books.FIRST, "--pdf", "embarque")
    assert (done["code"], done["classeur"]["relances_ajoutees"]) == (0, 4)
    [remark] = [one for one in done["anomalies"] if one["code"] == "historique-non-scelle"]
    assert remark["message"] == (
        "Le tableau tblRelances n'a pas les colonnes « Motif », « Chaîne » et « Délai accordé », plus récentes que ce "
        "classeur : une annulation n'y tient pas ; l'historique n'est pas scellé ; le délai qu'une lettre a laissé se "
        "lit dans la procédure d'aujourd'hui."
    )
    assert remark["remede"] == "Tapez ces intitulés juste à droite du dernier, puis enregistrez."
    found = verify(path)
    assert (found["code"], found["scellees"], found["lignes"]) == (0, 0, 6)
    assert [one["code"] for one in found["remarques"]] == ["rien-de-scelle"]


@pytest.mark.parametrize("name", ["lettre.pdf", "dossier", "absent.pdf", "absent.xlsx"])
def test_what_is_no_workbook_is_refused_with_2(tmp_path, name):
    (tmp_path / "lettre.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "dossier").mkdir()
    found = verify(tmp_path / name)
    assert found["code"] == 2
    expected = {"lettre.pdf": "verification-impossible", "dossier": "verification-impossible"}
    assert found["erreur"]["code"] in (expected.get(name), "fichier-absent", "classeur-absent")


def test_a_workbook_that_changed_during_a_passage_is_refused(workbook):
    host = ClosedFile(workbook)
    host.read()
    openpyxl.load_workbook(workbook).save(workbook)
    before = workbook.read_bytes()
    with pytest.raises(Refus, match="enregistré par un autre programme"):
        host.append([{"Id": "X"}], "essai")
    assert workbook.read_bytes() == before
