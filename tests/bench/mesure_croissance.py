"""A hundred letters, a thousand, ten thousand: what a letter costs, and what is held, as the batch grows."""

from pathlib import Path

import lettres_dessinees
from banc import Mesure, Tailles, Voie
from mesure_lettres import command, letters


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Draw a workbook for each batch in `folder` and return what is measured on them."""
    voies = []
    for count in tailles.croissance:
        workbook = lettres_dessinees.write(folder / f"croissance-{count}.xlsx", count)
        voies.append(Voie(f"{count} lettres", command(workbook, "embarque"), count, letters))
    return Mesure(
        "croissance",
        "la croissance : le temps et la mémoire d'un lot selon le nombre de lettres",
        "lettres",
        tailles.croissance[-1],
        tuple(voies),
        (),
        "`relancier lot`, classeur compris ; tout le processus est compté, démarrage de Python compris.",
        1,
    )
