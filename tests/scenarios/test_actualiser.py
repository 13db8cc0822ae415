"""A refresh of the dashboard writes its own tables and leaves what the user added: charts, notes, formats, sheets."""

import shutil
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
