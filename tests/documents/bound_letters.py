"""Letters to be bound: those of the shipped templates, and odd ones that a template of a user's may give."""

import io
import random
from pathlib import Path

import pypdfium2
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import Image


def field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field as Word writes it: begin, instruction, separator, its text, end."""
    for kind in ("begin", code, "separate", shown, "end"):
        run = paragraph.add_run(shown if kind == shown else "")
        if kind in ("begin", "separate", "end"):
            character = OxmlElement("w:fldChar")
            character.set(qn("w:fldCharType"), kind)
            run._r.append(character)
        elif kind == code:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)


def letter(
    path: Path,
    name: str,
    *,
    lines: int = 5,
    picture: int | None = None,
    header: str | None = None,
    points: float | None = None,
) -> Path:
    """Write a letter with a header of its own, « Page x / y » under it, and `lines` numbered paragraphs.

    Letters of other `points` are of another shape: they cannot be bound together.
    """
    document = Document()
    if points is not None:
        document.styles["Normal"].font.size = Pt(points)
    document.core_properties.title = f"Relance {name}"
    section = document.sections[0]
    section.header.paragraphs[0].text = f"Dossier {name}" if header is None else header
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    field(foot, "PAGE")
    foot.add_run(" / ")
    field(foot, "NUMPAGES")
    document.add_paragraph(f"À l'attention de {name}")
    if picture is not None:
        document.add_picture(square(picture))
    for number in range(1, lines + 1):
        document.add_paragraph(f"{name}, ligne {number} : reste dû 1\u202f234,56\u202f€, payable avant huit jours.")
    document.add_paragraph(f"Fin de la lettre à {name}")
    document.save(str(path / f"{name}.docx"))
    return path / f"{name}.docx"


def square(grey: int) -> io.BytesIO:
    """A grey picture of 40 pixels a side."""
    stream = io.BytesIO()
    Image.new("L", (40, 40), grey).save(stream, "PNG")
    stream.seek(0)
    return stream


def photograph(pixels: int) -> io.BytesIO:
    """A picture of so many pixels a side, as uneven as a photograph: engines compress it at a loss."""
    stream = io.BytesIO()
    shades = random.Random(pixels).randbytes(3 * pixels * pixels)
    Image.frombytes("RGB", (pixels, pixels), shades).save(stream, "PNG")
    stream.seek(0)
    return stream


def pictures(pdf: Path) -> list[bytes]:
    """The pages as pictures, 72 points an inch twice."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=2).to_pil().convert("L").tobytes() for page in document]


def texts(pdf: Path) -> list[str]:
    """The text of each page, white space apart."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
