"""`relancier modele FICHIER.xlsx`: a blank workbook; and the Word templates, for who wants to reword them."""

import shutil
from pathlib import Path

from relancier.base.errors import InvalidInput, Refus
from relancier.base.resources import shipped

BLANK = "modele.xlsx"
NO_LETTER = ("compte-rendu.docx",)  # the report is always made from the shipped one


def copy_blank_workbook(target: Path) -> Path:
    """Copy the blank workbook to `target` and return where it is.

    Raises:
      InvalidInput: `target` is no .xlsx name, or its folder does not exist.
      Refus: a file is already there.
    """
    if target.suffix.lower() != ".xlsx":
        raise InvalidInput(
            "classeur-format", f"« {target.name} » n'est pas un nom de classeur.", "Terminez-le par .xlsx."
        )
    _check_free(target)
    _copy(shipped("workbook") / BLANK, target)
    return target


def copy_templates(folder: Path) -> list[Path]:
    """Copy the Word templates of the letters to `folder` and return them; nothing there is replaced.

    Raises:
      Refus: the folder cannot be made, or a template of the same name is already there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(folder, error) from error
    sources = [one for one in sorted(shipped("templates").glob("*.docx")) if one.name not in NO_LETTER]
    targets = [folder / source.name for source in sources]
    for target in targets:
        _check_free(target)
    for source, target in zip(sources, targets, strict=True):
        _copy(source, target)
    return targets


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
