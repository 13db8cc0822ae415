"""The reason that a row of the history keeps, in its column « Motif »."""

from relancier.base.errors import InvalidInput, Lieu
from relancier.base.typed import squeeze
from relancier.classeur import schema
from relancier.classeur.memory.rows import History

MOTIF = "Motif"


def reason(motif: str, what: str) -> str:
    """Return `motif` on one line; `what` asks for it, as "Une annulation".

    Raises:
      InvalidInput: it is empty.
    """
    found = squeeze(motif).replace("\n", " ")
    if not found:
        raise InvalidInput("motif-vide", f"{what} demande un motif.", "Donnez-le avec --motif.")
    return found


def need_column(history: History) -> None:
    """Raise InvalidInput when an older workbook has no place for a reason."""
    if MOTIF in history.absentes:
        raise InvalidInput(
            "colonne-absente",
            f"Le tableau {schema.RELANCES.name} n'a pas de colonne « {MOTIF} » : le motif n'y tiendrait pas.",
            "Tapez cet intitulé juste à droite du dernier, enregistrez, puis recommencez.",
            Lieu(feuille=history.feuille, table=schema.RELANCES.name),
        )
