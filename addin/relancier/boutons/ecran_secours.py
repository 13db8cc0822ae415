"""What speaks when no workbook can be reached, hence no window of its program: it can say, and ask nothing.

Assumed, and not run here: `MessageBoxW` of Windows' user32, which a program without a console may show.
"""

import ctypes
import sys
from collections.abc import Sequence
from pathlib import Path

from relancier.actions.progress import Progress, Silent
from relancier.boutons.ecran import Champ, Reponses
from relancier.boutons.ouvrir import ouvrir

TOPMOST = 0x40000  # MB_TOPMOST


class EcranSecours:
    """See Ecran."""

    def confirmer(self, titre: str, texte: str) -> bool:
        """See Ecran: no."""
        self.dire(titre, texte)
        return False

    def dire(self, titre: str, texte: str) -> None:
        """See Ecran: a box of the system on Windows, else standard error."""
        if sys.platform == "win32":
            ctypes.windll.user32.MessageBoxW(0, texte, titre, TOPMOST)
        elif sys.stderr is not None:
            print(f"{titre}\n{texte}", file=sys.stderr)

    def demander(self, titre: str, champs: Sequence[Champ]) -> Reponses | None:
        """See Ecran: nobody answers."""
        del titre, champs
        return None

    def progress(self) -> Progress:
        """See Ecran."""
        return Silent()

    def fini(self) -> None:
        """See Ecran."""

    def ouvrir(self, path: Path) -> None:
        """See Ecran."""
        ouvrir(path)
