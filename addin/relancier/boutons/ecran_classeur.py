"""The window of the program that holds the workbook: its message boxes and its status bar, through xlwings.

Assumed of Excel, and not run here: `App.alert` is a message box over Excel's window, which waits; `App.status_bar`
takes a text, and False gives the bar back. Forms are left to each program.
"""

from pathlib import Path
from time import monotonic

from relancier.boutons.ouvrir import ouvrir
from relancier.classeur.live.bsd import xw

PAUSE = 0.2  # seconds between two texts of the status bar: each one is a call to another process


class Barre:
    """Progress, in the status bar: « Relancier : Rédaction des lettres, 12 sur 36 »."""

    def __init__(self, app: xw.App) -> None:
        self._app = app
        self._label = ""
        self._total = self._done = 0
        self._shown = 0.0

    def stage(self, label: str, total: int) -> None:
        """See Progress."""
        self._label, self._total, self._done = label, total, 0
        self._show()

    def step(self) -> None:
        """See Progress."""
        self._done += 1
        if monotonic() - self._shown >= PAUSE:
            self._show()

    def tell(self, sentence: str) -> None:
        """See Progress: what is worth stopping for has been asked before; here it only passes by."""
        self._write(sentence)

    def _show(self) -> None:
        self._write(f"{self._label}, {self._done} sur {self._total}" if self._total else f"{self._label}…")

    def _write(self, text: str) -> None:
        self._app.status_bar = f"Relancier : {text}"
        self._shown = monotonic()


class EcranClasseur:
    """All of `Ecran` but the forms."""

    def __init__(self, app: xw.App) -> None:
        self._app = app

    def confirmer(self, titre: str, texte: str) -> bool:
        """See Ecran."""
        return bool(self._app.alert(texte, titre, buttons="yes_no") == "yes")

    def dire(self, titre: str, texte: str) -> None:
        """See Ecran."""
        self._app.alert(texte, titre, buttons="ok", mode="info")

    def progress(self) -> Barre:
        """See Ecran."""
        return Barre(self._app)

    def fini(self) -> None:
        """See Ecran."""
        self._app.status_bar = False

    def ouvrir(self, path: Path) -> None:
        """See Ecran."""
        ouvrir(path)
