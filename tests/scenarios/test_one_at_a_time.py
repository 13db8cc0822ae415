"""One passage at a time on a workbook, by whatever path it is reached; the others are refused at once with 3."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import command
import interrupted
import pytest
import quick
from interrupted import DAY, SORTIE
from relancier.actions.output import aside
from relancier.classeur.exclusive import alone

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the letters are written by a process that is stopped")


@pytest.fixture(scope="module", autouse=True)
def _no_time():
    with pytest.MonkeyPatch.context() as patched:
        quick.install(patched.setattr)
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return interrupted.batch(tmp_path_factory.mktemp("origine") / "créances.xlsx", 2)


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    return interrupted.fresh(original, tmp_path / "c")


def first_at_work(workbook: Path) -> "subprocess.Popen[bytes]":
    """Start a passage in a process, and stop it in the middle."""
    words = [sys.executable, str(Path(quick.__file__)), "lot", str(workbook), "--date", str(DAY)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not workbook.with_name(f".{workbook.name}.relancier-en-cours.json").exists():
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    return process


def test_the_second_process_is_refused_and_the_first_does_all(workbook, original):
    first = first_at_work(workbook)
    second = interrupted.run(workbook)
    assert (second["code"], second["erreur"]["code"]) == (3, "passage-en-cours")
    assert second["erreur"]["remede"].startswith("Attendez la fin de ce travail")
    first.send_signal(signal.SIGCONT)
    assert first.wait() == 0
    assert interrupted.faults(workbook, original, 2) == []


def test_the_lock_of_a_process_that_died_hinders_nobody(workbook, original):
    first = first_at_work(workbook)
    first.kill()
    first.wait()
    assert workbook.with_name(f".{workbook.name}.relancier-verrou").exists()
    assert interrupted.run(workbook)["code"] == 0
    assert interrupted.faults(workbook, original, 2) == []


def test_a_link_or_a_relative_path_is_the_same_workbook(workbook, tmp_path, monkeypatch):
    link = tmp_path / "raccourci.xlsx"
    link.symlink_to(workbook)
    monkeypatch.chdir(workbook.parent)
    with alone(workbook):
        assert [interrupted.run(path)["code"] for path in (link, Path(workbook.name))] == [3, 3]


def test_another_workbook_of_the_same_folder_is_free(workbook, original):
    other = Path(workbook.with_name("autre.xlsx"))
    other.write_bytes(original.read_bytes())
    with alone(workbook):
        assert interrupted.run(other)["code"] == 0


def test_simulating_goes_on_beside(workbook):
    with alone(workbook):
        assert len(command.simulated(workbook, DAY)["lettres"]) == 2


def test_the_folder_aside_of_a_living_passage_is_left_alone_by_another_that_shares_its_output(workbook, original):
    with aside(workbook.parent / SORTIE) as living:
        (living / "lettre.docx").write_bytes(b"en cours")
        assert interrupted.run(workbook)["code"] == 0
        assert (living / "lettre.docx").read_bytes() == b"en cours"
    assert interrupted.faults(workbook, original, 2) == []


def test_the_folder_aside_of_a_simulation_that_died_goes_with_the_next(workbook, tmp_path):
    sortie = tmp_path / "projets"
    words = ("lot", workbook, "--date", DAY, "--simuler", "--sortie", sortie)
    alive, taken = interrupted.survives(lambda: command.answer(*words), 0)
    assert alive
    for one in sortie.iterdir():
        one.unlink()
    step = interrupted.step_of(taken, "link", "en-cours", 2)
    assert not interrupted.survives(lambda: command.answer(*words), step)[0]
    assert len(interrupted.left_behind(sortie)) == 2
    assert command.answer(*words)["code"] == 0
    assert interrupted.left_behind(sortie) == []
