"""The dashboard of a large workbook refreshed, beside the reading alone of that workbook."""

import shutil
from pathlib import Path

import chrono
import large_book
from banc import Atteinte, Mesure, Tailles, Voie
from mesure_lecture import count, said
from relancier.classeur import schema

HERE = Path(__file__).resolve().parent
NOTRE, SIMPLE = "relancier, tout mesurer et récrire", "openpyxl, lecture seule"


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Draw the workbook in `folder` and return what is measured on it."""
    tables = (*large_book.TABLES, *schema.REFAITES, schema.FRAIS)
    workbook = large_book.write(folder / "grand-tableau.xlsx", tailles.echeances, tables=tables)
    lines = count(workbook)

    def refresh(out: Path) -> list[str]:
        copy = shutil.copyfile(workbook, out / "creances.xlsx")
        return chrono.python(HERE / "nos_voies.py", "actualiser", copy, "--combien", str(lines))

    return Mesure(
        "tableau",
        f"le tableau de bord d'un classeur de {tailles.echeances} échéances",
        "lignes",
        lines,
        (
            Voie(NOTRE, refresh, lines, said),
            Voie(SIMPLE, lambda _: chrono.python(HERE / "voies_simples.py", "lire", workbook), lines, said),
        ),
        (Atteinte(f"{tailles.echeances} échéances : actualiser le tableau de bord", NOTRE, SIMPLE, 1),),
        "La voie simple lit toutes les feuilles, ne mesure et n'écrit rien. Tout le processus est compté.",
        tailles.fois_longues,
    )
