"""One process at a time writes to a workbook: whoever reads it in order to write to it holds it until that is done."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from relancier.base.errors import Lieu, Refus
from relancier.base.filenames import companion
from relancier.base.files import why
from relancier.base.locks import Taken, held

LOCK = "relancier-verrou"


@contextmanager
def alone(classeur: Path) -> Iterator[None]:
    """Hold the workbook `classeur`, its path resolved, for this process.

    A workbook that is not there is not held: whoever reads it will say so.

    Raises:
      Refus: at once, when another process holds it, or its folder cannot be written.
    """
    if not _is_there(classeur):
        yield
        return
    lieu = Lieu(fichier=classeur.name)
    with ExitStack() as stack:
        try:
            stack.enter_context(held(companion(classeur, LOCK)))
        except Taken:
            raise Refus(
                "passage-en-cours",
                "Relancier travaille déjà sur ce classeur, dans une autre fenêtre ou sur un autre poste.",
                "Attendez la fin de ce travail, puis recommencez. Rien n'a été écrit par celui-ci.",
                lieu,
            ) from None
        except OSError as error:
            raise Refus(
                "dossier-en-lecture-seule",
                f"Relancier ne peut pas écrire dans le dossier « {classeur.parent.name} » ({why(error)}).",
                "Demandez le droit d'y écrire, ou copiez le classeur dans un dossier à vous.",
                lieu,
            ) from error
        yield


def _is_there(classeur: Path) -> bool:
    try:
        return classeur.is_file()
    except OSError:  # a name that is too long for the system
        return False
