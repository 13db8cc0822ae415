import os
from pathlib import Path

import pytest
from relancier.base.errors import InvalidInput, Refus, RelancierError
from relancier.base.opc import Package
from relancier.classeur.splicing.splice import AppendRows, check_writable, splice
from splice_books import by_openpyxl, by_xlsxwriter, part, rewritten, values

SHEET = "xl/worksheets/sheet1.xml"
EDITS = [AppendRows("tblRelances", [{"Id": "R-3"}])]


def refused(path: Path, message: str) -> Refus:
    """Both the check and the write refuse, and nothing changes in the folder."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    with pytest.raises(Refus, match=message) as caught:
        check_writable(path, ["tblRelances"])
    with pytest.raises(Refus, match=message):
        splice(path, EDITS, backup=path.with_name("sauvegarde.xlsx"))
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before
    assert caught.value.exit_code == 3
    assert caught.value.remede
    return caught.value


@pytest.mark.parametrize("book", [by_xlsxwriter, by_openpyxl])
def test_a_sound_workbook_is_writable_and_the_check_changes_nothing(book, tmp_path):
    path = book(tmp_path)
    before = path.read_bytes()
    check_writable(path, ["tblRelances", "TBLRELANCES"])
    assert path.read_bytes() == before


def test_a_protected_sheet_does_not_hinder(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, SHEET, "</sheetData>", '</sheetData><sheetProtection sheet="1"/>')
    check_writable(path, ["tblRelances"])


@pytest.mark.parametrize(("lock", "program"), [("~$classeur.xlsx", "Excel"), (".~lock.classeur.xlsx#", "LibreOffice")])
def test_a_workbook_that_is_open_is_left_alone(lock, program, tmp_path):
    path = by_xlsxwriter(tmp_path)
    (tmp_path / lock).write_bytes(b"")
    assert lock in refused(path, f"ouvert dans {program}").remede


def test_a_read_only_file_is_left_alone(tmp_path):
    path = by_xlsxwriter(tmp_path)
    path.chmod(0o444)
    refused(path, "lecture seule")


def test_a_read_only_folder_is_refused(tmp_path):
    path = by_xlsxwriter(tmp_path)
    tmp_path.chmod(0o555)
    try:
        refused(path, "ne peut pas écrire dans le dossier")
    finally:
        tmp_path.chmod(0o755)


def test_a_signed_workbook_is_left_alone(tmp_path):
    path = by_xlsxwriter(tmp_path)
    path.write_bytes(Package(path.read_bytes()).write({"_xmlsignatures/sig1.xml": b"<Signature/>"}))
    refused(path, "signature numérique")


def test_content_under_the_table_stops_a_growing_table_and_is_named(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, SHEET, "</sheetData>", '<row r="9"><c r="B9"><v>1</v></c></row></sheetData>')
    assert refused(path, "remplies en dessous, dès B9").lieu.cellule == "B9"


def test_blank_formatted_cells_and_other_columns_under_the_table_do_not_hinder(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, SHEET, "</sheetData>", '<row r="4"><c r="B4" s="1"/><c r="F4"><v>7</v></c></row></sheetData>')
    splice(path, EDITS)
    assert values(path)[2] == ["R-3", "", "", "", "", 7]


def test_merged_cells_in_the_body_stop_the_write(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, SHEET, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="C2:D2"/></mergeCells>')
    refused(path, r"fusionnées .* \(C2:D2\)")


def test_an_array_formula_that_leaves_the_body_stops_the_write(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, SHEET, '<c r="C2"><v>120.5</v>', '<c r="C2"><f t="array" ref="C2:C7">1</f><v>1</v>')
    with pytest.raises(Refus, match=r"formule couvre .* \(C2:C7\)"):
        check_writable(path, ["tblRelances"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<worksheet xmlns=", "<worksheet xmlns:x='u' xmlns:n=", "strict"),
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "strict",
        ),
        ('<c r="A3"', "<c", "pas d'adresse"),
        ('<row r="2"', "<row", "pas de numéro"),
        ('<row r="2"', '<row r="3"', "désordre"),
        ("<sheetData>", "<sheetData><!-- note -->", "commentaires XML"),
        ("</sheetData>", "", "mal formé"),
    ],
)
def test_a_sheet_written_in_an_unusual_way_is_refused_in_clear(old, new, message, tmp_path):
    refused(rewritten(by_xlsxwriter(tmp_path), SHEET, old, new), message)


def test_a_prefixed_sheet_is_refused(tmp_path):
    path = by_xlsxwriter(tmp_path)
    sheet = part(path).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    path.write_bytes(Package(path.read_bytes()).write({SHEET: sheet.encode()}))
    refused(path, "préfixe ses balises")


def test_a_table_fed_by_a_query_is_refused(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, "xl/tables/table1.xml", 'name="tblRelances"', 'name="tblRelances" tableType="queryTable"')
    refused(path, "alimenté par une requête")


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(Refus, match="pas de tableau nommé tblAbsente"):
        check_writable(by_xlsxwriter(tmp_path), ["tblAbsente"])


def test_what_is_not_a_workbook_is_unusable_input(tmp_path):
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(b"Bonjour")
    with pytest.raises(InvalidInput, match="ni un classeur"):
        splice(path, EDITS)
    with pytest.raises(InvalidInput, match="n'existe pas"):
        splice(tmp_path / "absent.xlsx", EDITS)


def test_the_backup_is_the_previous_file_to_the_byte(tmp_path):
    path = by_xlsxwriter(tmp_path)
    before = path.read_bytes()
    backup = tmp_path / "classeur (sauvegarde 2026-01-31 18h00).xlsx"
    assert splice(path, EDITS, backup=backup).backup == backup
    assert backup.read_bytes() == before
    assert path.read_bytes() != before


def test_an_existing_backup_is_never_overwritten(tmp_path):
    path = by_xlsxwriter(tmp_path)
    before = path.read_bytes()
    backup = tmp_path / "sauvegarde.xlsx"
    backup.write_bytes(b"ancienne")
    with pytest.raises(Refus, match=r"« sauvegarde\.xlsx » existe déjà"):
        splice(path, EDITS, backup=backup)
    assert (backup.read_bytes(), path.read_bytes()) == (b"ancienne", before)


def test_another_target_leaves_the_source_as_it_is(tmp_path):
    path = by_xlsxwriter(tmp_path)
    before = path.read_bytes()
    target = tmp_path / "copie.xlsx"
    splice(path, EDITS, target)
    assert path.read_bytes() == before
    assert values(target)[2][0] == "R-3"


@pytest.mark.parametrize(
    ("crash", "seen"),
    [
        (OSError("disque plein"), RelancierError),
        (PermissionError(13, "refusé"), Refus),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_crash_at_the_replacement_leaves_the_original_and_no_other_file(crash, seen, tmp_path, monkeypatch):
    path = by_xlsxwriter(tmp_path)
    before = path.read_bytes()

    def fail(*_):
        raise crash

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(seen):
        splice(path, EDITS, backup=tmp_path / "sauvegarde.xlsx")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_saved_by_someone_else_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    path = by_xlsxwriter(tmp_path)
    original = os.fsync

    def save_meanwhile(handle):
        path.write_bytes(b"enregistre par Excel")
        original(handle)

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(Refus, match="enregistré par un autre programme"):
        splice(path, EDITS)
    assert path.read_bytes() == b"enregistre par Excel"
    assert list(tmp_path.iterdir()) == [path]


def test_the_rights_of_the_file_stay(tmp_path):
    path = by_xlsxwriter(tmp_path)
    path.chmod(0o640)
    splice(path, EDITS)
    assert path.stat().st_mode & 0o777 == 0o640
