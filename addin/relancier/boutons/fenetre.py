"""The buttons in a small window of their own, for where Excel may not start a program.

It joins the running Excel (or LibreOffice) anew at each press: the workbook may have changed meanwhile.
"""

import tkinter as tk
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from tkinter import ttk

from relancier.base.errors import Refus, RelancierError
from relancier.boutons import attache
from relancier.boutons.attache import Appel
from relancier.boutons.bureau import Bureau
from relancier.boutons.catalogue import BOUTONS
from relancier.boutons.ecran_tk import EcranTk
from relancier.boutons.jouer import jouer

NEVER = frozenset({"excel-absent", "uno-absent"})  # nothing that is opened later will help
PAD = 8


class Fenetre:
    """The window.

    Attributes:
      root: it.
      boutons: its buttons, by id.
    """

    def __init__(self, appel: Appel, aujourdhui: Callable[[], date], journal: Path) -> None:
        self._appel = appel
        self._today = aujourdhui
        self._journal = journal
        self.root = tk.Tk()
        self.root.title("Relancier")
        self._status = tk.StringVar(self.root, "Cliquez dans votre classeur, puis sur un bouton.")
        self._ecran = EcranTk(self.root, self._status)
        self.boutons: dict[str, ttk.Button] = {}
        body = ttk.Frame(self.root, padding=PAD)
        body.grid(sticky="nsew")
        for column, (groupe, ones) in enumerate(groupby(BOUTONS, key=lambda one: one.groupe)):
            frame = ttk.LabelFrame(body, text=groupe, padding=PAD)
            frame.grid(row=0, column=column, sticky="ns", padx=(0, PAD))
            for one in ones:
                made = ttk.Button(frame, text=one.titre, command=partial(self.presser, one.id))
                made.pack(fill="x", pady=2)
                self.boutons[one.id] = made
        ttk.Label(body, textvariable=self._status, foreground="#444444").grid(
            row=1, column=0, columnspan=5, sticky="w", pady=(PAD, 0)
        )

    def presser(self, ident: str) -> int:
        """Press the button `ident` on the workbook that is open now; return its exit code."""
        for one in self.boutons.values():  # one thing at a time
            one.state(["disabled"])
        try:
            try:
                bureau = attache.bureau(self._appel, self._today(), self._journal, self._ecran)
            except RelancierError as error:
                bureau = Bureau(self._ecran, self._today(), self._journal, empechement=error)
            return jouer(ident, bureau)
        finally:
            for one in self.boutons.values():
                one.state(["!disabled"])


def ouvrir(appel: Appel, aujourdhui: Callable[[], date], journal: Path) -> None:
    """Show the window until it is closed.

    Raises:
      Refus: there is no screen to show it on, or the program can never be joined from here.
    """
    try:
        attache.bureau(appel, aujourdhui(), journal)
    except RelancierError as error:  # what is not open yet may be by the first press
        if error.code in NEVER:
            raise
    try:
        window = Fenetre(appel, aujourdhui, journal)
    except tk.TclError as error:
        raise Refus(
            "ecran-absent",
            f"Aucune fenêtre ne peut s'ouvrir ici ({error}).",
            "Lancez la commande depuis une session avec un écran.",
        ) from error
    window.root.mainloop()
