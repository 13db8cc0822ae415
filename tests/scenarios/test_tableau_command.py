"""`relancier tableau` and `relancier fiche` on the example and on workbooks filled by a stranger."""

import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import filled
import openpyxl
import pytest
from command import answer, relancier
from docx import Document
from relancier.base.solid import contains
from relancier.documents.pdf.text import extract_text

EXEMPLE = Path(__file__).resolve().parents[2] / "workbook" / "exemple.xlsx"
FIN = "2026-11-30"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """The month-end of the example: its workbook, and what the command answered."""
    book = Path(shutil.copyfile(EXEMPLE, tmp_path_factory.mktemp("tableau") / "créances.xlsx"))
    return book, answer("tableau", book, "--date", FIN)


def test_the_report_is_two_to_four_pages_beside_the_workbook(done: tuple[Path, dict[str, object]]) -> None:
    book, told = done
    assert told["code"] == 0
    pdf = Path(told["fichiers"]["pdf"])  # type: ignore[index]
    assert pdf == book.parent / "Tableaux de bord" / "2026-11-30 Tableau de bord.pdf"
    assert 2 <= len(extract_text(pdf)) <= 4


def test_every_figure_and_sentence_of_the_answer_is_in_the_pdf(done: tuple[Path, dict[str, object]]) -> None:
    _, told = done
    pages = "".join(extract_text(Path(told["fichiers"]["pdf"])))  # type: ignore[index]
    said = [*told["essentiel"], *told["pourquoi"]]  # type: ignore[misc]
    assert len(said) >= 8
    assert [one for one in said if not contains(pages, one)] == []
    owed = next(one["valeur"] for one in told["indicateurs"] if one["cle"] == "encours")  # type: ignore[attr-defined]
    assert owed == "351961.46"
    assert contains(pages, "351 961 €")


def test_the_change_of_the_answer_sums_up(done: tuple[Path, dict[str, object]]) -> None:
    change = done[1]["variation"]
    amount = {key: Decimal(value) for key, value in change.items() if isinstance(value, str)}  # type: ignore[attr-defined]
    assert amount["encours_apres"] == (
        amount["encours_avant"] + amount["factures"] - amount["avoirs"] - amount["regles"]
    )
    assert amount["factures"] == Decimal("42763.87")


def test_the_workbook_s_own_dashboard_is_made_again_after_a_copy(done: tuple[Path, dict[str, object]]) -> None:
    book, told = done
    assert told["classeur_actualise"] is True
    assert Path(str(told["sauvegarde"])).is_file()
    [owed] = [one for one in filled.rows_of(book, "tblIndicateurs") if one["Clé"] == "encours"]
    assert (owed["Valeur"], owed["Mois précédent"]) == (351961.46, 341184.64)


def test_the_pictures_in_the_word_file_are_the_charts_and_not_their_placeholders(
    done: tuple[Path, dict[str, object]],
) -> None:
    path = Path(done[1]["fichiers"]["docx"])  # type: ignore[index]
    shown = [one._inline.docPr.get("descr") for one in Document(str(path)).inline_shapes]
    assert shown == [
        *("Encours sur douze mois", "Balance âgée", "Balance par segment"),
        *("Encaissements attendus", "Étapes de la relance"),
    ]
    with zipfile.ZipFile(path) as package:
        pictures = [package.getinfo(name).file_size for name in package.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 5
    assert min(pictures) > 10_000  # a placeholder of 170 × 55 grey dots holds less


def test_with_sans_classeur_the_workbook_keeps_its_bytes(tmp_path: Path) -> None:
    book = Path(shutil.copyfile(EXEMPLE, tmp_path / "c.xlsx"))
    before = book.read_bytes()
    told = answer("tableau", book, "--date", FIN, "--sans-classeur", "--sortie", tmp_path / "ici")
    assert (told["code"], told["classeur_actualise"], book.read_bytes() == before) == (0, False, True)
    assert sorted(one.suffix for one in (tmp_path / "ici").iterdir()) == [".docx", ".pdf"]
    assert not (tmp_path / "Sauvegardes Relancier").exists()


def test_a_workbook_open_in_excel_is_refused_and_no_report_is_left(tmp_path: Path) -> None:
    book = Path(shutil.copyfile(EXEMPLE, tmp_path / "c.xlsx"))
    (tmp_path / "~$c.xlsx").write_bytes(b"Claire")
    code, said = relancier("tableau", book, "--date", FIN, "--sortie", tmp_path / "ici")
    assert code == 3
    assert "ouvert" in said
    assert not (tmp_path / "ici").exists()


@pytest.mark.parametrize(
    ("gone", "touched"),
    [(("Situation", "Alertes", "Indicateurs", "Chiffres"), False), (("Alertes",), True)],
    ids=["all", "one"],
)
def test_a_workbook_older_than_the_dashboard_has_its_report_and_is_told_what_was_not_filled(
    tmp_path: Path, gone: tuple[str, ...], touched: bool
) -> None:
    path = Path(shutil.copyfile(EXEMPLE, tmp_path / "c.xlsx"))
    book = openpyxl.load_workbook(path)
    for name in gone:
        del book[name]
    book.save(path)
    before = path.read_bytes()
    told = answer("tableau", path, "--date", FIN)
    assert (told["code"], told["classeur_actualise"], tuple(told["feuilles_absentes"])) == (1, touched, gone)
    assert Path(told["fichiers"]["pdf"]).is_file()
    assert (path.read_bytes() != before) is touched
    code, said = relancier("tableau", path, "--date", FIN)
    assert code == 1
    assert f"plus ancien que la feuille « {gone[0]} »" in " ".join(said.split())
    assert ("actualisé" in said) is touched


def test_a_date_that_is_none_is_bad_usage(tmp_path: Path) -> None:
    book = Path(shutil.copyfile(EXEMPLE, tmp_path / "c.xlsx"))
    assert relancier("tableau", book, "--date", "2026-11-31")[0] == 2
    assert relancier("fiche", book, "--debiteur", "CL035", "--date", "2026-11-31")[0] == 2


def test_a_row_that_cannot_be_read_is_listed_and_the_code_is_one(tmp_path: Path) -> None:
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[{"Code": "A", "Nom": "Alpha", "Type": "professionnel"}],
        factures=[_facture("F1", "A", 100), _facture("F2", "A", "1.234")],
    )
    told = answer("tableau", book, "--date", FIN, "--sans-classeur")
    assert told["code"] == 1
    assert "1.234" in str(told["anomalies"])
    # the director, who reads the report alone, is told too, before any figure
    assert told["essentiel"][0].startswith("Attention : 1 ligne du classeur ne peut pas être lue, aucun chiffre ne la")
    assert contains(extract_text(Path(told["fichiers"]["pdf"]))[0], told["essentiel"][0])
    code, said = relancier("fiche", book, "--debiteur", "A", "--date", FIN)
    assert code == 1
    assert "À corriger d’abord" in said


