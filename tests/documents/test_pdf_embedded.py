from pathlib import Path

import pikepdf
import pytest
from docx import Document
from relancier.base.solid import contains
from relancier.documents.pdf import fonts
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.text import extract_text

SENTENCE = "Société Élévation & Cœur, reste dû 1\u202f234,56\u202f€ au 30 novembre, lettre n°\u00a03"

CONVERTERS = """
import os, threading
import pikepdf, io

class Panic(BaseException):
    pass

def convert(docx):
    import docx as word
    text = word.Document(io.BytesIO(docx)).paragraphs[0].text
    if text == "meurt":
        os._exit(3)
    if text == "panique":
        raise Panic("index out of bounds")
    if text == "refuse":
        raise ValueError("unsupported thing")
    if text == "dort":
        threading.Event().wait()
    if text == "bavarde":
        print("this line is no answer", flush=True)
    if text == "vide":
        return b"not a pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
"""


def letter(folder: Path, name: str, *paragraphs: str) -> Path:
    document = Document()
    document.core_properties.title = f"Relance {name}"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    path = folder / f"{name}.docx"
    document.save(str(path))
    return path


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "faux_moteur.py").write_text(CONVERTERS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "faux_moteur:convert"


def fonts_of(pdf: Path) -> set[str]:
    with pikepdf.open(pdf) as opened:
        return {str(font.BaseFont).partition("+")[2] for page in opened.pages for font in page.resources.Font.values()}


def test_a_letter_keeps_its_accents_euro_signs_and_narrow_spaces(tmp_path: Path) -> None:
    docx = letter(tmp_path, "é, & à", SENTENCE)
    report = Embedded().convert([docx], tmp_path / "out")
    pages = extract_text(report.pdfs[docx])
    assert len(pages) == 1
    assert "1\u202f234,56\u202f€" in pages[0]
    assert contains(pages[0], SENTENCE)
    assert report.engines == {docx: "embarque"}


@pytest.mark.skipif(not fonts.USED, reason="on Windows and macOS the engine uses the system's fonts")
def test_whatever_fonts_a_document_asks_for_only_arimo_is_embedded(tmp_path: Path) -> None:
    docx = letter(tmp_path, "polices", SENTENCE)
    document = Document(str(docx))
    for family, bold, italic in (("Calibri", True, False), ("Arial", False, True), ("Inconnue", True, True)):
        run = document.add_paragraph().add_run("Mise en demeure")
        run.font.name, run.bold, run.italic = family, bold, italic
    document.save(str(docx))
    report = Embedded().convert([docx], tmp_path / "out")
    assert fonts_of(report.pdfs[docx]) == {"Arimo-Regular", "Arimo-Bold", "Arimo-Italic", "Arimo-BoldItalic"}


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    docx = letter(tmp_path, "deux fois", SENTENCE)
    first = Embedded().convert([docx], tmp_path / "a").pdfs[docx].read_bytes()
    second = Embedded().convert([docx], tmp_path / "b").pdfs[docx].read_bytes()
    assert first == second


def test_the_pdf_says_its_title_its_language_and_the_documents_own_date(tmp_path: Path) -> None:
    docx = letter(tmp_path, "CL042", SENTENCE)
    with pikepdf.open(Embedded().convert([docx], tmp_path / "out").pdfs[docx]) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Relance CL042"
        assert str(pdf.Root.Lang) == "fr-FR"
        assert str(pdf.docinfo["/ModDate"]) == "D:20131223231500Z"


def test_a_damaged_document_costs_only_itself_and_the_order_is_kept(tmp_path: Path) -> None:
    good = [letter(tmp_path, f"L{n}", f"Lettre {n}") for n in range(3)]
    broken = tmp_path / "abîmé.docx"
    broken.write_bytes(good[0].read_bytes()[:9000])
    told: list[Path] = []
    report = Embedded().convert([good[0], broken, good[1], good[2]], tmp_path / "out", told.append)
    assert list(report.pdfs) == good
    assert str(report.failures[broken]).startswith("« abîmé.docx » n'est pas un document Word entier. Refaites")
    assert sorted(told) == sorted([*good, broken])


def test_a_document_that_kills_hangs_or_panics_the_engine_costs_only_itself(tmp_path: Path, fake: str) -> None:
    names = ["un", "meurt", "deux", "panique", "refuse", "trois", "dort", "vide", "bavarde", "quatre"]
    documents = {name: letter(tmp_path, name, name) for name in names}
    engine = Embedded(seconds=2, workers=1, converter=fake)
    report = engine.convert(list(documents.values()), tmp_path / "out")
    assert [path.stem for path in report.pdfs] == ["un", "deux", "trois", "bavarde", "quatre"]
    said = {path.stem: failure.message for path, failure in report.failures.items()}
    assert said["meurt"] == "Le moteur intégré s'est arrêté sur « meurt.docx »."
    assert said["panique"] == "Le moteur intégré a refusé « panique.docx » (Panic : index out of bounds)."
    assert said["refuse"] == "Le moteur intégré a refusé « refuse.docx » (unsupported thing)."
    assert said["dort"] == "« dort.docx » n'a pas été converti en 2 s."
    assert said["vide"].startswith("Le moteur intégré a refusé « vide.docx » (sortie illisible")


def test_two_workers_give_what_one_gives(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"L{n:02}", f"Lettre {n} de la série") for n in range(18)]
    alone = Embedded(workers=1).convert(documents, tmp_path / "a")
    shared = Embedded(workers=2).convert(documents, tmp_path / "b")
    assert list(shared.pdfs) == documents
    assert [p.read_bytes() for p in alone.pdfs.values()] == [p.read_bytes() for p in shared.pdfs.values()]


