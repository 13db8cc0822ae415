"""A message box of LibreOffice: shown over the workbook's window, waited for, answered."""

from typing import Any

from relancier.base.errors import Refus
from relancier.classeur.live.libreoffice.bridge import enum
from relancier.classeur.live.libreoffice.connection import Connection
from relancier.classeur.live.libreoffice.failures import told

_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}  # com.sun.star.awt.MessageBoxButtons
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}  # com.sun.star.awt.MessageBoxResults
_KINDS = {None: "MESSAGEBOX", "info": "INFOBOX", "critical": "ERRORBOX"}


def ask(connection: Connection, controller: Any, text: str, title: str, buttons: str, mode: str | None) -> str:
    """Show `text` and return the button that was pressed: "ok", "cancel", "yes" or "no".

    Args:
      controller: of the workbook over which it is shown.
      buttons: "ok", "ok_cancel", "yes_no" or "yes_no_cancel".
      mode: None, "info" or "critical": the picture beside the text.

    Raises:
      Refus: "libreoffice-sans-fenetre": nobody would see it.
    """
    with told("afficher un message"):
        window = controller.Frame.ContainerWindow
        if connection.private or not window.isVisible():
            raise Refus(
                "libreoffice-sans-fenetre",
                "LibreOffice travaille sans fenêtre : personne ne verrait ce message.",
                "Ouvrez le classeur dans une fenêtre de LibreOffice, puis recommencez.",
            )
        # an information box of LibreOffice has one button, whatever is asked for
        kind = "QUERYBOX" if mode != "critical" and buttons != "ok" else _KINDS[mode]
        toolkit = connection.service("awt.Toolkit")
        box = toolkit.createMessageBox(window, enum("awt.MessageBoxType", kind), _BUTTONS[buttons], title, text)
        try:
            return _ANSWERS[box.execute()]
        finally:
            box.dispose()
