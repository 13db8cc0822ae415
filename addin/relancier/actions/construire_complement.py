"""Building the Excel add-in from its text sources, for whoever changed them."""

from dataclasses import dataclass
from pathlib import Path

from relancier.base.errors import Anomalie, InvalidInput
from relancier.base.files import why, write_whole
from relancier.base.resources import shipped
from relancier.excel import paquet
from relancier.excel.catalogue import ACTIONS


@dataclass(frozen=True, slots=True)
class Construit:
    """What was built.

    Attributes:
      path: relancier.xlam.
      empreinte: its SHA-256, the same each time.
      actions: how many the ribbon offers.
      remarques: what only a person in front of Excel can check.
    """

    path: Path
    empreinte: str
    actions: int
    remarques: tuple[Anomalie, ...]


def build(sortie: Path | None, sources: Path | None = None) -> Construit:
    """Write relancier.xlam in `sortie`, by default the current folder.

    Raises:
      InvalidInput: the sources are faulty, pyOpenVBA is missing, or the folder cannot be written.
    """
    made = paquet.build(sources or shipped("excel"))
    path = (sortie or Path()) / paquet.NOM
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, made.data)
    except OSError as error:
        raise InvalidInput(
            "ecriture-impossible", f"{path} ne peut pas être écrit : {why(error)}.", "Donnez un autre --sortie."
        ) from error
    return Construit(path, made.empreinte, len(ACTIONS), made.remarques)
