import os
import sys
from pathlib import Path

import bound_letters
import pikepdf
import pytest
from docx import Document
from relancier.base.solid import contains
from relancier.documents.pdf import libreoffice, office
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.office import End, Patience
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.text import extract_text


@pytest.fixture
def engine() -> LibreOffice:
    engine = LibreOffice()
    try:
        engine.find()
    except EngineUnavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    return engine


def letter(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.docx"
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def script(folder: Path, body: str) -> Path:
    """A program that stands in for soffice: it gets the same command line."""
    path = folder / "soffice"
    path.write_text("#!/bin/sh\n" + body, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.libreoffice
def test_one_call_converts_names_with_accents_commas_and_ampersands(tmp_path: Path, engine: LibreOffice) -> None:
    names = ["Dupont & Fils, à Nîmes", "L'été 50 %", "plain"]
    documents = [letter(tmp_path, name, f"Reste dû 1\u202f234,56\u202f€ – {name}") for name in names]
    broken = tmp_path / "cassé.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    report = engine.convert([*documents, broken], tmp_path / "à rendre")
    assert [path.name for path in report.pdfs.values()] == [f"{name}.pdf" for name in names]
    assert list(report.failures) == [broken]
    for document, name in zip(documents, names, strict=True):
        pages = extract_text(report.pdfs[document])
        assert len(pages) == 1
        assert contains(pages[0], f"Reste dû 1 234,56 € – {name}")


@pytest.mark.libreoffice
def test_the_pdf_has_the_documents_title_and_language_and_no_hour_of_conversion(
    tmp_path: Path, engine: LibreOffice
) -> None:
    docx = letter(tmp_path, "CL042", "Lettre")
    with pikepdf.open(engine.convert([docx], tmp_path / "out").pdfs[docx]) as pdf:
        assert str(pdf.docinfo["/Title"]) == "CL042"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20131223231500Z"
        assert str(pdf.Root.Lang) == "fr-FR"


@pytest.mark.libreoffice
def test_no_second_is_lost_at_each_start_on_tests_of_the_screen(tmp_path: Path, engine: LibreOffice) -> None:
    """It tests how it draws, and leaves a report of it, where its profile says that an older version was there."""
    letter(tmp_path, "0000", "Lettre")
    patience = Patience(first=60.0, each=30.0)
    assert office.convert(engine.find(), tmp_path, 1, "pdf:writer_pdf_Export", patience, 3_000_000_000) is End.WHOLE
    assert (tmp_path / "pdf" / "0000.pdf").is_file()
    assert (tmp_path / "profil" / "user" / "registrymodifications.xcu").is_file()
    assert [one.name for one in tmp_path.rglob("GraphicsRenderTests*")] == []


@pytest.mark.libreoffice
def test_the_probe_gives_the_version(engine: LibreOffice) -> None:
    assert int(engine.probe().split(".")[0]) >= 7


def test_a_missing_program_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match=r"LibreOffice est introuvable\. Installez LibreOffice"):
        LibreOffice(tmp_path / "soffice").convert([], tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
def test_the_document_that_stops_the_program_is_tried_twice_and_the_others_go_on(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(page)
    counter = tmp_path / "runs"
    # converts in order, and dies on any document as large as the second one
    documents = [letter(tmp_path, "A", "a"), letter(tmp_path, "B", "b"), letter(tmp_path, "C", "c")]
    bad = documents[1].stat().st_size + 7
    with documents[1].open("ab") as file:
        file.write(b"\0" * 7)
    body = f"""echo run >> '{counter}'
for f in *.docx; do
  [ "$(stat -c %s "$f")" = {bad} ] && exit 1
  cp '{page}' "pdf/${{f%.docx}}.pdf"
done
"""
    report = LibreOffice(script(tmp_path, body)).convert(documents, tmp_path / "out")
    assert [path.stem for path in report.pdfs] == ["A", "C"]
    assert report.failures[documents[1]].message == "LibreOffice : « B.docx » a arrêté le programme."
    assert counter.read_text(encoding="ascii").count("run") == 3


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
def test_a_program_that_stands_still_is_ended_with_its_children(tmp_path: Path) -> None:
    docx = letter(tmp_path, "A", "a")
    soffice = script(tmp_path, f"sleep 600 & echo $! >> '{tmp_path}/children'; wait\n")
    report = LibreOffice(soffice, start_seconds=0.5, document_seconds=0.5).convert([docx], tmp_path / "out")
    assert "n'a pas été converti en 0.5 s" in report.failures[docx].message
    children = (tmp_path / "children").read_text(encoding="ascii").split()
    assert len(children) == 2
    for child in children:
        state = Path("/proc", child, "stat")
        assert not state.exists() or state.read_text(encoding="ascii").split()[2] == "Z"


def test_a_document_that_the_program_dies_of_is_said_with_the_bound_of_memory(tmp_path: Path) -> None:
    engine = LibreOffice(script(tmp_path, "exit 139\n"), memory=700_000_000)
    failure = engine.print_any(letter(tmp_path, "relevé", "Solde"), "relevé.xlsx", tmp_path / "fait.pdf")
    assert failure is not None
    assert failure.message == (
        "LibreOffice : « relevé.xlsx » a arrêté le programme : fichier abîmé, ou plus de 700 Mo de mémoire demandés."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of another program")
def test_the_program_runs_under_the_bound_of_its_memory(tmp_path: Path) -> None:
    engine = LibreOffice(script(tmp_path, f'ulimit -d > "{tmp_path}/borne"; exit 1\n'), memory=700_000_000)
    engine.print_any(letter(tmp_path, "relevé", "Solde"), "relevé.xlsx", tmp_path / "fait.pdf")
    assert int((tmp_path / "borne").read_text()) == 700_000_000 // 1024


def bound(folder: Path, body: str, **seconds: float) -> LibreOffice:
    """LibreOffice, for which `body` stands in: said for each document « $f », its start noted."""
    loop = f"""echo start >> '{folder}/starts'
for f in "$@"; do case "$f" in *.docx)
  {body}
  cp "$f" "pdf/${{f%.docx}}.pdf";;
esac; done
"""
    return LibreOffice(script(folder, loop), **seconds)


def starts(folder: Path) -> int:
    return (folder / "starts").read_text(encoding="ascii").count("start")


DOCUMENTS = [b"un", b"deux", b"trois", b"quatre", b"cinq"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
def test_several_bound_documents_are_printed_in_order_by_one_process(tmp_path: Path) -> None:
    many = [f"{number}".encode() for number in range(24)]
    assert list(bound(tmp_path, ":").print_bound(many)) == many
    assert starts(tmp_path) == 1
    assert list(bound(tmp_path, ":").print_bound([])) == []
    assert starts(tmp_path) == 1


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
@pytest.mark.parametrize(
    ("fault", "made", "count"),
    [
        ("grep -q deux $f && exit 139", [True, False, True, True, True], 2),
        ("grep -q -E 'un|deux|cinq' $f && exit 139", [False, False, True, True, False], 3),
        ("exit 1", [False] * 5, 5),
        # what it passes over without dying had its chance
        ("grep -q -E 'un|trois' $f && continue", [False, True, False, True, True], 1),
        ("grep -q un $f && continue; grep -q quatre $f && exit 139", [False, True, True, False, True], 2),
    ],
)
def test_a_bound_document_of_which_the_program_dies_costs_no_other(
    tmp_path: Path, fault: str, made: list[bool], count: int
) -> None:
    printed = list(bound(tmp_path, fault).print_bound(DOCUMENTS))
    assert printed == [one if there else None for one, there in zip(DOCUMENTS, made, strict=True)]
    assert starts(tmp_path) == count


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
@pytest.mark.parametrize(
    ("fault", "made", "count"),
    [
        ("grep -q trois $f && sleep 600", [True, True, False, True, True], 2),
        # at the second one, the rest is left to be tried letter by letter
        ("grep -q -E 'deux|quatre' $f && sleep 600", [True, False, True, False, False], 2),
    ],
)
def test_a_bound_document_at_which_the_program_stands_still_costs_no_other_the_first_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, made: list[bool], count: int
) -> None:
    monkeypatch.setattr(libreoffice, "_BOUND_SECONDS", 0.25)  # else a second a letter
    engine = bound(tmp_path, fault, start_seconds=0.25, document_seconds=0.25)
    printed = list(engine.print_bound(DOCUMENTS))
    assert printed == [one if there else None for one, there in zip(DOCUMENTS, made, strict=True)]
    assert starts(tmp_path) == count


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
def test_letters_whose_bound_documents_stop_the_program_are_converted_alone(tmp_path: Path) -> None:
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(tmp_path / "page.pdf")
    documents = [bound_letters.letter(tmp_path, f"C{n}", points=10 + n % 2) for n in range(8)]
    fault = f"""case "$*" in *ExportBookmarks*) exit 139;; esac; cp '{tmp_path}/page.pdf' $f"""
    report = bound(tmp_path, fault).convert(documents, tmp_path / "out")
    assert list(report.pdfs) == documents
    assert starts(tmp_path) == 3  # one for each shape, and one for all alone


def test_bound_documents_without_the_program_say_that_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="introuvable"):
        list(LibreOffice(tmp_path / "soffice").print_bound(DOCUMENTS))
