"""The pages of a bundle that are ours: the cover of a volume, and the list of exhibits with a link on each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pikepdf
from pikepdf import Array, Dictionary, Name

from relancier.base.dates import format_long, format_short
from relancier.dossier.liasse.geometrie import Boite
from relancier.dossier.liasse.modele import Couverture
from relancier.dossier.liasse.police import Police
from relancier.dossier.liasse.toile import Encre, Toile

A4 = (595.0, 842.0)
LEFT, RIGHT, TOP, BOTTOM = 50.0, 545.0, 792.0, 62.0
EMPREINTE = 16  # characters of the SHA-256 that are printed
_SIZE, _LEADING, _PAD = 9.0, 11.5, 4.0
_SMALL, _SMALL_LEADING = 6.5, 8.0
TITRE = "Bordereau de pièces"
LIGNES = (BOTTOM - 4, TOP - 46)  # between which rows stand
_NOTE = (
    f"SHA-256 : les {EMPREINTE} premiers caractères de l'empreinte du fichier d'origine ; "
    "l'empreinte entière est dans manifeste.json."
)


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row of the list.

    Attributes:
      premiere_page: the continuous number.
      volume: "" when the exhibit stands in the same file; otherwise "volume 2".
      empreinte: the SHA-256 of the original.
    """

    numero: str
    intitule: str
    jour: date | None
    reference: str
    pages: int
    premiere_page: int
    volume: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of the list: its left edge and width in points; aligned right, in small letters, in bold."""

    titre: str
    gauche: float
    largeur: float
    droite: bool = False
    petite: bool = False
    grasse: bool = False


COLONNES = (
    Colonne("N°", 50, 40, grasse=True),
    Colonne("Intitulé", 90, 180),
    Colonne("Date", 270, 56),
    Colonne("Référence", 326, 84),
    Colonne("Pages", 410, 34, droite=True),
    Colonne("À la page", 444, 54, droite=True),
    Colonne("SHA-256", 504, 41, petite=True),
)


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row, laid out: the lines of each cell, and how high it is."""

    rang: int
    cellules: tuple[tuple[str, ...], ...]
    hauteur: float


def lay_out(lignes: Sequence[Ligne]) -> list[list[Rangee]]:
    """Return the rows of each page of the list; a row is never cut."""
    faces = {True: Police("Bold"), False: Police("Regular")}
    pages: list[list[Rangee]] = [[]]
    left = TOP - BOTTOM - 62
    for rang, ligne in enumerate(lignes):
        cells = tuple(
            tuple(wrap(text, column.largeur - 6, _SMALL if column.petite else _SIZE, faces[column.grasse]))
            for column, text in zip(COLONNES, _texts(ligne), strict=True)
        )
        row = Rangee(rang, cells, _height(cells))
        if row.hauteur > left and pages[-1]:
            pages.append([])
            left = TOP - BOTTOM - 62
        pages[-1].append(row)
        left -= row.hauteur
    return pages


