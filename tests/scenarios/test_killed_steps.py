"""A passage that dies before each of its steps on the disk, one after the other, and a resumption that dies too."""

import functools
import itertools
import os
from pathlib import Path

import command
import interrupted
import pytest
import quick
from interrupted import DAY

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
LETTERS = 2


@pytest.fixture(scope="module", autouse=True)
def _no_time():
    with pytest.MonkeyPatch.context() as patched:
        quick.install(patched.setattr)
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return interrupted.batch(tmp_path_factory.mktemp("origine") / "créances.xlsx", LETTERS)


def run(workbook: Path) -> dict[str, object]:
    return command.answer("lot", workbook, "--date", DAY)


def dies(workbook: Path, step: int) -> bool:
    return not interrupted.survives(lambda: run(workbook), step)[0]


def steps(original: Path, folder: Path) -> list[str]:
    """The steps of a whole passage."""
    workbook = interrupted.fresh(original, folder)
    alive, taken = interrupted.survives(lambda: run(workbook), 0)
    assert alive
    return taken


def step_of(taken: list[str], name: str, what: str, nth: int = 1) -> int:
    """The rank, from 1, of the `nth` step `name` on something that contains `what`."""
    found = [rank for rank, one in enumerate(taken, 1) if one.startswith(name) and what in one]
    return found[nth - 1]


def test_dying_before_any_step_leaves_each_letter_once_after_the_next_passage(original, tmp_path):
    taken = steps(original, tmp_path / "entier")
    assert len(taken) > 30
    wrong = {}
    for step, name in enumerate(taken, 1):
        workbook = interrupted.fresh(original, tmp_path / "tué")
        assert dies(workbook, step), name
        passage = run(workbook)
        found = interrupted.faults(workbook, original, LETTERS)
        if passage["code"] != 0 or found:
            wrong[f"{step} {name}"] = [passage.get("erreur"), *found]
    assert wrong == {}


def test_a_resumption_may_die_too_before_any_of_its_steps(original, tmp_path):
    taken = steps(original, tmp_path / "entier")
    moments = {
        "two files of six are in place": step_of(taken, "link", "en-cours", 3),
        "all are in place, nothing is recorded": step_of(taken, "replace", ".tmp", 3),
        "all is recorded": step_of(taken, "rmdir", "en-cours"),
    }
    wrong = {}
    for moment, first in moments.items():
        workbook = interrupted.fresh(original, tmp_path / "tué")
        journal = workbook.parent / f".{workbook.name}.relancier-en-cours.json"
        assert dies(workbook, first)
        left = interrupted.copy_of(workbook.parent, tmp_path / "laissé")
        for second in itertools.count(1):
            interrupted.copy_of(left, workbook.parent)
            assert dies(workbook, second)
            if not journal.is_file():  # the resumption removes it last
                assert second > 5
                break
            passage = run(workbook)
            found = interrupted.faults(workbook, original, LETTERS)
            if passage["code"] != 0 or found:
                wrong[f"{moment}, step {second}"] = [passage.get("erreur"), *found]
    assert wrong == {}


def test_a_disk_that_refuses_any_step_leaves_nothing_with_3_or_all_with_0(original, tmp_path):
    taken = steps(original, tmp_path / "entier")
    wrong = {}
    for step, name in enumerate(taken, 1):
        workbook = interrupted.fresh(original, tmp_path / "plein")
        passage = interrupted.on_a_full_disk(functools.partial(run, workbook), step)
        found = sorted(str(one.relative_to(workbook.parent)) for one in workbook.parent.rglob("*"))
        if passage["code"] == 3 and found == [workbook.name] and workbook.read_bytes() == original.read_bytes():
            continue
        # it was recorded, and only the tidying up was refused: the next passage does it
        again = run(workbook)
        if passage["code"] != 0 or again["lettres"] or interrupted.faults(workbook, original, LETTERS):
            wrong[f"{step} {name}"] = [passage["code"], passage.get("erreur"), found]
    assert wrong == {}
