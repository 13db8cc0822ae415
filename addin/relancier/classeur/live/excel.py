"""The way in to the Excel before the user. Nothing here can run without Excel; what is assumed of it:

- `hwnd` is the handle of a window of Excel (`Application.Hwnd`), as the launcher reads it in VBA; `xlwings.apps` lists
  the running ones, and each says its own;
- its active workbook is the one from which the user clicked: the button waits for nothing in between;
- while a cell is edited or a dialog box is open, Excel rejects each call at once, with one of a few codes; xlwings
  tries again for ever unless it is told how often.
"""

import importlib
import sys

from relancier.base.errors import Refus
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.excel_program import Excel

ATTEMPTS = 500  # a rejected call comes back in about a millisecond


def attach(hwnd: int | None = None) -> xw.Book:
    """Return the workbook before the user, in the Excel whose window has the handle `hwnd`, or in the only one.

    Raises:
      Refus: this is no Windows, Excel is not open or does not answer, or it has no workbook.
    """
    if sys.platform != "win32":
        raise Refus(
            "excel-absent",
            "Excel ne peut être joint que sous Windows.",
            "Sur cet ordinateur, travaillez avec LibreOffice, ou sur le classeur fermé (relancier lot CLASSEUR).",
        )
    importlib.import_module("xlwings._xlwindows").N_COM_ATTEMPTS = ATTEMPTS
    with Excel().answered("répondre"):
        running = list(xw.engines["excel"].apps)
        app = next((one for one in running if hwnd is None or one.hwnd == hwnd), None)
        if app is None:
            raise Refus(
                "excel-ferme",
                "La fenêtre d'Excel d'où vient la demande n'est plus ouverte.",
                "Rouvrez le classeur dans Excel, puis recommencez.",
            )
        book = app.books.active if len(app.books) else None
    if book is None:
        raise Refus(
            "aucun-classeur-ouvert",
            "Aucun classeur n'est ouvert dans Excel.",
            "Ouvrez votre classeur de créances, puis recommencez. S'il est en « mode protégé », cliquez d'abord sur "
            "« Activer la modification ».",
        )
    return book
