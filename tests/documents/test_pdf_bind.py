from pathlib import Path

import pikepdf
import pytest
from docx import Document
from relancier.base.errors import InvalidInput
from relancier.base.solid import contains
from relancier.documents.pdf.bind import bind
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.source import BrokenDocument, read
from relancier.documents.pdf.text import extract_text


def pages(folder: Path, name: str, widths: list[int]) -> Path:
    """A PDF with pages as wide as told, which is how the tests below know them."""
    path = folder / f"{name}.pdf"
    with pikepdf.new() as pdf:
        for width in widths:
            pdf.add_blank_page(page_size=(width, 842))
        pdf.save(path)
    return path


def widths(path: Path) -> list[int]:
    with pikepdf.open(path) as pdf:
        return [int(page.mediabox[2]) for page in pdf.pages]


def bookmarks(path: Path) -> list[tuple[str, int]]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [(item.title, pikepdf.Page(item.destination[0]).index + 1) for item in outline.root]


def test_letters_are_bound_in_the_order_given_with_a_bookmark_each(tmp_path: Path) -> None:
    first, second = pages(tmp_path, "z", [101, 102]), pages(tmp_path, "a", [201])
    report = bind([first, second], tmp_path / "lot.pdf", ["Dupont & Fils", "Été"])
    assert widths(tmp_path / "lot.pdf") == [101, 102, 201]
    assert bookmarks(tmp_path / "lot.pdf") == [("Dupont & Fils", 1), ("Été", 3)]
    assert (report.pages, report.first_pages, report.blanks) == (3, (1, 3), 0)


def test_printing_on_both_sides_begins_each_letter_on_its_own_sheet(tmp_path: Path) -> None:
    letters = [pages(tmp_path, "a", [101]), pages(tmp_path, "b", [201, 202]), pages(tmp_path, "c", [301])]
    report = bind(letters, tmp_path / "lot.pdf", ["A", "B", "C"], duplex=True)
    assert widths(tmp_path / "lot.pdf") == [101, 101, 201, 202, 301, 301]
    assert (report.first_pages, report.blanks) == ((1, 3, 5), 2)


def test_binding_twice_gives_the_same_bytes_and_real_letters_keep_their_text(tmp_path: Path) -> None:
    documents = []
    for name in ("un", "deux"):
        document = Document()
        document.add_paragraph(f"Lettre {name}, 40,00\u202f€")
        document.save(str(tmp_path / f"{name}.docx"))
        documents.append(tmp_path / f"{name}.docx")
    made = list(Embedded().convert(documents, tmp_path).pdfs.values())
    for out in ("1.pdf", "2.pdf"):
        bind(made, tmp_path / out, ["Un", "Deux"])
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    text = extract_text(tmp_path / "1.pdf")
    assert [contains(page, f"Lettre {name}, 40,00 €") for page, name in zip(text, ("un", "deux"), strict=True)] == [
        True,
        True,
    ]


def test_a_letter_that_does_not_open_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "faux.pdf"
    bad.write_bytes(b"nothing")
    with pytest.raises(InvalidInput, match=r"« faux\.pdf » ne peut pas être relié"):
        bind([pages(tmp_path, "a", [101]), bad], tmp_path / "lot.pdf", ["A", "B"])
    assert not (tmp_path / "lot.pdf").exists()


def test_as_many_titles_as_letters_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        bind([pages(tmp_path, "a", [101])], tmp_path / "lot.pdf", [])


@pytest.mark.parametrize("needle", ["1 234,56 €", "1234,56€", "1\u202f234,56\u00a0€", "1\n234,56 €"])
def test_an_amount_is_found_whatever_its_spaces(needle: str) -> None:
    assert contains("reste dû 1\u202f234,\n56\u202f€ à ce jour", needle)


def test_another_amount_is_not_found() -> None:
    assert not contains("reste dû 1\u202f234,56\u202f€", "1\u202f235,56\u202f€")


def test_an_encrypted_document_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    locked = tmp_path / "secret.docx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(BrokenDocument, match="protégé par un mot de passe"):
        read(locked)
