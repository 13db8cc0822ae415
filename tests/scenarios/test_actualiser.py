"""A refresh of the dashboard writes its own tables and leaves what the user added: charts, notes, formats, sheets."""

import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from python_calamine import CalamineWorkbook
from relancier.actions.actualiser import measured, refresh
from relancier.base.errors import Refus
from relancier.classeur import schema
from relancier.classeur.closed_file import ClosedFile

EXEMPLE = Path(__file__).resolve().parents[2] / "workbook" / "exemple.xlsx"
FIN, AVANT = date(2026, 11, 30), date(2026, 10, 31)
REFAITES = [table.name for table in schema.REFAITES]


# as Excel writes them: a sparkline, a data bar of its newer kind, a slicer on the table
MAIN, MAIN15 = (f"http://schemas.microsoft.com/office/spreadsheetml/{one}/main" for one in ("2009/9", "2010/11"))
XM = "http://schemas.microsoft.com/office/excel/2006/main"
EXTENSIONS = (
    f'<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{MAIN}"><x14:sparklineGroups '
    f'xmlns:xm="{XM}"><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:sparklines><x14:sparkline>'
    "<xm:f>Situation!G5:J5</xm:f><xm:sqref>W5</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
    f'</x14:sparklineGroups></ext><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{MAIN}">'
    f'<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="{XM}"><x14:cfRule type="dataBar" '
    'id="{DA7ABA51-AAAA-BBBB-0001-000000000001}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/>'
    '<x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>J5:J60</xm:sqref></x14:conditionalFormatting>'
    f'</x14:conditionalFormattings></ext><ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x15="{MAIN15}">'
    f'<x14:slicerList xmlns:x14="{MAIN}"><x14:slicer r:id="rId9"/></x14:slicerList></ext></extLst>'
)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_of(path: Path, table: str) -> tuple[str, str]:
    """The part of the sheet that holds `table`, and its XML."""
    parts = contents(path)
    [own] = [name for name in parts if name.startswith("xl/tables/") and f'name="{table}"'.encode() in parts[name]]
    for name, rels in parts.items():
        if name.startswith("xl/worksheets/_rels/") and f"/{Path(own).name}".encode() in rels:
            part = f"xl/worksheets/{Path(name).stem}"
            return part, parts[part].decode()
    raise AssertionError(table)


def rewrite(path: Path, changed: Mapping[str, str]) -> None:
    parts = contents(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | {name: text.encode() for name, text in changed.items()}).items():
            package.writestr(name, content)


def rows(path: Path, table: str) -> list[dict[str, object]]:
    found = CalamineWorkbook.from_path(path, load_tables=True).get_table_by_name(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.to_python()]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(EXEMPLE, tmp_path / "créances.xlsx"))


@pytest.fixture
def adorned(workbook: Path) -> Path:
    """The example, with what a bookkeeper adds: a chart over the table, a note, colours by value, a sheet of sums."""
    book = openpyxl.load_workbook(workbook)
    situation = book["Situation"]
    situation["J6"].comment = Comment("Vu avec M. Martin le 12 novembre", "Claire")
    red = PatternFill("solid", bgColor="FFD55E00")
    situation.conditional_formatting.add("L5:L60", CellIsRule(operator="greaterThan", formula=["90"], fill=red))
    chart = BarChart()
    chart.add_data(Reference(situation, min_col=10, min_row=4, max_row=20), titles_from_data=True)
    situation.add_chart(chart, "W4")
    situation["W2"] = "Mes notes à côté du tableau"
    sums = book.create_sheet("Mes totaux")
    sums["A1"] = "=SUM(tblSituation[Reste dû])"
    sums["A2"] = "gardé"
    book.save(workbook)
    return workbook


def test_a_refresh_changes_only_its_own_tables_sheets(workbook: Path, members) -> None:
    before = members(workbook)
    refresh(ClosedFile(workbook), AVANT)
    after = members(workbook)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert all(name.startswith(("xl/worksheets/sheet", "xl/tables/", "xl/styles", "xl/workbook")) for name in changed)
    assert sum(name.startswith("xl/worksheets/sheet") for name in changed) == len(REFAITES)


