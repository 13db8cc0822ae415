"""Word itself, on Windows, where it is installed: an instance of our own, never the user's.

Not exercised in Word by the tests (they put a fake in its place). What is taken for granted, from Word's object model:
- `DispatchEx` starts a new WINWORD.EXE, so that `Quit` cannot close what the user has open;
- a blank document gives a window, whose handle leads to the process; ending that process makes the call that hangs
  fail with `com_error` (the RPC server is gone), and the next `DispatchEx` starts a new one;
- AutomationSecurity 3 keeps macros from running in what is opened; a password, given and wrong, replaces the dialog;
- ExportAsFixedFormat: 17 is PDF, CreateBookmarks 2 writes Word bookmarks as destinations.
"""

import contextlib
import importlib
import importlib.util
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from relancier.documents.pdf.finish import finish
from relancier.documents.pdf.port import (
    ConversionReport,
    EngineUnavailable,
    Failure,
    Job,
    Press,
    Progress,
    land,
    plan,
    report,
)

_REMEDE = "Ouvrez ce document dans Word pour voir ce qu'il lui reproche, ou choisissez « --pdf embarque »."


class Word:
    """Word through COM, in the caller's thread."""

    name = "word"

    def __init__(self, seconds: float = 60.0) -> None:
        """`seconds` is the most that one document may take."""
        self._seconds = seconds

    def probe(self) -> str:
        """Return what Word is registered as, "Word.Application.16"; raise EngineUnavailable. Starts nothing."""
        if sys.platform == "win32" and importlib.util.find_spec("win32com") is not None:
            with contextlib.suppress(OSError):  # no such key: the sentence below says so
                return str(importlib.import_module("winreg").QueryValue(0x80000000, r"Word.Application\CurVer"))
        raise EngineUnavailable(
            "moteur-pdf-absent",
            "Word n'est pas utilisable sur ce poste.",
            "Installez Word et pywin32 sous Windows, ou choisissez « --pdf embarque ».",
        )

    def press(self) -> Press | None:
        """See Engine: Word prints files only."""
        return None

    def convert(self, docx: Sequence[Path], out: Path, progress: Progress | None = None) -> ConversionReport:
        """See Engine."""
        self.probe()
        jobs, failures = plan(docx, out)
        application: Any = None
        com = importlib.import_module("pythoncom")
        com.CoInitialize()
        try:
            for job in jobs:
                application = application or _start()
                failure, application = self._one(application, job)
                if failure:
                    failures[job.docx] = failure
                if progress:
                    progress(job.docx)
        finally:
            _quit(application)
            com.CoUninitialize()
        return report(self.name, docx, jobs, failures)

    def _one(self, application: Any, job: Job) -> tuple[Failure | None, Any]:
        """Return what went wrong, and the instance to go on with: None when it has to be started anew."""
        com_error: type[Exception] = importlib.import_module("pywintypes").com_error
        watchdog = threading.Timer(self._seconds, _terminate, [application.ActiveWindow.Hwnd])
        watchdog.start()
        try:
            with tempfile.TemporaryDirectory(prefix="relancier-word-", ignore_cleanup_errors=True) as scratch:
                raw, made = Path(scratch, "word.pdf"), Path(scratch, "fini.pdf")
                document = application.Documents.Open(str(job.docx.resolve()), False, True, False, "-")
                document.ExportAsFixedFormat(str(raw), 17, False, CreateBookmarks=2, DocStructureTags=True)
                document.Close(0)
                finish(raw.read_bytes(), made, job.source.title, job.source.language, job.source.modified)
                return land(made, job.pdf), application
        except (com_error, OSError, ValueError) as error:
            _quit(application)
            return Failure(f"Word n'a pas converti « {job.docx.name} » ({error}).", _REMEDE), None
        finally:
            watchdog.cancel()


def _start() -> Any:
    try:
        application = importlib.import_module("win32com.client").DispatchEx("Word.Application")
        application.Visible = False
        application.DisplayAlerts = 0
        application.AutomationSecurity = 3
        application.Options.UpdateLinksAtOpen = False
        application.Documents.Add()
    except importlib.import_module("pywintypes").com_error as error:
        raise EngineUnavailable(
            "moteur-pdf-absent", f"Word ne démarre pas ({error}).", "Ouvrez-le une fois."
        ) from error
    return application


def _quit(application: Any) -> None:
    if application is not None:
        with contextlib.suppress(importlib.import_module("pywintypes").com_error):  # it is gone already
            application.Quit(0)


def _terminate(window: int) -> None:
    api = importlib.import_module("win32api")
    _, process = importlib.import_module("win32process").GetWindowThreadProcessId(window)
    api.TerminateProcess(api.OpenProcess(1, False, process), 1)
