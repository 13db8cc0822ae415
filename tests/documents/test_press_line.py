"""Letters that a printer refuses go on to the next one: by chunks, in order, none lost and none twice."""

import dataclasses
import io
import os
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pikepdf
import pytest
from bound_letters import texts
from relancier.base.errors import InvalidInput
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.press.line import Line
from relancier.documents.press.order import Chunk, Missed, Order, Pressed, Written
from relancier.documents.press.printers import EMBEDDED, LIBREOFFICE
from relancier.documents.press.processes import Processes
from relancier.documents.press.sizes import chunk_of, hands_for, most_of
from test_press import order, own


class Asked:
    """A crew that prints at once what it is asked for, but what its printers refuse."""

    hands = 2

    def __init__(self, refused: Sequence[str] = (), absent: Sequence[str] = ()) -> None:
        self.chunks: list[tuple[str, list[str]]] = []
        self._refused = refused
        self._absent = absent

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """Press `chunk`; the embedded engine refuses the letters named so."""
        self.chunks.append((chunk.printer, [one.stem for one in chunk.orders]))
        future: Future[Pressed] = Future()
        if chunk.printer in self._absent:
            future.set_exception(EngineUnavailable("moteur-pdf-absent", "Absent.", "Installez-le."))
        else:
            future.set_result(Pressed(tuple(self._letter(one, chunk.printer) for one in chunk.orders)))
        return future

    def _letter(self, one: Order, printer: str) -> Written:
        refused = printer == EMBEDDED and one.stem in self._refused
        return Written(b"docx", (), b"" if refused or not printer else printer.encode(), refused=refused)


def sent(crew: Asked, names: Sequence[str], printers: Sequence[str] = (EMBEDDED, LIBREOFFICE)) -> list[tuple[str, str]]:
    """What the letters come to, as they are handed over: each one's name and who printed it."""
    taken: list[tuple[str, str]] = []

    def take(letters: Sequence[tuple[str, Written | Missed]], _: Sequence[bytes]) -> None:
        taken.extend((name, one.pdf.decode()) for name, one in letters if isinstance(one, Written))

    line = Line[str](crew, printers, len(names), take)  # type: ignore[arg-type] # it is not entered
    for name in names:
        line.add(name, Order(None, name, {}))  # type: ignore[arg-type] # it is not rendered
    line.finish()
    return taken


def test_what_the_first_printer_refuses_is_printed_by_the_second_and_nothing_twice() -> None:
    names = [f"L{n:03}" for n in range(900)]
    refused = names[::2]
    crew = Asked(refused)
    taken = dict(found := sent(crew, names))
    assert len(found) == len(taken) == 900
    assert [name for name in names if taken[name] == LIBREOFFICE] == refused
    second = [chunk for printer, chunk in crew.chunks if printer == LIBREOFFICE]
    assert [len(one) for one in second] == [
        125,
        125,
        125,
        38,
        37,
    ]
    assert [name for chunk in second for name in chunk] == refused
    full = crew.chunks.index((LIBREOFFICE, second[0]))
    assert any(printer == EMBEDDED for printer, _ in crew.chunks[full + 1 :])


def test_a_second_printer_that_does_not_work_leaves_its_letters_written() -> None:
    names = [f"L{n:03}" for n in range(20)]
    taken = dict(sent(Asked(names[:3], absent=[LIBREOFFICE]), names))
    assert taken == dict.fromkeys(names[:3], "") | dict.fromkeys(names[3:], EMBEDDED)


def test_a_first_printer_that_does_not_work_stops_all() -> None:
    with pytest.raises(EngineUnavailable):
        sent(Asked(absent=[EMBEDDED]), [f"L{n:03}" for n in range(20)])


def test_what_the_only_printer_refuses_is_handed_over_as_it_is_written() -> None:
    names = [f"L{n:03}" for n in range(20)]
    assert dict(sent(Asked(names[:3]), names, [EMBEDDED]))["L001"] == ""
    assert set(dict(sent(Asked(), names, [])).values()) == {""}


