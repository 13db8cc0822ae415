"""The parent's side of a worker: start it, ask with a time limit, know how it ended, never leave it behind."""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.worker import Answer, Question, answer

_START_SECONDS = 60.0  # a first start under an antivirus takes long


@dataclass(frozen=True, slots=True)
class Gone:
    """No answer came: the worker was stopped because its time was up, or it died by itself."""

    timed_out: bool


class Worker:
    """One running worker process. Not shared between threads, except for `kill`."""

    def __init__(self, converter: str, seconds: float, environment: dict[str, str]) -> None:
        """Start a worker that works with `converter` ("module:function"), `seconds` at most for each document.

        Raises:
          EngineUnavailable: Python or the engine does not start.
        """
        self._seconds = seconds
        module = "relancier.documents.pdf.worker"
        # -P: a json.py or dxpdf.py in the user's current folder must not be imported
        command = [interpreter(), "-P", "-m", module, converter, str(seconds)]
        try:
            self._process = subprocess.Popen(
                command,
                env=environment | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise unavailable(error.strerror or str(error)) from error
        ready = self._answer(_START_SECONDS)
        if isinstance(ready, Gone) or not ready.ok:
            self.kill()
            self.close()
            raise unavailable("arrêt au démarrage" if isinstance(ready, Gone) else ready.text)

    def ask(self, question: Question) -> Answer | Gone:
        """Send one question and wait for its answer; after `Gone` the worker is dead and must be closed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(question.line())
            self._process.stdin.flush()
        except OSError:  # it died between two documents; the answer that does not come says so
            return Gone(timed_out=False)
        return self._answer(self._seconds)

    def _answer(self, seconds: float) -> Answer | Gone:
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
        if not line.endswith(b"\n"):
            return Gone(timed_out=late.is_set())
        return answer(line)

    def kill(self) -> None:
        """End the process at once; safe from any thread and when it has ended already."""
        self._process.kill()

    def close(self) -> None:
        """End the process by ending its input, and wait for it."""
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


def unavailable(detail: str) -> EngineUnavailable:
    """Return the error of an embedded engine that does not start."""
    return EngineUnavailable(
        "moteur-pdf-absent",
        f"Le moteur PDF intégré ne démarre pas ({detail}).",
        "Réinstallez Relancier, ou choisissez « --pdf libreoffice » ou « --pdf word ».",
    )


def interpreter() -> str:
    """Return the path of a Python that can be started.

    Where Python lives inside another program (Excel, LibreOffice), `sys.executable` is that program, or empty.

    Raises:
      EngineUnavailable: there is none.
    """
    candidates = [Path(sys.executable)] if sys.executable else []
    for folder in (Path(sys.prefix), Path(sys.exec_prefix)):
        candidates += [folder / "python.exe", folder / "Scripts" / "python.exe", folder / "bin" / "python3"]
    for candidate in candidates:
        if candidate.name.lower().startswith("python") and candidate.is_file():
            return str(candidate)
    raise unavailable("aucun interpréteur Python")
