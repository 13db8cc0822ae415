"""Windows of our own, for where the program that holds the workbook cannot be asked to show any.

Every text can be selected and copied; a long one scrolls.
"""

import tkinter as tk
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tkinter import ttk

from relancier.boutons.ecran import Champ, Reponses
from relancier.boutons.formulaire_tk import formulaire
from relancier.boutons.ouvrir import ouvrir

WIDTH, MOST = 88, 26  # characters and lines of a message
PAD = 10


class EcranTk:
    """See Ecran; `status` is a line of the window below `parent`'s buttons, where progress is shown."""

    def __init__(self, parent: tk.Misc, status: tk.StringVar) -> None:
        self._parent = parent
        self._status = status

    def confirmer(self, titre: str, texte: str) -> bool:
        """See Ecran."""
        return self._message(titre, texte, ("Oui", "Non")) == "Oui"

    def dire(self, titre: str, texte: str) -> None:
        """See Ecran."""
        self._message(titre, texte, ("OK",))

    def demander(self, titre: str, champs: Sequence[Champ]) -> Reponses | None:
        """See Ecran."""
        return formulaire(titre, champs, self._parent)

    def progress(self) -> "Ligne":
        """See Ecran."""
        return Ligne(self._parent, self._status)

    def fini(self) -> None:
        """See Ecran."""
        self._status.set("")

    def ouvrir(self, path: Path) -> None:
        """See Ecran."""
        ouvrir(path)

    def _message(self, titre: str, texte: str, answers: Sequence[str]) -> str:
        """Show `texte`; return the button that was pressed, the last one when the window was closed."""
        chosen = [answers[-1]]
        window = tk.Toplevel(self._parent)
        window.title(titre)
        window.attributes("-topmost", True)
        lines = sum(1 + len(line) // WIDTH for line in texte.splitlines())
        said = tk.Text(window, width=WIDTH, height=min(lines, MOST), wrap="word", relief="flat", padx=PAD, pady=PAD)
        said.insert("1.0", texte)
        said.configure(state="disabled", background=window.cget("background"), font="TkDefaultFont")
        said.grid(row=0, column=0, sticky="nsew", padx=PAD, pady=PAD)
        if lines > MOST:
            bar = ttk.Scrollbar(window, command=said.yview)
            bar.grid(row=0, column=1, sticky="ns")
            said.configure(yscrollcommand=bar.set)
        window.rowconfigure(0, weight=1)
        window.columnconfigure(0, weight=1)

        def press(answer: str) -> None:
            chosen[0] = answer
            window.destroy()

        buttons = ttk.Frame(window)
        buttons.grid(row=1, column=0, sticky="e", padx=PAD, pady=(0, PAD))
        for one in answers:
            ttk.Button(buttons, text=one, command=partial(press, one)).pack(side="left", padx=(PAD, 0))
        window.bind("<Return>", lambda _: press(answers[0]))
        window.bind("<Escape>", lambda _: window.destroy())
        window.focus_set()
        window.wait_window()
        return chosen[0]


class Ligne:
    """Progress, in a line of the window."""

    def __init__(self, parent: tk.Misc, status: tk.StringVar) -> None:
        self._parent = parent
        self._status = status
        self._label, self._total, self._done = "", 0, 0

    def stage(self, label: str, total: int) -> None:
        """See Progress."""
        self._label, self._total, self._done = label, total, 0
        self._show(f"{label}…")

    def step(self) -> None:
        """See Progress."""
        self._done += 1
        self._show(f"{self._label}, {self._done} sur {self._total}")

    def tell(self, sentence: str) -> None:
        """See Progress."""
        self._show(sentence)

    def _show(self, text: str) -> None:
        self._status.set(text)
        self._parent.update_idletasks()
