"""The parent's side of the embedded engine's worker: start it, ask with a time limit, know how it ended."""

from relancier.base.child import Child, Gone
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.worker import Answer, Question, answer

__all__ = ["Gone", "Worker", "unavailable"]

_START_SECONDS = 60.0  # a first start under an antivirus takes long


class Worker:
    """One running worker process. Not shared between threads, except for `kill`."""

    def __init__(self, converter: str, seconds: float, environment: dict[str, str]) -> None:
        """Start a worker that works with `converter` ("module:function"), `seconds` at most for each document.

        Raises:
          EngineUnavailable: Python or the engine does not start.
        """
        self._seconds = seconds
        try:
            self._child = Child("relancier.documents.pdf.worker", [converter, str(seconds)], environment)
        except OSError as error:
            raise unavailable(error.strerror or str(error)) from error
        ready = self._child.listen(_START_SECONDS)
        told = ready if isinstance(ready, Gone) else answer(ready)
        if isinstance(told, Gone) or not told.ok:
            self.kill()
            self.close()
            raise unavailable("arrêt au démarrage" if isinstance(told, Gone) else told.text)

    def ask(self, question: Question) -> Answer | Gone:
        """Send one question and wait for its answer; after `Gone` the worker is dead and must be closed."""
        line = self._child.ask(question.line(), self._seconds)
        return line if isinstance(line, Gone) else answer(line)

    def kill(self) -> None:
        """End the process at once; safe from any thread and when it has ended already."""
        self._child.kill()

    def close(self) -> None:
        """End the process and wait for it."""
        self._child.close()


def unavailable(detail: str) -> EngineUnavailable:
    """Return the error of an embedded engine that does not start."""
    return EngineUnavailable(
        "moteur-pdf-absent",
        f"Le moteur PDF intégré ne démarre pas ({detail}).",
        "Réinstallez Relancier, ou choisissez « --pdf libreoffice » ou « --pdf word ».",
    )
