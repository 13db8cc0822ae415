from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from relancier.base.errors import Refus
from relancier.classeur.splicing.splice import AppendRows, ReplaceBody, SetCells, splice
from splice_books import TWO_ROWS, Book, by_openpyxl, by_xlsxwriter, part, rewritten, values

FIVE = [{"Id": f"P-{i}", "Date": date(2026, 3, i), "Montant": Decimal(i), "Note": "n"} for i in range(1, 6)]

writers = pytest.mark.parametrize("book", [by_xlsxwriter, by_openpyxl])


def replace(path, rows):
    return splice(path, [ReplaceBody("tblRelances", rows)])


@writers
def test_a_body_grows_to_its_new_rows(book: Book, tmp_path):
    path = book(tmp_path)
    assert replace(path, FIVE).refs == {"tblRelances": "A1:D6"}
    assert [row[:3] for row in values(path)] == [[f"P-{i}", date(2026, 3, i), i] for i in range(1, 6)]


@writers
def test_a_body_shrinks_to_its_new_rows(book: Book, tmp_path):
    path = book(tmp_path, TWO_ROWS * 3)
    assert replace(path, FIVE[:2]).refs == {"tblRelances": "A1:D3"}
    assert [row[0] for row in values(path)] == ["P-1", "P-2"]
    assert openpyxl.load_workbook(path)["Relances"].tables["tblRelances"].ref == "A1:D3"


@writers
def test_a_body_without_rows_keeps_one_blank_row(book: Book, tmp_path):
    path = book(tmp_path)
    assert replace(path, []).refs == {"tblRelances": "A1:D2"}
    assert values(path) in ([], [["", "", "", ""]])
    splice(path, [AppendRows("tblRelances", FIVE[:1])])
    assert values(path)[0][0] == "P-1"
    assert openpyxl.load_workbook(path)["Relances"].tables["tblRelances"].ref == "A1:D2"


@writers
def test_replacing_twice_is_replacing_once(book: Book, tmp_path):
    path = book(tmp_path)
    replace(path, FIVE)
    once = part(path)
    replace(path, FIVE)
    assert part(path) == once


def test_cells_beside_the_table_stay(tmp_path):
    path = tmp_path / "classeur.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Relances")
    sheet.add_table(
        "B1:B5", {"name": "tblRelances", "columns": [{"header": "Id"}], "data": [["a"], ["b"], ["c"], ["d"]]}
    )
    sheet.add_table("D1:D3", {"name": "tblAutre", "columns": [{"header": "Id"}], "data": [["x"], ["y"]]})
    sheet.write_column("A2", ["n2", "n3", "n4", "n5"])
    book.close()
    splice(path, [ReplaceBody("tblRelances", [{"Id": "seul"}]), AppendRows("tblAutre", [{"Id": "z"}, {"Id": "w"}])])
    assert values(path) == [["n2", "seul", "", "x"], ["n3", "", "", "y"], ["n4", "", "", "z"], ["n5", "", "", "w"]]


def test_the_totals_row_moves_up_when_the_body_shrinks(tmp_path):
    path = tmp_path / "classeur.xlsx"
    book = xlsxwriter.Workbook(str(path))
    columns = [{"header": "Id", "total_string": "Total"}, {"header": "Montant", "total_function": "sum"}]
    options = {"name": "tblRelances", "columns": columns, "total_row": True, "data": [["a", 1], ["b", 2], ["c", 3]]}
    book.add_worksheet("Relances").add_table("A1:B5", options)
    book.close()
    report = replace(path, [{"Id": "seul", "Montant": 9}])
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert report.refs == {"tblRelances": "A1:B3"}
    assert [sheet["A2"].value, sheet["A3"].value, sheet["B3"].value] == ["seul", "Total", "=SUBTOTAL(109,[Montant])"]
    assert [sheet["A4"].value, sheet["A5"].value, sheet["B5"].value] == [None, None, None]


