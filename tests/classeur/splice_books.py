"""Small workbooks for the splicing tests, as XlsxWriter and as openpyxl write them."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.worksheet.table import Table, TableStyleInfo
from python_calamine import CalamineWorkbook
from relancier.base.opc import Package

HEADINGS = ("Id", "Date", "Montant", "Note")
TWO_ROWS = (("R-1", date(2026, 1, 5), 120.5, "un"), ("R-2", date(2026, 1, 6), 80, "deux"))
Book = Callable[..., Path]


def by_xlsxwriter(folder: Path, rows: Sequence[Sequence[object]] = TWO_ROWS, *, date1904: bool = False) -> Path:
    """A table `tblRelances` on the first sheet, a formula and a picture-free chart on the second."""
    path = folder / "classeur.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": date1904})
    sheet = book.add_worksheet("Relances")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    text = book.add_format({"num_format": "@"})
    for r, row in enumerate(rows, 1):
        sheet.write_string(r, 0, str(row[0]), text)
        sheet.write_datetime(r, 1, row[1], day)
        sheet.write_number(r, 2, row[2])
        sheet.write_string(r, 3, str(row[3]))
    columns = [{"header": name} for name in HEADINGS]
    sheet.add_table(0, 0, max(len(rows), 1), 3, {"name": "tblRelances", "columns": columns})
    board = book.add_worksheet("Tableau de bord")
    board.write_formula("A1", "=SUM(tblRelances[Montant])")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Relances!$C$2:$C$3"})
    board.insert_chart("C3", chart)
    book.close()
    return path


def by_openpyxl(folder: Path, rows: Sequence[Sequence[object]] = TWO_ROWS, *, date1904: bool = False) -> Path:
    """The same table and formula."""
    path = folder / "classeur.xlsx"
    book = openpyxl.Workbook()
    if date1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Relances"
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    table = Table(displayName="tblRelances", ref=f"A1:D{max(len(rows), 1) + 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    book.create_sheet("Tableau de bord")["A1"] = "=SUM(tblRelances[Montant])"
    book.save(path)
    return path


def values(path: Path, sheet: str = "Relances") -> list[list[object]]:
    """The sheet's rows as calamine reads them, heading row left out."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()[1:]


def part(path: Path, name: str = "xl/worksheets/sheet1.xml") -> str:
    """A member of the package, as text."""
    return Package(path.read_bytes()).read(name).decode()


def raw_members(path: Path) -> dict[str, tuple[bytes, int, tuple[int, ...]]]:
    """Compressed bytes, checksum and time stamp of each member."""
    package = Package(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        return {i.filename: (package.raw(i.filename), i.CRC, i.date_time) for i in archive.infolist()}


def rewritten(path: Path, name: str, old: str, new: str) -> Path:
    """Change one member of a workbook, as another program might have written it."""
    package = Package(path.read_bytes())
    content = package.read(name).decode()
    assert old in content
    path.write_bytes(package.write({name: content.replace(old, new).encode()}))
    return path
