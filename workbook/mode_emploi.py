"""The sheet « Mode d'emploi »: two columns of panels, pictures of the ribbon, a link to each sheet that they name."""

from dataclasses import dataclass
from math import ceil
from pathlib import Path

from PIL import Image
from relancier.classeur.schema import MODE_EMPLOI
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook.feuilles import A4, sheet_link
from workbook.mode_emploi_texte import (
    BANDE_DU_RUBAN,
    BANDES,
    RUBAN_LEGENDE,
    RUBAN_TEXTE,
    RUBAN_TITRE,
    SOUS_TITRE,
    TITRE,
    Point,
    Volet,
)
from workbook.styles import FONT, GREY, INK, LINE, PAPER, WHITE, Famille

HEAD_WIDTH, RIGHT_HEAD_WIDTH, TEXT_WIDTH, GAP = 24, 20, 64, 3
BOLD = 1.05  # characters in the width of one: bold letters are wider than the rest of a text
ROW_HEIGHT = 16.5
ROW_PIXELS = 22
SCREEN_DPI = 96
CHARACTERS_PER_LINE, CHARACTERS_PER_PANEL = 72, 108
FIRST_ROW = 3
LEFT, RIGHT = 1, 4
PICTURES = Path(__file__).resolve().parent / "ruban"
WIDEST = 1240  # pixels of the screen, for the picture of the whole tab


@dataclass(frozen=True, slots=True)
class _Formats:
    titre: Format
    sous_titre: Format
    chapitre: Format
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
    for column, width in enumerate((2, HEAD_WIDTH, TEXT_WIDTH, GAP, RIGHT_HEAD_WIDTH, TEXT_WIDTH)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.set_row(1, 20)
    sheet.write_string(0, LEFT, TITRE, formats.titre)
    sheet.write_string(1, LEFT, SOUS_TITRE, formats.sous_titre)
    row, breaks = FIRST_ROW, []
    for index, (left, right) in enumerate(BANDES):
        if index:
            breaks.append(row)
        if index == BANDE_DU_RUBAN:
            row = _write_tab(sheet, row, formats)
        row = max(_write_half(sheet, left, row, LEFT, formats), _write_half(sheet, right, row, RIGHT, formats))
    for one in range(2, row):
        sheet.set_row(one, ROW_HEIGHT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks)


def _write_tab(sheet: Worksheet, row: int, formats: _Formats) -> int:
    """Write the title of the ribbon's guide and the picture of the whole tab; return the first free row."""
    sheet.write_string(row, LEFT, RUBAN_TITRE, formats.chapitre)
    sheet.write_string(row + 1, LEFT, RUBAN_TEXTE, formats.sous_titre)
    return row + 2 + _insert_picture(sheet, row + 2, LEFT, "onglet.png", RUBAN_LEGENDE) + 1


def _insert_picture(sheet: Worksheet, row: int, column: int, name: str, legend: str) -> int:
    """Lay a picture over cells; return how many rows it covers."""
    path = PICTURES / name
    with Image.open(path) as picture:
        zoom = SCREEN_DPI / float(picture.info["dpi"][0])
        width, height = picture.width * zoom, picture.height * zoom
    scale = min(1, WIDEST / width)
    sheet.insert_image(
        row,
        column,
        str(path),
        {"x_scale": scale, "y_scale": scale, "y_offset": 5, "object_position": 2, "description": legend},
    )
    return ceil((height * scale + 10) / ROW_PIXELS)


def _write_half(sheet: Worksheet, volets: tuple[Volet, ...], row: int, column: int, formats: _Formats) -> int:
    """Write panels one under the other from `row` and `column` on; return the first free row."""
    for volet in volets:
        sheet.write_string(row, column, volet.titre, formats.volets[volet.famille])
        sheet.write_blank(row, column + 1, None, formats.volets[volet.famille])
        row += 1
        if volet.image:
            row += _insert_picture(sheet, row, column, volet.image, volet.legende)
        for point in volet.points:
            write = _write_command if volet.commande else _write_point
            row += write(sheet, row, column, point, formats)
        row += 1
    return row


def _write_point(sheet: Worksheet, row: int, column: int, point: Point, formats: _Formats) -> int:
    """Write a head and its sentence over as many rows as the sentence has lines; return that number."""
    head = (HEAD_WIDTH if column == LEFT else RIGHT_HEAD_WIDTH) * BOLD
    lines = max(ceil(len(point.texte) / CHARACTERS_PER_LINE), ceil(len(point.tete) / head))
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
    lines = ceil(len(point.texte) / CHARACTERS_PER_PANEL)
    sheet.merge_range(row, column, row, column + 1, point.tete, formats.commande)
    sheet.merge_range(row + 1, column, row + lines, column + 1, point.texte, formats.texte)
    return 1 + lines


def _create_formats(workbook: Workbook) -> _Formats:
    base = {"font_name": FONT, "font_color": INK, "valign": "top"}
    ruled = base | {"bottom": 1, "bottom_color": LINE, "text_wrap": True}
    return _Formats(
        titre=workbook.add_format(base | {"font_size": 24, "bold": True, "valign": "vcenter"}),
        sous_titre=workbook.add_format(base | {"font_size": 12, "font_color": GREY}),
        chapitre=workbook.add_format(base | {"font_size": 16, "bold": True, "valign": "vcenter"}),
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
