"""The same figures, whichever program saved the workbook."""

import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from readable_books import Formula, book, book_by_openpyxl, read_book, said, sheet_part, told, with_part
from relancier.base.resources import shipped
from relancier.classeur.raw import letters
from relancier.classeur.reading.package_facts import PackageFacts
from relancier.classeur.reading.read import read

FACTURES = [
    {"Montant TTC": "1 234,56 €"},
    {"Numéro": "00123", "Date": "05-01-26", "Échéance": "04/02/2026", "Montant TTC": 10.1},
    {"Numéro": "F-0003", "Montant TTC": Formula("=1/0", "#DIV/0!")},
]


@pytest.fixture
def soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            raise FileNotFoundError("soffice")
        pytest.skip("LibreOffice n'est pas installé")
    return program


def test_a_workbook_saved_by_openpyxl_reads_the_same(tmp_path: Path) -> None:
    source = book(tmp_path, factures=FACTURES[:2])
    assert read(book_by_openpyxl(tmp_path, source, {})) == read(source)


def test_a_formula_that_openpyxl_wrote_has_no_value(tmp_path: Path) -> None:
    path = book_by_openpyxl(tmp_path, book(tmp_path), {("Factures", "F2"): "=600*2"})
    portefeuille = read(path)
    assert portefeuille.echeances == ()
    assert told(portefeuille) == [
        ("cellule-illisible", "bloquante", "Factures", "F2", "formule non calculée", "CL001 F-0001")
    ]


def test_the_blank_model_filled_by_openpyxl_reads(tmp_path: Path) -> None:
    model = shipped("workbook") / "modele.xlsx"
    with zipfile.ZipFile(model) as package:
        areas = {area.name: area for area in PackageFacts(package).areas}
    facture = ("F1", "C1", "facture", date(2026, 1, 5), date(2026, 2, 4), "12,50 €")
    rows = {"tblDebiteurs": ("C1", "Durand", "", "public"), "tblFactures": facture, "tblCreancier": ("Nom", "Atelier")}
    changes = {
        (areas[name].sheet, f"{letters(areas[name].left + 1 + index)}{areas[name].first + 1}"): value
        for name, row in rows.items()
        for index, value in enumerate(row)
    }
    portefeuille = read(book_by_openpyxl(tmp_path, model, changes))
    assert [(one.debiteur, one.facture, str(one.montant)) for one in portefeuille.echeances] == [("C1", "F1", "12.50")]
    assert {one.procedure for one in portefeuille.niveaux} >= {"Standard"}
    assert told(portefeuille) == []


@pytest.mark.libreoffice
def test_a_workbook_saved_by_libreoffice_reads_the_same(tmp_path: Path, soffice: str) -> None:
    source = book(tmp_path, factures=FACTURES)
    profile = (tmp_path / "profil").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "lo"), str(source)], check=True, capture_output=True, timeout=120)
    by_libreoffice = read(tmp_path / "lo" / source.name)
    assert by_libreoffice == read(source)
    assert [one.lieu.cellule for one in by_libreoffice.anomalies] == ["F4"]


def test_a_workbook_with_macros_reads_the_same(tmp_path: Path) -> None:
    source = book(tmp_path, factures=FACTURES)
    assert read(shutil.copy(source, tmp_path / "classeur.XLSM")) == read(source)


def test_the_old_macintosh_calendar_gives_the_same_days(tmp_path: Path) -> None:
    old = read_book(tmp_path, factures=FACTURES, date_1904=True)
    assert old == read_book(tmp_path, factures=FACTURES)


def test_in_the_old_macintosh_calendar_a_bare_number_is_no_date(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Date": 44595.0}], date_1904=True)
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Factures", "D2", "44595", "CL001 F-0001")]
    assert said(portefeuille) == ["« 44595 » n'est pas une date. Saisissez-la comme 31/12/2025."]


def test_cells_whose_tags_bear_a_prefix_are_watched_too(tmp_path: Path) -> None:
    path = book(tmp_path, factures=[{"Montant TTC": Formula("=1/0", "#DIV/0!")}])
    cell = b'<c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    prefixed = cell.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b'"', b"'")
    namespace = b' xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with_part(path, sheet_part(path, "Factures"), cell, prefixed.replace(b" r=", namespace + b" r="))
    assert [(one[3], one[4]) for one in told(read(path))] == [("F2", "#DIV/0!")]


def test_a_zero_that_excel_computed_is_a_zero(tmp_path: Path) -> None:
    path = book(tmp_path, factures=[{"Montant TTC": Formula("=6-6", 0)}])
    with_part(path, "xl/workbook.xml", b' fullCalcOnLoad="1"', b"")
    portefeuille = read(path)
    assert [one.montant for one in portefeuille.echeances] == [0]
    assert told(portefeuille) == []
