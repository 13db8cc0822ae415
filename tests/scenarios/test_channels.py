"""A passage on every channel, and its letters grouped by setting, told to the command line."""

import csv
import email
import hashlib
from datetime import date
from email.policy import default
from pathlib import Path
from typing import Any

import command
import docx
import filled
import pikepdf
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

DAY = date(2026, 10, 31)
ADDRESS = {"Type": "professionnel", "Adresse 1": "3 rue du Bac", "Code postal": "69003", "Ville": "Lyon"}
CHANNELS = {"Mail": "e-mail", "Appel": "téléphone", "Texto": "SMS", "Poste": "courrier"}


def debtor(code: str, procedure: str, **more: str) -> dict[str, str]:
    return {"Code": code, "Nom": f"Client {code}", "Procédure": procedure, **ADDRESS, **more}


def facture(numero: str, code: str, montant: float, due: date = date(2026, 9, 1)) -> dict[str, object]:
    return {
        "Numéro": numero,
        "Code débiteur": code,
        "Nature": "facture",
        "Date": date(2026, 8, 1),
        "Échéance": due,
        "Montant TTC": montant,
    }


LEVELS = [
    *(
        {"Procédure": name, "Niveau": 1, "Délai": 5, "Canal": canal, "Modèle": "relance-1", "Délai accordé": 8}
        for name, canal in CHANNELS.items()
    ),
    {"Procédure": "Acte", "Niveau": 1, "Délai": 5, "Canal": "LRAR", "Modèle": "mise-en-demeure", "Délai accordé": 8},
]
DEBTORS = [
    debtor("C1", "Mail", **{"E-mail": "compta@dupont.example.fr"}),
    debtor("C2", "Appel", **{"Téléphone": "0199004510"}),
    debtor("C3", "Texto", **{"Téléphone": "06 39 98 01 02"}),
    debtor("C4", "Texto", **{"Téléphone": "01 99 00 01 02", "E-mail": "x@fixe.example.fr"}),
    debtor("C5", "Mail"),
    {"Code": "C6", "Nom": "Sans adresse", "Type": "professionnel", "Procédure": "Acte", "E-mail": "a@b.example.fr"},
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled.book(
        tmp_path_factory.mktemp("canaux") / "c.xlsx",
        creancier={"E-mail": "compta@atelier.example.fr"},
        debiteurs=DEBTORS,
        factures=[facture(f"F-{number}", f"C{number}", 100 * number) for number in range(1, 7)],
        niveaux=LEVELS,
    )


@pytest.fixture(scope="module")
def done(book: Path) -> dict[str, Any]:
    return command.answer("lot", book, "--date", DAY, "--pdf", "embarque")


def letter(passage: dict[str, Any], code: str) -> dict[str, Any]:
    [one] = [one for one in passage["lettres"] if one["debiteur"] == code]
    return one


def test_each_debtor_is_reached_by_its_channel_or_by_the_next_one(done: dict[str, Any]) -> None:
    assert [(one["debiteur"], one["canal_prevu"], one["canal"], one["canal_pourquoi"]) for one in done["lettres"]] == [
        ("C1", "e-mail", "e-mail", ""),
        ("C2", "téléphone", "téléphone", ""),
        ("C3", "SMS", "SMS", ""),
        ("C4", "SMS", "e-mail", "faute de numéro de portable"),
        ("C5", "e-mail", "courrier", "faute d'adresse e-mail"),
    ]


def test_a_mise_en_demeure_without_a_postal_address_leaves_by_no_other_way(done: dict[str, Any]) -> None:
    [missed] = done["manquees"]
    assert (missed["debiteur"], missed["code"], missed["colonne"]) == ("C6", "adresse-absente", "Adresse 1")
    assert done["code"] == 1


def test_the_draft_holds_the_letter_s_own_pdf(done: dict[str, Any]) -> None:
    for code in ("C1", "C4"):
        one = letter(done, code)
        mail = email.message_from_bytes(Path(one["eml"]).read_bytes(), policy=default)
        [piece] = mail.iter_attachments()  # type: ignore[attr-defined]
        assert piece.get_content() == Path(one["pdf"]).read_bytes()
        assert Path(one["eml"]).with_suffix(".pdf") == Path(one["pdf"])


def test_the_sms_are_listed_once_each_with_their_number(done: dict[str, Any]) -> None:
    with Path(done["fichiers"]["SMS"]).open(encoding="utf-8-sig", newline="") as source:
        [row] = csv.DictReader(source, delimiter=";")
    assert (row["Code"], row["Numéro"], int(row["Longueur"]) <= 160) == ("C3", "06 39 98 01 02", True)
    assert row["Texte"] == letter(done, "C3")["texte"]
    assert "300,00 €" in row["Texte"]


def test_the_calls_are_bound_in_one_file_and_have_a_row_to_fill(done: dict[str, Any]) -> None:
    with pikepdf.open(done["fichiers"]["téléphone"]) as bound:
        assert len(bound.pages) == 1
    assert Path(done["fichiers"]["téléphone"]).name == "Fiches d'appel.pdf"
    sheet = load_workbook(done["fichiers"]["compte-rendu (classeur)"])["Appels"]
    heads, row = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=1, max_row=2)]
    assert heads[6:] == ["Appelé le", "Interlocuteur", "Promesse pour le", "Montant promis", "Note"]
    assert row[:2] == ["C2", "Client C2"]
    assert str(row[2]).split() == ["01", "99", "00", "45", "10"]
    assert row[4:] == [200, row[5], *[None] * 5]


