"""A sheet of paper: a small Word document with a letterhead, paragraphs, a table of lines, signatures.

The same text gives the same bytes: the package's members are written in a fixed order, under a fixed date.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

NBSP = "\u00a0"
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
COULEUR, COULEUR_CLIENT = "1F3B57", "6B2D3C"  # of the creditor's papers, of its customers'
WIDTH = 170  # mm between the margins


def typographie(texte: str) -> str:
    """Return `texte`, typed with plain spaces and apostrophes, in French typography."""
    texte = re.sub(r"(?<=\d) (?=\d{3} [×m€])", "\u202f", texte.replace("'", "’"))  # 1 000 × 2 100 mm, no IBAN
    texte = re.sub(r" ([:;?!»€%×])", NBSP + r"\1", texte)
    return re.sub(r"(«|×|n°) ", r"\1" + NBSP, texte)


class Papier:
    """A document being written, in one colour and one size of text."""

    def __init__(self, titre: str, day: date, couleur: str = COULEUR, taille: float = 10) -> None:
        self._doc = Document()
        for rid, relation in list(self._doc.part.package.rels.items()):
            if "thumbnail" in relation.reltype:  # of python-docx's own template
                del self._doc.part.package.rels[rid]
        self._couleur = RGBColor.from_string(couleur)
        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(18)
        normal = self._doc.styles["Normal"]
        normal.font.name, normal.font.size = "Arimo", Pt(taille)
        normal.paragraph_format.space_after = Pt(4)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), "fr-FR")
        normal.element.get_or_add_rPr().append(lang)
        core = self._doc.core_properties
        core.title, core.author, core.last_modified_by, core.comments = titre, "", "", ""
        core.language, core.revision = "fr-FR", 1
        core.created = core.modified = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - a property

    def entete(self, nom: str, lignes: Sequence[str]) -> None:
        """Write the letterhead."""
        self._run(self._doc.add_paragraph(), nom, gras=True, taille=16, colore=True)
        paragraph = self._doc.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(12)
        self._run(paragraph, "\n".join(lignes), taille=8.5)

    def destinataire(self, lignes: Sequence[str]) -> None:
        """Write the addressee's block, on the right."""
        paragraph = self._doc.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(95)
        paragraph.paragraph_format.space_after = Pt(14)
        self._run(paragraph, "\n".join(lignes))

    def titre(self, texte: str, taille: float = 14) -> None:
        """Write a heading."""
        paragraph = self._doc.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8 if taille < 14 else 2)
        paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, texte, gras=True, taille=taille, colore=True)

    def texte(self, *paragraphes: str, taille: float | None = None, gras: bool = False, a_droite: bool = False) -> None:
        """Write paragraphs."""
        for texte in paragraphes:
            paragraph = self._doc.add_paragraph()
            if a_droite:
                paragraph.alignment = ALIGN.RIGHT
            self._run(paragraph, texte, taille=taille, gras=gras)

    def tableau(
        self, entetes: Sequence[str], lignes: Sequence[Sequence[str]], largeurs: Sequence[float], forts: int = 0
    ) -> None:
        """Write a table: its first column on the left, the others on the right; the last `forts` rows in bold."""
        table = self._doc.add_table(rows=len(lignes) + 1, cols=len(entetes))
        table.style = "Table Grid"
        _widen(table, largeurs)
        for rank, (row, values) in enumerate(zip(table.rows, (entetes, *lignes), strict=True)):
            bold = rank == 0 or rank > len(lignes) - forts
            for index, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.alignment = ALIGN.RIGHT if index else ALIGN.LEFT
                self._run(paragraph, value, gras=bold, taille=9)
                if rank == 0:
                    _shade(cell)
        self._doc.add_paragraph().paragraph_format.space_after = Pt(2)

    def signatures(self, *cases: tuple[str, bytes | None]) -> None:
        """Write what each signatory declares, side by side, over the picture of a signature or a blank."""
        table = self._doc.add_table(rows=2, cols=len(cases))
        _widen(table, [WIDTH / len(cases)] * len(cases))
        for index, (texte, image) in enumerate(cases):
            self._run(table.rows[0].cells[index].paragraphs[0], texte, taille=9)
            if image is not None:
                table.rows[1].cells[index].paragraphs[0].add_run().add_picture(io.BytesIO(image), width=Mm(52))

    def nouvelle_page(self) -> None:
        """Go on at the top of the next page."""
        self._doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def octets(self) -> bytes:
        """Return the .docx."""
        raw, whole = io.BytesIO(), io.BytesIO()
        self._doc.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
            for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
                member = zipfile.ZipInfo(name, ZIP_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = 3  # the same on every host
                target.writestr(member, source.read(name), compresslevel=9)
        return whole.getvalue()

    def _run(
        self, paragraph: Paragraph, texte: str, *, gras: bool = False, taille: float | None = None, colore: bool = False
    ) -> None:
        run = paragraph.add_run(typographie(texte))
        run.bold = gras
        if taille is not None:
            run.font.size = Pt(taille)
        if colore:
            run.font.color.rgb = self._couleur


def _widen(table: Table, largeurs: Sequence[float]) -> None:
    """Give the columns their widths (mm), in the grid and in each cell: engines differ on which they read."""
    table.autofit = False
    for column, width in zip(table.columns, largeurs, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E6ECF2")):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
