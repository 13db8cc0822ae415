"""Passages that are cut short: a batch, a process that dies at a chosen step, and what must be true afterwards."""

import errno
import hashlib
import itertools
import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import command
import filled
from python_calamine import CalamineWorkbook

DAY = date(2026, 11, 30)
SORTIE = f"Relances {DAY}"
# each is a moment between two states of the disk; dying before the next call is dying after this one
STEPS = ("open", "link", "replace", "rename", "unlink", "mkdir", "rmdir", "fsync")
TAKE_ROOM = ("open", "link", "mkdir", "fsync")


def batch(path: Path, letters: int) -> Path:
    """Make a workbook whose passage of DAY is `letters` letters, of two échéances each."""
    codes = [f"CL{number:03}" for number in range(1, letters + 1)]
    return filled.book(
        path,
        creancier={"IBAN": ""},  # no transfer code: it takes longer than all the rest
        debiteurs=[
            {
                "Code": code,
                "Nom": f"Client {code}",
                "Type": "professionnel",
                "Adresse 1": "1 rue du Bac",
                "Code postal": "69003",
                "Ville": "Lyon",
            }
            for code in codes
        ],
        factures=[
            {
                "Numéro": f"F-{code}-{rank}",
                "Code débiteur": code,
                "Nature": "facture",
                "Date": date(2026, 8, 1),
                "Échéance": date(2026, 9, rank),
                "Montant TTC": 100 + rank,
            }
            for code in codes
            for rank in (1, 2)
        ],
    )


def fresh(original: Path, folder: Path) -> Path:
    """Copy the workbook into a new empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copyfile(original, folder / original.name))


def faults(workbook: Path, original: Path, letters: int) -> list[str]:
    """What is wrong with what the passage of DAY left, once it has been done to its end; nothing, it is hoped."""
    return [*_wrong_rows(workbook, letters), *_wrong_files(workbook, original, letters)]


def letters_of(workbook: Path) -> dict[str, str]:
    """The files that the passage of a workbook left beside it, by name, as their SHA-256.

    The report's own workbook, which says at what time it was made, is there without it.
    """
    files = workbook.with_name(SORTIE).rglob("*.*")
    return {
        one.name: "" if one.suffix == ".xlsx" else hashlib.sha256(one.read_bytes()).hexdigest()
        for one in files
        if one.is_file()
    }


def history(workbook: Path) -> list[dict[str, object]]:
    """The rows of the history, as calamine reads them, ten times faster than openpyxl."""
    table = CalamineWorkbook.from_path(str(workbook), load_tables=True).get_table_by_name("tblRelances")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.to_python()]
    return [row for row in rows if any(cell not in ("", None) for cell in row.values())]


def _wrong_rows(workbook: Path, letters: int) -> Iterator[str]:
    rows = history(workbook)
    keys = Counter((row["Numéro facture"], row["Échéance"], row["Niveau"]) for row in rows)
    codes = [f"CL{number:03}" for number in range(1, letters + 1)]
    expected = {(f"F-{code}-{rank}", date(2026, 9, rank), 1) for code in codes for rank in (1, 2)}
    yield from (f"recorded {count} times: {key}" for key, count in keys.items() if count > 1)
    yield from (f"not recorded: {key}" for key in expected - set(keys))
    yield from (f"recorded for nothing: {key}" for key in set(keys) - expected)
    if len({row["Id"] for row in rows}) != len(rows):
        yield "two rows with the same Id"
    for row in rows:
        document = workbook.parent / str(row["Document"])
        if not document.is_file() or hashlib.sha256(document.read_bytes()).hexdigest() != row["Empreinte"]:
            yield f"not what was recorded: {document.name}"


def _wrong_files(workbook: Path, original: Path, letters: int) -> Iterator[str]:
    codes = [f"CL{number:03}" for number in range(1, letters + 1)]
    found = {one.name for one in (workbook.parent / SORTIE).iterdir()}
    expected = {f"{DAY} {code} Relance 1.{kind}" for code in codes for kind in ("docx", "pdf")}
    others = {name for name in found if not name.startswith("compte-rendu")}
    yield from (f"lost: {name}" for name in sorted((expected | {"Courrier simple.pdf"}) - found))
    yield from (f"too many: {name}" for name in sorted(others - expected - {"Courrier simple.pdf"}))
    copies = [*(workbook.parent / "Sauvegardes Relancier").glob("*.xlsx")]
    if [one.read_bytes() for one in copies] != [original.read_bytes()]:
        yield f"copies of the workbook: {sorted(one.name for one in copies)}"
    yield from (f"left behind: {one}" for one in left_behind(workbook.parent))


def left_behind(folder: Path) -> list[str]:
    """What a passage makes for its own use, and should have removed."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.name.startswith("."))


def run(workbook: Path, *more: object) -> dict[str, Any]:
    """Do the passage of DAY in this process."""
    return command.answer("lot", workbook, "--date", DAY, *more)


def steps(workbook: Path) -> list[str]:
    """The steps of a whole passage on `workbook`."""
    alive, taken = survives(lambda: run(workbook), 0)
    assert alive
    return taken


def step_of(taken: list[str], name: str, what: str, nth: int = 1) -> int:
    """The rank, from 1, of the `nth` step `name` on something that contains `what`."""
    return [rank for rank, one in enumerate(taken, 1) if one.startswith(name) and what in one][nth - 1]


def dies(workbook: Path, step: int) -> bool:
    """Do the passage in a process that is killed just before its `step`-th step; say whether it was."""
    return not survives(lambda: run(workbook), step)[0]


def survives(call: Callable[[], object], step: int) -> tuple[bool, list[str]]:
    """Do `call` in a process of its own that is killed just before its `step`-th step on the disk.

    Return whether it came to its end, and the steps it took.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)

        def tell_or_die(rank: int, what: str) -> None:
            os.write(write, f"{what}\n".encode())
            if rank == step:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            with watched(tell_or_die):
                call()
        except BaseException as error:
            os.write(write, f"raised {error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        steps = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status) != 0:
        raise AssertionError(steps[-1])
    return not os.WIFSIGNALED(status), steps


def on_a_full_disk(call: Callable[[], Any], step: int) -> Any:
    """Return what `call` returns when the disk is full at its `step`-th step, and ever after for what takes room."""

    def refuse(rank: int, what: str) -> None:
        if rank == step or (rank > step and what.startswith(TAKE_ROOM)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with watched(refuse):
        return call()


@contextmanager
def watched(act: Callable[[int, str], None]) -> Iterator[None]:
    """Have `act` called with the rank and the name of each call that changes the disk, just before it."""
    ranks = itertools.count(1)  # threads take steps too, and no two may have the same rank

    def told(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object, **more: object) -> object:
            flags = int(str(words[1])) if name == "open" and len(words) > 1 else 0
            if name != "open" or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                act(next(ranks), f"{name} {words[0]}")
            return real(*words, **more)

        return call

    kept = {name: getattr(os, name) for name in STEPS}
    for name, real in kept.items():
        setattr(os, name, told(name, real))
    try:
        yield
    finally:
        for name, real in kept.items():
            setattr(os, name, real)


def copy_of(folder: Path, elsewhere: Path) -> Path:
    """Make `elsewhere` the same as `folder`."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    return Path(shutil.copytree(folder, elsewhere))
