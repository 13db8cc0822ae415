"""The print file: letters in order, a bookmark each, as they look alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pytest
from bound_letters import letter, pictures
from docx import Document
from relancier.base.errors import InvalidInput
from relancier.base.solid import contains
from relancier.documents.pdf.bind import Leaves, bind
from relancier.documents.pdf.bound.letter import read_file
from relancier.documents.pdf.bound.together import convert_together
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


def faults(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return list(pdf.check_pdf_syntax())


def fonts(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return sum("/FontFile2" in one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))


def test_pages_look_the_same_in_the_print_file_and_their_fonts_are_written_once(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", lines=65 if n == 1 else 4, picture=20 * n) for n in range(4)]
    kept: list[bytes] = []
    places: dict[int, range] = {}

    def convert(bound: Sequence[bytes]) -> Iterator[bytes]:
        for one in bound:
            (tmp_path / "lié.docx").write_bytes(one)
            (made,) = Embedded(workers=1).convert([tmp_path / "lié.docx"], tmp_path).pdfs.values()
            kept.append(made.read_bytes())
            yield kept[-1]

    convert_together(convert, [read_file(one) for one in documents], lambda one: places.update({one.rank: one.pages}))
    assert sorted(places) == [0, 1, 2, 3]
    sheet = tmp_path / "feuille.pdf"
    sheet.write_bytes(kept[0])
    bind([Leaves(sheet, places[rank]) for rank in (3, 0, 2)], tmp_path / "lot.pdf", ["C3", "C0", "C2"])
    shown = pictures(sheet)
    assert pictures(tmp_path / "lot.pdf") == [shown[places[rank].start] for rank in (3, 0, 2)]
    assert faults(tmp_path / "lot.pdf") == []
    assert fonts(tmp_path / "lot.pdf") == fonts(sheet) > 0
    with pikepdf.open(tmp_path / "lot.pdf") as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"


def test_two_hundred_letters_are_in_order_whatever_the_nodes_that_hold_them(tmp_path: Path) -> None:
    sheet = pages(tmp_path, "feuille", list(range(100, 300)))
    letters = [Leaves(sheet, range(n, n + 1)) for n in range(200)]
    report = bind(letters, tmp_path / "lot.pdf", [f"Lettre {n}" for n in range(200)])
    assert report.pages == 200
    assert widths(tmp_path / "lot.pdf") == list(range(100, 300))
    assert bookmarks(tmp_path / "lot.pdf") == [(f"Lettre {n}", n + 1) for n in range(200)]
    assert faults(tmp_path / "lot.pdf") == []


def test_a_page_keeps_what_its_node_says_its_links_and_strings_and_leads_to_no_other_page(tmp_path: Path) -> None:
    path = pages(tmp_path, "source", [101, 102])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0].obj
        pdf.Root.Pages.MediaBox = page.MediaBox
        pdf.Root.Pages.Rotate = 90
        del page["/MediaBox"]
        text = "Voir (1 0 R) \\ 2 0 R à 50 %"
        link = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link, "/Rect": [0, 0, 9, 9], "/P": page}
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://exemple.fr/?a=(1 0 R)"))
        outside = pdf.make_indirect(pikepdf.Dictionary({**link, "/A": action, "/Contents": pikepdf.String(text)}))
        inside = pikepdf.Dictionary({**link, "/Dest": [pdf.pages[1].obj, pikepdf.Name.Fit]})
        page.Annots = [outside, inside]
        page.PieceInfo = pikepdf.Dictionary(Autre=pdf.pages[1].obj)
        pdf.save(path)
    bind([Leaves(path, range(1))], tmp_path / "lot.pdf", ["L"])
    assert faults(tmp_path / "lot.pdf") == []
    with pikepdf.open(tmp_path / "lot.pdf") as pdf:
        (found,) = pdf.pages
        assert (int(found.mediabox[2]), int(found.obj.Rotate)) == (101, 90)
        (kept,) = found.obj.Annots
        assert str(kept.Contents) == text
        assert str(kept.A.URI) == "https://exemple.fr/?a=(1 0 R)"
        assert kept.P.objgen == found.obj.objgen
        assert found.obj.PieceInfo.get("/Autre") is None
        kinds = [str(one.get("/Type", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert kinds.count("/Page") == 1


def test_a_file_that_is_given_up_leaves_nothing_behind(tmp_path: Path) -> None:
    first = pages(tmp_path, "a", [101])
    (tmp_path / "faux.pdf").write_bytes(b"nothing")
    with pytest.raises(InvalidInput):
        bind([first, tmp_path / "faux.pdf"], tmp_path / "lot.pdf", ["A", "B"])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.pdf", "faux.pdf"]


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
