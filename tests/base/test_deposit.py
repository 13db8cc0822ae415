"""Files left to be written in the background are on the disk, and known, once they are settled."""

import hashlib
import os
import threading

import pytest
from relancier.base.deposit import Deposit


def test_two_hundred_files_are_there_once_they_are_settled(tmp_path):
    with Deposit() as deposit:
        told = {
            tmp_path / f"{rank}.txt": deposit.write(tmp_path / f"{rank}.txt", b"%d" % rank * 1000)
            for rank in range(200)
        }
        assert deposit.settle() == told
    for path, empreinte in told.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == empreinte


def test_a_file_that_cannot_be_written_stops_whoever_settles(tmp_path):
    with Deposit() as deposit:
        deposit.write(tmp_path / "absent" / "lettre.pdf", b"%PDF")
        with pytest.raises(FileNotFoundError, match=r"lettre\.pdf"):
            deposit.settle()


def test_a_file_that_cannot_be_written_stops_whoever_leaves_the_next_ones(tmp_path):
    def leave_a_thousand(deposit):
        deposit.write(tmp_path / "absent" / "lettre.pdf", b"%PDF")
        for rank in range(1000):
            deposit.write(tmp_path / f"{rank}.pdf", b"%PDF")

    with pytest.raises(FileNotFoundError, match=r"lettre\.pdf"), Deposit() as deposit:
        leave_a_thousand(deposit)
    assert len([*tmp_path.iterdir()]) < 1000


def test_a_file_that_was_removed_does_not_come_back(tmp_path):
    with Deposit() as deposit:
        deposit.write(tmp_path / "a.pdf", b"a" * 1_000_000)
        deposit.remove(tmp_path / "a.pdf")
        deposit.remove(tmp_path / "never.pdf")
        kept = deposit.write(tmp_path / "b.pdf", b"b")
        assert deposit.settle() == {tmp_path / "b.pdf": kept}
    assert [one.name for one in tmp_path.iterdir()] == ["b.pdf"]


def test_what_was_not_begun_is_not_written_after_a_failure(tmp_path, monkeypatch):
    disk = threading.Event()  # slow: each thread is held at its first file until the others were given up
    monkeypatch.setattr(os, "fsync", lambda _: disk.wait(60))

    def fail(deposit):
        shutdown = deposit._pool.shutdown

        def give_up(**how):
            shutdown(wait=False, **how)
            disk.set()
            shutdown()

        monkeypatch.setattr(deposit._pool, "shutdown", give_up)
        for rank in range(40):
            deposit.write(tmp_path / f"{rank:02}", b"x" * 100_000)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Deposit() as deposit:
        fail(deposit)
    there = sorted(tmp_path.iterdir())
    assert len(there) <= 4
    assert all(one.stat().st_size == 100_000 for one in there)
