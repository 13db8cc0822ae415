"""A table's heading is never the last thing of a page, and a signature never the first of the last one."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt
from dossiers_rediges import PARIS, W, affaire, corps
from lxml import etree
from relancier.documents.dossier.declaration import declaration
from relancier.documents.dossier.requete import requete
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.headings import tied
from relancier.documents.pdf.text import quick_text


def table_after(points: int, path: Path, style: str = "Tableau titre") -> Path:
    """A page of lines, `points` more, then a table of three lines under a heading."""
    document = Document()
    document.styles.add_style(style, 1)
    for rank in range(36):
        document.add_paragraph(f"ligne {rank}").paragraph_format.space_after = Pt(0)
    document.paragraphs[1].paragraph_format.space_before = Pt(points)
    table = document.add_table(rows=4, cols=2)
    for rank, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.text = f"rang {rank}" if rank else "TITRE"
            cell.paragraphs[0].style = "Normal" if rank else style
    table.rows[0]._tr.trPr.append(OxmlElement("w:tblHeader"))
    document.save(str(path))
    return path


def last_words(page: str) -> str:
    return page.rsplit(maxsplit=1)[-1]


def test_wherever_a_page_ends_the_embedded_engine_keeps_the_heading_with_its_first_line(tmp_path: Path) -> None:
    documents = [table_after(points, tmp_path / f"{points}.docx") for points in range(60, 124, 7)]
    made = Embedded().convert(documents, tmp_path / "pdf")
    ends = [last_words(quick_text(pdf)[0]) for pdf in made.pdfs.values()]
    assert "TITRE" not in ends
    assert {"1", "35"} <= set(ends)  # pages that end with the first line, and others before the heading


def test_a_stranger_s_table_and_what_is_no_document_are_left_as_they_are(tmp_path: Path) -> None:
    data = table_after(10, tmp_path / "a.docx", "Titre de table").read_bytes()
    assert tied(data) == data
    assert tied(b"rien") == b"rien"


def test_the_thin_cell_ties_only_the_heading_and_the_first_line(tmp_path: Path) -> None:
    data = tied(table_after(10, tmp_path / "a.docx").read_bytes())
    cells = [row._tr.tc_lst[-1] for row in Document(BytesIO(data)).tables[0].rows]
    merged = [cell.find(f".//{W}vMerge") for cell in cells]
    assert [one is not None for one in merged] == [True, True, False, False]


@pytest.mark.parametrize(
    ("document", "before"),
    [
        (requete(affaire(renvoi="le tribunal de commerce de Lyon")), "En cas d’opposition"),
        (requete(affaire()), "–les frais de greffe"),
        (declaration(affaire(replace(PARIS, procedure_collective=date(2026, 10, 6)))), "Le créancier certifie sincère"),
    ],
)
def test_the_signature_is_kept_with_what_is_signed(document: object, before: str) -> None:
    paragraphs = [one for one in corps(document)[0] if one.tag in {f"{W}p", f"{W}tbl"}]  # type: ignore[arg-type]
    said = ["".join(one.itertext(f"{W}t")) for one in paragraphs]
    place = next(rank for rank, text in enumerate(said) if text.startswith("Fait "))
    assert said[place - 1].startswith(before)
    assert all(kept(one) for one in paragraphs[place - 1 : place + 2])
    assert any("Bordereau" in text or "bordereau" in text for text in said[place:])


def kept(paragraph: "etree._Element") -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None
