"""Clean exhibits, opened to be bound."""

from pathlib import Path

import pikepdf

from relancier.base.errors import InvalidInput
from relancier.dossier.pieces import PiecePrete


def opened(prete: PiecePrete, pdf: Path) -> pikepdf.Pdf:
    """Open `pdf`, what is bound of the exhibit `prete`; to be closed.

    Raises:
      InvalidInput: it does not open.
    """
    try:
        return pikepdf.open(pdf)
    except (pikepdf.PdfError, OSError) as error:
        raise unreadable(prete) from error


def unreadable(prete: PiecePrete) -> InvalidInput:
    """Return the error of an exhibit that was clean, and does not open any more."""
    return InvalidInput(
        "piece-illisible",
        f"La pièce n° {prete.piece.numero} ne s'ouvre plus une fois préparée.",
        f"Imprimez « {prete.piece.fichier.name} » en PDF, puis recommencez.",
    )
