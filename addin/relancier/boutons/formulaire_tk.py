"""A form in a small window of our own: one line for each thing to type or choose."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import filedialog, ttk

from relancier.boutons.ecran import Champ, Reponses

WIDTH = 44  # characters of an answer
PAD = 10


def formulaire(titre: str, champs: Sequence[Champ], parent: tk.Misc | None = None) -> Reponses | None:
    """Ask for `champs` in a window above the others; None when the user gave up (Annuler, Échap, or the cross)."""
    root = tk.Tk() if parent is None else None
    if root is not None:
        root.withdraw()
    window = tk.Toplevel(root or parent)
    form = Formulaire(window, titre, champs)
    try:
        window.wait_window()
    finally:
        if root is not None:
            root.destroy()
    return form.reponses


class Formulaire:
    """The content of the window.

    Attributes:
      reponses: the answers once « Continuer » was pressed; None before, and when the user gave up.
    """

    def __init__(self, window: tk.Toplevel, titre: str, champs: Sequence[Champ]) -> None:
        self.reponses: dict[str, str] | None = None
        self._window = window
        self._values = {one.nom: tk.StringVar(window, one.defaut) for one in champs}
        window.title(titre)
        window.resizable(width=True, height=False)
        window.attributes("-topmost", True)
        body = ttk.Frame(window, padding=2 * PAD)
        body.grid(sticky="nsew")
        window.columnconfigure(0, weight=1)
        body.columnconfigure(1, weight=1)
        entries = [self._line(body, row, one) for row, one in enumerate(champs)]
        self._buttons(body, len(champs))
        window.bind("<Return>", lambda _: self.valider())
        window.bind("<Escape>", lambda _: window.destroy())
        if entries:
            entries[0].focus_set()
        window.lift()

    def valider(self) -> None:
        """Keep the answers and close."""
        self.reponses = {nom: value.get() for nom, value in self._values.items()}
        self._window.destroy()

    def _line(self, body: ttk.Frame, row: int, one: Champ) -> ttk.Entry:
        ttk.Label(body, text=one.libelle).grid(row=row, column=0, sticky="w", padx=(0, PAD), pady=4)
        value = self._values[one.nom]
        entry: ttk.Entry
        if one.choix:
            entry = ttk.Combobox(body, textvariable=value, values=one.choix, state="readonly", width=WIDTH - 3)
        else:
            entry = ttk.Entry(body, textvariable=value, width=WIDTH)
        entry.grid(row=row, column=1, sticky="ew", pady=4)
        if one.fichier:
            choose = ttk.Button(body, text="Parcourir…", command=lambda: self._browse(value))
            choose.grid(row=row, column=2, sticky="w", padx=(PAD, 0))
        elif one.aide:
            ttk.Label(body, text=one.aide, foreground="#666666").grid(row=row, column=2, sticky="w", padx=(PAD, 0))
        return entry

    def _buttons(self, body: ttk.Frame, row: int) -> None:
        bar = ttk.Frame(body)
        bar.grid(row=row, column=0, columnspan=3, sticky="e", pady=(2 * PAD, 0))
        ttk.Button(bar, text="Annuler", command=self._window.destroy).pack(side="right")
        ttk.Button(bar, text="Continuer", command=self.valider, default="active").pack(side="right", padx=(0, PAD))

    def _browse(self, value: tk.StringVar) -> None:
        if chosen := filedialog.askopenfilename(parent=self._window):
            value.set(chosen)
