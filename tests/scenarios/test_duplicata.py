"""`relancier duplicata`: the letter that was sent, marked on each page, and nothing else."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import command
import memory_books
import pikepdf
import pypdfium2
import pytest
from relancier.documents.pdf.duplicata import stamp


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return memory_books.with_two_passages(tmp_path_factory.mktemp("duplicata") / "Créances.xlsx")


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original.parent, tmp_path / "copie")
    return tmp_path / "copie" / original.name


def copy(path: Path, *words: object) -> dict[str, Any]:
    return command.answer("duplicata", path, *words)


def text_of(pdf: str | Path) -> list[str]:
    with pypdfium2.PdfDocument(str(pdf)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def recorded(workbook: Path, line: int = -1) -> Path:
    return workbook.parent / str(memory_books.rows(workbook)[line]["Document"])


def test_the_copy_says_what_the_letter_says_and_that_it_is_a_copy(workbook):
    before, letter = workbook.read_bytes(), recorded(workbook).read_bytes()
    made = copy(workbook, "--relance", "P2026-11-30-0004")
    assert (made["code"], made["pages"], made["remarques"]) == (0, 1, [])
    [said], [copied] = text_of(recorded(workbook)), text_of(made["duplicata"])
    assert "DUPLICATA" not in said
    assert "".join(copied.split()) == "".join(said.split()) + "DUPLICATA"
    assert Path(made["duplicata"]).name == "2026-11-30 CL3 Mise en demeure DUPLICATA.pdf"
    assert workbook.read_bytes() == before
    assert recorded(workbook).read_bytes() == letter


def test_the_word_is_seen_and_the_letter_stays_readable_under_it(workbook):
    made = copy(workbook, "--relance", "P2026-11-30-0004")
    pictures = []
    for path in (recorded(workbook), made["duplicata"]):
        with pypdfium2.PdfDocument(str(path)) as document:
            pictures.append(document[0].render(scale=1).to_pil().convert("L"))
    plain, marked = (picture.tobytes() for picture in pictures)
    changed = sum(a != b for a, b in zip(plain, marked, strict=True)) / len(plain)
    assert 0.03 < changed < 0.25
    # white turns to a light grey, and black stays black enough to read
    assert min(b for a, b in zip(plain, marked, strict=True) if a == 255) > 200
    assert max(b for a, b in zip(plain, marked, strict=True) if a == 0) < 100


def test_two_copies_have_the_same_bytes_and_neither_replaces_the_other(workbook):
    first, second = (Path(copy(workbook, "--relance", "P2026-11-30-0004")["duplicata"]) for _ in range(2))
    assert first != second
    assert first.read_bytes() == second.read_bytes()


def test_the_latest_letter_to_a_debtor_or_that_of_a_passage(workbook):
    latest = copy(workbook, "--debiteur", "cl2")
    assert latest["lettre"]["ids"] == ["P2026-11-30-0002", "P2026-11-30-0003"]
    assert latest["remarques"] == ["2 lettres à ce client : voici la dernière, du passage P2026-11-30."]
    earlier = copy(workbook, "--debiteur", "CL2", "--passage", "P2026-10-30")
    assert earlier["lettre"]["passage"] == "P2026-10-30"
    assert hashlib.sha256(Path(earlier["original"]).read_bytes()).hexdigest() == earlier["empreinte"]


def test_a_folder_of_one_s_own(workbook, tmp_path):
    made = copy(workbook, "--relance", "P2026-11-30-0004", "--sortie", tmp_path / "copies")
    assert Path(made["duplicata"]).parent == tmp_path / "copies"


def test_a_cancelled_letter_is_copied_with_a_warning(workbook):
    command.answer("annuler", workbook, "--relance", "P2026-11-30-0004", "--motif", "x", "--date", "2026-12-01")
    [remark] = copy(workbook, "--relance", "P2026-11-30-0004")["remarques"]
    assert remark.startswith("Cette lettre a été annulée")


def test_a_missing_letter_is_refused_with_3(workbook):
    recorded(workbook).unlink()
    made = copy(workbook, "--relance", "P2026-11-30-0004")
    assert (made["code"], made["erreur"]["code"]) == (3, "document-absent")
    assert "Relances 2026-11-30/2026-11-30 CL3 Mise en demeure.pdf" in made["erreur"]["message"]
    assert not (workbook.parent / "Duplicatas").exists()


def test_a_letter_with_other_bytes_is_refused_with_3(workbook):
    recorded(workbook).write_bytes(recorded(workbook).read_bytes() + b"\n")
    made = copy(workbook, "--relance", "P2026-11-30-0004")
    assert (made["code"], made["erreur"]["code"]) == (3, "document-altere")
    assert not (workbook.parent / "Duplicatas").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--relance", "MAIN-1"), "document-non-enregistre"),
        (("--relance", "X"), "relance-inconnue"),
        (("--debiteur", "CL8"), "lettre-inconnue"),
        (("--debiteur", "CL2", "--passage", "P1999"), "lettre-inconnue"),
        ((), "duplicata-de-quoi"),
    ],
)
def test_a_copy_of_what_was_never_recorded_is_refused_with_2(workbook, words, code):
    made = copy(workbook, *words)
    assert (made["code"], made["erreur"]["code"]) == (2, code)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_bears_the_word_as_the_reader_sees_it(tmp_path, rotation):
    source, out = tmp_path / "page.pdf", tmp_path / "copie.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].obj.Rotate = rotation
        pdf.pages[0].obj.MediaBox = pikepdf.Array([20, 30, 615, 872])
        pdf.save(source)
    assert stamp(source, out) == 1
    with pypdfium2.PdfDocument(str(out)) as document:
        picture = document[0].render(scale=0.25).to_pil().convert("L")
    dark = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) < 250]
    # from bottom left to top right, whatever the way the page is turned
    assert sum((x - picture.width / 2) * (y - picture.height / 2) for x, y in dark) < 0
    assert min(x for x, _ in dark) > 0.03 * picture.width
    assert max(y for _, y in dark) < 0.97 * picture.height
