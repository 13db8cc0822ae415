"""Ours beside the plain way: the same work in fresh processes, one after the other and by turns, in one run."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import large_book


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds elapsed, seconds of processor, and the most memory that it held (bytes)."""

    elapsed: float
    used: float
    peak: int


def run(command: Sequence[str], cache: Path, out: Path | None = None) -> Run:
    """Return what `command`, arguments of a Python of its own, took; its output goes to `out`.

    An installed package is compiled once and for all: its compiled modules are kept in `cache`.
    """
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = str(cache)
    with (out or Path(os.devnull)).open("wb") as file:
        start = perf_counter()
        process = subprocess.Popen([sys.executable, *command], stdout=file, env=settings, cwd=large_book.ROOT / "addin")
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"Code de sortie {process.returncode}.")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def apart(draw: Callable[..., Path], *arguments: object, **named: object) -> Path:
    """Return what `draw` returns, from a process of its own: a child is counted the memory that its parent held."""
    with ProcessPoolExecutor(max_workers=1) as pool:
        return pool.submit(draw, *arguments, **named).result()


def compare(ways: Mapping[str, Sequence[str]], times: int, cache: Path, out: Path | None = None) -> None:
    """Print the medians of `times` runs of each of `ways`, taken by turns, the first being ours, and the ratios to it.

    Of the output, `out` keeps that of ours alone.
    """
    ours = next(iter(ways))
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for turn in range(times + 1):
        for name, command in ways.items():
            done = run(command, cache, out if name == ours else None)
            if turn:  # the first compiles, and warms the disk
                runs[name].append(done)
    base = median(one.used for one in runs[ours])
    for name, own in runs.items():
        used = median(one.used for one in own)
        print(
            f"  {name:<44}{median(one.elapsed for one in own):7.2f} s, dont {used:6.2f} s de processeur, "
            f"{max(one.peak for one in own) >> 20:5} Mo"
            + ("" if name == ours else f", {used / base:5.1f} fois le nôtre")
        )
