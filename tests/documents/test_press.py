"""Letters pressed by chunks: what they are does not depend on who presses them, and who dies costs no letter."""

import dataclasses
import io
import os
import pickle
import time
from collections.abc import Mapping
from concurrent.futures import wait
from pathlib import Path

import pikepdf
import pytest
from bound_letters import field, pictures, texts
from docx import Document
from docx.shared import Cm, Pt
from lettres_rendues import TEMPLATES, contexte
from PIL import Image
from relancier.base.errors import InvalidInput
from relancier.documents.context import Lettre
from relancier.documents.pdf import office
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.press.crew import Here
from relancier.documents.press.order import Chunk, Missed, Order, Pressed, Written
from relancier.documents.press.printers import EMBEDDED, LIBREOFFICE
from relancier.documents.press.processes import Processes
from relancier.documents.template import Template


@dataclasses.dataclass(frozen=True)
class Champs:
    """What the templates of these tests print."""

    nom: str
    suite: tuple[str, ...] = ()


def own(folder: Path, name: str = "modèle", strange: str = "", points: float | None = None) -> Template:
    """A template with a header of its own for each letter, a picture, and « page x / y » at its foot.

    Those of other `points` give letters of another shape, which cannot be bound with the others.
    """
    document = Document()
    if points is not None:
        document.styles["Normal"].font.size = Pt(points)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Dossier {{ nom }}"
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    field(foot, "PAGE", "1")
    foot.add_run(" / ")
    field(foot, "NUMPAGES", "1")
    blue = io.BytesIO()
    Image.new("RGB", (40, 20), "#1F3A5F").save(blue, "PNG")
    document.add_picture(blue, width=Cm(2))
    document.add_paragraph(f"Lettre à {{{{ nom }}}}.{strange}")
    document.add_paragraph("{%p for ligne in suite %}")
    document.add_paragraph("{{ ligne }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("Fin pour {{ nom }}.")
    document.core_properties.title = name
    document.save(str(folder / f"{name}.docx"))
    return Template(folder / f"{name}.docx", Champs)


def order(template: Template, nom: str, lines: int = 3, **more: object) -> Order:
    fields: Mapping[str, object] = {"nom": nom, "suite": tuple(f"{nom}, ligne {n}" for n in range(lines))}
    return Order(template, f"{nom} {template.title}", {**fields, **more}, (nom,))


def shipped(count: int) -> list[Order]:
    """Letters of two shipped templates, in turn."""
    templates = [
        Template(TEMPLATES / f"{name}.docx", Lettre) for name in ("relance-1", "mise-en-demeure-professionnel")
    ]
    orders = []
    for n in range(count):
        context = contexte("professionnel", nombre=2 + n % 3, reference=f"C{n} / P")
        fields = {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}
        orders.append(Order(templates[n % 2], f"C{n}", fields, (context.total_du,), to_print=True))
    return orders


def written(pressed: Pressed) -> list[Written]:
    assert all(isinstance(one, Written) for one in pressed.letters), pressed.letters
    return [one for one in pressed.letters if isinstance(one, Written)]


@pytest.fixture(scope="module")
def crew():
    with Processes(1) as processes:
        yield processes


class Deadly(str):
    """A value at whose sight the process that prints it dies."""

    __slots__ = ()

    def __str__(self) -> str:
        os._exit(9)
        return ""


class Endless(str):
    """A value that takes for ever to print."""

    __slots__ = ()

    def __str__(self) -> str:
        time.sleep(60)
        return "trop tard"


def alone(folder: Path, letters: list[Written]) -> list[Path]:
    """The PDFs of the same .docx, each converted by itself."""
    documents = [folder / f"{rank}.docx" for rank in range(len(letters))]
    for document, letter in zip(documents, letters, strict=True):
        document.write_bytes(letter.docx)
    report = Embedded(workers=1, together=False).convert(documents, folder)
    return [report.pdfs[one] for one in documents]


def test_shipped_letters_say_and_show_the_same_pressed_and_converted_alone(crew, tmp_path):
    letters = written(crew.submit(Chunk(shipped(12), EMBEDDED)).result())
    for rank, (letter, other) in enumerate(zip(letters, alone(tmp_path, letters), strict=True)):
        pressed = tmp_path / f"pressée {rank}.pdf"
        pressed.write_bytes(letter.pdf)
        assert texts(pressed) == texts(other)
        assert pictures(pressed) == pictures(other)
        assert letter.pages == len(texts(other)) == 1


def test_headers_pictures_and_page_counts_are_each_letters_own(crew, tmp_path):
    template = own(tmp_path)
    orders = [order(template, f"C{n}", lines=75 if n in (2, 5) else 4) for n in range(8)]
    letters = written(crew.submit(Chunk(orders, EMBEDDED)).result())
    assert [one.pages for one in letters] == [1, 1, 3, 1, 1, 3, 1, 1]
    for rank, (letter, other) in enumerate(zip(letters, alone(tmp_path, letters), strict=True)):
        pressed = tmp_path / f"pressée {rank}.pdf"
        pressed.write_bytes(letter.pdf)
        said = texts(pressed)
        assert f"DossierC{rank}" in said[0]
        assert f"Page1/{letter.pages}" in said[0]
        assert said == texts(other)
        assert pictures(pressed) == pictures(other)


@pytest.mark.libreoffice
def test_libreoffice_presses_them_too_in_one_start_whatever_their_shapes_and_pages(tmp_path, monkeypatch):
    started = []
    start = office.start
    monkeypatch.setattr(office, "start", lambda *told: started.append(told) or start(*told))
    templates = [own(tmp_path), own(tmp_path, "grand", points=13), own(tmp_path, "seul", points=9)]
    shapes = (0, 1, 0, 1, 1, 2)  # the last letter is the only one of its shape
    orders = [order(templates[shape], f"C{n}", lines=75 if n in (2, 4) else 4) for n, shape in enumerate(shapes)]
    letters = written(Here().submit(Chunk(orders, LIBREOFFICE)).result())
    assert len(started) == 1
    for rank, letter in enumerate(letters):
        pressed = tmp_path / f"{rank}.pdf"
        pressed.write_bytes(letter.pdf)
        said = texts(pressed)
        assert f"DossierC{rank}" in said[0]
        assert f"Page{letter.pages}/{letter.pages}" in said[-1]
    assert [one.pages for one in letters] == [1, 1, 3, 1, 4, 1]


def test_letters_each_of_a_shape_of_its_own_are_pressed_as_alone(crew, tmp_path):
    orders = [order(own(tmp_path, f"modèle {n}", points=9 + n), f"C{n}", lines=75 if n == 1 else 4) for n in range(3)]
    letters = written(crew.submit(Chunk(orders, EMBEDDED)).result())
    assert [one.pages for one in letters] == [1, 3, 1]
    for rank, (letter, other) in enumerate(zip(letters, alone(tmp_path, letters), strict=True)):
        pressed = tmp_path / f"pressée {rank}.pdf"
        pressed.write_bytes(letter.pdf)
        assert texts(pressed) == texts(other)
        assert pictures(pressed) == pictures(other)


def test_the_same_chunk_gives_the_same_bytes_here_and_elsewhere(crew):
    orders = shipped(6)
    docx = [one.docx for one in written(Here().submit(Chunk(orders)).result())]
    first, second = (written(crew.submit(Chunk(orders, EMBEDDED)).result()) for _ in range(2))
    assert [one.docx for one in first] == docx
    assert first == second


def test_the_sheets_hold_the_pages_to_print_and_say_where(crew):
    pressed = crew.submit(Chunk(shipped(8), EMBEDDED)).result()
    places = {(one.sheet, one.first + number) for one in written(pressed) for number in range(one.pages)}
    assert len(places) == 8
    for sheet, data in enumerate(pressed.sheets):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert {number for rank, number in places if rank == sheet} <= set(range(len(pdf.pages)))
    assert (
        written(
            crew.submit(Chunk([dataclasses.replace(one, to_print=False) for one in shipped(4)], EMBEDDED)).result()
        )[0].sheet
        == -1
    )


def test_a_letter_that_loses_what_it_must_say_costs_only_itself(crew, tmp_path):
    template = own(tmp_path)
    orders = [order(template, f"C{n}") for n in range(5)]
    orders[2] = dataclasses.replace(orders[2], required=("1 234,56 €",))
    letters = crew.submit(Chunk(orders, EMBEDDED)).result().letters
    assert isinstance(letters[2], Missed)
    assert letters[2].code == "lettre-incomplete"
    assert [isinstance(one, Written) and bool(one.pdf) for one in letters] == [True, True, False, True, True]


def test_a_header_that_was_not_delivered_is_not_taken_for_the_next_letters(tmp_path):
    template = own(tmp_path)
    lost = dataclasses.replace(order(template, "Perdu"), required=("absent",))
    first, _, third = Here().submit(Chunk([order(template, "C1"), lost, order(template, "Perdu")])).result().letters
    assert isinstance(first, Written)
    assert isinstance(third, Written)
    heads = [
        next(part for part in Document(io.BytesIO(one.docx)).sections[0].header.paragraphs).text
        for one in (first, third)
    ]
    assert heads == ["Dossier C1", "Dossier Perdu"]


def test_a_letter_in_a_script_that_the_shipped_fonts_lack_is_left_to_another_engine(crew, tmp_path):
    template = own(tmp_path)
    letters = written(crew.submit(Chunk([order(template, nom) for nom in ("C1", "漢字", "C3")], EMBEDDED)).result())
    assert [bool(one.pdf) for one in letters] == [True, False, True]
    assert [one.refused for one in letters] == [False, True, False]


def test_a_template_that_the_engine_refuses_is_written_and_left_to_another_engine(crew, tmp_path):
    refused, sound = own(tmp_path, "autre", strange=" 漢"), own(tmp_path)
    orders = [order(refused if n % 2 else sound, f"C{n}") for n in range(6)]
    letters = written(crew.submit(Chunk(orders, EMBEDDED)).result())
    assert [bool(one.pdf) for one in letters] == [True, False] * 3


def test_a_faulty_template_stops_all(crew, tmp_path):
    document = Document()
    document.add_paragraph("{{ nom.absent }}")
    document.add_paragraph("Fin")
    document.save(str(tmp_path / "faux.docx"))
    with pytest.raises(InvalidInput):
        crew.submit(Chunk([Order(Template(tmp_path / "faux.docx", Champs), "C1", {"nom": "C1"})], EMBEDDED)).result()


def test_a_template_travels_compiled(tmp_path):
    template = own(tmp_path)
    again = pickle.loads(pickle.dumps(template))
    fields = {"nom": "C1", "suite": ("a", "b")}
    assert again.render(fields).docx == template.render(fields).docx
    assert again.title == "modèle"
    assert again.uses("suite")
    assert pickle.loads(pickle.dumps(template)) is again


def test_a_letter_at_which_a_process_dies_costs_no_other_letter(tmp_path):
    template, sound = own(tmp_path, "mortel"), own(tmp_path)
    orders = [order(template if n % 2 else sound, f"C{n}") for n in range(8)]
    orders[3] = order(template, "C3", suite=(Deadly("!"),))
    with Processes(1) as crew:
        letters = crew.submit(Chunk(orders, EMBEDDED)).result().letters
        later = crew.submit(Chunk([order(template, f"D{n}") for n in range(3)], EMBEDDED)).result().letters
    assert isinstance(letters[3], Missed)
    assert [rank for rank, one in enumerate(letters) if isinstance(one, Written)] == [0, 1, 2, 4, 5, 6, 7]
    assert [rank for rank, one in enumerate(letters) if isinstance(one, Written) and one.pdf] == [0, 2, 4, 6]
    # the letters of a template that ended two processes are no more printed together
    assert [isinstance(one, Written) and not one.pdf for one in later] == [True] * 3
    assert not any(one.refused for one in (*letters, *later) if isinstance(one, Written))  # each is to be tried alone


def test_a_process_that_stands_still_is_ended_and_its_letter_named(tmp_path):
    template = own(tmp_path)
    orders = [order(template, "C1"), order(template, "C2", suite=(Endless("!"),))]
    with Processes(1, seconds=(1.0, 0.5)) as crew:
        letters = crew.submit(Chunk(orders, EMBEDDED)).result().letters
    assert isinstance(letters[0], Written)
    assert isinstance(letters[1], Missed)
    assert "C2" in letters[1].message


def test_processes_at_rest_are_gone_and_come_back_when_there_is_something_to_press(tmp_path):
    chunks = [Chunk([order(own(tmp_path), f"C{chunk}-{n}") for n in range(3)], EMBEDDED) for chunk in range(4)]
    with Processes(2) as crew:
        wait([crew.submit(chunk) for chunk in chunks])
        ended = [hand.child for hand in crew._alive]
        crew.rest()
        assert 1 <= len(ended) <= 2
        assert crew._alive == set()
        assert all(child._process.poll() is not None for child in ended)
        assert all(one.pdf for one in written(crew.submit(chunks[0]).result()))


def test_processes_killed_from_outside_cost_no_letter(tmp_path):
    template = own(tmp_path)
    chunks = [Chunk([order(template, f"C{chunk}-{n}") for n in range(6)], EMBEDDED) for chunk in range(6)]
    with Processes(2) as crew:
        futures = [crew.submit(chunk) for chunk in chunks]
        wait(futures[:1])
        for hand in tuple(crew._alive):
            hand.child.kill()
        letters = [one for future in futures for one in written(future.result())]
    assert len(letters) == 36
    assert all(one.pdf for one in letters)