def test_no_more_is_under_way_than_keeps_everybody_at_work() -> None:
    names = [f"L{n:04}" for n in range(3000)]
    crew = Asked(names)
    seen: list[int] = []
    line = Line[str](crew, (EMBEDDED, LIBREOFFICE), len(names), lambda letters, _: seen.append(len(letters)))  # type: ignore[arg-type]
    for name in names:
        line.add(name, Order(None, name, {}))  # type: ignore[arg-type]
    under_way = sum(len(stage.pressing) for stage in line._stages)
    assert under_way <= 2 * (crew.hands + 1)
    assert sum(len(stage.waiting) for stage in line._stages) <= chunk_of(EMBEDDED, 3000) + most_of(LIBREOFFICE)
    line.finish()
    assert sum(seen) == 3000


def test_chunks_depend_on_the_batch_and_processes_on_the_machine() -> None:
    assert [chunk_of(EMBEDDED, count) for count in (5, 100, 200, 1000, 10_000)] == [5, 17, 25, 63, 64]
    assert [chunk_of(LIBREOFFICE, count) for count in (5, 40, 200, 400, 1000, 10_000)] == [5, 20, 100, 100, 125, 125]
    for printer in ("", EMBEDDED, LIBREOFFICE):
        for count in (1, 2, 15, 33, 63, 65, 126, 300, 1001, 9999):
            assert 1 <= chunk_of(printer, count) <= most_of(printer)
    assert chunk_of(EMBEDDED, 0) == 1
    assert hands_for(10) == 1
    assert hands_for(10_000) >= 1


@pytest.mark.libreoffice
def test_letters_that_the_embedded_engine_cannot_draw_are_printed_together_by_libreoffice(tmp_path: Path) -> None:
    try:
        LibreOffice().find()
    except EngineUnavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    refused, sound = own(tmp_path, "autre", strange=" 漢"), own(tmp_path)
    orders = [
        dataclasses.replace(order(refused if n % 2 else sound, f"C{n}", lines=75 if n == 3 else 4), to_print=True)
        for n in range(10)
    ]
    taken: dict[int, Written | Missed] = {}
    sheets: dict[int, bytes] = {}

    def take(letters: Sequence[tuple[int, Written | Missed]], printed: Sequence[bytes]) -> None:
        taken.update(letters)
        sheets.update({rank: printed[one.sheet] for rank, one in letters if isinstance(one, Written)})

    with Processes(2) as crew:
        line = Line[int](crew, (EMBEDDED, LIBREOFFICE), len(orders), take)
        for rank, one in enumerate(orders):
            line.add(rank, one)
        line.finish()
    assert sorted(taken) == list(range(10))
    for rank, letter in taken.items():
        assert isinstance(letter, Written)
        (tmp_path / f"{rank}.pdf").write_bytes(letter.pdf)
        said = texts(tmp_path / f"{rank}.pdf")
        assert f"DossierC{rank}" in said[0]
        assert f"Page{letter.pages}/{letter.pages}" in said[-1]
        with pikepdf.open(io.BytesIO(sheets[rank])) as sheet:
            assert ("LibreOffice" in str(sheet.docinfo["/Producer"])) == bool(rank % 2)
    assert len({sheets[rank] for rank in taken if rank % 2}) == 1  # one document held the five
    assert taken[3].pages == 3  # type: ignore[union-attr]


def test_a_faulty_template_stops_the_line(tmp_path: Path) -> None:
    with Processes(1) as crew:
        line = Line[int](crew, (EMBEDDED, LIBREOFFICE), 1, lambda *_: None)
        line.add(0, order(own(tmp_path, "faux", strange="{{ nom.absent }}"), "C1"))
        with pytest.raises(InvalidInput):
            line.finish()
