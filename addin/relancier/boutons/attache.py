"""From a door to the workbook before the user: the program is joined, and its window with it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.base.errors import RelancierError
from relancier.boutons.bureau import Bureau
from relancier.boutons.ecran import Ecran
from relancier.boutons.ecran_excel import EcranExcel
from relancier.boutons.ecran_libreoffice import EcranLibreOffice
from relancier.boutons.vue_live import VueLive
from relancier.classeur.live import LiveBook, excel, libreoffice
from relancier.classeur.live.bsd import xw


@dataclass(frozen=True, slots=True)
class Appel:
    """Where a button was pressed.

    Attributes:
      hwnd: the handle of Excel's window; None for the only Excel that runs.
      libreoffice: where LibreOffice listens, such as "pipe,name=X"; "" for Excel.
    """

    hwnd: int | None = None
    libreoffice: str = ""


def bureau(appel: Appel, jour: date, journal: Path, ecran: Ecran | None = None) -> Bureau:
    """Return the workbook before the user; `ecran` is the window to speak through, the program's own by default.

    A workbook that cannot be worked on is no error here: the few buttons that need none go on without it.

    Raises:
      Refus: the program cannot be reached, or has no workbook.
    """
    book = libreoffice.attach(appel.libreoffice) if appel.libreoffice else excel.attach(appel.hwnd)
    window = ecran or _window(book, in_libreoffice=bool(appel.libreoffice))
    vue = VueLive(book)
    try:
        return Bureau(window, jour, journal, LiveBook(book), vue)
    except RelancierError as error:
        return Bureau(window, jour, journal, None, vue, error)


def _window(book: xw.Book, *, in_libreoffice: bool) -> Ecran:
    return EcranLibreOffice(book.app) if in_libreoffice else EcranExcel(book.app)
