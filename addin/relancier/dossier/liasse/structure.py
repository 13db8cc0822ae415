"""A finished PDF, read again: what each page says, what the list says, where bookmarks and links lead."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from relancier.dossier.liasse.actif import active
from relancier.dossier.liasse.feuillets import COLONNES, LEFT, LIGNES, RIGHT, TITRE, TOP
from relancier.dossier.liasse.geometrie import look
from relancier.dossier.liasse.lecture import PageLue, read_pages

NOWHERE = -1


class Illisible(ValueError):
    """The file does not open, or has no page."""


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A row of the list, as it is printed; `volume` 0 for "here"."""

    numero: str
    page: int
    volume: int
    empreinte: str


@dataclass(frozen=True, slots=True)
class Lien:
    """A link: the page it stands on and the one it opens, from 0 (`NOWHERE` when it is dead); its number on the list.

    Attributes:
      numero: what the list prints on the row that it covers; "" on other pages.
    """

    page: int
    arrivee: int
    numero: str = ""


@dataclass(frozen=True, slots=True)
class PdfLu:
    """A PDF, read.

    Attributes:
      bordereau: the pages of the list, from 0.
      signets: each bookmark's title and page, from 0.
      etiquette: the label of the first page.
      actifs: what is active in it, in French.
    """

    pages: tuple[PageLue, ...]
    bordereau: tuple[int, ...]
    lignes: tuple[LigneLue, ...]
    signets: tuple[tuple[str, int], ...]
    liens: tuple[Lien, ...]
    etiquette: str
    actifs: tuple[str, ...]


def read(pdf: Path) -> PdfLu:
    """Read a finished PDF.

    Raises:
      Illisible: it does not open.
    """
    try:
        with pikepdf.open(pdf) as opened:
            unites = [look(page).unite for page in opened.pages]
            actifs = tuple(active(opened))
        with pypdfium2.PdfDocument(pdf) as document:
            pages = tuple(read_pages(document, unites))
            listed = tuple(index for index, page in enumerate(pages) if not page.tampon and _titled(document, index))
            rows = tuple(row for index in listed for row in _rows(document, index))
            links = tuple(link for index in range(len(document)) for link in _links(document, index, index in listed))
            marks = tuple(_bookmarks(document))
            label = document.get_page_label(0)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as error:
        raise Illisible(pdf.name) from error
    if not pages:
        raise Illisible(pdf.name)
    return PdfLu(pages, listed, rows, marks, links, label, actifs)


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    for mark in document.get_toc():
        target = mark.get_dest()
        index = target.get_index() if target else None
        yield mark.get_title(), NOWHERE if index is None else index


def _titled(document: pypdfium2.PdfDocument, index: int) -> bool:
    return _text(document, index, (LEFT, TOP - 22, RIGHT, TOP + 8)).startswith(TITRE)


def _rows(document: pypdfium2.PdfDocument, index: int) -> Iterator[LigneLue]:
    numbers = _column(document, index, "N°")
    places = _column(document, index, "À la page")
    prints = _column(document, index, "SHA-256")
    numeros: list[str] = []
    for line in numbers:
        if line[:1].isdigit() or not numeros:
            numeros.append(line)
        else:
            numeros[-1] += f" {line}"  # a long suffix went to the next line
    found: list[tuple[int, int]] = []
    for line in places:
        if line.isdecimal():
            found.append((int(line), 0))
        elif found and line.startswith("volume"):
            found[-1] = (found[-1][0], int("0" + "".join(one for one in line if one.isdecimal())))
    halves = ["".join(prints[start : start + 2]) for start in range(0, len(prints), 2)]
    for rank, numero in enumerate(numeros):
        page, volume = found[rank] if rank < len(found) else (0, 0)
        yield LigneLue(numero, page, volume, halves[rank] if rank < len(halves) else "")


def _column(document: pypdfium2.PdfDocument, index: int, title: str) -> list[str]:
    column = next(one for one in COLONNES if one.titre == title)
    text = _text(document, index, (column.gauche, LIGNES[0], column.gauche + column.largeur, LIGNES[1]))
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _links(document: pypdfium2.PdfDocument, index: int, listed: bool) -> Iterator[Lien]:
    page = document[index]
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        target = pdfium.FPDFLink_GetDest(document, link)
        action = pdfium.FPDFLink_GetAction(link)
        if not target and (not action or pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI):
            continue  # a rectangle that does nothing, or the web
        arrival = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else NOWHERE
        numero = ""
        if listed:
            box = pdfium.FS_RECTF()
            pdfium.FPDFLink_GetAnnotRect(link, box)
            column = COLONNES[0]
            bounds = (column.gauche, box.bottom + 1, column.gauche + column.largeur, box.top - 1)
            numero = " ".join(_text(document, index, bounds).split())
        yield Lien(index, arrival, numero)
    page.close()


def _text(document: pypdfium2.PdfDocument, index: int, box: tuple[float, float, float, float]) -> str:
    page = document[index]
    content = page.get_textpage()
    found: str = content.get_text_bounded(*box)
    content.close()
    page.close()
    return found.strip()
