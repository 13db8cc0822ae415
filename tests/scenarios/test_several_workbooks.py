"""`relancier lot` on several workbooks: each has its passage, whatever becomes of the others."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import command
import filled
import interrupted
import pytest
import quick
from relancier.actions import classeurs, equipe, lots
from relancier.actions.progress import Silent, SilentBoard
from relancier.actions.resultat import Demande
from relancier.base.errors import InvalidInput
from relancier.documents.press.crew import Here, Lent
from relancier.documents.press.order import Chunk
from relancier.documents.press.processes import Processes

DAY = date(2026, 11, 30)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A folder of three workbooks of two letters, one of them broken, and what Excel leaves beside an open one."""
    folder = tmp_path / "cabinet"
    folder.mkdir()
    interrupted.batch(folder / "dupont.xlsx", 2)
    shutil.copyfile(folder / "dupont.xlsx", folder / "martin.xlsx")
    (folder / "abimé.xlsx").write_bytes(b"no workbook")
    (folder / "~$ailleurs.xlsx").write_bytes(b"somebody")
    (folder / "notes.txt").write_text("rien")
    return folder


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters that take no time."""
    quick.install(monkeypatch.setattr)
    monkeypatch.setattr(equipe, "choose", lambda _: quick.Blank())


def sent(workbook: Path) -> int:
    return len(filled.rows_of(workbook, "tblRelances"))


def test_a_pattern_names_each_workbook_once_and_leaves_out_what_excel_keeps_beside(three):
    words = [str(three / "*.xlsx"), str(three / "dupont.xlsx"), str(three / "sous" / ".." / "martin.xlsx")]
    (three / "sous").mkdir()
    assert [one.name for one in classeurs.named(words)] == ["abimé.xlsx", "dupont.xlsx", "martin.xlsx"]
    assert [one.name for one in classeurs.named([str(three / "*")])] == ["abimé.xlsx", "dupont.xlsx", "martin.xlsx"]


def test_a_workbook_whose_name_looks_like_a_pattern_is_that_workbook(three):
    odd = shutil.copyfile(three / "dupont.xlsx", three / "d[1].xlsx")
    assert classeurs.named([str(odd)]) == [odd]


def test_a_pattern_that_fits_no_workbook_is_refused_before_anything_is_made(three):
    code, said = command.relancier("lot", three / "*.xlsx", three / "aucun*.xlsx", "--date", DAY)
    assert (code, sent(three / "dupont.xlsx")) == (2, 0)
    assert "Aucun classeur ne correspond à" in said
    with pytest.raises(InvalidInput, match="Aucun classeur n'est donné"):
        classeurs.named([str(three / "~$ailleurs.xlsx")])


def test_workbooks_of_one_folder_or_one_name_have_each_their_own_folder(tmp_path):
    for place in ("nord", "sud"):
        (tmp_path / place).mkdir()
    given = [tmp_path / "nord/a.xlsx", tmp_path / "nord/b.xlsx", tmp_path / "nord/b.xlsm", tmp_path / "sud/a.xlsx"]
    assert classeurs.sorties(given, Demande(DAY)) == [
        tmp_path / "nord/Relances 2026-11-30/a",
        tmp_path / "nord/Relances 2026-11-30/b",
        tmp_path / "nord/Relances 2026-11-30/b (2)",
        None,  # alone beside its letters, as when it is given alone
    ]
    found = classeurs.sorties(given, Demande(DAY, sortie=tmp_path / "fait"))
    assert [one and one.name for one in found] == ["nord a", "nord b", "nord b (2)", "sud a"]


@pytest.mark.usefixtures("blank")
def test_a_broken_workbook_among_three_stops_none_of_the_others(three):
    code, said = command.relancier("lot", three / "*.xlsx", "--date", DAY, "--sortie", three / "fait")
    assert code == 2
    assert (sent(three / "dupont.xlsx"), sent(three / "martin.xlsx")) == (4, 4)
    assert sorted(one.name for one in (three / "fait").iterdir()) == ["dupont", "martin"]
    told = " ".join(said.split())
    assert "Passage du 30 novembre 2026 sur 3 classeurs" in told
    assert "Ensemble 4 812,00 € 1 classeur sans passage" in told.replace("\u202f", " ").replace("\xa0", " ")
    assert "abimé.xlsx:Reprenezunecopiesainedufichier." in told.replace(" ", "")


@pytest.mark.usefixtures("blank")
def test_json_of_several_holds_that_of_each_and_that_of_one_is_as_it_was(three):
    found = command.answer("lot", three / "*.xlsx", "--date", DAY)
    assert found["code"] == 2
    assert found["remarques"] == []
    broken, dupont, martin = found["classeurs"]
    assert (broken["classeur"], broken["code"]) == (str(three / "abimé.xlsx"), 2)
    assert broken["erreur"]["remede"] == "Reprenez une copie saine du fichier."
    assert (dupont["code"], martin["code"]) == (0, 0)
    assert dupont["resultat"]["totaux"]["lettres"] == 2
    alone = command.answer("lot", three / "dupont.xlsx", "--date", DAY)
    assert {*dupont["resultat"], "code"} == set(alone)
    assert (alone["code"], alone["totaux"]["lettres"]) == (0, 0)  # it had its letters already


@pytest.mark.usefixtures("blank")
@pytest.mark.parametrize(("given", "code"), [("dm", 0), ("dml", 1), ("dmal", 2), ("dmalr", 3)])
def test_the_exit_code_is_the_worst_of_them(three, given, code):
    filled.type_in(
        shutil.copyfile(three / "dupont.xlsx", three / "lacunes.xlsx"),
        "tblFactures",
        {"Numéro": "F-illisible", "Code débiteur": "CL001", "Date": "hier", "Échéance": "?", "Montant TTC": "beaucoup"},
    )
    shutil.copyfile(three / "dupont.xlsx", three / "refusé.xlsx")
    (three / "~$refusé.xlsx").write_bytes(b"somebody has it open")
    names = {"d": "dupont", "m": "martin", "l": "lacunes", "a": "abimé", "r": "refusé"}
    assert command.relancier("lot", *(three / f"{names[one]}.xlsx" for one in given), "--date", DAY)[0] == code


@pytest.mark.usefixtures("blank")
def test_several_can_be_simulated_and_none_is_touched(three):
    before = (three / "dupont.xlsx").read_bytes()
    found = command.answer("lot", three / "dupont.xlsx", three / "martin.xlsx", "--date", DAY, "--simuler")
    assert [one["resultat"]["totaux"]["reste_du"] for one in found["classeurs"]] == ["406.00", "406.00"]
    assert (three / "dupont.xlsx").read_bytes() == before
    assert not (three / "Relances 2026-11-30").exists()


def test_a_level_is_jumped_in_one_workbook_only(three):
    code, said = command.relancier(
        "lot", three / "dupont.xlsx", three / "martin.xlsx", "--date", DAY, "--niveau", "F=4", "--motif", "urgent"
    )
    assert code == 2
    assert "d'un seul classeur" in said


def test_a_fault_of_ours_in_one_workbook_is_told_and_the_others_go_on(three, monkeypatch):
    do = lots.lot.run

    def unlucky(host, *more):
        if host.path.name == "dupont.xlsx":
            raise ZeroDivisionError("nobody thought of it")
        return do(host, *more)

    quick.install(monkeypatch.setattr)
    monkeypatch.setattr(equipe, "choose", lambda _: quick.Blank())
    monkeypatch.setattr(lots.lot, "run", unlucky)
    done = lots.run([three / "dupont.xlsx", three / "martin.xlsx"], Demande(DAY), SilentBoard())
    assert [one.code for one in done.passes] == [2, 0]
    assert "ZeroDivisionError" in str(done.passes[0].erreur)
    assert sent(three / "martin.xlsx") == 4


def test_workbooks_pressed_together_give_the_bytes_that_each_gives_alone(tmp_path):
    originals = [interrupted.batch(tmp_path / f"{letters}.xlsx", letters) for letters in (9, 17)]
    alone = [interrupted.fresh(one, tmp_path / f"seul {one.stem}") for one in originals]
    together = [interrupted.fresh(one, tmp_path / f"ensemble {one.stem}") for one in originals]
    for one in alone:
        assert command.relancier("lot", one, "--date", DAY, "--pdf", "embarque")[0] == 0
    done = lots.run(together, Demande(DAY, pdf="embarque"), SilentBoard())
    assert [(one.code, one.lettres) for one in done.passes] == [(0, 9), (0, 17)]
    for one, other in zip(alone, together, strict=True):
        assert interrupted.letters_of(one) == interrupted.letters_of(other)
        assert command.answer("verifier", other)["alterations"] == []


def test_what_is_lent_goes_on_for_the_others():
    with Here() as crew:
        with Lent(crew) as lent:
            assert lent.submit(Chunk([])).result().letters == ()
        assert crew.submit(Chunk([])).result().letters == ()


def test_what_one_batch_gives_up_is_not_begun():
    with Processes(1) as crew, Lent(crew) as lent:
        asked = [lent.submit(Chunk([])) for _ in range(20)]
        lent.__exit__()
        assert all(one.cancelled() or one.result().letters == () for one in asked)
        assert sum(one.cancelled() for one in asked) >= 15  # one process was still loading


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_takes_back_what_is_under_way_and_records_nothing_by_halves(tmp_path):
    originals = [interrupted.batch(tmp_path / "original.xlsx", 30)]
    books = [interrupted.fresh(originals[0], tmp_path / name) for name in "abc"]
    program = (
        "import signal, sys, threading, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "from relancier import cli\n"
        "from relancier.actions import letters\n"
        "keep, seen = letters.Workshop._take, []\n"
        "def collect(*more):\n"
        "    seen.append(1)\n"
        "    if len(seen) == 2:\n"
        "        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)\n"  # as the terminal's comes
        "        time.sleep(0.5)\n"
        "    keep(*more)\n"
        "letters.Workshop._take = collect\n"
        "cli.main(sys.argv[1:])\n"
    )
    words = [sys.executable, "-c", program, "lot", *map(str, books), "--date", str(DAY), "--pdf", "embarque", "--json"]
    ended = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert (ended.returncode in (2, 130), ended.stderr) == (True, b"")  # as typer will have it
    for book in books:
        done = sent(book)
        assert done in (0, 60)
        assert len(interrupted.letters_of(book)) == (63 if done else 0)
    assert sent(books[-1]) == 0


def test_a_passage_is_told_to_stop_at_its_next_step():
    stop = lots.threading.Event()
    suivi = lots._Stoppable(Silent(), stop)
    suivi.step()
    stop.set()
    with pytest.raises(KeyboardInterrupt):
        suivi.stage("Lettres", 3)