def test_rows_hidden_by_a_filter_are_shown_with_their_new_content(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="2" hidden="1"')
    replace(path, FIVE)
    assert not openpyxl.load_workbook(path)["Relances"].row_dimensions[2].hidden


def test_a_calculated_column_is_filled_in_every_new_row(tmp_path):
    path = tmp_path / "classeur.xlsx"
    book = xlsxwriter.Workbook(str(path))
    columns = [{"header": "Id"}, {"header": "Double", "formula": "=tblRelances[[#This Row],[Id]]*2"}]
    book.add_worksheet("Relances").add_table("A1:B2", {"name": "tblRelances", "columns": columns, "data": [[1]]})
    book.close()
    replace(path, [{"Id": 4}, {"Id": 5}])
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert [sheet["B2"].value, sheet["B3"].value] == ["=tblRelances[[#This Row],[Id]]*2"] * 2


@pytest.mark.parametrize(
    ("formula", "allowed"),
    [
        ('<f t="shared" ref="C2:C3" si="0">A2</f>', True),
        ('<f t="shared" ref="C2:C9" si="0">A2</f>', False),
        ('<f t="array" ref="C2:E2">A2</f>', False),
    ],
)
def test_a_formula_shared_with_cells_outside_the_body_stops_a_replacement(formula, allowed, tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, "xl/worksheets/sheet1.xml", '<c r="C2"><v>120.5</v></c>', f'<c r="C2">{formula}<v>1</v></c>')
    before = path.read_bytes()
    if allowed:
        assert replace(path, FIVE).written == {"tblRelances": 5}
    else:
        with pytest.raises(Refus, match="formule couvre"):
            replace(path, FIVE)
        assert path.read_bytes() == before


def test_links_in_a_body_stop_its_replacement(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        '</sheetData><hyperlinks><hyperlink ref="A2" location="A1"/></hyperlinks>',
    )
    with pytest.raises(Refus, match="liens hypertextes"):
        replace(path, FIVE)


@writers
def test_cells_of_the_row_found_by_its_key_are_set_and_their_style_stays(book: Book, tmp_path):
    path = book(tmp_path)
    edit = SetCells("tblRelances", {"Id": "R-2"}, {"Montant": Decimal("7.50"), "Date": date(2026, 4, 1), "Note": None})
    report = splice(path, [edit])
    assert values(path) == [["R-1", date(2026, 1, 5), 120.5, "un"], ["R-2", date(2026, 4, 1), 7.5, ""]]
    assert report.written == {"tblRelances": 1}
    assert "xl/tables/table1.xml" not in report.changed


@writers
@pytest.mark.parametrize(
    "key", [{"Date": date(2026, 1, 6)}, {"Montant": Decimal("80.00")}, {"Id": " R-2 ", "Note": "deux"}]
)
def test_a_key_may_be_a_date_an_amount_or_several_columns(book: Book, key, tmp_path):
    path = book(tmp_path)
    splice(path, [SetCells("tblRelances", key, {"Note": "trouvée"})])
    assert [row[3] for row in values(path)] == ["un", "trouvée"]


def test_a_row_just_appended_can_be_set_in_the_same_transaction(tmp_path):
    path = by_xlsxwriter(tmp_path)
    splice(
        path,
        [
            SetCells("tblRelances", {"Id": "R-1"}, {"Id": "R-0"}),
            AppendRows("tblRelances", [{"Id": "R-9"}]),
            SetCells("tblRelances", {"Id": "R-9"}, {"Note": "neuve"}),
            SetCells("tblRelances", {"Id": "R-0"}, {"Note": "ancienne"}),
        ],
    )
    assert [(row[0], row[3]) for row in values(path)] == [("R-0", "ancienne"), ("R-2", "deux"), ("R-9", "neuve")]


def test_a_key_that_no_row_has_is_refused(tmp_path):
    with pytest.raises(Refus, match="Aucune ligne de tblRelances répond à : Id = R-8"):
        splice(by_xlsxwriter(tmp_path), [SetCells("tblRelances", {"Id": "R-8"}, {"Note": "x"})])


def test_a_key_that_two_rows_have_is_refused(tmp_path):
    path = by_xlsxwriter(tmp_path, TWO_ROWS * 2)
    with pytest.raises(Refus, match=r"2 lignes \(dont 3 et 5\) de tblRelances répondent à : Id = R-2"):
        splice(path, [SetCells("tblRelances", {"Id": "R-2"}, {"Note": "x"})])
