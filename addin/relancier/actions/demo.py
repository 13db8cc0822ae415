"""`relancier demo`: the main job on the worked example, in a folder of its own."""

import shutil
from datetime import date
from pathlib import Path

from relancier.actions import lot
from relancier.actions.progress import Progress
from relancier.actions.resultat import Demande, PdfChoice, Resultat
from relancier.base.errors import Refus
from relancier.base.filenames import free_path
from relancier.base.resources import shipped
from relancier.classeur.closed_file import ClosedFile

EXAMPLE = "exemple.xlsx"
EXHIBITS = "pieces"  # beside the workbook, whose rows name them from there
DAY = date(2026, 11, 30)
FOLDER = "relancier-demo"


def run(sortie: Path | None, pdf: PdfChoice, suivi: Progress) -> Resultat:
    """Copy the example and its exhibits into a new folder and do the passage of 30 November 2026.

    The folder is `sortie`, else "relancier-demo".

    Raises:
      Refus: the folder cannot be made. An existing folder is left alone: "relancier-demo (2)" is made.
    """
    folder = free_path(sortie or Path.cwd() / FOLDER)
    try:
        folder.mkdir(parents=True)
        source = shipped("workbook")
        workbook = Path(shutil.copyfile(source / EXAMPLE, folder / EXAMPLE))
        # the rights of an installation's own files, often read-only, do not come along
        shutil.copytree(source / EXHIBITS, folder / EXHIBITS, copy_function=shutil.copyfile)
    except OSError as error:
        raise Refus(
            "sortie-inaccessible",
            f"Le dossier « {folder} » ne peut pas être créé ({error.strerror}).",
            "Choisissez-en un autre avec --sortie.",
        ) from error
    return lot.run(ClosedFile(workbook), Demande(DAY, pdf=pdf), suivi)
