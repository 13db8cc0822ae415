"""The port through which a button speaks with whoever pressed it, whatever the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from relancier.actions.progress import Progress


@dataclass(frozen=True, slots=True)
class Champ:
    """One thing to type or choose.

    Attributes:
      nom: by which the answer is found.
      libelle: what stands before it, in French.
      defaut: what is there at first.
      choix: the only answers; none for free text.
      aide: a few words after it.
      fichier: the answer is the path of a file.
    """

    nom: str
    libelle: str
    defaut: str = ""
    choix: tuple[str, ...] = ()
    aide: str = ""
    fichier: bool = False


Reponses = Mapping[str, str]


class Ecran(Protocol):
    """A window: every text is French, every method waits for its answer."""

    def confirmer(self, titre: str, texte: str) -> bool:
        """Ask a question; True for yes."""

    def dire(self, titre: str, texte: str) -> None:
        """Say something."""

    def demander(self, titre: str, champs: Sequence[Champ]) -> Reponses | None:
        """Ask for `champs`; return the answers by name, None when the user gave up."""

    def progress(self) -> Progress:
        """Return what shows how far a long action is; `fini` ends it."""

    def fini(self) -> None:
        """Give back the place where progress was shown."""

    def ouvrir(self, path: Path) -> None:
        """Open a file or a folder with the program that the system gives it."""
