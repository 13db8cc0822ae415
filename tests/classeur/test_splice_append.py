from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
import splice_books
import xlsxwriter
from relancier.base.errors import InvalidInput, Refus
from relancier.base.opc import Package
from relancier.classeur.splicing import table_rows
from relancier.classeur.splicing.splice import AppendRows, splice
from splice_books import HEADINGS, Book, by_openpyxl, by_xlsxwriter, part, raw_members, rewritten, values

NEW = {"Id": "R-3", "Date": date(2026, 2, 7), "Montant": Decimal("1234.56"), "Note": "trois"}

writers = pytest.mark.parametrize("book", [by_xlsxwriter, by_openpyxl])


def append(path, *rows, **options):
    return splice(path, [AppendRows("tblRelances", rows)], **options)


@writers
def test_an_appended_row_is_read_with_its_types_and_the_table_has_grown(book: Book, tmp_path):
    path = book(tmp_path)
    report = append(path, NEW)
    assert values(path)[2] == ["R-3", date(2026, 2, 7), 1234.56, "trois"]
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert [cell.value for cell in sheet[4]] == ["R-3", datetime(2026, 2, 7), 1234.56, "trois"]  # noqa: DTZ001 - openpyxl knows no zone
    assert sheet.tables["tblRelances"].ref == "A1:D4"
    assert sheet.tables["tblRelances"].autoFilter is None or sheet.tables["tblRelances"].autoFilter.ref == "A1:D4"
    assert report.refs == {"tblRelances": "A1:D4"}
    assert report.written == {"tblRelances": 1}


@writers
def test_every_other_member_keeps_its_compressed_bytes_order_and_time_stamp(book: Book, tmp_path):
    path = book(tmp_path)
    before = raw_members(path)
    report = append(path, NEW)
    after = raw_members(path)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == set(report.changed)
    assert set(report.changed) <= {
        "xl/worksheets/sheet1.xml",
        "xl/tables/table1.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
    }


@writers
def test_two_runs_leave_both_rows(book: Book, tmp_path):
    path = book(tmp_path)
    append(path, NEW)
    append(path, {**NEW, "Id": "R-4"})
    assert [row[0] for row in values(path)] == ["R-1", "R-2", "R-3", "R-4"]


@writers
def test_the_blank_row_of_an_empty_table_is_filled_first(book: Book, tmp_path):
    path = book(tmp_path, [])
    report = append(path, NEW, {**NEW, "Id": "R-4"})
    assert report.refs == {"tblRelances": "A1:D3"}
    assert [row[0] for row in values(path)] == ["R-3", "R-4"]


@writers
def test_a_workbook_that_counts_from_1904_gets_its_own_serial_numbers(book: Book, tmp_path):
    path = book(tmp_path, date1904=True)
    append(path, NEW)
    assert "<v>44598</v>" in part(path)
    assert values(path)[2][1] == date(2026, 2, 7)


