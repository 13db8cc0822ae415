"""The two ways in: the user's own LibreOffice, or a private one for work without a window."""

from pathlib import Path

from relancier.classeur.live.bsd import xw
from relancier.classeur.live.libreoffice.app import App
from relancier.classeur.live.libreoffice.connection import connect, launch
from relancier.classeur.live.libreoffice.engine import registered


def attach(spec: str, seconds: float = 10.0) -> xw.Book:
    """Return the workbook before the user, in the office that listens at `spec`, such as "pipe,name=relancier".

    Args:
      seconds: the most that its answer may take.

    Raises:
      Refus: there is no `uno`, no office, no answer, or no workbook.
    """
    app = App(registered(), connect(spec, seconds))
    book = app.books.active
    app.activate()
    return xw.Book(impl=book)


def start(program: Path | None = None, seconds: float = 90.0) -> xw.App:
    """Start an office of our own, without a window; `kill` or `quit` ends it.

    Args:
      program: the soffice to start; None to look for it.
      seconds: the most that its start may take.

    Raises:
      Refus: there is no `uno`, no LibreOffice, or it does not start.
    """
    app = App(registered(), launch(program, seconds))
    app.activate()
    return xw.App(impl=app)
