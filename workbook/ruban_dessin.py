"""Draws the ribbon from its XML: `python workbook/ruban_dessin.py` writes the pictures that the guide and README show.

A picture carries the digest of what it was drawn from, and a test compares: a ribbon that changes asks for new ones.
They are committed, for another FreeType would give other pixels. The icons are ours; Office shows its own.
"""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

HERE = Path(__file__).resolve().parent
for folder in (HERE.parent / "addin", HERE.parent):  # runs from a bare checkout too
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from relancier.excel.onglet import Commande, Groupe, Onglet, read_onglet  # noqa: E402

from workbook.ruban_pictogrammes import PICTOGRAMMES  # noqa: E402

XML = HERE.parent / "addin" / "excel" / "ruban.xml"
FONTS = HERE.parent / "addin" / "relancier" / "documents" / "pdf" / "polices"
FOLDER = HERE / "ruban"
ONGLET = "onglet.png"
RECIPE = 1  # raised when this file draws otherwise
SOURCE = "ruban"  # the name, in a PNG, of the digest of what it shows

FINE = 2  # drawn this many times larger, then made smaller: straight lines get soft edges
ZOOM = 3  # pixels of the file for one of the screen
DPI = 96 * ZOOM
SHADES = 96  # enough for a few flat colours and their edges; a quarter of the bytes
ROW, SMALL, LARGE = 22, 16, 32
BODY, FOOT, HEAD = 3 * ROW + 8, 18, 26
MARGIN, GAP = 8, 5
LARGE_WIDTH = 76
COLOURS = {"encre": "#4A4F57", "vif": "#0B5A8A", "pale": "#DCE7EF"}
INK, GREY, LINE, PAPER, WHITE = "#1F2A36", "#5F6B76", "#D5DBE1", "#F4F7F9", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class _Pen:
    """A picture being drawn, in pixels of the screen."""

    image: Image.Image

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def line(self, points: tuple[float, ...], colour: str, width: float = 1) -> None:
        scaled = [value * ZOOM * FINE for value in points]
        self._draw.line(scaled, colour, round(width * ZOOM * FINE), joint="curve")

    def fill(self, points: tuple[float, ...], colour: str) -> None:
        self._draw.polygon([value * ZOOM * FINE for value in points], colour)

    def arc(self, box: tuple[float, ...], angles: tuple[float, float], colour: str, width: float) -> None:
        scaled = [value * ZOOM * FINE for value in box]
        self._draw.arc((scaled[0], scaled[1], scaled[2], scaled[3]), *angles, colour, round(width * ZOOM * FINE))

    def frame(self, box: tuple[float, float, float, float], colour: str, inside: str | None = None) -> None:
        left, top, right, bottom = (value * ZOOM * FINE for value in box)
        self._draw.rounded_rectangle((left, top, right, bottom), 3 * ZOOM * FINE, inside, colour, ZOOM * FINE)

    def text(self, place: tuple[float, float], text: str, font: "_Font", colour: str = INK, anchor: str = "lm") -> None:
        x, y = (value * ZOOM * FINE for value in place)
        self._draw.text((x, y), text, colour, font.face, anchor)


class _Font:
    def __init__(self, size: float, bold: bool = False) -> None:
        name = "Arimo-Bold.ttf" if bold else "Arimo-Regular.ttf"
        self.face = ImageFont.truetype(str(FONTS / name), round(size * ZOOM * FINE))

    def width(self, text: str) -> float:
        return self.face.getlength(text) / ZOOM / FINE


def main() -> None:
    """Write the picture of the tab and one of each group."""
    onglet = read_onglet(XML.read_bytes())
    FOLDER.mkdir(exist_ok=True)
    for name, groupes in pictures(onglet).items():
        told = PngInfo()
        told.add_text(SOURCE, digest(onglet, groupes))
        path = FOLDER / name
        draw(onglet, groupes).save(path, optimize=True, dpi=(DPI, DPI), pnginfo=told)
        print(path)


def pictures(onglet: Onglet) -> dict[str, tuple[Groupe, ...]]:
    """The pictures by file name, and the groups that each shows."""
    return {ONGLET: onglet.groupes} | {f"{one.identifiant}.png": (one,) for one in onglet.groupes}


def digest(onglet: Onglet, groupes: tuple[Groupe, ...]) -> str:
    """Return what tells one picture from another."""
    return hashlib.sha256(f"{RECIPE} {onglet.libelle} {onglet.touche} {groupes!r}".encode()).hexdigest()