@writers
@pytest.mark.parametrize(
    "text",
    [
        "00123",
        "1/2",
        "=1+1",
        "a<b & \"c\" 'd' >",
        "  deux espaces  ",
        "_x0041_",
        "ligne 1\nligne 2",
        "😀 é €",
        "a\u00a0b",
        "]]>",
    ],
)
def test_text_stays_the_text_it_was(book: Book, text, tmp_path):
    path = book(tmp_path)
    append(path, {**NEW, "Note": text})
    assert values(path)[2][3] == text
    cell = openpyxl.load_workbook(path)["Relances"]["D4"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x005F_", "_") == text  # openpyxl leaves this escape as it stands


def test_a_siren_of_digits_is_text_in_the_file(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, {"Id": "404833048"})
    assert '<c r="A4" s="1" t="inlineStr"><is><t>404833048</t></is></c>' in part(path)


def test_a_carriage_return_and_a_vertical_tab_become_line_breaks_and_control_characters_go(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, {"Note": "a\r\nb\x0bc\x00d"})
    assert values(path)[2][3] == "a\nb\ncd"


def test_a_new_row_looks_like_the_last_one(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, NEW)
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert [c.number_format for c in sheet[4]] == ["@", "dd/mm/yyyy", "General", "General"]


def test_a_date_gets_a_date_format_where_the_column_has_none(tmp_path):
    path = by_xlsxwriter(tmp_path, [])
    report = append(path, NEW, {**NEW, "Id": "R-4"})
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert sheet["B2"].number_format == "mm-dd-yy"  # number 14: the short date of the reader's own language
    assert sheet["B2"].is_date
    assert sheet["B3"].is_date
    assert "xl/styles.xml" in report.changed


def test_a_boolean_stays_a_boolean(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, {"Note": True})
    assert values(path)[2][3] is True


def test_a_column_that_is_not_filled_stays_empty(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, {"Id": "R-3"})
    assert values(path)[2] == ["R-3", "", "", ""]


def test_an_unknown_column_is_refused_by_name_and_nothing_is_written(tmp_path):
    path = by_xlsxwriter(tmp_path)
    before = path.read_bytes()
    with pytest.raises(Refus, match="« Statut » manque dans le tableau tblRelances") as caught:
        append(path, {"Id": "R-3", "Statut": "émise"})
    assert caught.value.lieu.feuille == "Relances"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_table_is_refused_by_name(tmp_path):
    with pytest.raises(Refus, match="pas de tableau nommé tblPieces"):
        splice(by_xlsxwriter(tmp_path), [AppendRows("tblPieces", [{}])])


def test_the_users_own_headings_are_used_where_they_are_given(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, {"Reste dû": Decimal(5)}, headings={"tblRelances": {"Reste dû": "Montant"}})
    assert values(path)[2][2] == 5


def test_a_heading_with_no_break_and_outer_spaces_is_the_same_heading(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, "xl/tables/table1.xml", 'name="Note"', 'name=" Ma\u00a0note "')
    append(path, {"Ma note": "oui"})
    assert values(path)[2][3] == "oui"


def test_a_row_that_the_filter_hides_is_not_a_model_for_hidden_rows(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, "xl/worksheets/sheet1.xml", '<row r="3"', '<row hidden="1" r="3"')
    append(path, NEW)
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert sheet.row_dimensions[3].hidden
    assert not sheet.row_dimensions[4].hidden


def calculated(folder, formula, *, total=None):
    """A table A1:C3 (Id, Montant, TVA) whose last column is calculated; cells as the user filled them."""
    path = folder / "classeur.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Relances")
    data = [["R-1", 100], ["R-2", 200]]
    columns = [{"header": "Id"}, {"header": "Montant"}, {"header": "TVA", "formula": formula}]
    if total:
        columns[0]["total_string"] = "Total"
        columns[1] |= total
    options = {"name": "tblRelances", "data": data, "columns": columns, "total_row": bool(total)}
    sheet.add_table(0, 0, 3 if total else 2, 2, options)
    book.close()
    return path


def test_a_calculated_column_continues_in_the_new_row(tmp_path):
    path = calculated(tmp_path, "=tblRelances[[#This Row],[Montant]]*0.2")
    append(path, {"Id": "R-3", "Montant": Decimal(300)})
    assert openpyxl.load_workbook(path)["Relances"]["C4"].value == "=tblRelances[[#This Row],[Montant]]*0.2"


def test_a_calculated_column_with_cell_addresses_moves_them_down(tmp_path):
    path = calculated(tmp_path, "=B2*$E$1")
    rewritten(path, "xl/worksheets/sheet1.xml", '<c r="C3"><f>B2*$E$1</f>', '<c r="C3"><f>B3*$E$1</f>')
    append(path, {"Id": "R-3"}, {"Id": "R-4"})
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert [sheet["C4"].value, sheet["C5"].value] == ["=B4*$E$1", "=B5*$E$1"]


def test_a_value_given_for_a_calculated_column_wins(tmp_path):
    path = calculated(tmp_path, "=tblRelances[[#This Row],[Montant]]*0.2")
    append(path, {"Id": "R-3", "TVA": Decimal("1.5")})
    assert values(path)[2][2] == 1.5


