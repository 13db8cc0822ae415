"""A process of our own that answers each question it is asked: started, waited for with a limit, never left.

Questions and answers are lines, or messages of any bytes: one process speaks one way.

Native code that meets an unlucky or hostile file may panic, hang or die. In a process apart it takes only itself along.
"""

import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

SIZE = struct.Struct("<Q")  # before each message: how many bytes it has
_Read = TypeVar("_Read")


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
        return self.listen(seconds) if self._sent(line) else Gone(timed_out=False)

    def listen(self, seconds: float) -> bytes | Gone:
        """Read one line; the timer kills the process when time is up, which ends the wait on every system."""
        assert self._process.stdout is not None
        line, late = self._within(seconds, self._process.stdout.readline)
        return line if line.endswith(b"\n") else Gone(timed_out=late)

    def exchange(self, message: bytes, seconds: float) -> bytes | Gone:
        """Send one message and wait for its answer; after `Gone` the process is dead and must be closed."""
        if not self._sent(SIZE.pack(len(message)) + message):
            return Gone(timed_out=False)
        return self.message(seconds)

    def message(self, seconds: float) -> bytes | Gone:
        """Read one message, as `listen` does a line."""
        assert self._process.stdout is not None
        stream = self._process.stdout
        found, late = self._within(seconds, lambda: read_message(stream))
        return Gone(timed_out=late) if found is None else found

    def _sent(self, data: bytes) -> bool:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except OSError:  # it died between two questions
            return False
        return True

    def _within(self, seconds: float, read: Callable[[], _Read]) -> tuple[_Read, bool]:
        """Return what `read` reads, and whether time was up."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            return read(), late.is_set()
        finally:
            timer.cancel()

    def stop(self, seconds: float) -> None:
        """Ask the process to end, and give it so long before it is ended: it may have programs of its own to end."""
        self._process.terminate()
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()

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


def read_message(stream: IO[bytes]) -> bytes | None:
    """Return the next message of `stream`; None when it ended, be it in the middle of one."""
    head = stream.read(SIZE.size)
    if len(head) < SIZE.size:
        return None
    (size,) = SIZE.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def write_message(stream: IO[bytes], message: bytes) -> None:
    """Write one message to `stream`."""
    stream.write(SIZE.pack(len(message)))
    stream.write(message)
    stream.flush()


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