def draw(onglet: Onglet, groupes: tuple[Groupe, ...]) -> Image.Image:
    """Return the picture of `groupes`; all of them stand under their tab."""
    whole = groupes == onglet.groupes
    top = HEAD if whole else 0
    widths = [_group_width(one) for one in groupes]
    size = (sum(widths) + 2, top + BODY + FOOT + 2)
    image = Image.new("RGB", (round(size[0] * ZOOM * FINE), round(size[1] * ZOOM * FINE)), WHITE)
    pen = _Pen(image)
    pen.frame((0.5, top + 0.5, size[0] - 0.5, size[1] - 0.5), LINE, PAPER)
    if whole:
        _draw_tab(pen, onglet)
    left = 1.0
    for groupe, width in zip(groupes, widths, strict=True):
        _draw_group(pen, groupe, (left, top + 1), width)
        left += width
        if groupe is not groupes[-1]:
            pen.line((left, top + 7, left, top + BODY + FOOT - 5), LINE)
    fine = image.resize((image.width // FINE, image.height // FINE), Image.Resampling.LANCZOS)
    return fine.quantize(SHADES)


def _draw_tab(pen: _Pen, onglet: Onglet) -> None:
    font = _Font(12.5, bold=True)
    width = font.width(onglet.libelle)
    pen.text((MARGIN + 6, HEAD / 2 - 1), onglet.libelle, font, COLOURS["vif"])
    pen.line((MARGIN + 6, HEAD - 4, MARGIN + 6 + width, HEAD - 4), COLOURS["vif"], 2)
    _draw_key(pen, onglet.touche, (MARGIN + 6 + width + 14, HEAD / 2 - 1))


def _draw_group(pen: _Pen, groupe: Groupe, place: tuple[float, float], width: float) -> None:
    left, top = place
    x = left + MARGIN
    for colonne in groupe.colonnes:
        if colonne[0].large:
            _draw_large(pen, colonne[0], (x, top))
        else:
            first = top + 4 + ((3 - len(colonne)) * ROW / 2 if groupe.centre else 0)
            for row, one in enumerate(colonne):
                _draw_small(pen, one, (x, first + row * ROW))
        x += _column_width(colonne) + GAP
    pen.text((left + width / 2, top + BODY + FOOT / 2 - 2), groupe.libelle, _Font(11), GREY, "mm")


def _draw_large(pen: _Pen, one: Commande, place: tuple[float, float]) -> None:
    x, top = place
    middle = x + _column_width((one,)) / 2
    _draw_icon(pen, one.image, (middle - LARGE / 2, top + 4), LARGE)
    for row, line in enumerate(_two_lines(one.libelle)):
        pen.text((middle, top + 45 + 14 * row), line, _Font(12), INK, "mm")
    _draw_key(pen, one.touche, (middle + LARGE / 2 + 8, top + 30))


def _draw_small(pen: _Pen, one: Commande, place: tuple[float, float]) -> None:
    x, top = place
    middle = top + ROW / 2
    font = _Font(12)
    _draw_icon(pen, one.image, (x, middle - SMALL / 2), SMALL)
    pen.text((x + SMALL + 5, middle), one.libelle, font)
    end = x + SMALL + 5 + font.width(one.libelle)
    if one.commandes:
        pen.fill((end + 5, middle - 1.5, end + 11, middle - 1.5, end + 8, middle + 2), GREY)
        end += 11
    _draw_key(pen, one.touche, (end + 12, middle))


def _draw_key(pen: _Pen, touche: str, middle: tuple[float, float]) -> None:
    x, y = middle
    pen.frame((x - 6.5, y - 7, x + 6.5, y + 7), "#B6C0C9", WHITE)
    pen.text((x, y), touche, _Font(9.5), GREY, "mm")


def _draw_icon(pen: _Pen, image: str, place: tuple[float, float], size: float) -> None:
    unit, (x, y) = size / 16, place
    weight = 1.3 * unit if size == SMALL else unit

    def laid(points: tuple[float, ...]) -> tuple[float, ...]:
        return tuple((x, y)[index % 2] + value * unit for index, value in enumerate(points))

    for kind, colour, points in PICTOGRAMMES[image]:
        if kind == "plein":
            pen.fill(laid(points), COLOURS[colour])
        elif kind == "ligne":
            pen.line(laid(points), COLOURS[colour], weight)
        elif kind == "cadre":
            a, b, c, d = points
            pen.line(laid((a, b, c, b, c, d, a, d, a, b)), COLOURS[colour], weight)
        else:
            angles = (points[4], points[5]) if kind == "arc" else (0.0, 360.0)
            pen.arc(laid(points[:4]), angles, COLOURS[colour], weight)


def _two_lines(text: str) -> list[str]:
    """Return the label of a large button as Excel breaks it: at the space nearest to its middle."""
    spaces = [index for index, letter in enumerate(text) if letter == " "]
    if not spaces:
        return [text]
    cut = min(spaces, key=lambda index: abs(index - len(text) / 2))
    return [text[:cut], text[cut + 1 :]]


def _column_width(colonne: tuple[Commande, ...]) -> float:
    font = _Font(12)
    if colonne[0].large:
        return max(LARGE_WIDTH, *(font.width(line) for line in _two_lines(colonne[0].libelle)))
    return max(SMALL + 5 + font.width(one.libelle) + (11 if one.commandes else 0) + 20 for one in colonne)


def _group_width(groupe: Groupe) -> float:
    columns = sum(_column_width(colonne) + GAP for colonne in groupe.colonnes) - GAP
    return max(columns, _Font(11).width(groupe.libelle)) + 2 * MARGIN


if __name__ == "__main__":
    main()