def test_the_totals_row_moves_below_the_new_rows(tmp_path):
    path = calculated(tmp_path, "", total={"total_function": "sum"})
    report = append(path, {"Id": "R-3", "Montant": Decimal(300)}, {"Id": "R-4", "Montant": Decimal(400)})
    sheet = openpyxl.load_workbook(path)["Relances"]
    assert report.refs == {"tblRelances": "A1:C6"}
    assert [row[0].value for row in sheet["A2:A6"]] == ["R-1", "R-2", "R-3", "R-4", "Total"]
    assert sheet["B6"].value == "=SUBTOTAL(109,[Montant])"
    assert sheet.tables["tblRelances"].totalsRowCount == 1
    assert sheet.tables["tblRelances"].autoFilter.ref == "A1:C5"


def test_a_total_with_cell_addresses_stops_the_write(tmp_path):
    path = calculated(tmp_path, "", total={"total_function": "sum"})
    rewritten(path, "xl/worksheets/sheet1.xml", "SUBTOTAL(109,[Montant])", "SUM(B2:B3)")
    with pytest.raises(Refus, match="adresses fixes"):
        append(path, {"Id": "R-3"})


def test_a_formula_elsewhere_that_points_at_the_total_stops_the_write(tmp_path):
    path = calculated(tmp_path, "", total={"total_function": "sum"})
    rewritten(path, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="2" ht="15"')
    book = part(path)
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        book[book.index('<row r="1"') :],
        '<row r="1"><c r="H1"><f>$B$4*2</f></c>' + book[book.index('<c r="A1"') :],
    )
    with pytest.raises(Refus, match="vise la ligne de total"):
        append(path, {"Id": "R-3"})


def test_validations_and_formats_follow_and_those_of_other_columns_stay(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rules = (
        '<conditionalFormatting sqref="A2:D3 F2:F3">'
        '<cfRule type="containsBlanks" priority="1"/></conditionalFormatting>'
        '<dataValidations count="2"><dataValidation allowBlank="1" sqref="C2:C3"/>'
        '<dataValidation sqref="B2:F3"/></dataValidations>'
    )
    rewritten(path, "xl/worksheets/sheet1.xml", "</sheetData>", "</sheetData>" + rules)
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        "</worksheet>",
        '<extLst><ext xmlns:x14="urn:x" xmlns:xm="urn:m" uri="{1}">'
        "<x14:r><xm:sqref>D2:D3</xm:sqref></x14:r></ext></extLst></worksheet>",
    )
    append(path, NEW)
    sheet = part(path)
    assert 'sqref="A2:D4 F2:F3"' in sheet
    assert 'sqref="C2:C4"' in sheet
    assert 'sqref="B2:F3 B4:D4"' in sheet
    assert "<xm:sqref>D2:D4</xm:sqref>" in sheet


