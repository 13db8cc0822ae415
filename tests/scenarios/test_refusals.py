"""What stops a passage, or costs it one letter: the exit code, one French sentence, and nothing written."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import command
import docx
import filled
import pytest
from relancier.actions import lot, modele
from relancier.classeur import closed_file
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.port import ConversionReport, EngineUnavailable, Failure

DAY = date(2026, 11, 30)


def debtor(code: str) -> dict[str, object]:
    return {
        "Code": code,
        "Nom": f"Client {code}",
        "Type": "professionnel",
        "Adresse 1": "1 rue du Bac",
        "Code postal": "69003",
        "Ville": "Lyon",
    }


def facture(code: str, montant: object = 100, numero: str = "") -> dict[str, object]:
    return {
        "Numéro": numero or f"F-{code}",
        "Code débiteur": code,
        "Nature": "facture",
        "Date": date(2026, 9, 1),
        "Échéance": date(2026, 10, 1),
        "Montant TTC": montant,
    }


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled.book(
        tmp_path_factory.mktemp("origine") / "exemple.xlsx",
        debiteurs=[debtor("CL1"), debtor("CL2")],
        factures=[facture("CL1"), facture("CL2")],
    )


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(original, tmp_path / "exemple.xlsx"))


def run(workbook: Path, *more: object) -> dict[str, Any]:
    return command.answer("lot", workbook, "--date", DAY, "--pdf", "embarque", *more)


def templates(folder: Path, *paragraphs: str) -> Path:
    folder.mkdir()
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "relance-1.docx"))
    return folder


def nothing_written(workbook: Path, original: Path, *others: str) -> bool:
    names = sorted(one.name for one in workbook.parent.iterdir())
    return workbook.read_bytes() == original.read_bytes() and names == sorted(["exemple.xlsx", *others])


def test_the_user_s_own_template_words_the_letter(workbook, tmp_path):
    own = templates(tmp_path / "modeles", "{{ debiteur.nom }} : {{ total_du }}, mot à nous")
    passage = run(workbook, "--modeles", own)
    assert passage["code"] == 0
    assert "mot à nous" in docx.Document(passage["lettres"][0]["docx"]).paragraphs[0].text


def test_the_folder_of_templates_may_stand_in_the_creancier_sheet(tmp_path):
    book = filled.book(
        tmp_path / "c.xlsx",
        creancier={"Modèles de lettres": "nos modèles"},
        debiteurs=[debtor("CL1")],
        factures=[facture("CL1")],
    )
    templates(tmp_path / "nos modèles", "{{ debiteur.nom }} : {{ total_du }}, mot à nous")
    assert "mot à nous" in docx.Document(run(book)["lettres"][0]["docx"]).paragraphs[0].text


def test_an_unknown_field_stops_everything_with_2(workbook, original, tmp_path):
    own = templates(tmp_path / "modeles", "{{ debiteur.nom }} {{ total_due }}")
    passage = run(workbook, "--modeles", own)
    assert (passage["code"], passage["erreur"]["code"]) == (2, "modele-champ-inconnu")
    assert "« relance-1.docx »" in passage["erreur"]["message"]
    assert "« total_due »" in passage["erreur"]["message"]
    assert passage["erreur"]["remede"] == "Vouliez-vous « total_du » ?"
    assert nothing_written(workbook, original, "modeles")


def test_a_template_that_runs_code_stops_everything_with_2(workbook, original, tmp_path):
    own = templates(tmp_path / "modeles", "{{ debiteur.nom }} {{ cycler.__init__.__globals__ }}")
    passage = run(workbook, "--modeles", own)
    assert (passage["code"], passage["erreur"]["code"]) == (2, "modele-code")
    assert nothing_written(workbook, original, "modeles")


def test_a_folder_of_templates_that_is_not_there_stops_everything(workbook, original, tmp_path):
    passage = run(workbook, "--modeles", tmp_path / "absent")
    assert (passage["code"], passage["erreur"]["code"]) == (2, "modeles-absents")
    assert nothing_written(workbook, original)


def test_a_level_whose_template_is_nowhere_stops_everything(tmp_path):
    level = {"Procédure": "Standard", "Niveau": 1, "Délai": 5, "Canal": "courrier", "Modèle": "lettre-douce"}
    book = filled.book(tmp_path / "c.xlsx", debiteurs=[debtor("CL1")], factures=[facture("CL1")], niveaux=[level])
    passage = run(book)
    assert (passage["code"], passage["erreur"]["code"]) == (2, "modele-absent")
    assert "« lettre-douce »" in passage["erreur"]["message"]


def test_a_template_without_the_total_makes_no_letter_and_says_so(workbook, original, tmp_path):
    own = templates(tmp_path / "modeles", "{{ debiteur.nom }}, payez.")
    passage = run(workbook, "--modeles", own)
    assert (passage["code"], passage["lettres"]) == (1, [])
    assert [(one["debiteur"], one["code"]) for one in passage["manquees"]] == [
        ("CL1", "lettre-incomplete"),
        ("CL2", "lettre-incomplete"),
    ]
    assert workbook.read_bytes() == original.read_bytes()


def test_a_workbook_open_in_excel_is_refused_with_3(workbook, original):
    workbook.with_name("~$exemple.xlsx").write_bytes(b"")
    passage = run(workbook)
    assert (passage["code"], passage["erreur"]["code"]) == (3, "classeur-ouvert")
    assert nothing_written(workbook, original, "~$exemple.xlsx")


def test_simulating_needs_no_right_to_write(workbook):
    workbook.with_name("~$exemple.xlsx").write_bytes(b"")
    assert len(command.simulated(workbook, DAY)["lettres"]) == 2


def test_a_file_in_the_place_of_the_output_folder_is_refused_with_3(workbook, original):
    workbook.with_name("Relances 2026-11-30").write_text("à moi")
    passage = run(workbook)
    assert (passage["code"], passage["erreur"]["code"]) == (3, "sortie-inaccessible")
    assert nothing_written(workbook, original, "Relances 2026-11-30")


def test_simulated_letters_are_marked_and_leave_the_workbook_alone(workbook, original, tmp_path):
    passage = run(workbook, "--simuler", "--sortie", tmp_path / "projets")
    assert workbook.read_bytes() == original.read_bytes()
    assert [Path(one["pdf"]).name for one in passage["lettres"]] == [
        "PROJET 2026-11-30 CL1 Relance 1.pdf",
        "PROJET 2026-11-30 CL2 Relance 1.pdf",
    ]


class Failing:
    """An engine that cannot convert the letters of one debtor."""

    name = "panne"

    def __init__(self, code: str) -> None:
        self._code = code

    def probe(self) -> str:
        return "1"

    def press(self) -> None:
        return None

    def convert(self, docx: Sequence[Path], out: Path, progress: Any = None) -> ConversionReport:
        refused = {one: Failure("Le moteur a calé.", "Recommencez.") for one in docx if self._code in one.name}
        report = choose("embarque").convert([one for one in docx if one not in refused], out, progress)
        return ConversionReport(report.pdfs, {**report.failures, **refused}, report.engines)


def test_a_letter_that_the_engine_refuses_is_listed_and_not_recorded(workbook, monkeypatch):
    monkeypatch.setattr(lot, "choose", lambda _: Failing("CL1"))
    passage = run(workbook)
    assert passage["code"] == 1
    assert [(one["debiteur"], one["code"]) for one in passage["manquees"]] == [("CL1", "pdf-impossible")]
    assert "le moteur a calé" in passage["manquees"][0]["message"]
    assert [row["Code débiteur"] for row in filled.rows_of(workbook, "tblRelances")] == ["CL2"]


def test_the_letter_that_failed_goes_out_on_the_next_run_and_the_other_does_not(workbook, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(lot, "choose", lambda _: Failing("CL1"))
        run(workbook)
    again = run(workbook)
    assert [one["debiteur"] for one in again["lettres"]] == ["CL1"]
    assert again["passage"] == "P2026-11-30-2"


def test_an_engine_that_is_not_there_stops_everything(workbook, original, monkeypatch):
    def absent(_: str) -> None:
        raise EngineUnavailable("moteur-pdf-absent", "Aucun moteur.", "Installez-en un.")

    monkeypatch.setattr(lot, "choose", absent)
    assert run(workbook)["code"] == 2
    assert nothing_written(workbook, original)


def test_letters_already_put_in_place_are_taken_back_when_the_history_cannot_be_written(
    workbook, original, monkeypatch
):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(closed_file, "splice", full)
    passage = run(workbook)
    assert (passage["code"], passage["erreur"]["code"]) == (3, "ecriture-impossible")
    assert "il n'y a plus de place sur le disque" in passage["erreur"]["message"]
    assert nothing_written(workbook, original)


def test_doubts_are_listed_and_the_others_are_chased(tmp_path):
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[debtor("CL1"), debtor("CL2"), debtor("CL3")],
        factures=[facture("CL1"), facture("CL2", "12,3,4"), facture("CL2", 50, "F-bis"), facture("CL3")],
        reglements=[{"Date": "31/02/2026", "Code débiteur": "CL1", "Montant": 10}],
    )
    passage = command.simulated(book, DAY)
    assert passage["code"] == 1
    assert {letter["debiteur"]: [line["facture"] for line in letter["lignes"]] for letter in passage["lettres"]} == {
        "CL2": ["F-bis"],
        "CL3": ["F-CL3"],
    }
    held = command.of(passage, "F-CL1")
    assert held["decision"] == "douteuse"
    assert "feuille « Règlements », cellule A5" in held["pourquoi"]


def test_the_blank_workbook_is_never_put_over_a_file(workbook, original):
    assert command.relancier("modele", workbook)[0] == 3
    assert nothing_written(workbook, original)


def test_the_templates_that_are_copied_are_those_of_the_letters_the_plans_the_case_file_and_the_dashboard(tmp_path):
    workbook, *letters = modele.create(tmp_path / "c.xlsx", tmp_path / "lettres")
    assert workbook.is_file()
    assert {one.name for one in letters} == {
        *("relance-1.docx", "relance-2.docx", "derniere-relance.docx", "releve-de-compte.docx"),
        *(f"mise-en-demeure-{kind}.docx" for kind in ("professionnel", "consommateur", "public")),
        *("rappel-avant-echeance.docx", "fiche-appel.docx", "sms.txt", "sms-rappel-avant-echeance.txt", "courriel.txt"),
        *(f"courriel-{name}.txt" for name in ("rappel-avant-echeance", "relance-1", "relance-2", "derniere-relance")),
        *(f"courriel-{name}.txt" for name in ("mise-en-demeure", "releve-de-compte")),
        *("protocole-professionnel.docx", "protocole-consommateur.docx", "confirmation-echeancier.docx"),
        *("promesse-de-paiement.docx", "rappel-mensualite.docx", "mise-en-demeure-mensualite.docx"),
        *("decheance.docx", "quittance.docx"),
        *(f"requete-injonction-{court}.docx" for court in ("tc", "tj", "jcp")),
        *("bordereau-pieces.docx", "chronologie.docx", "releve-dossier.docx", "controle.docx"),
        *("declaration-creance.docx", "note-transmission.docx"),
        *("tableau-de-bord.docx", "fiche-client.docx"),
    }


def test_a_file_in_the_place_of_the_templates_folder_is_refused(tmp_path):
    (tmp_path / "lettres").write_text("à moi")
    assert command.relancier("modele", tmp_path / "c.xlsx", "--lettres", tmp_path / "lettres")[0] == 3
    assert not (tmp_path / "c.xlsx").exists()


def test_a_facture_due_before_its_own_date_is_not_chased_and_is_named(workbook: Path) -> None:
    filled.type_in(workbook, "tblFactures", {**facture("CL2", numero="F-9"), "Échéance": date(2026, 8, 1)})
    passage = run(workbook)
    assert passage["code"] == 1
    [fault] = [one for one in passage["anomalies"] if one["code"] == "echeance-avant-facture"]
    assert fault["message"] == "L'échéance du 01/08/2026 précède la facture du 01/09/2026."
    assert [(one["debiteur"], one["reste_du"]) for one in passage["lettres"]] == [("CL1", "100.00"), ("CL2", "100.00")]
