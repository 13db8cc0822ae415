"""Where the files that ship with the program are: letter templates, model workbooks.

An installed wheel carries them in the package, under `livraison/`; a checkout or an editable install has them at
the top of the repository, or beside the package, where they are edited.
"""

from pathlib import Path
from typing import Literal

from relancier.base.errors import RelancierError

_PACKAGE = Path(__file__).resolve().parent.parent
_WHAT = {
    "templates": "les modèles de lettres",
    "workbook": "les classeurs modèles",
    "excel": "les sources du complément Excel",
}


def shipped(kind: Literal["templates", "workbook", "excel"]) -> Path:
    """Return the folder of the shipped templates, model workbooks or sources of the Excel add-in.

    Raises:
      RelancierError: neither place has it; the installation is incomplete.
    """
    return _find(kind, _PACKAGE)


def _find(kind: str, package: Path) -> Path:
    candidates = [package / "livraison" / kind]
    repository = package.parent.parent
    if (repository / "pyproject.toml").is_file():
        candidates.append(package.parent / kind if kind == "excel" else repository / kind)
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise RelancierError(
        "installation-incomplete",
        f"L'installation est incomplète : {_WHAT[kind]} sont introuvables.",
        "Réinstallez Relancier (« pip install --force-reinstall relancier »).",
    )
