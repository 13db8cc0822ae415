"""Letters converted together are those converted one by one: same text, same pictures, page by page."""

import dataclasses
import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import bound_letters
import pikepdf
import pytest
from bound_letters import letter, pictures, texts
from docx import Document
from docx.shared import Cm
from lettres_rendues import LETTRES, TEMPLATES, contexte
from relancier.documents.context import Lettre
from relancier.documents.pdf.bound import letter as bound_letter
from relancier.documents.pdf.bound import together as together_module
from relancier.documents.pdf.bound.conformity import conforms
from relancier.documents.pdf.bound.cut import piece
from relancier.documents.pdf.bound.letter import Alone, read_file, read_letter
from relancier.documents.pdf.bound.together import Piece, convert_together
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import Engine, EngineUnavailable
from relancier.documents.template import Template


def shipped_letters(folder: Path) -> list[Path]:
    """Each shipped letter twice, with other names and 2 or 30 lines: one page, then two or more."""
    found = []
    for name in LETTRES:
        template = Template(TEMPLATES / f"{name}.docx", Lettre)
        type_ = "consommateur" if "consommateur" in name else "public" if "public" in name else "professionnel"
        for count in (2, 30):
            context = contexte(type_, nombre=count, reference=f"{name} / {count}")
            fields = {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}
            path = folder / f"{name} {count}.docx"
            path.write_bytes(template.render(fields).docx)
            found.append(path)
    return found


def one_by_one(engine: Engine, documents: list[Path], out: Path) -> list[Path]:
    """What the engine makes of each document in a call of its own."""
    return [engine.convert([one], out).pdfs[one] for one in documents]


def libreoffice() -> LibreOffice:
    engine = LibreOffice()
    try:
        engine.find()
    except EngineUnavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    return engine


def together(convert: Callable[[bytes], bytes | None], documents: list[Path]) -> list[int]:
    """The ranks of those that are delivered when they are converted as one."""
    readers = [read_file(one) for one in documents]
    return sorted(convert_together(partial(map, convert), readers, lambda _: None))


def letters_of(data: bytes) -> list[str]:
    """Whom the letters of a bound document are to, in its order."""
    body = bound_letter.Package(data).read(bound_letter.BODY).decode()
    return re.findall(r"Fin de la lettre à (\w+)", body)


class Asked:
    """What converts, and how many letters each document held that it was asked for in each call."""

    def __init__(self, convert: Callable[[bytes], bytes | None]) -> None:
        self.calls: list[list[int]] = []
        self._convert = convert

    def __call__(self, documents: Sequence[bytes]) -> Iterator[bytes | None]:
        self.calls.append([len(letters_of(one)) for one in documents])
        return map(self._convert, documents)

    def together(self, documents: list[Path]) -> list[int]:
        """The ranks of those that are delivered."""
        return sorted(convert_together(self, [read_file(one) for one in documents], lambda _: None))


def embedded(folder: Path) -> Callable[[bytes], bytes]:
    """The embedded engine in this process, which counts nothing and keeps no state."""
    made = iter(range(1000))

    def convert(data: bytes) -> bytes:
        rank = next(made)
        (folder / f"lié-{rank}.docx").write_bytes(data)
        (pdf,) = Embedded(workers=1).convert([folder / f"lié-{rank}.docx"], folder).pdfs.values()
        return pdf.read_bytes()

    return convert


def test_the_shipped_letters_look_the_same_bound_and_alone(tmp_path: Path) -> None:
    documents = shipped_letters(tmp_path)
    bound = Embedded(workers=1).convert(documents, tmp_path / "ensemble")
    alone = one_by_one(Embedded(workers=1), documents, tmp_path / "seules")
    counts = set()
    for document, other in zip(documents, alone, strict=True):
        pdf = bound.pdfs[document]
        counts.add(len(texts(pdf)))
        assert texts(pdf) == texts(other), document.name
        assert pictures(pdf) == pictures(other), document.name
    assert counts == {1, 2}


def test_all_the_shipped_letters_are_delivered_from_the_bound_document(tmp_path: Path) -> None:
    documents = shipped_letters(tmp_path)
    assert together(embedded(tmp_path), documents) == list(range(len(documents)))


