"""`relancier modele FICHIER.xlsx`: a blank workbook; and the templates of letters and messages, to be reworded."""

import shutil
from pathlib import Path

from relancier.base.errors import InvalidInput, Refus
from relancier.base.resources import shipped

BLANK = "modele.xlsx"
NO_LETTER = ("compte-rendu.docx", "decompte.docx")  # always made from the shipped ones


def create(target: Path, lettres: Path | None = None) -> list[Path]:
    """Copy the blank workbook to `target`, and the templates to the folder `lettres` when one is given.

    Returns the files made, the workbook first; nothing that was there is replaced, and all are made or none.

    Raises:
      InvalidInput: `target` is no .xlsx name, or its folder does not exist.
      Refus: a file of that name is already there, or a folder cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        raise InvalidInput(
            "classeur-format", f"« {target.name} » n'est pas un nom de classeur.", "Terminez-le par .xlsx."
        )
    _check_free(target)
    copies = [(shipped("workbook") / BLANK, target)]
    if lettres is not None:
        _make_folder(lettres)
        copies += [(source, lettres / source.name) for source in _templates()]
    for _, copy in copies:
        _check_free(copy)
    for source, copy in copies:
        _copy(source, copy)
    return [copy for _, copy in copies]


def add_templates(lettres: Path) -> list[Path]:
    """Copy to the folder `lettres` the templates that it lacks; return the copies. What is there is left alone.

    Raises:
      Refus: the folder cannot be written.
    """
    _make_folder(lettres)
    missing = [one for one in _templates() if not (lettres / one.name).exists()]
    for source in missing:
        _copy(source, lettres / source.name)
    return [lettres / one.name for one in missing]


def missing_templates(lettres: Path) -> int:
    """Return how many templates the folder `lettres` lacks; all of them while it does not exist."""
    return sum(not (lettres / one.name).exists() for one in _templates())


def _templates() -> list[Path]:
    folder = shipped("templates")
    return [one for one in sorted([*folder.glob("*.docx"), *folder.glob("*.txt")]) if one.name not in NO_LETTER]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(folder, error) from error


def _check_free(target: Path) -> None:
    if target.exists():
        raise Refus(
            "fichier-existant", f"« {target} » existe déjà.", "Choisissez un autre nom ; rien n'a été remplacé."
        )
    if not target.parent.is_dir():
        raise InvalidInput("dossier-absent", f"Le dossier « {target.parent} » n'existe pas.", "Créez-le d'abord.")


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise _not_written(target, error) from error


def _not_written(target: Path, error: OSError) -> Refus:
    return Refus(
        "sortie-inaccessible",
        f"« {target} » ne peut pas être écrit ({error.strerror}).",
        "Choisissez un autre dossier, où vous pouvez écrire.",
    )
