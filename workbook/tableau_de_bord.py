"""The sheet « Tableau de bord »: tiles, charts and the first alerts, all formulas over the workbook's own tables.

`relancier tableau` writes the tables; the sheet itself is never written to, so that what a user adds to it stays.
Formulas name the tables' columns as a file must (`tblX[Colonne]`); none uses TEXT, whose codes change with Excel's
language. With empty tables they give dashes and sentences that say so, never an error. No formula has a cached value,
so that LibreOffice, which trusts them, computes them as Excel does.
"""

from relancier.classeur.schema import ALERTES, MODE_EMPLOI, TABLEAU_DE_BORD
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbook.feuilles import A4, sheet_link
from workbook.styles import FONT, GREY, INK, LINE, PAPER, Famille
from workbook.tableau_adresses import ALERTS_ROW, COLUMNS, FIRST, column
from workbook.tableau_chiffres import title_line, write_figures
from workbook.tableau_graphiques import insert_charts
from workbook.tableau_tuiles import write_tiles

SHOWN = 6
COLUMN_WIDTH = 7.57
AUCUNE = "Rien ne presse, ou rien n’a encore été mesuré."


def write_tableau_de_bord(workbook: Workbook) -> None:
    """Add the sheet, to be filled by formulas when Excel opens the workbook."""
    sheet = workbook.add_worksheet(TABLEAU_DE_BORD)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(Famille.RELANCIER.value)
    sheet.set_column(0, 0, 2)
    sheet.set_column(FIRST, FIRST + COLUMNS - 1, COLUMN_WIDTH)
    title = workbook.add_format({"font_name": FONT, "font_size": 18, "bold": True, "font_color": INK})
    line = workbook.add_format({"font_name": FONT, "font_size": 12, "font_color": INK})
    link = workbook.add_format({"font_name": FONT, "font_size": 10, "font_color": Famille.SAISIE.value, "underline": 1})
    sheet.set_row(0, 27)
    sheet.write_string(0, FIRST, "Où en sont vos créances", title)
    sheet.set_row(1, 18)
    sheet.write_formula(1, FIRST, title_line(), line, "")
    sheet.write_url(2, FIRST, sheet_link(MODE_EMPLOI), link, string="← Mode d’emploi")
    write_tiles(workbook, sheet)
    insert_charts(workbook, sheet)
    _write_alerts(workbook, sheet)
    write_figures(workbook, sheet)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.4)
    sheet.center_horizontally()
    sheet.print_area(0, 0, ALERTS_ROW + SHOWN, FIRST + COLUMNS - 1)
    sheet.fit_to_pages(1, 1)


def _write_alerts(workbook: Workbook, sheet: Worksheet) -> None:
    """Write the first alerts: until when, whom, how much, what to do."""
    head = workbook.add_format(
        {"font_name": FONT, "bold": True, "bg_color": PAPER, "font_color": INK, "indent": 1, "valign": "vcenter"}
    )
    base = {"font_name": FONT, "font_size": 9, "font_color": INK, "bottom": 1, "bottom_color": LINE, "indent": 1}
    text = workbook.add_format(base | {"valign": "vcenter"})
    grey = workbook.add_format(base | {"valign": "vcenter", "font_color": GREY})
    day = workbook.add_format(base | {"valign": "vcenter", "num_format": "dd/mm/yyyy", "align": "left"})
    euros = workbook.add_format(base | {"valign": "vcenter", "num_format": '#,##0\\ "€"', "align": "right"})
    wide = (
        ("À faire d’abord", "Alerte", 5, text),
        ("Le", "Le", 2, day),
        ("Client", "Nom", 5, text),
        ("Montant", "Montant", 2, euros),
        ("Que faire", "Que faire", 10, grey),
    )
    for row in range(SHOWN + 1):
        sheet.set_row(ALERTS_ROW + row, 16)
        left = FIRST
        for words, name, width, style in wide:
            used = head if not row else style
            sheet.merge_range(ALERTS_ROW + row, left, ALERTS_ROW + row, left + width - 1, "", used)
            if not row:
                sheet.write_string(ALERTS_ROW, left, words, used)
            else:
                sheet.write_formula(ALERTS_ROW + row, left, _alert(row, name), used, "")
            left += width


def _alert(rank: int, name: str) -> str:
    """Return the formula of a cell of the alert of that rank; the first says so when there is none."""
    found = f"INDEX({column(ALERTES, name)},MATCH({rank},{column(ALERTES, 'Rang')},0))"
    missing = AUCUNE if rank == 1 and name == "Que faire" else ""
    return f'=IFERROR(IF({found}="","",{found}),"{missing}")'