def test_a_sheet_is_one_page_that_says_what_to_do(tmp_path: Path) -> None:
    book = Path(shutil.copyfile(EXEMPLE, tmp_path / "c.xlsx"))
    before = book.read_bytes()
    told = answer("fiche", book, "--debiteur", "cl035", "--date", FIN)
    pdf = Path(told["fichiers"]["pdf"])
    assert pdf == tmp_path / "Fiches" / "2026-11-30 CL035 Fiche client.pdf"
    [page] = extract_text(pdf)
    assert (told["debiteur"], told["encours"], told["echu"]) == ("CL035", "45360.00", "45360.00")
    for value in ("45 360,00 €", told["suite"], *told["raisons"], *told["habitudes"]):
        assert contains(page, value), value
    assert book.read_bytes() == before


def test_an_unknown_client_is_refused_by_name_and_nothing_is_written(tmp_path: Path) -> None:
    book = Path(shutil.copyfile(EXEMPLE, tmp_path / "c.xlsx"))
    code, said = relancier("fiche", book, "--debiteur", "NOM & CIE", "--date", FIN)
    assert (code, "« NOM & CIE »" in said) == (2, True)
    assert not (tmp_path / "Fiches").exists()


def test_names_with_marks_of_markup_reach_both_documents_whole(tmp_path: Path) -> None:
    name = 'A<B & Fils « L\'Été » "2"'
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[{"Code": "A&1", "Nom": name, "Type": "professionnel"}],
        factures=[_facture("F<1>", "A&1", 1200)],
    )
    report = answer("tableau", book, "--date", FIN, "--sans-classeur")
    assert contains("".join(extract_text(Path(report["fichiers"]["pdf"]))), name)
    sheet = answer("fiche", book, "--debiteur", "A&1", "--date", FIN)
    [page] = extract_text(Path(sheet["fichiers"]["pdf"]))
    assert contains(page, name)
    assert contains(page, "F<1>")


def test_a_blank_workbook_makes_a_report_that_says_there_is_nothing(tmp_path: Path) -> None:
    book = filled.book(tmp_path / "c.xlsx")
    told = answer("tableau", book, "--date", FIN, "--sans-classeur")
    assert told["essentiel"][0].startswith("Rien ne nous est dû")
    assert len(extract_text(Path(told["fichiers"]["pdf"]))) <= 2


def test_a_report_full_of_alerts_segments_and_long_names_stays_within_four_pages(tmp_path: Path) -> None:
    codes = [f"C{number:03}" for number in range(40)]
    book = filled.book(
        tmp_path / "c.xlsx",
        debiteurs=[
            {
                **{"Code": code, "Nom": f"Société coopérative d'intérêt collectif du Haut-Jura {code}"},
                **{"Type": "consommateur", "Procédure collective le": date(2026, 11, 10)},
            }
            for code in codes
        ],
        factures=[
            _facture(f"F-{code}-{number}", code, 1000 + number, date(2025, 1, 10) + timedelta(days=9 * number))
            for code in codes
            for number in range(3)
        ],
    )
    told = answer("tableau", book, "--date", FIN, "--sans-classeur")
    pages = extract_text(Path(told["fichiers"]["pdf"]))
    assert len(told["alertes"]) > 30
    assert 2 <= len(pages) <= 4
    assert re.search(r"et\s+\d+\s+autres\s+alertes", "".join(pages))


def test_drawing_costs_nothing_to_the_commands_that_draw_nothing() -> None:
    asked = "import sys, relancier.cli; print(sorted({'matplotlib', 'numpy'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.strip() == "[]"


def _facture(number: str, code: str, amount: object, due: date = date(2026, 10, 15)) -> dict[str, object]:
    return {
        **{"Numéro": number, "Code débiteur": code, "Nature": "facture", "Montant TTC": amount},
        **{"Date": due - timedelta(days=30), "Échéance": due},
    }
