"""Where a letter prints how many pages it has, and what proves that it prints the right number."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bound_letters import letter
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from relancier.documents.pdf.bound.counted import counted
from relancier.documents.pdf.bound.letter import read_file


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_a_count_is_right_when_each_page_says_it(tmp_path: Path, pages: int) -> None:
    found = counted(read_file(letter(tmp_path, "C0"))())
    assert found is not None
    feet = [f"texte page{number}/{pages}".replace(" ", "") for number in range(1, pages + 1)]
    assert found.right(feet)
    assert not found.right([*feet, "texte"])
    assert not found.right([one.replace(f"/{pages}", f"/{pages + 1}") for one in feet])


def test_a_count_of_one_is_not_taken_for_proved_by_twelve(tmp_path: Path) -> None:
    """Such is what an engine prints that counts the pages of the whole bound document."""
    found = counted(read_file(letter(tmp_path, "C0"))())
    assert found is not None
    assert found.right(["textepage1/1"])
    assert not found.right(["textepage1/12"])
    assert not found.right(["textepage1/21", "page2/21"])


def odd_and_even(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = True


def numbered_from_5(document: Document) -> None:
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "5")
    document.sections[0]._sectPr.append(numbering)


@pytest.mark.parametrize("edit", [odd_and_even, numbered_from_5, lambda document: document.add_section()])
def test_a_count_that_cannot_be_foretold_is_written_by_us(tmp_path: Path, edit: Callable[[Document], object]) -> None:
    document = Document(str(letter(tmp_path, "C0")))
    edit(document)
    document.add_paragraph("Fin de la lettre à C0")
    document.save(str(tmp_path / "C0.docx"))
    assert counted(read_file(tmp_path / "C0.docx")()) is None


def test_a_first_page_with_its_own_foot_is_proved_by_that_one(tmp_path: Path) -> None:
    document = Document(str(letter(tmp_path, "C0")))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].text = "Sans numéro"
    document.save(str(tmp_path / "C0.docx"))
    found = counted(read_file(tmp_path / "C0.docx")())
    assert found is not None
    assert found.right(["texte", "page2/2"])
    assert not found.right(["page1/2", "texte"])
