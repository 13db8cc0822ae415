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
from relancier.dossier.liasse.lecture import PageLue, read_page

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
        pages: list[PageLue] = []
        listed: list[int] = []
        rows: list[LigneLue] = []
        links: list[Lien] = []
        with pypdfium2.PdfDocument(pdf) as document:
            for index in range(len(document)):
                page = document[index]
                pages.append(read_page(page, unites[index] if index < len(unites) else 1.0))
                text = None
                if not pages[-1].tampon:
                    text = page.get_textpage()
                    if _within(text, (LEFT, TOP - 22, RIGHT, TOP + 8)).startswith(TITRE):
                        listed.append(index)
                        rows += _rows(text)
                links += _links(document, page, index, text if index in listed else None)
                if text:
                    text.close()
                page.close()
            marks = tuple(_bookmarks(document))
            label = document.get_page_label(0)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as error:
        raise Illisible(pdf.name) from error
    if not pages:
        raise Illisible(pdf.name)
    return PdfLu(tuple(pages), tuple(listed), tuple(rows), marks, tuple(links), label, actifs)


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    for mark in document.get_toc():
        target = mark.get_dest()
        index = target.get_index() if target else None
        yield mark.get_title(), NOWHERE if index is None else index


def _rows(text: pypdfium2.PdfTextPage) -> Iterator[LigneLue]:
    numbers = _column(text, "N°")
    places = _column(text, "À la page")
    prints = _column(text, "SHA-256")
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


def _column(text: pypdfium2.PdfTextPage, title: str) -> list[str]:
    column = next(one for one in COLONNES if one.titre == title)
    found = _within(text, (column.gauche, LIGNES[0], column.gauche + column.largeur, LIGNES[1]))
    return [" ".join(line.split()) for line in found.splitlines() if line.strip()]


def _links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, index: int, listed: pypdfium2.PdfTextPage | None
) -> Iterator[Lien]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        target = pdfium.FPDFLink_GetDest(document, link)
        action = pdfium.FPDFLink_GetAction(link)
        if not target and (not action or pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI):
            continue  # a rectangle that does nothing, or the web
        arrival = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else NOWHERE
        numero = ""
        if listed:
            box, column = pdfium.FS_RECTF(), COLONNES[0]
            pdfium.FPDFLink_GetAnnotRect(link, box)
            bounds = (column.gauche, box.bottom + 1, column.gauche + column.largeur, box.top - 1)
            numero = " ".join(_within(listed, bounds).split())
        yield Lien(index, arrival, numero)


def _within(text: pypdfium2.PdfTextPage, box: tuple[float, float, float, float]) -> str:
    found: str = text.get_text_bounded(*box)
    return found.strip()
