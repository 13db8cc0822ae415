"""A passage from the workbook to the letters, the print files and the recorded history, with each of our engines."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import chrono
import lettres_dessinees
from banc import Atteinte, Mesure, Tailles, Voie
from lettres_dessinees import DAY

HERE = Path(__file__).resolve().parent
EMBARQUE, LIBREOFFICE, SIMPLE = "relancier lot", "relancier lot --pdf libreoffice", "docxtpl, puis LibreOffice"


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Draw the workbook in `folder` and return what is measured on it."""
    workbook = lettres_dessinees.write(folder / "lettres.xlsx", tailles.lettres)
    notes = lettres_dessinees.keep(lettres_dessinees.note(workbook), folder / "lettres.notes")
    work = f"{tailles.lettres} lettres"
    return Mesure(
        "lettres",
        f"{work} en .docx et .pdf, fichiers à imprimer, historique écrit",
        "lettres",
        tailles.lettres,
        (
            Voie(EMBARQUE, command(workbook, "embarque"), tailles.lettres, letters),
            Voie(LIBREOFFICE, command(workbook, "libreoffice"), tailles.lettres, letters),
            Voie(SIMPLE, lambda out: plain(notes, out, tailles.lettres), tailles.lettres, pdfs),
        ),
        (
            Atteinte(f"{work} .docx + .pdf + impression + historique", EMBARQUE, SIMPLE, 25),
            Atteinte("les mêmes, avec LibreOffice comme moteur", LIBREOFFICE, SIMPLE, 8),
        ),
        "La voie simple ouvre le modèle pour chaque lettre, le remplit, l'enregistre, puis convertit tout par "
        "LibreOffice, 200 fichiers par appel (sur 300, il en passe 53 sous silence) ; elle ne lit pas le classeur, ne "
        "décide rien, ne contrôle, ne relie ni n'inscrit rien. Tout le processus est compté, démarrages de Python et "
        "de LibreOffice compris.",
        tailles.fois_longues,
    )


def command(workbook: Path, engine: str) -> Callable[[Path], list[str]]:
    """Return what makes the command of a passage on a copy of `workbook`."""

    def made(out: Path) -> list[str]:
        copy = shutil.copyfile(workbook, out / "creances.xlsx")
        said = ("--sortie", out / "sortie", "--pdf", engine, "--json")
        return chrono.python("-m", "relancier", "lot", copy, "--date", str(DAY), *said)

    return made


def letters(out: Path, printed: str) -> int:
    """Return how many letters have both files, of those that the passage says to have made."""
    made = json.loads(printed)["lettres"]
    return sum(Path(one["docx"]).exists() and Path(one["pdf"]).exists() for one in made)


def plain(notes: Path, out: Path, count: int) -> list[str]:
    """Return the command of the plain way."""
    return chrono.python(HERE / "voies_simples.py", "pdf", notes, "--sortie", out, "--combien", str(count))


def pdfs(out: Path, printed: str) -> int:
    """Return how many letters are converted."""
    return len(list(out.glob("*.pdf")))
