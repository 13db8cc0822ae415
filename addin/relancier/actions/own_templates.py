"""The folder of the user's own letter templates: the command's, else the creditor's."""

from pathlib import Path

from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import Creancier


def own_templates(classeur: Path, creancier: Creancier, modeles: Path | None) -> Path | None:
    """Return that folder, `modeles` if it is given; None when the shipped templates alone are used.

    Raises:
      InvalidInput: it does not exist.
    """
    own = modeles
    if own is None and creancier.modeles:
        own = classeur.parent / creancier.modeles
    if own is not None and not own.is_dir():
        remede = "Corrigez « Modèles de lettres » dans la feuille Créancier, ou videz-le pour ceux de Relancier."
        raise InvalidInput(
            "modeles-absents",
            f"Le dossier de modèles de lettres « {own} » n'existe pas.",
            "Corrigez --modeles." if modeles else remede,
        )
    return own
