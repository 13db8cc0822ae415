"""Runs a command and says how long it took, and the most memory that it and all its children held at one moment."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
SAID = "secondes="  # what a command prints, last, when its own clock is to be believed: the work without the imports
EVERY = 0.02  # seconds between two looks at the memory
FAMILY = 5  # looks between two searches for new children, which cost more


@dataclass(frozen=True, slots=True)
class Passe:
    """One run of a command.

    Attributes:
      secondes: elapsed.
      processeur: seconds that processors worked for it and its children.
      memoire: bytes that it and its children held together, at the most; what they share is counted for each.
      sortie: what it printed.
    """

    secondes: float
    processeur: float
    memoire: int
    sortie: str


class Echec(RuntimeError):
    """A command that did not do its work, and why."""


def run(command: Sequence[str], cache: Path, codes: Sequence[int] = (0,)) -> Passe:
    """Run `command` to its end.

    Args:
      command: what to run.
      cache: where Python keeps what it compiled, so that nothing is compiled under the clock.
      codes: how it may end.

    Raises:
      Echec: it ends otherwise.
    """
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    settings |= {"PYTHONPYCACHEPREFIX": str(cache), "PYTHONPATH": str(ROOT / "addin"), "NO_COLOR": "1"}
    with (cache / "sortie.txt").open("w+b") as out, (cache / "erreurs.txt").open("w+b") as faults:
        before, start = os.times(), time.perf_counter()
        process = psutil.Popen(list(command), stdout=out, stderr=faults, stdin=subprocess.DEVNULL, env=settings)
        memory = _watch(process)
        elapsed, after = time.perf_counter() - start, os.times()
        out.seek(0)
        faults.seek(0)
        said, wrong = (one.read().decode("utf-8", "replace") for one in (out, faults))
    if process.returncode not in codes:
        raise Echec(f"{' '.join(command)} : code {process.returncode}\n{said[-500:]}\n{wrong[-2000:]}")
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    lines = said.splitlines()
    if lines and lines[-1].startswith(SAID):
        elapsed, worked = (float(one) for one in lines[-1].removeprefix(SAID).split())
    return Passe(elapsed, worked, memory, said)


def python(*arguments: str | Path) -> list[str]:
    """Return the command that runs Python with `arguments`."""
    return [sys.executable, *map(str, arguments)]


def clock() -> tuple[float, float]:
    """Return the seconds that have passed, and those that processors worked for this process and its children."""
    now = os.times()
    return time.perf_counter(), now.user + now.system + now.children_user + now.children_system


def say(start: tuple[float, float]) -> None:
    """Print, for who runs this process, the seconds since `start`."""
    print(SAID + " ".join(f"{now - then:.6f}" for now, then in zip(clock(), start, strict=True)))


def _watch(process: psutil.Popen) -> int:
    """Wait for the end of `process`; return the most bytes that it and its children held."""
    most, looks, family = 0, 0, [process]
    while process.poll() is None:
        if looks % FAMILY == 0:
            family = [process, *_children(process)]
        most = max(most, sum(map(_held, family)))
        looks += 1
        time.sleep(EVERY)
    return most


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = process.children(recursive=True)
    except psutil.Error:  # it has just ended
        return []
    return found


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