def test_two_documents_that_would_give_one_pdf_are_not_merged_silently(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    first, second = letter(tmp_path, "Lettre", "Une"), letter(tmp_path / "b", "LETTRE", "Deux")
    report = Embedded().convert([first, second], tmp_path / "out")
    assert list(report.pdfs) == [first]
    assert "donneraient le même PDF" in report.failures[second].message


@pytest.mark.skipif(not fonts.USED, reason="on Windows and macOS the engine uses the system's fonts")
def test_a_character_that_no_shipped_font_draws_is_refused_and_not_left_blank(tmp_path: Path) -> None:
    docx = letter(tmp_path, "case", "Cochez ☐ ici")
    failure = Embedded().convert([docx], tmp_path / "out").failures[docx]
    assert "« ☐ » (U+2610)" in failure.message
    assert not failure.definitive


def test_an_engine_that_cannot_be_loaded_is_said_to_be_unavailable_once(tmp_path: Path) -> None:
    docx = [letter(tmp_path, f"L{n}", "x") for n in range(3)]
    with pytest.raises(EngineUnavailable, match=r"Le moteur PDF intégré ne démarre pas \(No module named"):
        Embedded(converter="module_absent:convert").convert(docx, tmp_path / "out")


def test_a_failed_conversion_leaves_the_pdf_that_was_there(tmp_path: Path, fake: str) -> None:
    docx = letter(tmp_path, "refuse", "refuse")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "refuse.pdf").write_bytes(b"before")
    Embedded(converter=fake).convert([docx], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["refuse.pdf"]
    assert (tmp_path / "out" / "refuse.pdf").read_bytes() == b"before"


def test_a_template_that_ends_the_engine_each_time_is_not_tried_a_hundred_times(tmp_path: Path, fake: str) -> None:
    docx = [letter(tmp_path, f"a{n}", "meurt") for n in range(9)]
    for one in docx:
        document = Document(str(one))
        document.core_properties.title = "Relance 1"
        document.save(str(one))
    sound = letter(tmp_path, "b", "saine")
    report = Embedded(seconds=5, workers=1, converter=fake, together=False).convert([*docx, sound], tmp_path / "out")
    untried = [one for one in docx if "n'a pas été essayé" in report.failures[one].message]
    assert len(untried) == 4
    assert "arrêté sur 5 documents du même modèle" in report.failures[untried[0]].message
    assert list(report.pdfs) == [sound]
