"""Which buttons can be pressed, where the user stands: the ribbon's callbacks, run on the worked example."""

from pathlib import Path

import pytest
import xlsxwriter
from excel_simule import Excel
from pyopenvba.interpreter import NOTHING
from relancier.classeur import schema


def test_on_a_client_everything_can_be_pressed(excel: Excel):
    excel.load_ribbon()
    excel.select("Débiteurs", "B7")
    assert [excel.is_enabled(besoin) for besoin in ("CLASSEUR", "DEBITEUR", "")] == [True, True, True]


def test_beside_the_tables_what_asks_for_a_client_is_grey(excel: Excel):
    excel.load_ribbon()
    excel.select("Mode d'emploi", "A1")
    assert [excel.is_enabled(besoin) for besoin in ("CLASSEUR", "DEBITEUR", "")] == [True, False, True]


def test_in_another_workbook_only_help_is_left(excel: Excel, tmp_path: Path):
    excel.load_ribbon()
    other = tmp_path / "autre.xlsx"
    with xlsxwriter.Workbook(str(other)) as workbook:
        workbook.add_worksheet("Feuil1")
    excel.open(other)
    excel.select("Feuil1", "A1")
    assert [excel.is_enabled(besoin) for besoin in ("CLASSEUR", "DEBITEUR", "")] == [False, False, True]


@pytest.mark.parametrize(
    ("feuille", "cellule", "named"),
    [
        ("Factures", "C7", True),
        ("Factures", "B4", False),  # the headings
        ("Factures", "B2", False),
        ("Relances", "A5", True),
        ("Pièces", "A5", True),
        ("Procédures", "A5", False),  # a table without clients
        ("Mensualités", "A5", False),
    ],
)
def test_a_client_is_chosen_by_the_row_of_a_table_that_names_one(excel: Excel, feuille, cellule, named):
    excel.load_ribbon()
    excel.select(feuille, cellule)
    assert excel.is_enabled("DEBITEUR") is named


def test_a_row_without_a_code_names_nobody_until_one_is_typed(excel: Excel):
    excel.load_ribbon()
    excel.application.evaluate('Worksheets("Factures").Range("B7").ClearContents')
    excel.select("Factures", "C7")
    assert excel.is_enabled("DEBITEUR") is False
    excel.application.add_module(
        'Sub Type7()\n    Worksheets("Factures").Range("B7").Value = "CL001"\nEnd Sub\n', name="Z"
    )
    excel.application.run("Z.Type7")
    excel.application.run("ThisWorkbook.mExcel_SheetChange", NOTHING, NOTHING)
    assert excel.is_enabled("DEBITEUR") is True


def test_a_heading_of_the_users_own_leaves_the_button_to_python(excel: Excel):
    excel.load_ribbon()
    excel.application.add_module(
        'Sub Rename()\n    Worksheets("Factures").Range("B4").Value = "Client"\nEnd Sub\n', name="Z"
    )
    excel.application.run("Z.Rename")
    excel.select("Factures", "C7")
    assert excel.is_enabled("DEBITEUR") is True


def test_the_ribbon_is_redrawn_only_when_something_changed(excel: Excel):
    excel.load_ribbon()
    first = excel.ruban.redrawn
    excel.select("Factures", "C7")
    excel.select("Factures", "C8")
    excel.select("Débiteurs", "A9")
    assert excel.ruban.redrawn == first + 1


def test_leaving_the_last_workbook_greys_all_but_help(excel: Excel):
    excel.load_ribbon()
    excel.application.run("ThisWorkbook.mExcel_WorkbookDeactivate", NOTHING)
    assert [excel.is_enabled(besoin) for besoin in ("CLASSEUR", "DEBITEUR", "")] == [False, False, True]


def test_python_may_write_without_the_ribbon_looking_at_each_cell(excel: Excel):
    excel.load_ribbon()
    drawn: list[int] = []

    def write() -> None:
        excel.select("Factures", "C7")
        drawn.append(excel.ruban.redrawn)

    before = excel.ruban.redrawn
    excel.windows.while_running = write
    excel.press("proposer")
    assert drawn == [before]
    assert excel.ruban.redrawn == before + 1  # once it is over


def test_the_tables_that_name_a_client_are_those_of_the_schema(excel: Excel):
    headings = {"tblDebiteurs": "Code"}
    for table in schema.TABLES:
        heading = headings.get(table.name, "Code débiteur")
        assert excel.application.run("Ruban.CodeHeading", table.name) == heading
        assert excel.application.run("Ruban.NamesDebtor", table.name) is (heading in table.names), table.name
