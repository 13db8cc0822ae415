"""Files that are no workbook: exit code 2, one French sentence, never a traceback, nothing written."""

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from readable_books import book, with_part
from relancier.cli import app
from typer.testing import CliRunner

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
REPAIR = "Ouvrez-le dans Excel, enregistrez-le au format « Classeur Excel (.xlsx) » et recommencez."
DAMAGED = "Le classeur « c.xlsx » ne peut pas être lu : il est abîmé, ou c'est un autre document renommé."


def missing(path: Path) -> None:
    """Nothing at all."""


def folder(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.touch()


def ole(path: Path) -> None:
    """What Excel writes for a workbook with a password, and for an .xls of 1997."""
    path.write_bytes(OLE)


def text(path: Path) -> None:
    path.write_text("Numéro;Montant\nF-1;12,00\n", encoding="utf-8")


def truncated(path: Path) -> None:
    whole = book(path.parent, name="entier.xlsx").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def scratched(path: Path) -> None:
    """Some bytes of a sheet were lost."""
    data = bytearray(book(path.parent, name="entier.xlsx").read_bytes())
    with zipfile.ZipFile(path.parent / "entier.xlsx") as package:
        start = package.getinfo("xl/worksheets/sheet3.xml").header_offset + 60
    data[start : start + 40] = b"\0" * 40
    path.write_bytes(data)


def word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")


def broken_xml(path: Path) -> None:
    with_part(book(path.parent, name=path.name), "xl/workbook.xml", b"</sheets>", b"<sheets>")


def bomb(path: Path) -> None:
    book(path.parent, name=path.name)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.png", b"\0" * (40 << 20))


def lying_bomb(path: Path) -> None:
    """A bomb whose directory says that it is small."""
    bomb(path)
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 40 << 20), struct.pack("<I", 1000)))


def far_cell(path: Path) -> None:
    """A stray cell at the end of the sheet, as a slip of the keyboard leaves: 17 milliards of cells to hold."""
    whole = book(path.parent, name=path.name)
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with_part(whole, "xl/worksheets/sheet3.xml", b"</sheetData>", stray)


def no_table(path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet().write(0, 0, "Numéro")
    workbook.close()


CASES: list[tuple[Callable[[Path], None], str, str, str]] = [
    (missing, "classeur-absent", "n'existe pas.", "Vérifiez le nom et le dossier."),
    (folder, "classeur-dossier", "est un dossier.", "Donnez le nom du classeur lui-même."),
    (empty, "classeur-vide", "« c.xlsx » est vide.", "Reprenez une copie saine du fichier."),
    (
        ole,
        "classeur-protege",
        "« c.xlsx » est protégé par un mot de passe, ou c'est un ancien .xls renommé.",
        "Dans Excel, retirez le mot de passe d'ouverture (Fichier, Informations, Protéger le classeur) et "
        "enregistrez-le au format .xlsx.",
    ),
    (
        text,
        "classeur-illisible",
        "« c.xlsx » n'est pas un classeur Excel, ou il est incomplet.",
        "Reprenez une copie saine du fichier.",
    ),
    (
        truncated,
        "classeur-illisible",
        "« c.xlsx » n'est pas un classeur Excel, ou il est incomplet.",
        "Reprenez une copie saine du fichier.",
    ),
    (scratched, "classeur-illisible", DAMAGED, REPAIR),
    (word, "classeur-illisible", DAMAGED, REPAIR),
    (broken_xml, "classeur-illisible", DAMAGED, REPAIR),
    (lying_bomb, "classeur-illisible", DAMAGED, REPAIR),
    (
        bomb,
        "classeur-demesure",
        "« c.xlsx » se déploierait sur plus de 40 Mo : il est refusé par prudence.",
        "Ouvrez-le dans Excel, effacez les feuilles et les lignes inutiles et enregistrez-le de nouveau.",
    ),
    (
        far_cell,
        "feuille-demesuree",
        "Dans « c.xlsx », des cellules égarées (XFD1048576) rendent la feuille trop étendue pour être lue.",
        "Supprimez ces lignes et ces colonnes, puis enregistrez le classeur.",
    ),
    (
        no_table,
        "classeur-sans-tableau",
        "Le classeur « c.xlsx » ne contient aucun tableau Excel.",
        "Partez du classeur modèle (relancier modele FICHIER.xlsx) et collez-y vos données.",
    ),
]


@pytest.mark.parametrize(("make", "code", "message", "remedy"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(
    tmp_path: Path, make: Callable[[Path], None], code: str, message: str, remedy: str
) -> None:
    path = tmp_path / "c.xlsx"
    make(path)
    before = sorted(tmp_path.iterdir())
    result = CliRunner().invoke(app, ["lot", str(path), "--date", "2026-11-30", "--json"])
    assert result.exit_code == 2
    error = json.loads(result.stdout)["erreur"]
    assert (error["code"], error["remede"]) == (code, remedy)
    assert error["message"].endswith(message)
    assert "Traceback" not in result.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["c.xls", "c.csv", "c.ods", "classeur"])
def test_another_format_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OLE)
    result = CliRunner().invoke(app, ["lot", str(tmp_path / name), "--date", "2026-11-30"], env={"COLUMNS": "300"})
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"« {name} » n'est pas un classeur .xlsx ou .xlsm.",
        "→ Enregistrez-le depuis Excel au format « Classeur Excel (.xlsx) ».",
    ]