def test_filter_and_sort_areas_follow(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(
        path,
        "xl/tables/table1.xml",
        '<autoFilter ref="A1:D3"/>',
        '<autoFilter ref="A1:D3"><filterColumn colId="0"/></autoFilter>'
        '<sortState ref="A2:D3"><sortCondition ref="B2:B3"/></sortState>',
    )
    append(path, NEW)
    table = part(path, "xl/tables/table1.xml")
    assert '<autoFilter ref="A1:D4"><filterColumn colId="0"/></autoFilter>' in table
    assert '<sortState ref="A2:D4"><sortCondition ref="B2:B4"/></sortState>' in table


def test_the_calculation_chain_goes_when_a_formula_is_added_and_stays_otherwise(tmp_path):
    chain = '<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
    link = '<Relationship Id="rId99" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>'
    for formula, dropped in (("=[@Montant]*2", ("xl/calcChain.xml",)), ("", ())):
        path = calculated(tmp_path, formula)
        rewritten(path, "[Content_Types].xml", "</Types>", chain)
        rewritten(path, "xl/_rels/workbook.xml.rels", "</Relationships>", link)
        path.write_bytes(Package(path.read_bytes()).write({"xl/calcChain.xml": b"<calcChain/>"}))
        assert append(path, {"Id": "R-3"}).dropped == dropped
        assert ("calcChain" in part(path, "[Content_Types].xml")) is not bool(dropped)
        assert ("calcChain" in part(path, "xl/_rels/workbook.xml.rels")) is not bool(dropped)


def test_excel_is_asked_to_recalculate_on_opening(tmp_path):
    path = by_openpyxl(tmp_path)
    rewritten(path, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    append(path, NEW)
    assert 'calcId="124519" fullCalcOnLoad="1"' in part(path, "xl/workbook.xml")


def test_a_workbook_without_calculation_settings_gets_them_in_their_place(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(path, "xl/workbook.xml", '<calcPr calcId="124519" fullCalcOnLoad="1"/>', "")
    append(path, NEW)
    assert '</sheets><calcPr fullCalcOnLoad="1"/>' in part(path, "xl/workbook.xml")


def test_the_announced_extent_grows_and_is_not_invented(tmp_path):
    path = by_xlsxwriter(tmp_path)
    append(path, NEW)
    assert '<dimension ref="A1:D4"/>' in part(path)
    rewritten(path, "xl/worksheets/sheet1.xml", '<dimension ref="A1:D4"/>', "")
    append(path, NEW)
    assert "<dimension" not in part(path)


def test_self_closed_rows_rows_of_attributes_in_any_order_and_blanks_between_tags_are_read(tmp_path):
    path = by_xlsxwriter(tmp_path)
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        "</row></sheetData>",
        "</row>\n  <row  spans = \"1:4\"  r='4' />\n</sheetData>",
    )
    append(path, NEW)
    assert values(path)[2][0] == "R-3"
    assert part(path).count("<row") == 4


def test_several_tables_are_written_in_one_replacement(tmp_path):
    path = tmp_path / "classeur.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("Un", "Deux"):
        book.add_worksheet(name).add_table(0, 0, 1, 0, {"name": f"tbl{name}", "columns": [{"header": "Id"}]})
    book.close()
    report = splice(path, [AppendRows("tblUn", [{"Id": "a"}]), AppendRows("tblDeux", [{"Id": "b"}, {"Id": "c"}])])
    assert report.refs == {"tblUn": "A1:A2", "tblDeux": "A1:A3"}
    assert (values(path, "Un"), values(path, "Deux")) == ([["a"]], [["b"], ["c"]])


def test_no_rows_write_nothing(tmp_path):
    path = by_xlsxwriter(tmp_path)
    before = path.stat().st_mtime_ns
    assert append(path).changed == ()
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Decimal("1E20"), "nombre"),
        (Decimal("NaN"), "nombre"),
        (date(1899, 1, 1), "01/01/1899"),
        ("x" * 32768, "32768 caractères"),
    ],
)
def test_a_value_that_excel_cannot_hold_is_named_with_its_column(value, message, tmp_path):
    path = by_xlsxwriter(tmp_path)
    with pytest.raises(InvalidInput, match=message) as caught:
        append(path, {"Note": value})
    assert (caught.value.lieu.ligne, caught.value.lieu.colonne) == (4, "Note")


@pytest.mark.parametrize("value", [1.5, datetime(2026, 1, 1, 12, 0, tzinfo=UTC)])
def test_floats_and_moments_are_mistakes_of_the_caller(value, tmp_path):
    with pytest.raises(TypeError):
        append(by_xlsxwriter(tmp_path), {HEADINGS[3]: value})


@writers
@pytest.mark.parametrize("rows", [[], splice_books.TWO_ROWS])
@pytest.mark.parametrize("date1904", [False, True])
def test_rows_made_at_once_are_those_that_cell_by_cell_writing_makes(
    book: Book, rows, date1904, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    new = [NEW, {"Id": "R-4 & <co>", "Montant": Decimal(0)}, {"Note": " gardé \n tel quel "}, {**NEW, "Note": ""}]
    folders = [tmp_path / name for name in ("at once", "cell by cell")]
    for folder in folders:
        folder.mkdir()
    at_once = book(folders[0], rows, date1904=date1904)
    append(at_once, *new)
    monkeypatch.setattr(table_rows.TableWriter, "_make", lambda *_, **__: False)
    cell_by_cell = book(folders[1], rows, date1904=date1904)
    append(cell_by_cell, *new)
    assert part(at_once) == part(cell_by_cell)
    assert part(at_once, "xl/tables/table1.xml") == part(cell_by_cell, "xl/tables/table1.xml")
