"""An office that dies in the middle of a passage: the next passage, closed or live, settles what it left."""

from pathlib import Path

import command
import interrupted
import pytest
import quick
from deux_hotes import Live
from interrupted import DAY
from relancier.classeur.live import change as live_change

pytestmark = pytest.mark.libreoffice
LETTERS = 2


def dies_while_writing(shared_office, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Do the passage in an office that is killed once the history is written, and the propositions are not."""
    live = Live(workbook, shared_office.app().books.open(str(workbook)))
    put, calls = live_change.put, []

    def killed_at_the_second(*words: object) -> None:
        calls.append(words)
        if len(calls) == 2:
            shared_office.kill()
        put(*words)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(live_change, "put", killed_at_the_second)
        answer = live.answer("lot", workbook, "--date", DAY, "--pdf", "embarque")
    assert len(calls) == 2
    for lock in workbook.parent.glob(".~lock.*"):
        lock.unlink()
    return answer


@pytest.fixture
def original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    quick.install(monkeypatch.setattr)
    return interrupted.batch(tmp_path / "créances.xlsx", LETTERS)


def test_a_passage_whose_office_died_is_undone_by_the_next_one_and_each_letter_is_sent_once(
    shared_office, original, tmp_path, monkeypatch
):
    opened = interrupted.fresh(original, tmp_path / "tué")
    answer = dies_while_writing(shared_office, opened, monkeypatch)
    assert (answer["code"], answer["erreur"]["code"]) == (3, "libreoffice-ferme")
    assert opened.read_bytes() == original.read_bytes()
    closed = interrupted.copy_of(opened.parent, tmp_path / "repris fermé") / opened.name

    again = command.answer("lot", closed, "--date", DAY, "--pdf", "embarque")
    assert "avait été interrompu avant d'être enregistré : il a été annulé" in again["reprise"]["message"]
    assert interrupted.faults(closed, original, LETTERS) == []
    assert command.answer("verifier", closed)["alterations"] == []

    live = Live(opened, shared_office.app().books.open(str(opened)))
    again = live.answer("lot", opened, "--date", DAY, "--pdf", "embarque")
    assert "avait été interrompu avant d'être enregistré : il a été annulé" in again["reprise"]["message"]
    rows = live.rows()["tblRelances"]
    assert len({(row[4], row[5], row[6]) for row in rows}) == len(rows) == 2 * LETTERS
    assert interrupted.left_behind(opened.parent) == [f".~lock.{opened.name}#"]
    copies = [*(opened.parent / "Sauvegardes Relancier").glob("*.xlsx")]
    assert [one.read_bytes() for one in copies] == [original.read_bytes()]
    live.book.close()


def test_what_was_recorded_before_our_own_process_died_is_finished_and_not_sent_again(
    office, original, tmp_path, monkeypatch
):
    workbook = interrupted.fresh(original, tmp_path / "tué")
    live = Live(workbook, office.books.open(str(workbook)))

    class Died(BaseException):
        pass

    def dies(*_: object, **__: object) -> None:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr("relancier.classeur.live.calc_program.Calc.save", dies)
        with pytest.raises(Died):
            live.answer("lot", workbook, "--date", DAY, "--pdf", "embarque")
    again = live.answer("lot", workbook, "--date", DAY, "--pdf", "embarque")
    assert "il a été achevé" in again["reprise"]["message"]
    assert again["lettres"] == []
    assert len(live.rows()["tblRelances"]) == 2 * LETTERS
