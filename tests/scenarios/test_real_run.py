"""What a real passage leaves: rows, documents, a backup, and nothing else changed."""

import hashlib
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import draw
import filled
import oracle
import pikepdf
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook


def text_of(pdf: Path) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(pdf).pages))


def test_the_passage_does_all_and_leaves_with_0(real_run):
    assert real_run.done["code"] == 0
    assert real_run.done["manquees"] == []
    assert real_run.done["totaux"]["lettres"] == len(real_run.done["lettres"]) > 5


def test_simulating_decides_exactly_as_the_real_passage(real_run):
    assert real_run.simulated["propositions"] == real_run.done["propositions"]
    assert real_run.simulated["comptes"] == real_run.done["comptes"]
    assert real_run.simulated["anomalies"] == [
        one for one in real_run.done["anomalies"] if one["code"] != "adresse-longue"
    ]
    assert [(one["debiteur"], one["niveau"], one["lignes"]) for one in real_run.simulated["lettres"]] == [
        (one["debiteur"], one["niveau"], one["lignes"]) for one in real_run.done["lettres"]
    ]


def test_simulating_leaves_the_workbook_byte_identical(real_run):
    assert real_run.after_simulation == real_run.before.read_bytes()


def test_the_letters_are_those_of_the_independent_reckoning(real_run):
    drawn = draw.draw(18, debtors=20, terms=60)
    expected = {}
    for debtor in drawn.debtors:
        oracle.reckon(debtor, draw.DAY)
        if found := oracle.letter(debtor, draw.LEVELS, draw.DAY):
            expected[debtor.code] = (found.level, str(Decimal(found.cents) / 100))
    letters = {one["debiteur"]: (one["niveau"], one["reste_du"]) for one in real_run.done["lettres"]}
    assert {code: (level, Decimal(sum_)) for code, (level, sum_) in letters.items()} == {
        code: (level, Decimal(sum_)) for code, (level, sum_) in expected.items()
    }


def test_each_letter_is_there_as_docx_and_pdf_named_for_people(real_run):
    for one in real_run.done["lettres"]:
        pdf, docx = Path(one["pdf"]), Path(one["docx"])
        assert pdf.is_file()
        assert docx.is_file()
        assert pdf.stem == docx.stem
        assert pdf.name.startswith(f"2026-11-30 {one['debiteur']} ")
        assert pdf.parent == real_run.workbook.parent / "Relances 2026-11-30"


def test_each_letter_prints_its_name_its_total_and_each_reste_du(real_run):
    names = {row["Code"]: row["Nom"] for row in filled.rows_of(real_run.before, "tblDebiteurs")}
    for one in real_run.done["lettres"]:
        text = text_of(Path(one["pdf"]))
        assert re.sub(r"\s", "", names[one["debiteur"]]) in text
        for amount in (one["reste_du"], *(line["reste_du"] for line in one["lignes"])):
            assert f"{amount.replace('.', ',')}€" in text


def test_a_row_of_the_history_for_each_line_with_its_frozen_amounts(real_run):
    old = len(filled.rows_of(real_run.before, "tblRelances"))
    rows = filled.rows_of(real_run.workbook, "tblRelances")[old:]
    lines = [(one, line) for one in real_run.done["lettres"] for line in one["lignes"]]
    assert len(rows) == len(lines) == real_run.done["classeur"]["relances_ajoutees"]
    for row, (letter, line) in zip(rows, lines, strict=True):
        assert (row["Code débiteur"], row["Numéro facture"], row["Niveau"]) == (
            line["debiteur"],
            line["facture"],
            line["niveau"],
        )
        assert row["Échéance"].date().isoformat() == line["echeance"]
        assert row["Date"].date() == draw.DAY
        assert [f"{row[name]:.2f}" for name in ("Montant TTC", "Réglé", "Reste dû")] == [
            line["ttc"],
            line["regle"],
            line["reste_du"],
        ]
        assert (row["Passage"], row["Statut"], row["Canal"]) == ("P2026-11-30", "émise", letter["canal"])
        assert row["Id"].startswith("P2026-11-30-")


def test_the_document_s_path_is_relative_and_its_sha_256_is_right(real_run):
    old = len(filled.rows_of(real_run.before, "tblRelances"))
    for row in filled.rows_of(real_run.workbook, "tblRelances")[old:]:
        assert row["Document"].startswith("Relances 2026-11-30/")
        content = (real_run.workbook.parent / row["Document"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["Empreinte"]


def test_calamine_reads_the_same_history(real_run):
    table = CalamineWorkbook.from_path(str(real_run.workbook), load_tables=True).get_table_by_name("tblRelances")
    by_openpyxl = filled.rows_of(real_run.workbook, "tblRelances")
    column = table.columns.index("Empreinte")
    assert [row[column] or None for row in table.to_python()] == [row["Empreinte"] for row in by_openpyxl]


def test_the_propositions_hold_every_echeance_with_its_reason(real_run):
    rows = filled.rows_of(real_run.workbook, "tblPropositions")
    assert [(row["Numéro facture"], row["Décision"], row["Pourquoi"]) for row in rows] == [
        (one["facture"], one["decision"], one["pourquoi"]) for one in real_run.done["propositions"]
    ]


def test_every_other_member_of_the_workbook_is_byte_identical(real_run, members):
    old, new = members(real_run.before), members(real_run.workbook)
    assert list(old) == list(new)
    changed = {name for name in old if old[name] != new[name]}
    book = load_workbook(real_run.before)
    sheets = {f"xl/worksheets/sheet{book.sheetnames.index(name) + 1}.xml" for name in ("Relances", "Propositions")}
    others = {name for name in changed if not name.startswith("xl/tables/")} - sheets
    assert sheets <= changed
    assert others <= {"xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"}
    assert len([name for name in changed if name.startswith("xl/tables/")]) == 2


def test_a_backup_of_the_workbook_as_it_was_is_kept(real_run):
    backup = Path(real_run.done["classeur"]["sauvegarde"])
    assert backup.read_bytes() == real_run.before.read_bytes()


def test_the_same_passage_asked_again_sends_nothing_and_changes_nothing(real_run):
    assert (real_run.again["code"], real_run.again["lettres"]) == (0, [])
    assert real_run.again["classeur"]["relances_ajoutees"] == 0
    assert real_run.workbook.read_bytes() == real_run.after


def test_the_print_files_hold_the_letters_in_the_order_of_the_list(real_run):
    for canal in ("courrier", "LRAR"):
        letters = [one for one in real_run.done["lettres"] if one["canal"] == canal]
        with pikepdf.open(real_run.done["fichiers"][canal]) as bound, bound.open_outline() as outline:
            assert [item.title.split(" ")[0] for item in outline.root] == [one["debiteur"] for one in letters]


def test_the_report_is_there_as_a_workbook_and_as_a_pdf(real_run):
    files = {name: Path(path) for name, path in real_run.done["fichiers"].items()}
    sheets = load_workbook(files["compte-rendu (classeur)"]).sheetnames
    assert sheets == ["Synthèse", "Lettres", "Échéances", "Clients", "À corriger", "Imputations"]
    assert "P2026-11-30" in text_of(files["compte-rendu"])


def test_the_program_works_as_a_process_and_prints_nothing_but_json(real_run, tmp_path):
    words = ("lot", str(real_run.before), "--date", "2026-11-30", "--simuler", "--json")
    done = subprocess.run(
        [sys.executable, "-c", "from relancier.cli import main; main()", *words],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (0, b"", [])
    assert done.stdout.startswith(b"{")
    assert '"passage": "P2026-11-30"' in done.stdout.decode("utf-8")
