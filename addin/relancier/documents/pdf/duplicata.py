"""A copy of a letter that says on each page that it is one, and changes nothing else.

The word is text laid over the page, in a transparent grey: what stands under it stays readable, and a search finds it.
"""

import math
from pathlib import Path

import pikepdf

from relancier.base.errors import InvalidInput, Lieu
from relancier.documents.pdf.port import land_from

WORD = "DUPLICATA"
WIDTH = 5.945  # of the word in Helvetica-Bold, in units of its size
SHARE = 0.62  # of the page's diagonal
GREY, OPACITY = 0.45, 0.2


def stamp(original: Path, out: Path) -> int:
    """Write to `out` the letter `original` with the word on each page; return how many pages it has.

    Raises:
      InvalidInput: the letter cannot be opened, or `out` cannot be written.
    """
    try:
        pdf = pikepdf.open(original)
    except (pikepdf.PdfError, OSError) as error:
        raise InvalidInput(
            "pdf-illisible",
            f"« {original.name} » ne s'ouvre pas.",
            "Reprenez-le d'une sauvegarde.",
            Lieu(fichier=original.name),
        ) from error
    with pdf:
        for number, page in enumerate(pdf.pages, 1):
            _lay_over(pdf, page, pikepdf.Name(f"/{WORD}{number}"))
        count = len(pdf.pages)
        failure = land_from(lambda made: pdf.save(made, deterministic_id=True), out)
    if failure:
        raise InvalidInput("pdf-non-ecrit", failure.message, failure.remede, Lieu(fichier=out.name))
    return count


def _lay_over(pdf: pikepdf.Pdf, page: pikepdf.Page, name: pikepdf.Name) -> None:
    """Draw the word over `page`; under a name of its own, where pikepdf's would be random, so that bytes repeat."""
    with _marked(page) as mark:
        form = pdf.copy_foreign(mark.pages[0].as_form_xobject())
    placed = page.add_resource(form, pikepdf.Name.XObject, name)
    drawing = page.calc_form_xobject_placement(
        form, placed, pikepdf.Rectangle(page.trimbox), invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + drawing)


def _marked(page: pikepdf.Page) -> pikepdf.Pdf:
    """Return a page as large as `page`, as the reader sees it, with the word alone on it."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    mark = pikepdf.new()
    mark.add_blank_page(page_size=(width, height))
    blank = mark.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name("/Helvetica-Bold"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    blank.obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font), ExtGState=pikepdf.Dictionary(G1=pikepdf.Dictionary(ca=OPACITY))
    )
    blank.obj.Contents = mark.make_stream(_drawing(width, height).encode("ascii"))
    return mark


def _drawing(width: float, height: float) -> str:
    diagonal = math.hypot(width, height)
    size = SHARE * diagonal / WIDTH
    cosine, sine = width / diagonal, height / diagonal
    half, drop = size * WIDTH / 2, size * 0.36  # the baseline lies under the middle of the capitals
    x = width / 2 - half * cosine + drop * sine
    y = height / 2 - half * sine - drop * cosine
    return (
        f"q /G1 gs {GREY} g BT /F1 {size:.2f} Tf "
        f"{cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} {x:.2f} {y:.2f} Tm ({WORD}) Tj ET Q"
    )