def wrap(text: str, width: float, size: float, police: Police) -> list[str]:
    """Return `text` in lines of at most `width` points; a word that is wider is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            whole = f"{line} {word}" if line else word
            if police.width(whole, size) <= width:
                line = whole
                continue
            if line:
                lines.append(line)
            line = word
            while police.width(line, size) > width and len(line) > 1:
                fits = next(
                    count
                    for count in range(len(line) - 1, 0, -1)
                    if count == 1 or police.width(line[:count], size) <= width
                )
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return lines


def add_cover(pdf: pikepdf.Pdf, encre: Encre, couverture: Couverture, volume: str, contenu: str) -> None:
    """Add a cover to `pdf`.

    Args:
      volume: "Volume 1 sur 2"; "" when there is one file only.
      contenu: "Pièces n° 1 à 12".
    """
    drawing = Toile(encre)
    middle = A4[0] / 2
    y = 740.0
    for line in wrap(couverture.juridiction.upper(), 440, 13, encre.police(bold=True)):
        _centred(drawing, middle, y, 13, line, bold=True)
        y -= 18
    y = 590.0
    drawing.line(LEFT + 40, y + 34, RIGHT - 40, y + 34, 1)
    for line in wrap(couverture.titre, 420, 22, encre.police(bold=True)):
        _centred(drawing, middle, y, 22, line, bold=True)
        y -= 29
    for line in (one for one in (volume, contenu) if one):
        _centred(drawing, middle, y - 6, 13, line)
        y -= 20
    drawing.line(LEFT + 40, y - 6, RIGHT - 40, y - 6, 1)
    y = min(y - 60, 430.0)
    for party in couverture.parties:
        for line in wrap(party, 415, 11.5, encre.police()):
            drawing.text(LEFT + 40, y, 11.5, line)
            y -= 16
        y -= 8
    y = 108.0 + 14 * len(couverture.mentions)
    for line in (f"Le {format_long(couverture.jour)}", *couverture.mentions):
        _centred(drawing, middle, y, 10.5, line)
        y -= 15
    _add_page(pdf, drawing)


def add_list(
    pdf: pikepdf.Pdf, encre: Encre, pages: Sequence[Sequence[Rangee]], couverture: Couverture
) -> list[tuple[int, int, Boite]]:
    """Add the list to `pdf`; return, for each row, its rank, its page in `pdf` from 0, and its rectangle."""
    rows: list[tuple[int, int, Boite]] = []
    for number, page in enumerate(pages):
        drawing = Toile(encre)
        y = _heading(drawing, number, couverture)
        for row in page:
            _draw_row(drawing, row, y)
            rows.append((row.rang, len(pdf.pages), Boite(LEFT, y - row.hauteur, RIGHT, y)))
            y -= row.hauteur
        drawing.text(LEFT, BOTTOM - 14, 7, _NOTE, grey=0.3)
        _add_page(pdf, drawing)
    return rows


def link(pdf: pikepdf.Pdf, page: int, box: Boite, target: int) -> None:
    """Make the rectangle of a row open the page `target`; both pages from 0."""
    holder = pdf.pages[page].obj
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([box.gauche, box.bas, box.droite, box.haut]),
            Border=Array([0, 0, 0]),
            Dest=Array([pdf.pages[target].obj, Name.XYZ, None, None, None]),
        )
    )
    if Name.Annots not in holder:
        holder.Annots = Array()
    holder.Annots.append(annotation)


def _texts(ligne: Ligne) -> tuple[str, ...]:
    short = ligne.empreinte[:EMPREINTE]
    half = EMPREINTE // 2
    return (
        ligne.numero,
        ligne.intitule,
        format_short(ligne.jour) if ligne.jour else "–",
        ligne.reference or "–",
        str(ligne.pages),
        f"{ligne.premiere_page}\n{ligne.volume}" if ligne.volume else str(ligne.premiere_page),
        f"{short[:half]}\n{short[half:]}",
    )


def _height(cells: Sequence[Sequence[str]]) -> float:
    tallest = max(
        len(lines) * (_SMALL_LEADING if column.petite else _LEADING)
        for column, lines in zip(COLONNES, cells, strict=True)
    )
    return tallest + 2 * _PAD


def _heading(drawing: Toile, number: int, couverture: Couverture) -> float:
    """Draw the title and the names of the columns; return where the first row begins."""
    title = TITRE if not number else f"{TITRE} (suite)"
    drawing.text(LEFT, TOP - 14, 16, title, bold=True)
    if couverture.juridiction and not number:
        police = drawing.encre.police()
        line = wrap(couverture.juridiction, 290, 9, police)[0]
        drawing.text(RIGHT - police.width(line, 9), TOP - 14, 9, line, grey=0.3)
    y = TOP - 46
    drawing.rectangle(LEFT, y, RIGHT - LEFT, 18, fill=0.92)
    for column in COLONNES:
        x = column.gauche + 3
        if column.droite:
            x = column.gauche + column.largeur - 3 - drawing.encre.police(bold=True).width(column.titre, 8)
        drawing.text(x, y + 6, 8, column.titre, bold=True)
    drawing.line(LEFT, y, RIGHT, y, 0.8)
    return y


def _draw_row(drawing: Toile, row: Rangee, top: float) -> None:
    for column, lines in zip(COLONNES, row.cellules, strict=True):
        size, leading = (_SMALL, _SMALL_LEADING) if column.petite else (_SIZE, _LEADING)
        police = drawing.encre.police(column.grasse)
        for index, line in enumerate(lines):
            x = column.gauche + 3
            if column.droite:
                x = column.gauche + column.largeur - 3 - police.width(line, size)
            drawing.text(x, top - _PAD - size * 0.9 - index * leading, size, line, column.grasse)
    drawing.line(LEFT, top - row.hauteur, RIGHT, top - row.hauteur, 0.3, grey=0.6)


def _centred(drawing: Toile, middle: float, y: float, size: float, text: str, bold: bool = False) -> None:
    width = drawing.encre.police(bold).width(text, size)
    drawing.text(middle - width / 2, y, size, text, bold)


def _add_page(pdf: pikepdf.Pdf, drawing: Toile) -> None:
    pdf.add_blank_page(page_size=A4)
    page = pdf.pages[-1].obj
    page.Resources = Dictionary(Font=Dictionary(drawing.encre.fonts()))
    page.Contents = pdf.make_stream(drawing.content())
