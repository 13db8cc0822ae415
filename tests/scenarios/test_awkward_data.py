"""Names, addresses and codes that break other programs: the letters say what was typed, the files stay in place."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import command
import docx
import filled
import pytest
from pypdf import PdfReader

DAY = date(2026, 11, 30)
NAMES = {
    "CL01": 'A<B & Fils "L\'Été"',
    "CL02": "{{ 7*7 }} SARL",
    "CL03": "Dupont\x0bet Fils",
    "CL04": "Société " + "très longue " * 24 + "fin",
    "../../etc": "Remonte",
    "CON": "Réservé",
    "A/B": "Barre",
    "A:B": "Deux-points",
    "CL05": "Sans adresse",
    "CL06": "Éts Lefèvre",
}


def debtor(code: str, nom: str) -> dict[str, object]:
    row = {"Code": code, "Nom": nom, "Type": "professionnel"}
    return row if code == "CL05" else {**row, "Adresse 1": "1 rue du Bac", "Code postal": "69003", "Ville": "Lyon"}


def facture(code: str) -> dict[str, object]:
    return {
        "Numéro": f"F-{code}",
        "Code débiteur": code,
        "Nature": "facture",
        "Date": date(2026, 9, 1),
        "Échéance": date(2026, 10, 1),
        "Montant TTC": 1234.56,
    }


@pytest.fixture(scope="module")
def passage(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    workbook = filled.book(
        tmp_path_factory.mktemp("noms") / "c.xlsx",
        debiteurs=[debtor(code, nom.replace("\x0b", "_x000B_")) for code, nom in NAMES.items()],
        factures=[facture(code) for code in NAMES],
    )
    return {
        **command.answer("lot", workbook, "--date", DAY, "--pdf", "embarque"),
        "workbook": workbook,
    }


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def letter(passage: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in passage["lettres"] if one["debiteur"] == code)


@pytest.mark.parametrize("code", [code for code in NAMES if code != "CL05"])
def test_the_name_is_whole_in_docx_and_pdf_and_the_amount_too(passage, code):
    one = letter(passage, code)
    document = docx.Document(one["docx"])
    word = solid("".join(cell.text for table in document.tables for row in table.rows for cell in row.cells))
    pdf = solid("".join(page.extract_text() for page in PdfReader(one["pdf"]).pages))
    for text in (word, pdf):
        assert solid(NAMES[code]) in text
        assert "1234,56€" in text


def test_files_stay_in_the_output_folder_whatever_the_code(passage):
    folder = passage["workbook"].parent / "Relances 2026-11-30"
    for one in passage["lettres"]:
        assert Path(one["pdf"]).parent == Path(one["docx"]).parent == folder
        assert not re.search(r'[<>:"/\\|?*]', Path(one["pdf"]).name)


def test_two_codes_that_give_one_file_name_keep_two_files(passage):
    files = {letter(passage, code)["pdf"] for code in ("A/B", "A:B")}
    assert {Path(file).name for file in files} == {"2026-11-30 A-B Relance 1.pdf", "2026-11-30 A-B Relance 1 (2).pdf"}


def test_a_debtor_without_an_address_is_listed_and_the_others_go_on(passage):
    [missed] = passage["manquees"]
    assert (missed["debiteur"], missed["code"], passage["code"]) == ("CL05", "adresse-absente", 1)
    assert len(passage["lettres"]) == len(NAMES) - 1


def test_no_row_is_recorded_for_the_letter_that_was_not_made(passage):
    rows = filled.rows_of(passage["workbook"], "tblRelances")
    assert {row["Code débiteur"] for row in rows} == set(NAMES) - {"CL05"}


def test_an_emoji_that_the_embedded_fonts_lack_costs_its_own_letter_only(tmp_path):
    workbook = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[debtor("CL06", "Le Renard 🦊"), debtor("CL07", "Durand")],
        factures=[facture("CL06"), facture("CL07")],
    )
    passage = command.answer("lot", workbook, "--date", DAY, "--pdf", "embarque")
    assert [one["debiteur"] for one in passage["lettres"]] == ["CL07"]
    assert [(one["debiteur"], one["code"]) for one in passage["manquees"]] == [("CL06", "pdf-impossible")]
    assert passage["code"] == 1
