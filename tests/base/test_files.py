import errno
import os
from pathlib import Path

import pytest
from relancier.base import files
from relancier.base.filenames import companion
from relancier.base.locks import Taken, held


def test_a_file_is_moved_and_never_over_another(tmp_path):
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"1")
    files.move(source, target)
    assert (source.exists(), target.read_bytes()) == (False, b"1")
    source.write_bytes(b"2")
    with pytest.raises(FileExistsError):
        files.move(source, target)
    assert (source.read_bytes(), target.read_bytes()) == (b"2", b"1")


def test_so_it_is_on_a_disk_without_second_names(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no link")

    monkeypatch.setattr(os, "link", refuse)
    test_a_file_is_moved_and_never_over_another(tmp_path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "journal.json"
    files.write_whole(path, b"1")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="full"):
        files.write_whole(path, b"2")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("journal.json", b"1")]


def test_a_link_is_not_the_file_that_it_leads_to(tmp_path):
    (tmp_path / "lettre.pdf").write_bytes(b"1")
    (tmp_path / "lien.pdf").symlink_to(tmp_path / "lettre.pdf")
    empreinte = files.digest(tmp_path / "lettre.pdf")
    assert files.holds(tmp_path / "lettre.pdf", empreinte)
    assert not files.holds(tmp_path / "lien.pdf", empreinte)
    assert not files.holds(tmp_path / "absent.pdf", empreinte)


def test_a_lock_is_held_once_and_leaves_no_file(tmp_path):
    path = tmp_path / ".verrou"
    with held(path):
        assert path.exists()
        with pytest.raises(Taken), held(path):
            pass
        assert path.exists()
    assert not path.exists()
    with held(path):
        pass


def test_the_companion_of_a_long_name_is_short_and_its_own():
    one, other = (companion(Path("/d") / f"{'é' * 120}{n}.xlsx", "verrou") for n in (1, 2))
    assert one != other
    assert max(len(path.name.encode()) for path in (one, other)) <= 210
    assert companion(Path("/d/Créances.xlsx"), "verrou") == Path("/d/.Créances.xlsx.verrou")


def test_the_system_s_reasons_are_given_in_french():
    assert files.why(OSError(errno.ENOSPC, "No space left on device")) == "il n'y a plus de place sur le disque"
    assert files.why(OSError(errno.EBUSY, "Device or resource busy")) == "Device or resource busy"
    assert files.why(OSError("autre chose")) == "autre chose"