def test_charts_notes_formats_and_sheets_of_the_user_are_still_there(adorned: Path) -> None:
    refresh(ClosedFile(adorned), AVANT)
    refresh(ClosedFile(adorned), FIN)
    book = openpyxl.load_workbook(adorned)
    situation = book["Situation"]
    assert situation["J6"].comment.text == "Vu avec M. Martin le 12 novembre"
    assert [str(one.sqref) for one in situation.conditional_formatting] == ["L5:L60"]
    assert len(situation._charts) == 1
    assert len(book["Tableau de bord"]._charts) == 6
    assert situation["W2"].value == "Mes notes à côté du tableau"
    assert book["Mes totaux"]["A1"].value == "=SUM(tblSituation[Reste dû])"
    assert book["Mes totaux"]["A2"].value == "gardé"


def test_sparklines_data_bars_and_slicers_beside_the_table_are_kept_to_the_letter(workbook: Path) -> None:
    part, sheet = sheet_of(workbook, "tblSituation")
    rewrite(workbook, {part: sheet.replace("</worksheet>", f"{EXTENSIONS}</worksheet>")})
    refresh(ClosedFile(workbook), AVANT)
    refresh(ClosedFile(workbook), FIN)
    assert EXTENSIONS in contents(workbook)[part].decode()


def test_rows_that_a_filter_hid_are_shown_again_since_they_are_other_terms(workbook: Path) -> None:
    part, sheet = sheet_of(workbook, "tblSituation")
    rewrite(workbook, {part: re.sub(r'<row r="([6-9]|[1-8]\d)"', r'<row r="\1" hidden="1"', sheet)})
    refresh(ClosedFile(workbook), AVANT)
    assert 'hidden="1"' not in contents(workbook)[part].decode().partition("<sheetData>")[2]


def test_the_tables_say_what_was_measured(workbook: Path) -> None:
    done = refresh(ClosedFile(workbook), FIN)
    found = rows(workbook, "tblSituation")
    assert [row["Numéro facture"] for row in found] == [one.facture for one in done.tableau.lignes]
    assert sum(float(str(row["Reste dû"])) for row in found) == pytest.approx(
        float(done.tableau.balance.ensemble.total)
    )
    values = {row["Clé"]: row for row in rows(workbook, "tblIndicateurs")}
    rate = done.tableau.indicateur("taux-recouvrement")
    assert values["taux-recouvrement"]["Valeur"] == float(rate.valeur or 0)
    assert values["taux-recouvrement"]["Mois précédent"] == float(rate.precedent or 0)
    assert values["cout-dossier"]["Valeur"] == ""
    assert "Aucun frais" in str(values["cout-dossier"]["Remarque"])
    assert [row["Rang"] for row in rows(workbook, "tblAlertes")] == list(range(1, len(done.tableau.alertes) + 1))


def test_twice_is_once_and_an_earlier_day_leaves_no_row_of_the_later_one(workbook: Path, members) -> None:
    refresh(ClosedFile(workbook), FIN)
    once = members(workbook)
    refresh(ClosedFile(workbook), FIN)
    assert members(workbook) == once
    refresh(ClosedFile(workbook), AVANT)
    fewer = measured(ClosedFile(workbook), AVANT).tableau.lignes
    assert len(rows(workbook, "tblSituation")) == len(fewer) < 92


def test_nothing_is_measured_from_what_a_refresh_wrote(workbook: Path) -> None:
    before = measured(ClosedFile(workbook), FIN).tableau
    refresh(ClosedFile(workbook), AVANT)
    assert measured(ClosedFile(workbook), FIN).tableau == before


def test_a_workbook_older_than_the_dashboard_is_measured_and_told_what_it_lacks(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    for table in (*schema.REFAITES, schema.FRAIS):
        del book[table.sheet]
    book.save(workbook)
    before = workbook.read_bytes()
    done = refresh(ClosedFile(workbook), FIN)
    assert len(done.tableau.lignes) == 92
    assert [one.code for one in done.remarques][-4:] == ["tableau-absent"] * 4
    assert workbook.read_bytes() == before


def test_a_workbook_open_in_excel_is_refused_and_left_as_it_was(workbook: Path) -> None:
    workbook.with_name(f"~${workbook.name}").write_bytes(b"")
    before = workbook.read_bytes()
    with pytest.raises(Refus):
        refresh(ClosedFile(workbook), FIN)
    assert workbook.read_bytes() == before


def test_a_copy_of_the_workbook_as_it_was_is_kept(workbook: Path) -> None:
    before = workbook.read_bytes()
    done = refresh(ClosedFile(workbook), AVANT)
    assert done.ecrit is not None
    assert done.ecrit.backup is not None
    assert done.ecrit.backup.read_bytes() == before