def test_the_history_records_the_channel_really_used_and_a_sound_document(book: Path, done: dict[str, Any]) -> None:
    rows = {row["Code débiteur"]: row for row in filled.rows_of(book, "tblRelances")}
    assert {code: row["Canal"] for code, row in rows.items()} == {
        "C1": "e-mail",
        "C2": "téléphone",
        "C3": "SMS",
        "C4": "e-mail",
        "C5": "courrier",
    }
    for row in rows.values():
        document = book.parent / str(row["Document"])
        assert hashlib.sha256(document.read_bytes()).hexdigest() == row["Empreinte"]
    assert str(rows["C3"]["Document"]).endswith("C3 SMS.txt")


def test_the_propositions_say_the_channel_and_the_reason(book: Path, done: dict[str, Any]) -> None:
    rows = {row["Code débiteur"]: row for row in filled.rows_of(book, "tblPropositions")}
    assert (rows["C5"]["Canal"], rows["C4"]["Canal"]) == ("courrier", "e-mail")
    assert str(rows["C4"]["Pourquoi"]).endswith("Par e-mail et non par SMS, faute de numéro de portable.")


def test_the_report_says_what_to_do_on_each_channel(done: dict[str, Any]) -> None:
    report = " ".join(
        "".join(page.extract_text() for page in PdfReader(done["fichiers"]["compte-rendu"]).pages).split()
    )
    for expected in (
        "1 lettre, 2 e-mails, 1 appel et 1 SMS ont été préparés, pour 1 500,00 € réclamés",
        "2 e-mails à relire et à envoyer",
        "1 appel à passer",
        "1 SMS à envoyer",
        "la relance prévue par SMS part par e-mail, faute de numéro de portable.",
    ):
        assert expected.replace(" ", "") in report.replace(" ", "")


def test_a_fallback_is_a_remark_and_not_a_fault(done: dict[str, Any]) -> None:
    replaced = [one for one in done["anomalies"] if one["code"] == "canal-remplace"]
    assert [(one["gravite"], one["feuille"], one["colonne"]) for one in replaced] == [
        ("remarque", "Débiteurs", "Téléphone"),
        ("remarque", "Débiteurs", "E-mail"),
    ]


def test_projects_are_made_on_every_channel_and_none_can_leave(tmp_path: Path) -> None:
    workbook = filled.book(
        tmp_path / "c.xlsx",
        creancier={"E-mail": "compta@atelier.example.fr"},
        debiteurs=DEBTORS[:3],
        factures=[facture(f"F-{number}", f"C{number}", 100) for number in (1, 2, 3)],
        niveaux=LEVELS,
    )
    drafted = command.simulated(workbook, DAY, "--sortie", tmp_path / "projets", "--pdf", "embarque")
    assert [Path(one["document"]).name for one in drafted["lettres"]] == [
        "PROJET 2026-10-31 C1 Relance 1.pdf",
        "PROJET 2026-10-31 C2 Fiche d'appel.pdf",
        "PROJET 2026-10-31 C3 SMS.txt",
    ]
    mail = email.message_from_bytes(Path(drafted["lettres"][0]["eml"]).read_bytes(), policy=default)
    assert (mail["To"], mail["Bcc"]) == (None, None)
    assert Path(drafted["lettres"][2]["document"]).read_text("utf-8").startswith("PROJET – NE PAS ENVOYER")
    assert set(drafted["fichiers"]) == {"compte-rendu", "compte-rendu (classeur)"}


def grouped(folder: Path, setting: str, **more: str) -> dict[str, Any]:
    workbook = filled.book(
        folder / "c.xlsx",
        creancier={"Regroupement": setting, **more},
        debiteurs=[debtor("C1", "Poste")],
        factures=[
            facture("F-1", "C1", 10, date(2026, 8, 15)),
            facture("F-2", "C1", 20, date(2026, 9, 25)),
            facture("F-2", "C1", 30, date(2026, 10, 20)),
        ],
        niveaux=LEVELS,
    )
    return command.answer("lot", workbook, "--date", DAY, "--pdf", "embarque")


@pytest.mark.parametrize(
    ("setting", "names", "sums"),
    [
        ("client", ["2026-10-31 C1 Relance 1.pdf"], ["60.00"]),
        ("facture", ["2026-10-31 C1 Relance 1 F-1.pdf", "2026-10-31 C1 Relance 1 F-2.pdf"], ["10.00", "50.00"]),
        ("niveau", ["2026-10-31 C1 Relance 1.pdf"], ["60.00"]),
        (
            "retard",
            [
                "2026-10-31 C1 Relance 1 61 à 90 jours.pdf",
                "2026-10-31 C1 Relance 1 31 à 60 jours.pdf",
                "2026-10-31 C1 Relance 1 1 à 30 jours.pdf",
            ],
            ["10.00", "20.00", "30.00"],
        ),
    ],
)
def test_letters_are_grouped_by_the_setting_and_named_apart(
    tmp_path: Path, setting: str, names: list[str], sums: list[str]
) -> None:
    passage = grouped(tmp_path, setting)
    assert [Path(one["pdf"]).name for one in passage["lettres"]] == names
    assert [one["reste_du"] for one in passage["lettres"]] == sums
    assert passage["totaux"] == {"lettres": len(names), "manquees": 0, "echeances": 3, "reste_du": "60.00"}
    assert passage["classeur"]["relances_ajoutees"] == 3
    for one in passage["lettres"]:
        assert docx.Document(one["docx"]).paragraphs
    with pikepdf.open(passage["fichiers"]["courrier"]) as bound, bound.open_outline() as outline:
        assert len({item.title for item in outline.root}) == len(names)
