import subprocess
import sys
from pathlib import Path

import pytest
from relancier.base.memory import bounded

EATER = "held = [bytearray(10_000_000) for _ in range(40)]; print(len(held))"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of another program")
def test_a_program_that_asks_for_more_than_its_bound_does_not_get_it_and_one_that_does_not_works() -> None:
    command = [sys.executable, "-c", EATER]
    refused = subprocess.run(bounded(command, 200_000_000), capture_output=True, check=False)
    assert (refused.returncode, b"MemoryError" in refused.stderr) == (1, True)
    served = subprocess.run(bounded(command, 900_000_000), capture_output=True, check=False)
    assert (served.returncode, served.stdout) == (0, b"40\n")


def test_arguments_with_blanks_quotes_and_dollars_arrive_as_they_are() -> None:
    words = ["a b", "l'été", "$HOME", "`x`", ""]
    command = [sys.executable, "-c", "import sys; print(repr(sys.argv[1:]))", *words]
    told = subprocess.run(bounded(command, 900_000_000), capture_output=True, check=True, encoding="utf-8")
    assert told.stdout == f"{words!r}\n"


def test_a_program_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rien").write_text("", encoding="utf-8")
    with pytest.raises(PermissionError):
        bounded([str(tmp_path / "rien")], 900_000_000)
