"""The tables of an .xlsx in a live Calc: found by name, read, grown, and never cut in two."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.table import Table, TableStyleInfo
from relancier.base.errors import Refus
from relancier.classeur.live import libreoffice
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.libreoffice import bridge

pytestmark = pytest.mark.libreoffice

EXAMPLE = Path(__file__).parents[2] / "workbook" / "exemple.xlsx"


def suivi(folder: Path) -> Path:
    """A book with `tblA` (B3:E7, totals, a computed column, a list, dates) above `tblB`, and `tblC` beside them."""
    path = folder / "Suivi été & cie.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Données")
    day, text = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "@"})
    columns = [
        {"header": "Numéro", "total_string": "Total", "format": text},
        {"header": "Jour", "format": day},
        {"header": "Montant", "total_function": "sum"},
        {"header": "TTC", "formula": "=D4*2"},
    ]
    rows = [["00123", 46023, 1.5], ["1/2", 46024, 2], ["x", 46025, 3]]
    sheet.add_table("B3:E7", {"name": "tblA", "total_row": True, "columns": columns, "data": rows})
    sheet.write_formula("D7", "=SUBTOTAL(109,tblA[Montant])")  # as Excel writes it; not [Montant] alone
    for row in range(4, 7):
        sheet.write_formula(f"E{row}", f"=D{row}*2")
    sheet.data_validation("B4:B6", {"validate": "list", "source": ["a", "b"]})
    sheet.add_table("B12:E14", {"name": "tblB", "columns": [{"header": name} for name in "uvwx"]})
    sheet.add_table("H3:I5", {"name": "tblC", "columns": [{"header": name} for name in "yz"]})
    sheet.write("G1", "=SUM(tblA[Montant])")
    sheet.write("B13", "dessous")
    book.close()
    return path


@pytest.fixture
def donnees(office: xw.App, tmp_path: Path) -> xw.Sheet:
    return office.books.open(suivi(tmp_path)).sheets[0]


def test_the_tables_of_the_example_have_their_names_headers_and_rows(office: xw.App) -> None:
    book = office.books.open(EXAMPLE)
    tables = {table.name: table for sheet in book.sheets for table in sheet.tables}
    assert len(tables) == 19
    factures = tables["tblFactures"]
    assert factures.parent.name == "Factures"
    assert factures.header_row_range.value[:3] == ["Numéro", "Code débiteur", "Nature"]
    assert factures.data_body_range.value[0][:3] == ["F2026-0001", "CL006", "facture"]
    assert factures.totals_row_range is None
    assert factures.show_autofilter
    assert tables["tblPropositions"].insert_row_range.address == "$A$5:$J$5"


def test_a_table_with_totals_has_them_apart_from_its_rows(donnees: xw.Sheet) -> None:
    table = donnees.tables["tblA"]
    assert table.range.address == "$B$3:$E$7"
    assert table.data_body_range.address == "$B$4:$E$6"
    assert table.totals_row_range.value == ["Total", None, 6.5, None]
    assert donnees.range("tblA").address == "$B$4:$E$6"
    assert donnees["C5"].table.name == "tblA"
    assert donnees["A1"].table is None
    assert "tblA" in donnees.tables
    assert "tblZ" not in donnees.tables


def test_a_table_made_by_openpyxl_is_a_table_too(office: xw.App, tmp_path: Path) -> None:
    made = Workbook()
    for row in [["a", "b"], [1, 2], [3, 4]]:
        made.active.append(row)
    table = Table(displayName="tblO", ref="A1:B3", tableStyleInfo=TableStyleInfo(name="TableStyleMedium2"))
    made.active.add_table(table)
    made.save(tmp_path / "o.xlsx")
    assert office.books.open(tmp_path / "o.xlsx").sheets[0].tables["tblO"].data_body_range.value == [[1, 2], [3, 4]]


def test_rows_inserted_above_the_totals_are_in_the_table_and_in_the_sums(donnees: xw.Sheet) -> None:
    table = donnees.tables["tblA"]
    donnees["B7:E8"].insert("down")
    assert table.range.address == "$B$3:$E$9"
    donnees["B7:D8"].value = [["007", None, 10], ["008", None, 20]]
    assert table.totals_row_range.value[2] == 36.5
    assert donnees["G1"].value == 36.5
    assert donnees.tables["tblB"].range.address == "$B$14:$E$16"
    assert donnees.tables["tblC"].range.address == "$H$3:$I$5"
    assert donnees["B15"].value == "dessous"


def test_a_row_that_is_added_computes_checks_and_looks_like_the_last_one(donnees: xw.Sheet) -> None:
    table = donnees.tables["tblA"]
    row = table.rows.add()
    assert (row.index, row.range.address) == (4, "$B$7:$E$7")
    assert row.range.formula == (("", "", "", "=D7*2"),)
    row.range[0, :3].value = ["00124", 46026, 4]
    assert row.range.value[0] == "00124"
    assert row.range.value[3] == 8
    assert donnees["C7"].number_format == "DD/MM/YYYY"
    assert donnees["B7"].api.Validation.Type.value == "LIST"
    assert len(table.rows) == 4


def test_a_row_added_among_others_pushes_them_down(donnees: xw.Sheet) -> None:
    table = donnees.tables["tblA"]
    table.rows.add(["new", 46000, 9, 18], index=1)
    assert [row.range.value[0] for row in table.rows] == ["new", "00123", "1/2", "x"]
    assert table.range.address == "$B$3:$E$8"


def test_the_first_row_of_an_empty_table_is_filled_not_doubled(office: xw.App) -> None:
    table = office.books.open(EXAMPLE).sheets["Propositions"].tables["tblPropositions"]
    table.rows.add(["P1", *[None] * 9])
    assert table.range.address == "$A$4:$J$5"
    table.rows.add(["P2", *[None] * 9])
    assert table.range.address == "$A$4:$J$6"
    assert [row[0] for row in table.data_body_range.value] == ["P1", "P2"]


def test_a_table_resized_over_empty_cells_goes_on_as_its_last_row(office: xw.App) -> None:
    sheet = office.books.open(EXAMPLE).sheets["Factures"]
    table = sheet.tables["tblFactures"]
    last = table.range.rows.count + 3
    assert last == 340
    table.resize(sheet.range(f"A4:L{last + 1_000}"))
    assert len(table.rows) == 1_336
    assert sheet["D1340"].number_format == sheet["D340"].number_format == "DD/MM/YYYY"
    assert sheet["A1340"].number_format == "@"
    assert sheet["C1340"].api.Validation.Type.value == "LIST"
    assert sheet["A341:L1340"].value == [[None] * 12] * 1_000


def test_a_table_resized_over_rows_written_before_keeps_them_and_computes_the_rest(donnees: xw.Sheet) -> None:
    sheet = donnees.book.sheets.add("Libre")
    sheet["A1"].value = [["n", "double"], [1, "=A2*2"]]
    table = sheet.tables.add(sheet["A1:B2"], name="tblD")
    sheet["A3"].value = [[5], [6]]
    table.resize(sheet["A1:B4"])
    assert table.data_body_range.value == [[1, 2], [5, 10], [6, 12]]


def test_a_filter_hides_no_row_from_reading_writing_and_growing(donnees: xw.Sheet) -> None:
    table = donnees.tables["tblA"]
    cells = table.range[:4, :].api
    wanted = bridge.struct("sheet.TableFilterField", Field=0, StringValue="x")
    wanted.Operator = bridge.enum("sheet.FilterOperator", "EQUAL")
    chosen = cells.createFilterDescriptor(True)
    chosen.setFilterFields((wanted,))
    chosen.ContainsHeader = True
    cells.filter(chosen)
    assert donnees.api.Rows.getByIndex(3).IsFiltered
    table.data_body_range[:, 0].value = [["00"], ["01"], ["02"]]
    table.rows.add()
    assert [row[0] for row in table.data_body_range.value] == ["00", "01", "02", None]
    assert donnees["E7"].formula == "=D7*2"


def test_rows_are_removed_and_the_table_keeps_one(donnees: xw.Sheet) -> None:
    table = donnees.tables["tblA"]
    table.rows[0].delete()
    assert table.range.address == "$B$3:$E$6"
    assert donnees.tables["tblB"].range.address == "$B$11:$E$13"
    table.rows[0].delete()
    table.rows[0].delete()
    assert table.data_body_range.value == [None] * 4
    assert len(table.rows) == 1


def test_nothing_is_inserted_where_a_table_would_be_cut_in_two(donnees: xw.Sheet) -> None:
    before = donnees.used_range.formula
    with pytest.raises(Refus) as refus:
        donnees["B5:C5"].insert("down")
    assert "« tblA » serait coupé en deux" in str(refus.value)
    assert refus.value.lieu.feuille == "Données"
    with pytest.raises(Refus, match="« tblC »"):
        donnees["G4:H4"].delete("up")
    assert donnees.used_range.formula == before


def test_nothing_is_inserted_where_merged_cells_would_be_cut_in_two(donnees: xw.Sheet) -> None:
    donnees.api.getCellRangeByName("E20:G20").merge(True)
    for move in (donnees.tables["tblA"].rows.add, donnees.tables["tblA"].rows[0].delete):
        with pytest.raises(Refus, match="fusionnées"):
            move()
    assert donnees.tables["tblA"].range.address == "$B$3:$E$7"


def test_nothing_is_inserted_where_an_array_formula_would_be_cut_in_two(donnees: xw.Sheet) -> None:
    donnees.api.getCellRangeByName("E20:G21").setArrayFormula("{1;2;3}")
    for move in (donnees.tables["tblA"].rows.add, donnees.tables["tblA"].rows[0].delete):
        with pytest.raises(Refus, match="matricielle"):
            move()
    assert donnees.tables["tblA"].range.address == "$B$3:$E$7"


def test_a_protected_sheet_is_refused_by_its_name(donnees: xw.Sheet) -> None:
    donnees.api.protect("")
    for write in (
        lambda: setattr(donnees["B4"], "value", "x"),
        lambda: setattr(donnees["B4"], "number_format", "@"),
        donnees["B4:E4"].clear_contents,
        donnees.tables["tblA"].rows.add,
    ):
        with pytest.raises(Refus) as refus:
            write()
        assert str(refus.value).startswith("feuille « Données » : La feuille est protégée.")


def test_one_action_is_undone_at_once(donnees: xw.Sheet) -> None:
    before = donnees.used_range.formula
    undo = donnees.book.api.UndoManager
    with libreoffice.one_action(donnees.book, "Relancier : essai"):
        table = donnees.tables["tblA"]
        table.rows.add()
        donnees["B7:D7"].value = ["007", 46026, 10]
        donnees["B7"].number_format = "0"
    assert undo.getAllUndoActionTitles() == ("Relancier : essai",)
    assert donnees["G1"].value == 16.5
    undo.undo()
    assert donnees.used_range.formula == before
    assert donnees.tables["tblA"].range.address == "$B$3:$E$7"


def test_what_was_empty_is_empty_again_once_undone(donnees: xw.Sheet) -> None:
    before = donnees.used_range.formula
    with libreoffice.one_action(donnees.book, "Relancier : essai"):
        donnees["J20:K21"].value = [["a", 1], ["b", None]]
    donnees.book.api.UndoManager.undo()
    assert donnees["J20:K21"].value == [[None, None], [None, None]]
    assert donnees.used_range.formula == before


def test_an_action_that_fails_leaves_the_workbook_as_it_was(donnees: xw.Sheet) -> None:
    donnees["B4"].value = "saisi"
    before = donnees.used_range.formula
    undo = donnees.book.api.UndoManager
    titles = undo.getAllUndoActionTitles()

    def act(count: int) -> None:
        with libreoffice.one_action(donnees.book, "Relancier : essai"):
            for _ in range(count):
                donnees.tables["tblA"].rows.add()
            raise OSError("disque plein")

    for count in (2, 0):  # what fails before it has written must not undo what the user typed
        with pytest.raises(OSError, match="disque"):
            act(count)
        assert donnees.used_range.formula == before
        assert undo.getAllUndoActionTitles() == titles
        assert not undo.isRedoPossible()
    assert not donnees.book.api.hasControllersLocked()
    assert not donnees.book.api.isActionLocked()
