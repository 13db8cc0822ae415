"""A process of our own that answers one line to each line it is asked: started, waited for with a limit, never left.

Native code that meets an unlucky or hostile file may panic, hang or die. In a process apart it takes only itself along.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gone:
    """No answer came: the process was stopped because its time was up, or it died by itself."""

    timed_out: bool


class Child:
    """One running process. Not shared between threads, except for `kill`."""

    def __init__(self, module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start `python -m module arguments`, which must find the same packages as this process.

        Raises:
          OSError: it does not start, or there is no Python that can be started.
        """
        # -P: a json.py or dxpdf.py in the user's current folder must not be imported
        self._process = subprocess.Popen(
            [interpreter(), "-P", "-m", module, *arguments],
            env={**environment, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, line: bytes, seconds: float) -> bytes | Gone:
        """Send one line and wait for its answer; after `Gone` the process is dead and must be closed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError:  # it died between two questions; the answer that does not come says so
            return Gone(timed_out=False)
        return self.listen(seconds)

    def listen(self, seconds: float) -> bytes | Gone:
        """Read one line; the timer kills the process when time is up, which ends the wait on every system."""
        assert self._process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        return line if line.endswith(b"\n") else Gone(timed_out=late.is_set())

    def kill(self) -> None:
        """End the process at once; safe from any thread and when it has ended already."""
        self._process.kill()

    def close(self) -> int:
        """End the process by ending its input, wait for it, and return what it ended with."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.close()
        except OSError:  # bytes for a dead process were still waiting in the pipe; they are of no use
            self._process.kill()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        return self._process.returncode


def interpreter() -> str:
    """Return the path of a Python that can be started.

    Where Python lives inside another program (Excel, LibreOffice), `sys.executable` is that program, or empty.

    Raises:
      FileNotFoundError: there is none.
    """
    candidates = [Path(sys.executable)] if sys.executable else []
    for folder in (Path(sys.prefix), Path(sys.exec_prefix)):
        candidates += [folder / "python.exe", folder / "Scripts" / "python.exe", folder / "bin" / "python3"]
    for candidate in candidates:
        if candidate.name.lower().startswith("python") and candidate.is_file():
            return str(candidate)
    raise FileNotFoundError("aucun interpréteur Python")