def test_a_letter_of_three_pages_among_letters_of_one_counts_its_own_pages(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", lines=65 if n in (2, 5) else 4) for n in range(7)]
    report = Embedded(workers=1).convert(documents, tmp_path / "pdf")
    feet = [[page[page.index("Page") :][:7] for page in texts(report.pdfs[one])] for one in documents]
    assert feet[0] == ["Page1/1"]
    assert feet[2] == ["Page1/3", "Page2/3", "Page3/3"]
    assert feet[5] == feet[2]
    assert together(embedded(tmp_path), documents) == list(range(7))


def test_each_letter_keeps_its_own_header_and_its_own_picture(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", picture=20 * n) for n in range(5)]
    report = Embedded(workers=1).convert(documents, tmp_path / "pdf")
    alone = one_by_one(Embedded(workers=1), documents, tmp_path / "seules")
    for number, (document, other) in enumerate(zip(documents, alone, strict=True)):
        (text,) = texts(report.pdfs[document])
        assert f"DossierC{number}" in text
        assert pictures(report.pdfs[document]) == pictures(other)


def test_a_piece_holds_nothing_of_the_other_letters_but_their_fonts(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", lines=40) for n in range(10)]
    report = Embedded(workers=1).convert(documents, tmp_path / "pdf")
    with pikepdf.open(report.pdfs[documents[3]]) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Relance C3"
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        contents = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" not in one]
        pages = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page"]
        assert len(pages) == len(pdf.pages) == 2
        assert len(contents) < 12


@pytest.mark.parametrize(
    ("what", "edit"),
    [
        ("numPr", lambda document: document.add_paragraph("Premier point", style="List Number")._p.get_or_add_pPr()),
        ("fields", lambda document: bound_letters.field(document.add_paragraph(), "DATE", "30/11/2026")),
        ("fields", lambda document: bound_letters.field(document.add_paragraph(), "SEQ Facture", "1")),
    ],
)
def test_what_a_document_counts_through_goes_alone(tmp_path: Path, what: str, edit: Callable[[Document], None]) -> None:
    document = Document()
    document.add_paragraph("Lettre")
    edit(document)
    if what == "numPr":
        paragraph = document.paragraphs[-1]._p
        paragraph.pPr.get_or_add_numPr().get_or_add_numId().val = 1
    document.add_paragraph("Fin")
    document.save(str(tmp_path / "liste.docx"))
    with pytest.raises(Alone, match=what):
        read_file(tmp_path / "liste.docx")()


def test_letters_of_two_templates_are_bound_apart(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", points=12 if n % 2 else 10) for n in range(5)]
    asked = Asked(embedded(tmp_path))
    assert asked.together(documents) == [0, 1, 2, 3, 4]
    assert asked.calls == [[3, 2], []]


def test_all_shapes_are_asked_for_in_one_call_and_all_that_must_be_printed_again_in_another(tmp_path: Path) -> None:
    shapes = {"A": 10, "B": 11, "C": 12}
    documents = [
        letter(tmp_path, f"{shape}{n}", points=points, lines=80 if n == 1 and shape != "B" else 4)
        for n in range(3)
        for shape, points in shapes.items()
    ]
    asked = Asked(embedded(tmp_path))
    assert asked.together(documents) == list(range(9))
    assert asked.calls == [[3, 3, 3], [1, 1]]


def test_a_letter_that_no_other_is_like_looks_the_same_as_alone(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", points=10 + n, lines=70 if n == 1 else 4, picture=20 * n) for n in range(3)]
    bound = Embedded(workers=1).convert(documents, tmp_path / "ensemble").pdfs
    alone = one_by_one(Embedded(workers=1), documents, tmp_path / "seules")
    for document, other in zip(documents, alone, strict=True):
        assert texts(bound[document]) == texts(other)
        assert pictures(bound[document]) == pictures(other)
    asked = Asked(embedded(tmp_path))
    assert asked.together(documents) == [0, 1, 2]
    assert asked.calls == [[1, 1, 1], [1]]


def test_a_document_holds_so_many_letters_at_most_and_each_about_as_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert together_module.MOST == 64
    monkeypatch.setattr(together_module, "MOST", 3)
    documents = [letter(tmp_path, f"C{n}", points=12 if n == 5 else 10) for n in range(8)]
    asked = Asked(lambda _: None)
    assert asked.together(documents) == []
    assert asked.calls == [[2, 2, 3, 1], []]


def test_a_document_that_is_not_printed_costs_only_its_own_letters(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", points=10 + n % 3) for n in range(9)]
    convert = embedded(tmp_path)
    assert together(lambda data: None if letters_of(data) != ["C1", "C4", "C7"] else convert(data), documents) == [
        1,
        4,
        7,
    ]


def test_a_pdf_is_done_with_before_the_next_one_is_made(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}", points=10 + n % 2) for n in range(4)]
    convert = embedded(tmp_path)
    said: list[str] = []

    def told(data: bytes) -> bytes:
        said.append(" + ".join(letters_of(data)))
        return convert(data)

    convert_together(partial(map, told), [read_file(one) for one in documents], lambda piece: said.append(piece.text))
    assert [one[:12] for one in said] == [
        "C0 + C2",
        "DossierC0Àl'",
        "DossierC2Àl'",
        "C1 + C3",
        "DossierC1Àl'",
        "DossierC3Àl'",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<w:document ", b'<w:document xmlns:autre="urn:autre" '),
        (b"<w:body>", b'<w:background w:color="FFEE00"/><w:body>'),
    ],
)
def test_letters_with_something_else_around_their_text_are_bound_apart(tmp_path: Path, old: bytes, new: bytes) -> None:
    package = bound_letter.Package(letter(tmp_path, "C0").read_bytes())
    body = package.read(bound_letter.BODY)
    other = package.replaced({bound_letter.BODY: body.replace(old, new, 1)})
    assert read_letter(package).shape == read_letter(package.replaced({bound_letter.BODY: body + b"\n"})).shape
    assert read_letter(package).shape != read_letter(other).shape


def test_a_letter_whose_piece_lacks_a_paragraph_is_not_delivered(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}") for n in range(4)]
    convert = embedded(tmp_path)

    def forgetful(data: bytes) -> bytes:
        """Loses the third line of the letter to C1, as an engine that cannot draw it would."""
        package = bound_letter.Package(data)
        body = package.read(bound_letter.BODY).decode()
        assert "C1, ligne 3" in body
        return convert(package.write({bound_letter.BODY: body.replace("C1, ligne 3", "C1, ligne").encode()}))

    assert together(forgetful, documents) == [0, 2, 3]


def test_letters_whose_marks_are_lost_or_out_of_order_are_not_delivered(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}") for n in range(3)]
    convert = embedded(tmp_path)

    def without_marks(data: bytes) -> bytes:
        package = bound_letter.Package(data)
        body = package.read(bound_letter.BODY).replace(b"relancier00001", b"ailleurs")
        return convert(package.write({bound_letter.BODY: body}))

    def swapped(data: bytes) -> bytes:
        package = bound_letter.Package(data)
        body = package.read(bound_letter.BODY)
        for old, new in (
            (b"relancier00001", b"x"),
            (b"relancier00002", b"relancier00001"),
            (b'"x"', b'"relancier00002"'),
        ):
            body = body.replace(old, new)
        return convert(package.write({bound_letter.BODY: body}))

    assert together(without_marks, documents) == []
    assert together(swapped, documents) == []
    assert together(lambda _: b"no pdf", documents) == []


def test_a_paragraph_said_twice_must_be_printed_twice() -> None:
    assert conforms(["bonjourdeuxdeuxfin"], ["bonjour", "deux", "deux", "fin"])
    assert not conforms(["bonjourdeuxfin"], ["bonjour", "deux", "deux", "fin"])
    assert not conforms(["suite", "bonjourfin"], ["bonjour", "fin"])
    assert not conforms(["bonjourfin", "autre"], ["bonjour", "fin"])


def test_a_document_that_the_engine_refuses_costs_only_itself_in_a_bound_batch(tmp_path: Path) -> None:
    documents = [letter(tmp_path, f"C{n}") for n in range(12)]
    (tmp_path / "moteur_difficile.py").write_text(
        "import dxpdf, io, zipfile\n"
        "def convert(data):\n"
        "    if 'C7, ligne 1' in zipfile.ZipFile(io.BytesIO(data)).read('word/document.xml').decode():\n"
        "        raise ValueError('unsupported thing')\n"
        "    return dxpdf.convert(data)\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        report = Embedded(workers=2, converter="moteur_difficile:convert").convert(documents, tmp_path / "pdf")
    assert [one.stem for one in report.failures] == ["C7"]
    assert len(report.pdfs) == 11


def test_where_an_engine_does_not_compute_the_count_it_said_it_would_the_letter_is_printed_again(
    tmp_path: Path,
) -> None:
    documents = [letter(tmp_path, f"C{n}", lines=65 if n in (1, 3) else 4) for n in range(5)]
    asked = Asked(embedded(tmp_path))  # it prints the text that stands in the field: 1
    feet: dict[int, list[str]] = {}

    def deliver(piece: Piece) -> None:
        feet[piece.rank] = re.findall(r"Page\d/\d", piece.text)

    convert_together(asked, [read_file(one) for one in documents], deliver, refers=True)
    assert asked.calls == [[5], [2]]
    assert feet[0] == feet[2] == feet[4] == ["Page1/1"]
    assert feet[1] == feet[3] == ["Page1/3", "Page2/3", "Page3/3"]


def test_letters_with_headers_on_other_pages_are_bound_apart(tmp_path: Path) -> None:
    """In one document, a section without a header of some type would show its neighbour's."""
    documents = [letter(tmp_path, f"C{n}") for n in range(4)]
    for one in documents[2:]:
        document = Document(str(one))
        document.sections[0].different_first_page_header_footer = True
        if one.stem == "C2":
            document.sections[0].first_page_header.paragraphs[0].text = "En-tête de C2"
        document.save(str(one))
    assert len({read_file(one)().shape for one in documents}) == 2
    bound = Embedded(workers=1).convert(documents, tmp_path / "ensemble").pdfs
    alone = one_by_one(Embedded(workers=1), documents, tmp_path / "seules")
    for document, other in zip(documents, alone, strict=True):
        assert texts(bound[document]) == texts(other)


@pytest.mark.libreoffice
def test_libreoffice_computes_the_counts_in_one_print_and_leaves_no_link_between_letters(tmp_path: Path) -> None:
    engine = libreoffice()
    documents = [letter(tmp_path, f"C{n}", lines=65 if n in (2, 5) else 4) for n in range(8)]
    asked: list[int] = []
    cut: list[tuple[list[str], int]] = []

    def convert(bound: Sequence[bytes]) -> Iterator[bytes | None]:
        asked.append(len(bound))
        return engine.print_bound(bound)

    def deliver(found: Piece) -> None:
        with piece(found.bound, found.pages, "Lettre", "fr-FR", "2026-11-30T00:00:00Z") as pdf:
            sheets = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page"]
            assert not any("/Annots" in one for one in sheets)
            cut.append((re.findall(r"Page\d/\d", found.text), len(sheets)))

    convert_together(convert, [read_file(one) for one in documents], deliver, refers=True)
    assert asked == [1, 0]
    assert cut[0] == (["Page1/1"], 1)
    assert cut[2] == cut[5] == (["Page1/3", "Page2/3", "Page3/3"], 3)


@pytest.mark.libreoffice
def test_libreoffice_too_gives_the_same_bound_and_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = libreoffice()
    long = letter(tmp_path, "C1", lines=65)
    documents = [*shipped_letters(tmp_path), letter(tmp_path, "C0"), long, letter(tmp_path, "C2", lines=60)]
    chosen = documents[::3]
    assert len(chosen) < 8  # too few to be bound
    alone = engine.convert(chosen, tmp_path / "seules").pdfs
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_chunk", lambda *_: pytest.fail("not all were bound"))
        bound = engine.convert(documents, tmp_path / "ensemble").pdfs
    for document in chosen:
        assert texts(bound[document]) == texts(alone[document]), document.name
        assert pictures(bound[document]) == pictures(alone[document]), document.name
    feet = [page[page.index("Page") :][:7] for page in texts(bound[long])]
    assert feet == ["Page1/3", "Page2/3", "Page3/3"]


def shown(pdf: Path) -> list[bytes]:
    """The pictures that the first page shows, as they are compressed."""
    with pikepdf.open(pdf) as opened:
        return [one.read_raw_bytes() for one in opened.pages[0].obj.Resources.XObject.values()]


@pytest.mark.libreoffice
@pytest.mark.parametrize("pixels", [150, 900])  # in 3 cm: 127 and 762 points an inch
def test_photographs_are_as_good_in_letters_that_libreoffice_printed_together(tmp_path: Path, pixels: int) -> None:
    documents = [letter(tmp_path, f"C{n}") for n in range(8)]
    for one in documents:
        document = Document(str(one))
        document.paragraphs[1].add_run().add_picture(bound_letters.photograph(pixels), width=Cm(3))
        document.save(str(one))
    bound = libreoffice().convert(documents, tmp_path / "ensemble").pdfs
    (alone,) = one_by_one(libreoffice(), documents[:1], tmp_path / "seule")
    assert len(shown(alone)) == 1
    assert shown(bound[documents[0]]) == shown(alone)
