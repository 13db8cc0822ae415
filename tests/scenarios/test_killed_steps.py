"""A passage that dies before each of its steps on the disk, one after the other, and a resumption that dies too."""

import functools
import itertools
import os
from pathlib import Path

import interrupted
import pytest
import quick

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
LETTERS = 1


@pytest.fixture(scope="module", autouse=True)
def _no_time():
    with pytest.MonkeyPatch.context() as patched:
        quick.install(patched.setattr)
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return interrupted.batch(tmp_path_factory.mktemp("origine") / "créances.xlsx", LETTERS)


@pytest.fixture(scope="module")
def taken(original: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The steps of a whole passage."""
    return interrupted.steps(interrupted.fresh(original, tmp_path_factory.mktemp("entier") / "c"))


def test_dying_before_any_step_leaves_each_letter_once_after_the_next_passage(original, taken, tmp_path):
    assert len(taken) > 30
    wrong = {}
    for step, name in enumerate(taken, 1):
        workbook = interrupted.fresh(original, tmp_path / "tué")
        assert interrupted.dies(workbook, step), name
        passage = interrupted.run(workbook)
        found = interrupted.faults(workbook, original, LETTERS)
        if passage["code"] != 0 or found:
            wrong[f"{step} {name}"] = [passage.get("erreur"), *found]
    assert wrong == {}


def test_a_resumption_may_die_too_before_any_of_its_steps(original, taken, tmp_path):
    moments = {
        "two files of five are in place": interrupted.step_of(taken, "link", "en-cours", 3),
        "all are in place, nothing is recorded": interrupted.step_of(taken, "replace", ".tmp", 3),
        "all is recorded": interrupted.step_of(taken, "rmdir", "en-cours"),
    }
    wrong = {}
    for moment, first in moments.items():
        workbook = interrupted.fresh(original, tmp_path / "tué")
        journal = workbook.parent / f".{workbook.name}.relancier-en-cours.json"
        assert interrupted.dies(workbook, first)
        left = interrupted.copy_of(workbook.parent, tmp_path / "laissé")
        for second in itertools.count(1):
            interrupted.copy_of(left, workbook.parent)
            assert interrupted.dies(workbook, second)
            if not journal.is_file():  # the resumption removes it last
                assert second > 5
                break
            passage = interrupted.run(workbook)
            found = interrupted.faults(workbook, original, LETTERS)
            if passage["code"] != 0 or found:
                wrong[f"{moment}, step {second}"] = [passage.get("erreur"), *found]
    assert wrong == {}


def test_a_disk_that_refuses_any_step_leaves_nothing_with_3_or_all_with_0(original, taken, tmp_path):
    wrong = {}
    for step, name in enumerate(taken, 1):
        workbook = interrupted.fresh(original, tmp_path / "plein")
        passage = interrupted.on_a_full_disk(functools.partial(interrupted.run, workbook), step)
        found = sorted(str(one.relative_to(workbook.parent)) for one in workbook.parent.rglob("*"))
        if passage["code"] == 3 and found == [workbook.name] and workbook.read_bytes() == original.read_bytes():
            continue
        # it was recorded, and only the tidying up was refused: the next passage does it
        again = interrupted.run(workbook)
        if passage["code"] != 0 or again["lettres"] or interrupted.faults(workbook, original, LETTERS):
            wrong[f"{step} {name}"] = [passage["code"], passage.get("erreur"), found]
    assert wrong == {}
