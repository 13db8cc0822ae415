"""A hundred rows added to the history of a large workbook."""

import shutil
from collections.abc import Callable
from pathlib import Path

import chrono
import large_book
from banc import Atteinte, Mesure, Tailles, Voie
from mesure_lecture import said

HERE = Path(__file__).resolve().parent
NOTRE, SIMPLE = "relancier, seules les parties touchées", "openpyxl, tout rouvert et récrit"
ROWS = 100


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Draw the workbook in `folder` and return what is measured on it."""
    workbook = large_book.write(folder / "grand-ajout.xlsx", tailles.echeances)
    return Mesure(
        "ajout",
        f"{ROWS} lignes ajoutées à l'historique d'un classeur de {tailles.echeances} échéances",
        "lignes",
        ROWS,
        (
            Voie(NOTRE, command(workbook, "nos_voies.py"), ROWS, said),
            Voie(SIMPLE, command(workbook, "voies_simples.py"), ROWS, said),
        ),
        (Atteinte(f"ajouter {ROWS} lignes à un classeur de {tailles.echeances}", NOTRE, SIMPLE, 15),),
        "La nôtre garde aussi une copie du classeur d'avant. Tout le processus est compté.",
        tailles.fois_longues,
    )


def command(workbook: Path, program: str) -> Callable[[Path], list[str]]:
    """Return what makes the command that adds to a copy of `workbook`."""

    def made(out: Path) -> list[str]:
        copy = shutil.copyfile(workbook, out / "creances.xlsx")
        return chrono.python(HERE / program, "ajouter", copy, "--combien", str(ROWS))

    return made
