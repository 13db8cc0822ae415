"""The stories with known endings, told to the command line. D0, the échéance, is 1 September 2026."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import command
import docx
import filled
import pytest

D0 = date(2026, 9, 1)
CLIENT = {
    "Code": "CL1",
    "Nom": "Éts Lefèvre & Fils",
    "Type": "professionnel",
    "Adresse 1": "3 rue du Bac",
    "Code postal": "69003",
    "Ville": "Lyon",
}


def jour(days: int) -> date:
    return D0 + timedelta(days=days)


def facture(numero: str, montant: object, due: int = 0, code: str = "CL1") -> dict[str, object]:
    return {
        "Numéro": numero,
        "Code débiteur": code,
        "Nature": "facture",
        "Date": jour(due - 30),
        "Échéance": jour(due),
        "Montant TTC": montant,
    }


def reglement(numero: str, montant: object, le: int) -> dict[str, object]:
    return {"Date": jour(le), "Code débiteur": "CL1", "Numéro facture": numero, "Montant": montant}


def niveaux(*delays: int, spacing: int | None = None, granted: int | None = None) -> list[dict[str, object]]:
    return [
        {
            "Procédure": "Standard",
            "Niveau": number,
            "Délai": delay,
            "Écart": spacing,
            "Canal": "courrier",
            "Modèle": ("relance-1", "relance-2", "derniere-relance")[number - 1],
            "Délai accordé": granted if number == 1 else None,
        }
        for number, delay in enumerate(delays, 1)
    ]


def sent(numero: str, level: int, le: int, due: int = 0) -> dict[str, object]:
    return {
        "Id": f"R-{numero}-{level}",
        "Date": jour(le),
        "Code débiteur": "CL1",
        "Numéro facture": numero,
        "Échéance": jour(due),
        "Niveau": level,
        "Statut": "émise",
    }


def issue(workbook: Path, days: int) -> dict[str, Any]:
    return command.answer("lot", workbook, "--date", jour(days), "--pdf", "embarque")


def chased(passage: dict[str, Any]) -> list[tuple[str, int]]:
    return [(line["facture"], line["niveau"]) for letter in passage["lettres"] for line in letter["lignes"]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return filled.book(
        tmp_path / "classeur.xlsx",
        debiteurs=[CLIENT],
        factures=[facture("FA-100", 100), facture("FB-100", 100)],
        reglements=[reglement("FA-100", 100, -3)],
        niveaux=niveaux(5, 20, 40),
    )


def test_levels_in_order(book):
    blocked = {"Code débiteur": "CL1", "Numéro facture": "FB-100", "Nature": "suspension", "Du": jour(29)}
    assert chased(command.simulated(book, jour(4))) == []
    assert chased(command.simulated(book, jour(5))) == [("FB-100", 1)]
    assert chased(command.simulated(book, jour(30))) == [("FB-100", 1)]
    assert chased(issue(book, 30)) == [("FB-100", 1)]
    filled.type_in(book, "tblSuspensions", blocked)
    held = command.of(command.simulated(book, jour(30)), "FB-100")
    assert (held["decision"], held["pourquoi"]) == ("bloquée", "Suspendue depuis le 30/09/2026.")
    filled.wipe(book, "tblSuspensions")
    assert chased(command.simulated(book, jour(30))) == [("FB-100", 2)]
    filled.type_in(book, "tblReglements", reglement("FB-100", 100, 31))
    assert [chased(command.simulated(book, jour(days))) for days in (31, 60, 900)] == [[], [], []]


def test_a_spacing_of_7_days_after_the_14th(tmp_path):
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[CLIENT],
        factures=[facture("FB-100", 100)],
        relances=[sent("FB-100", 1, 14)],
        niveaux=niveaux(5, 20, 40, spacing=7),
    )
    assert chased(command.simulated(book, jour(20))) == []
    assert chased(command.simulated(book, jour(21))) == [("FB-100", 2)]


def test_the_14_days_that_the_letter_gave(tmp_path):
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[CLIENT],
        factures=[facture("FB-100", 100)],
        relances=[sent("FB-100", 1, 14)],
        niveaux=niveaux(5, 20, 40, spacing=7, granted=14),
    )
    assert chased(command.simulated(book, jour(28))) == []
    assert chased(command.simulated(book, jour(29))) == [("FB-100", 2)]


def test_one_letter_per_customer_with_three_lines_each_at_its_level(tmp_path):
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[CLIENT],
        factures=[facture("F-1", 10, 40), facture("F-2", 20, 20), facture("F-3", 30)],
        relances=[sent("F-2", 1, 26, 20), sent("F-3", 1, 6), sent("F-3", 2, 21)],
        niveaux=niveaux(5, 20, 40),
    )
    passage = issue(book, 60)
    [letter] = passage["lettres"]
    assert (letter["niveau"], letter["modele"], letter["reste_du"]) == (3, "derniere-relance", "60.00")
    assert [(line["facture"], line["niveau"], line["reste_du"]) for line in letter["lignes"]] == [
        ("F-3", 3, "30.00"),
        ("F-2", 2, "20.00"),
        ("F-1", 1, "10.00"),
    ]


def test_twice_is_once(tmp_path):
    book = filled.book(tmp_path / "c.xlsx", debiteurs=[CLIENT], factures=[facture("FB-100", 100)])
    assert chased(issue(book, 60)) == [("FB-100", 1)]
    before = book.read_bytes()
    code, said = command.relancier("lot", book, "--date", jour(60))
    assert (code, book.read_bytes()) == (0, before)
    assert "Aucune lettre à envoyer" in said


def test_residual_and_not_original(tmp_path):
    avoir = {
        "Numéro": "AV-1",
        "Code débiteur": "CL1",
        "Nature": "avoir",
        "Date": jour(2),
        "Montant TTC": 100,
        "Objet": "Retour de marchandise, facture FA-1000",
    }
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[CLIENT],
        factures=[facture("FA-1000", 1000), avoir],
        reglements=[reglement("FA-1000", 400, 3)],
    )
    [letter] = issue(book, 60)["lettres"]
    document = docx.Document(letter["docx"])
    said = "\n".join(paragraph.text for paragraph in document.paragraphs).replace("\u202f", " ").replace("\u00a0", " ")
    tables = [
        [cell.text.replace("\u202f", " ").replace("\u00a0", " ") for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]
    assert letter["reste_du"] == "500.00"
    [line] = [row for row in tables if "FA-1000" in row]
    assert [cell for cell in line if "€" in cell] == ["1 000,00 €", "100,00 €", "400,00 €", "500,00 €"]
    assert any("500,00 €" in row and "1 000,00 €" in row and "FA-1000" not in row for row in tables), "the total"
    assert "cinq cents euros" in said
    assert "1 000,00 €" not in said
