"""The sheet « Mode d'emploi »: two columns of panels, with a link to each sheet that they name."""

from dataclasses import dataclass
from math import ceil

from relancier.classeur.schema import MODE_EMPLOI
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook.feuilles import A4, sheet_link
from workbook.mode_emploi_texte import DROITE, GAUCHE, SOUS_TITRE, TITRE, Point, Volet
from workbook.styles import FONT, GREY, INK, LINE, PAPER, WHITE, Famille

HEAD_WIDTH, TEXT_WIDTH, GAP = 24, 64, 3
ROW_HEIGHT = 16.5
CHARACTERS_PER_LINE = 72
FIRST_ROW = 3
LEFT, RIGHT = 1, 4


@dataclass(frozen=True, slots=True)
class _Formats:
    titre: Format
    sous_titre: Format
    volets: dict[Famille, Format]
    tete: Format
    lien: Format
    texte: Format
    commande: Format


def write_mode_emploi(workbook: Workbook) -> None:
    """Add the sheet, the first of the workbook."""
    sheet = workbook.add_worksheet(MODE_EMPLOI)
    formats = _create_formats(workbook)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(Famille.LECTURE.value)
    for column, width in enumerate((2, HEAD_WIDTH, TEXT_WIDTH, GAP, HEAD_WIDTH - 6, TEXT_WIDTH)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.set_row(1, 20)
    sheet.write_string(0, LEFT, TITRE, formats.titre)
    sheet.write_string(1, LEFT, SOUS_TITRE, formats.sous_titre)
    last = max(_write_half(sheet, GAUCHE, LEFT, formats), _write_half(sheet, DROITE, RIGHT, formats))
    for row in range(2, last):
        sheet.set_row(row, ROW_HEIGHT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 1)


def _write_half(sheet: Worksheet, volets: tuple[Volet, ...], column: int, formats: _Formats) -> int:
    """Write panels one under the other from `column` on; return the first free row."""
    row = FIRST_ROW
    for volet in volets:
        sheet.write_string(row, column, volet.titre, formats.volets[volet.famille])
        sheet.write_blank(row, column + 1, None, formats.volets[volet.famille])
        row += 1
        for point in volet.points:
            write = _write_command if volet.commande else _write_point
            row += write(sheet, row, column, point, formats)
        row += 1
    return row


def _write_point(sheet: Worksheet, row: int, column: int, point: Point, formats: _Formats) -> int:
    """Write a head and its sentence over as many rows as the sentence has lines; return that number."""
    lines = ceil(len(point.texte) / CHARACTERS_PER_LINE)
    for offset in (0, 1):
        if lines > 1:
            sheet.merge_range(row, column + offset, row + lines - 1, column + offset, "", formats.texte)
    if point.feuille:
        sheet.write_url(row, column, sheet_link(point.feuille), formats.lien, string=point.tete)
    else:
        sheet.write_string(row, column, point.tete, formats.tete)
    sheet.write_string(row, column + 1, point.texte, formats.texte)
    return lines


def _write_command(sheet: Worksheet, row: int, column: int, point: Point, formats: _Formats) -> int:
    """Write a command over the width of the panel, and its sentence under it; return the rows used."""
    sheet.merge_range(row, column, row, column + 1, point.tete, formats.commande)
    sheet.merge_range(row + 1, column, row + 1, column + 1, point.texte, formats.texte)
    return 2


def _create_formats(workbook: Workbook) -> _Formats:
    base = {"font_name": FONT, "font_color": INK, "valign": "top"}
    ruled = base | {"bottom": 1, "bottom_color": LINE, "text_wrap": True}
    return _Formats(
        titre=workbook.add_format(base | {"font_size": 24, "bold": True, "valign": "vcenter"}),
        sous_titre=workbook.add_format(base | {"font_size": 12, "font_color": GREY}),
        volets={
            member: workbook.add_format(
                base | {"bold": True, "font_color": WHITE, "bg_color": member.value, "valign": "vcenter"}
            )
            for member in Famille
        },
        tete=workbook.add_format(ruled | {"bold": True}),
        lien=workbook.add_format(ruled | {"bold": True, "font_color": Famille.SAISIE.value, "underline": 1}),
        texte=workbook.add_format(ruled),
        commande=workbook.add_format(base | {"font_name": "Consolas", "bold": True, "bg_color": PAPER}),
    )
