"""A passage that dies at any moment: the next one leaves each letter once, recorded once, and nothing else.

RELANCIER_KILLS=200 kills a batch of 300 letters at 200 moments, with the next passage after each; it takes hours.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import command
import filled
import interrupted
import pytest
import quick
from interrupted import DAY

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")

KILLS = int(os.environ.get("RELANCIER_KILLS") or 0)
PROGRAM = {
    "reel": ["-m", "relancier.cli"],
    "page blanche": [str(Path(quick.__file__))],
}[os.environ.get("RELANCIER_KILLS_ENGINE", "page blanche")]


def command_line(workbook: Path) -> list[str]:
    return [sys.executable, *PROGRAM, "lot", str(workbook), "--date", str(DAY), "--pdf", "embarque"]


def killed(workbook: Path, seconds: float, *, recording: bool) -> bool:
    """Start a passage and kill it after `seconds`, counted from the start or from when the files are put in place.

    Return whether it was still alive then.
    """
    journal = workbook.with_name(f".{workbook.name}.relancier-en-cours.json")
    process = subprocess.Popen(command_line(workbook), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while recording and process.poll() is None:
        try:
            if b'"nom"' in journal.read_bytes():
                break
        except FileNotFoundError:
            pass
        time.sleep(0.001)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def test_killed_at_random_moments_each_letter_is_there_once_after_the_next_passage(tmp_path):
    kills, letters = KILLS or 10, 300 if KILLS else 40
    original = interrupted.batch(tmp_path / "créances.xlsx", letters)
    workbook = interrupted.fresh(original, tmp_path / "entier")
    start = time.monotonic()
    subprocess.run(command_line(workbook), check=True, capture_output=True)
    whole = time.monotonic() - start
    assert interrupted.faults(workbook, original, letters) == []
    rng = random.Random(20261130)
    hit = 0
    for rank in range(kills):
        workbook = interrupted.fresh(original, tmp_path / "tué")
        # half of the moments in the whole run, half in its last part, where the workbook and the folder change
        recording = rank % 2 == 1
        seconds = rng.uniform(0, whole / 20 if recording else whole)
        alive = killed(workbook, seconds, recording=recording)
        hit += alive
        subprocess.run(command_line(workbook), check=True, capture_output=True)
        where = f"kill {rank}, {seconds:.3f} s {'from the journal' if recording else 'from the start'}"
        assert (where, interrupted.faults(workbook, original, letters)) == (where, [])
        assert len(filled.rows_of(workbook, "tblRelances")) == 2 * letters  # openpyxl opens it too
        assert command.answer("verifier", workbook)["alterations"] == []
        if KILLS:
            print(f"{where}: {'killed' if alive else 'had ended'}, right", flush=True)
    assert hit >= kills // 2
