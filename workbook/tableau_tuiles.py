"""The tiles of the dashboard: each indicator, its value a month before, its definition in a note."""

from relancier.pilotage.definitions import DEFINITIONS
from relancier.pilotage.indicateurs import Definition, Unite
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook.styles import FONT, GREY, INK, PAPER, WHITE
from workbook.tableau_adresses import FIRST, PRECEDENT, TILES_ROW, day_words, indicator

WIDTH, A_ROW, HEIGHT = 4, 6, 4  # a tile takes four columns and three lines, and a thin one; six stand on a row
FORMATS = {
    Unite.EUROS: '#,##0\\ "€"',
    Unite.POURCENT: '0.0\\ "%"',
    Unite.JOURS: '0\\ "jours"',
    Unite.NOMBRE: "0",
}
UNITS = {Unite.EUROS: " €", Unite.POURCENT: " %", Unite.JOURS: " j", Unite.NOMBRE: ""}
PLACES = {Unite.EUROS: 0, Unite.POURCENT: 1, Unite.JOURS: 0, Unite.NOMBRE: 0}


def write_tiles(workbook: Workbook, sheet: Worksheet) -> None:
    """Write two rows of tiles."""
    # a white edge parts a tile from its neighbour
    base = {"font_name": FONT, "bg_color": PAPER, "align": "left", "indent": 1, "right": 5, "right_color": WHITE}
    label = workbook.add_format(base | {"font_color": INK, "font_size": 9, "valign": "bottom"})
    before = workbook.add_format(base | {"font_color": GREY, "font_size": 8, "valign": "top"})
    big = {
        unit: workbook.add_format(
            base | {"font_color": INK, "font_size": 16, "bold": True, "num_format": shown, "valign": "vcenter"}
        )
        for unit, shown in FORMATS.items()
    }
    for index, what in enumerate(DEFINITIONS):
        line, place = divmod(index, A_ROW)
        _write(sheet, TILES_ROW + line * HEIGHT, FIRST + place * WIDTH, what, (label, big[what.unite], before))
    for line in range(2):
        top = TILES_ROW + line * HEIGHT
        for offset, height in enumerate((15, 23, 14, 5)):
            sheet.set_row(top + offset, height)


def _write(sheet: Worksheet, row: int, left: int, what: Definition, formats: tuple[Format, Format, Format]) -> None:
    right = left + WIDTH - 1
    value = indicator(what.cle, "Valeur")
    contents = (what.libelle, f'=IF({value}="","–",{value})', f"={_before(what)}")
    for offset, (content, style) in enumerate(zip(contents, formats, strict=True)):
        sheet.merge_range(row + offset, left, row + offset, right, "", style)
        if content.startswith("="):
            sheet.write_formula(row + offset, left, content, style, "")
        else:
            sheet.write_string(row + offset, left, content, style)
    note = {"author": "Relancier", "x_scale": 2.6, "y_scale": 1.6, "font_name": FONT, "font_size": 9}
    sheet.write_comment(row, left, f"{what.libelle}\n{what.texte}", note)


def _before(what: Definition) -> str:
    """Return the expression of the value a month before, and of how it moved; why there is none where there is none."""
    old, moved = indicator(what.cle, "Mois précédent"), indicator(what.cle, "Écart")
    places, unit = PLACES[what.unite], UNITS[what.unite]
    arrow = f'IF({moved}=0," (inchangé)",IF({moved}>0," ▲ +"," ▼ ")&FIXED({moved},{places}))'
    said = f'{day_words(PRECEDENT)}&" : "&FIXED({old},{places})&"{unit}"'
    return f'IF({PRECEDENT}="","",IF({old}="",{day_words(PRECEDENT)}&" : –",{said}&IF({moved}="","",{arrow})))'
