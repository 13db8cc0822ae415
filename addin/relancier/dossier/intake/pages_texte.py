"""Texts and messages drawn as Word documents, which the PDF engine prints like any other."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from relancier.base.dates import NBSP
from relancier.documents.pdf import fonts

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_COLUMNS = (Cm(3), Cm(13.6))
_GREY = RGBColor(0x55, 0x55, 0x55)


class Feuille:
    """A document being written: characters that cannot be printed show their code, and are counted."""

    def __init__(self, titre: str) -> None:
        self._word: Word = Document()
        self.remplaces: set[str] = set()
        section = self._word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        style = self._word.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(10)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        style.paragraph_format.space_after = Pt(0)
        self._word.core_properties.title = self._shown(titre)[:200]
        self._word.core_properties.language = "fr-FR"

    def titre(self, texte: str) -> None:
        """Write a title."""
        run = self._word.add_paragraph().add_run(self._shown(texte))
        run.bold, run.font.size = True, Pt(14)
        self._word.paragraphs[-1].paragraph_format.space_after = Pt(8)

    def tableau(self, lignes: Sequence[tuple[str, str]]) -> None:
        """Write two columns: what it is, and its value."""
        table = self._word.add_table(rows=len(lignes), cols=2)
        table.autofit = False
        for column, width in zip(table.columns, _COLUMNS, strict=True):
            column.width = width
        for row, (label, value) in zip(table.rows, lignes, strict=True):
            left, right = row.cells
            left.width, right.width = _COLUMNS
            self._run(left.paragraphs[0], label).font.color.rgb = _GREY
            self._run(right.paragraphs[0], value)
        rule = self._word.add_paragraph()
        rule.paragraph_format.space_after = Pt(10)

    def texte(self, texte: str) -> None:
        """Write a text, line by line; form feeds begin a page, blanks at the beginning of lines are kept."""
        for rank, page in enumerate(texte.replace("\r\n", "\n").replace("\r", "\n").split("\f")):
            lines = page.split("\n")
            if rank and not any(line.strip() for line in lines):
                continue  # a form feed at the end begins no page
            for number, line in enumerate(lines):
                paragraph = self._word.add_paragraph()
                paragraph.paragraph_format.page_break_before = bool(rank) and number == 0
                if line:
                    self._run(paragraph, _indented(line))

    def ligne(self, texte: str, gris: bool = False) -> None:
        """Write one paragraph."""
        run = self._run(self._word.add_paragraph(), texte)
        self._word.paragraphs[-1].paragraph_format.space_after = Pt(4)
        if gris:
            run.font.color.rgb = _GREY

    def enregistre(self, docx: Path) -> None:
        """Write the document."""
        self._word.save(str(docx))

    def _run(self, paragraph: Paragraph, text: str):  # type: ignore[no-untyped-def]  # python-docx's Run
        return paragraph.add_run(self._shown(text))

    def _shown(self, text: str) -> str:
        """Return what can be drawn of `text`; any other character shows as its code rather than as a blank."""
        normal = unicodedata.normalize("NFC", text)
        clean = _UNPRINTABLE.sub(self._coded, normal.encode("utf-8", "replace").decode("utf-8"))
        if not fonts.USED:
            return clean
        drawn = fonts.coverage()
        return "".join(one if one in drawn or not _leaves_ink(one) else self._code(one) for one in clean)

    def _coded(self, match: re.Match[str]) -> str:
        return self._code(match.group())

    def _code(self, character: str) -> str:
        self.remplaces.add(character)
        return f"[U+{ord(character):04X}]"


def _leaves_ink(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Co"


def _indented(line: str) -> str:
    expanded = line.expandtabs(4)
    stripped = expanded.lstrip(" ")
    return NBSP * min(len(expanded) - len(stripped), 40) + re.sub(r" (?= )", NBSP, stripped.rstrip())
