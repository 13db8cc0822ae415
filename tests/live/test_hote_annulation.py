"""« Annuler la dernière opération » in an open workbook: exactly what it changed, never what was typed since."""

from collections.abc import Callable, Sequence
from datetime import date

import memory_books
import pytest
import tableaux_propres
from deux_hotes import Live
from memory_books import FIRST
from relancier.actions import annuler_derniere
from relancier.base.errors import InvalidInput, RelancierError
from relancier.classeur import schema
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.live import LiveBook
from relancier.classeur.live import change as live_change
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, SetCells, SetRow
from relancier.classeur.undo import record
from tableaux_propres import FIRST as ONE
from tableaux_propres import SECOND, THIRD

pytestmark = pytest.mark.libreoffice
TABLE = schema.SUSPENSIONS.name
BACKUPS = "Sauvegardes Relancier"
EDITS: dict[str, Sequence[Edit]] = {
    "append over blank rows": [AppendRows(TABLE, [SECOND, THIRD, ONE])],
    "replace by more": [ReplaceBody(TABLE, [THIRD] * 5)],
    "replace by nothing": [ReplaceBody(TABLE, [])],
    "set": [
        SetRow(TABLE, 5, {"Motif": "x", "Au": None}),
        SetCells(TABLE, {"Numéro facture": "F-2"}, {"Au": date(2026, 5, 1)}),
    ],
}


@pytest.fixture
def opened(office, tmp_path) -> Callable[..., Live]:
    def make(**more: object) -> Live:
        path = tableaux_propres.book(tmp_path / "classeur.xlsx", (ONE, SECOND), **more)  # type: ignore[arg-type]
        return Live(path, office.books.open(str(path)))

    return make


def cells(live: Live) -> tuple[str, object]:
    """Where the table stands, and each of its cells, formulas as they are typed."""
    found = live.book.sheets["Suspensions"].tables[TABLE].range
    return found.address, found.formula


def code(act: Callable[[], object]) -> str:
    with pytest.raises(RelancierError) as error:
        act()
    return error.value.code


@pytest.mark.parametrize("totals", [False, True], ids=["", "with totals"])
@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_each_cell_is_again_what_it_was(opened, edits, totals):
    live = opened(blank=2, totals=totals)
    live.book.sheets["Suspensions"]["D5"].value = "Zoé"  # in a column of the user
    before = cells(live)
    LiveBook(live.book).keep(edits, "essai")
    assert cells(live) != before
    assert LiveBook(live.book).undo_last().operation == "essai"
    assert cells(live) == before
    assert live.book.sheets["Suspensions"]["A1"].value == "à garder"


def test_a_second_undoing_says_that_there_is_nothing_to_undo(opened):
    live = opened()
    LiveBook(live.book).keep(EDITS["set"], "essai")
    LiveBook(live.book).undo_last()
    with pytest.raises(InvalidInput, match="rien à annuler"):
        LiveBook(live.book).undo_last()


@pytest.mark.parametrize(
    "address", ["K5", "K7", "F4"], ids=["a cell that was written", "a row that was added", "a heading"]
)
def test_nothing_is_undone_over_what_was_typed_since(opened, address):
    live = opened()
    LiveBook(live.book).keep([SetRow(TABLE, 5, {"Motif": "x"}), AppendRows(TABLE, [THIRD])], "essai")
    live.book.sheets["Suspensions"][address].value = "saisi depuis"
    before = cells(live)
    assert code(LiveBook(live.book).undo_last) == "modifie-depuis"
    assert cells(live) == before
    assert record.place(live.path, BACKUPS).exists()


def test_what_was_typed_elsewhere_since_stays(opened):
    live = opened()
    LiveBook(live.book).keep([SetRow(TABLE, 5, {"Motif": "x"})], "essai")
    live.book.sheets["Suspensions"]["K6"].value = "saisi depuis"
    LiveBook(live.book).undo_last()
    assert [row[7] for row in live.rows()[TABLE]] == ["prix", "saisi depuis"]


def test_an_undoing_that_fails_can_be_done_again(opened, monkeypatch):
    live = opened()
    before = cells(live)
    LiveBook(live.book).keep([AppendRows("tblRelances", [memory_books.typed("X", "F", FIRST)]), *EDITS["set"]], "essai")
    with monkeypatch.context() as patch:
        put, calls = live_change.put, []

        def fails_once(*words: object) -> None:
            calls.append(words)
            if len(calls) == 2:
                raise RuntimeError("the office gives way")
            put(*words)  # type: ignore[arg-type]

        patch.setattr(live_change, "put", fails_once)
        with pytest.raises(RuntimeError):
            LiveBook(live.book).undo_last()
    LiveBook(live.book).undo_last()
    assert (cells(live), live.rows()["tblRelances"]) == (before, [])


def test_each_host_leaves_to_the_other_what_only_it_can_undo(office, opened):
    live = opened()
    LiveBook(live.book).keep(EDITS["set"], "essai")
    live.book.save(str(live.path))
    live.path.with_name(f".~lock.{live.path.name}#").unlink(missing_ok=True)
    assert code(ClosedFile(live.path).undo_last) == "annulation-classeur-ouvert"
    LiveBook(live.book).undo_last()
    live.book.close()
    ClosedFile(live.path).keep(EDITS["set"], "fermé")
    again = LiveBook(office.books.open(str(live.path)))
    assert code(again.undo_last) == "annulation-classeur-ferme"


def test_what_an_office_lost_before_it_was_saved_is_undone_on_the_closed_file(opened):
    live = opened()
    LiveBook(live.book).keep(EDITS["set"], "essai")
    live.book.close()
    before = live.path.read_bytes()
    done = annuler_derniere.undo_last(ClosedFile(live.path))
    assert (done.operation, done.copie) == ("essai", None)
    assert live.path.read_bytes() == before
