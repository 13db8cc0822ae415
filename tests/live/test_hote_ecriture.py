"""Writing in an open workbook: the user's columns compute on, what changed meanwhile is not written over."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import filled
import memory_books
import pytest
import quick
import tableaux_propres
from comptes_appels import counted
from deux_hotes import Live, files_of
from memory_books import FIRST
from relancier.base.errors import RelancierError
from relancier.classeur import schema
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.live import LiveBook
from relancier.classeur.live import change as live_change
from relancier.classeur.live.bsd import xw
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, SetCells, SetRow
from tableaux_propres import FIRST as ONE
from tableaux_propres import SECOND, THIRD

pytestmark = pytest.mark.libreoffice
TABLE = schema.SUSPENSIONS.name
BACKUPS = "Sauvegardes Relancier"
EDITS: dict[str, Sequence[Edit]] = {
    "append": [AppendRows(TABLE, [SECOND, THIRD])],
    "replace by more": [ReplaceBody(TABLE, [SECOND, THIRD, ONE])],
    "replace by less": [ReplaceBody(TABLE, [THIRD])],
    "replace by nothing": [ReplaceBody(TABLE, [])],
    "set a row": [SetRow(TABLE, 6, {"Motif": "00123", "Au": None, "Nature": "promesse"})],
    "set cells": [SetCells(TABLE, {"Numéro facture": "F-2"}, {"Au": date(2026, 3, 1), "Motif": "1/2"})],
    "all at once": [
        SetRow(TABLE, 5, {"Motif": "clos"}),
        AppendRows(TABLE, [THIRD]),
        SetCells(TABLE, {"Numéro facture": "1/2"}, {"Motif": "et le suivant"}),
    ],
}


@pytest.fixture
def two(office, tmp_path) -> Callable[..., tuple[Path, Live]]:
    """A workbook of `tableaux_propres`, closed, and a copy of it open."""

    def make(*rows: dict[str, object], **more: object) -> tuple[Path, Live]:
        closed = tableaux_propres.book(tmp_path / "classeur.xlsx", rows or (ONE, SECOND), **more)  # type: ignore[arg-type]
        (tmp_path / "ouvert").mkdir()
        path = Path(shutil.copy(closed, tmp_path / "ouvert"))
        return closed, Live(path, office.books.open(str(path)))

    return make


def table(live: Live) -> xw.Range:
    found: xw.Range = live.book.sheets["Suspensions"].tables[TABLE].range
    return found


def shown(live: Live) -> list[list[object]]:
    """The values of our columns and of « Jours » and « Semaines »."""
    return [row[1:] for row in table(live).options(ndim=2).value]


def refusal(host: LiveBook | ClosedFile, edits: Sequence[Edit]) -> RelancierError:
    with pytest.raises(RelancierError) as error:
        host.keep(edits, "essai")
    return error.value


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_the_same_edits_leave_the_same_rows(two, edits):
    closed, live = two(blank=1)
    ClosedFile(closed).keep(edits, "essai")
    host = LiveBook(live.book)
    host.keep(edits, "essai")
    # the closed file has no value for a formula that was written: what it computes is compared with what Calc shows
    ours = slice(0, 8)
    rows = ClosedFile(closed)._open((TABLE,)).tables[TABLE].rows
    opened = live.rows()[TABLE]
    assert [[cell or None for cell in row[ours]] for row in rows if any(row[ours])] == [
        row[ours] for row in opened if any(row[ours])
    ]


def test_calculated_columns_are_filled_down_by_address_and_by_name(two):
    _, live = two(ONE)
    LiveBook(live.book).keep([AppendRows(TABLE, [SECOND, THIRD])], "essai")
    assert [row[-2:] for row in shown(live)] == [["Jours", "Semaines"], [14, 2], [28, 4], [7, 1]]
    assert table(live).formula[3][-2:] == ("=I7-H7", "=tblSuspensions[[#This Row],[Jours]]/7")


def test_blank_rows_at_the_end_are_filled_first(two):
    _, live = two(ONE, blank=2)
    LiveBook(live.book).keep([AppendRows(TABLE, [SECOND, THIRD])], "essai")
    assert table(live).address == "$D$4:$M$7"
    assert [row[1] for row in shown(live)] == ["Numéro facture", "00123", "F-2", "1/2"]


def test_text_that_looks_like_a_number_a_day_or_a_formula_stays_text(two):
    _, live = two(ONE)
    LiveBook(live.book).keep([AppendRows(TABLE, [THIRD])], "essai")
    assert shown(live)[2][1] == "1/2"
    assert shown(live)[2][6] == "=1+1"
    assert table(live)[2, 2].number_format == "@"


def test_a_number_a_day_and_a_formula_are_not_taken_for_text(two):
    _, live = two(ONE)
    live.book.sheets["Suspensions"]["H5:M5"].number_format = "@"
    LiveBook(live.book).keep([AppendRows(TABLE, [SECOND])], "essai")
    formats = [table(live)[2, column].number_format for column in (4, 6, 7)]
    assert [code.lower() for code in formats] == ["dd/mm/yyyy", "general", "@"]
    assert shown(live)[2][-2:] == [28, 4]


def test_totals_go_down_with_the_last_row(two):
    _, live = two(ONE, totals=True)
    LiveBook(live.book).keep([AppendRows(TABLE, [SECOND, THIRD])], "essai")
    assert table(live).address == "$D$4:$M$8"
    assert table(live).formula[4][-1].startswith("=SUBTOTAL(109,")


def test_a_table_grows_over_nothing_that_is_filled(two):
    closed, live = two(ONE, under="ne pas effacer")
    edits = [AppendRows(TABLE, [SECOND])]
    host = LiveBook(live.book)
    refused, same = refusal(host, edits), refusal(ClosedFile(closed), edits)
    assert (refused.code, refused.message) == (same.code, same.message)
    assert refused.message == (
        "Le tableau tblSuspensions ne peut pas grandir : des cellules sont remplies en dessous, dès F8."
    )
    assert len(shown(live)) == 2
    assert not (live.path.parent / BACKUPS).exists()


@pytest.mark.parametrize(
    ("address", "typed", "edits"),
    [
        ("K6", "autre motif", [SetRow(TABLE, 6, {"Nature": "promesse"})]),
        ("F6", "F-9", [SetCells(TABLE, {"Numéro facture": "F-2"}, {"Motif": "x"})]),
        ("F6", "F-9", [AppendRows(TABLE, [THIRD])]),
        ("F4", "Facture", [AppendRows(TABLE, [THIRD])]),
    ],
    ids=["the row", "the key", "the last row", "a heading"],
)
def test_what_was_typed_between_reading_and_writing_is_not_written_over(two, address, typed, edits):
    _, live = two()
    host = LiveBook(live.book)
    host._open((TABLE,))
    live.book.sheets["Suspensions"][address].value = typed
    before = shown(live)
    refused = refusal(host, edits)
    assert (refused.code, refused.message) == ("classeur-modifie", "Le tableau tblSuspensions a changé entre-temps.")
    assert shown(live) == before


def test_a_row_added_between_reading_and_writing_is_seen(two):
    _, live = two()
    host = LiveBook(live.book)
    host._open((TABLE,))
    found = live.book.sheets["Suspensions"].tables[TABLE]
    found.resize(live.book.sheets["Suspensions"].range("D4:M7"))
    assert refusal(host, [SetRow(TABLE, 6, {"Motif": "x"})]).code == "classeur-modifie"


def test_a_protected_sheet_is_refused(two):
    _, live = two()
    live.book.sheets["Suspensions"].impl.api.protect("")
    refused = refusal(LiveBook(live.book), [AppendRows(TABLE, [THIRD])])
    assert refused.code == "feuille-protegee"
    assert "Ôtez sa protection" in refused.remede


def test_all_tables_are_written_or_none(two, monkeypatch):
    _, live = two()
    before = live.rows()
    put, calls = live_change.put, []

    def fails_once(*words: object) -> None:
        calls.append(words)
        if len(calls) == 2:
            raise RuntimeError("the office gives way")
        put(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(live_change, "put", fails_once)
    relance = memory_books.typed("X", "F-1", FIRST)
    with pytest.raises(RuntimeError):
        LiveBook(live.book).keep([AppendRows("tblRelances", [relance]), AppendRows(TABLE, [THIRD])], "essai")
    assert live.rows() == before
    assert table(live).address == "$D$4:$M$6"
    assert files_of(live.path.parent) == {}


def test_a_passage_reads_each_table_once_and_writes_each_once(office, tmp_path, monkeypatch):
    quick.install(monkeypatch.setattr)
    path = memory_books.blank_history(tmp_path / "créances.xlsx")
    live = Live(path, office.books.open(str(path)))
    with counted() as (reads, writes):
        assert live.answer("lot", path, "--date", FIRST, "--pdf", "embarque")["classeur"]["relances_ajoutees"] == 4
    assert writes == {"Relances": 1, "Propositions": 1}
    assert set(reads.values()) == {1}
    assert reads["Relances"] == reads["Propositions"] == 1


def test_the_file_on_disk_is_kept_beside_before_the_first_writing(two):
    closed, live = two()
    written = LiveBook(live.book).keep([AppendRows(TABLE, [THIRD])], "essai")
    assert written.backup == live.path.parent / BACKUPS / "classeur avant essai.xlsx"
    assert written.backup.read_bytes() == closed.read_bytes()
    [remark] = written.remarques
    assert remark.code == "classeur-a-enregistrer"
    assert live.path.read_bytes() == closed.read_bytes()  # an .xlsx is never saved by us in LibreOffice


def test_a_workbook_that_is_saved_elsewhere_meanwhile_is_not_written(two, tmp_path):
    _, live = two()
    host = LiveBook(live.book)
    host._open((TABLE,))
    live.book.save(str(tmp_path / "autre.xlsx"))
    assert refusal(host, [AppendRows(TABLE, [THIRD])]).code == "classeur-renomme"


def test_a_workbook_open_for_reading_only_is_read_and_not_written(office, tmp_path):
    path = filled.book(tmp_path / "créances.xlsx")
    host = LiveBook(office.books.open(str(path), read_only=True))
    assert host.read().creancier.nom == "ATELIER DU RHÔNE"
    with pytest.raises(RelancierError) as error:
        host.check_writable()
    assert error.value.code == "classeur-en-lecture-seule"


def test_a_workbook_that_was_never_saved_is_refused(office):
    with pytest.raises(RelancierError) as error:
        LiveBook(office.books.add())
    assert (error.value.code, error.value.remede) == (
        "classeur-jamais-enregistre",
        "Enregistrez-le (Ctrl+S), puis recommencez.",
    )
