"""Excel's window, with forms: a small window of our own, or Excel's own input boxes where Python has no tkinter.

Assumed of Excel, and not run here: `Application.InputBox(Prompt, Title, Default, Type=2)` returns the text, and False
when the user gives up; it waits, and keeps Excel from being used meanwhile. Our own window stands above Excel because
it is made topmost.
"""

import logging
from collections.abc import Sequence

from relancier.boutons.ecran import Champ, Reponses
from relancier.boutons.ecran_classeur import EcranClasseur
from relancier.classeur.live.bsd import xw

TEXT = 2  # of Application.InputBox
journal = logging.getLogger("relancier.boutons")


class EcranExcel(EcranClasseur):
    """See Ecran."""

    def __init__(self, app: xw.App) -> None:
        super().__init__(app)
        self._excel = app

    def demander(self, titre: str, champs: Sequence[Champ]) -> Reponses | None:
        """See Ecran."""
        try:
            from relancier.boutons.formulaire_tk import formulaire  # noqa: PLC0415 - it loads tkinter

            return formulaire(titre, champs)
        except ImportError as error:
            journal.info("pas de tkinter (%s) : les questions passent par Excel", error)
            return self._one_by_one(titre, champs)

    def _one_by_one(self, titre: str, champs: Sequence[Champ]) -> Reponses | None:
        answers: dict[str, str] = {}
        for one in champs:
            answered = self._excel.api.InputBox(_prompt(one), titre, one.defaut, Type=TEXT)
            if answered is False:
                return None
            answers[one.nom] = str(answered)
        return answers


def _prompt(one: Champ) -> str:
    choices = " / ".join(one.choix)
    return "\n".join(part for part in (one.libelle, one.aide and f"({one.aide})", choices and f"[{choices}]") if part)
