"""LibreOffice's window, with forms made of its own controls, drawn over the workbook."""

from collections.abc import Sequence
from typing import Any

from relancier.boutons.ecran import Champ, Reponses
from relancier.boutons.ecran_classeur import EcranClasseur
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.libreoffice.failures import told

# in the dialogs' own unit, about a quarter of a character
LABEL, ANSWER, HELP, LINE, GAP = 84, 130, 130, 14, 6
OK, CANCEL = 1, 2  # com.sun.star.awt.PushButtonType


class EcranLibreOffice(EcranClasseur):
    """See Ecran."""

    def __init__(self, app: xw.App) -> None:
        super().__init__(app)
        self._connection = app.impl.connection
        self._controller = app.books.active.impl.controller

    def demander(self, titre: str, champs: Sequence[Champ]) -> Reponses | None:
        """See Ecran."""
        with told("poser une question"):
            dialog = self.dessiner(titre, champs)
            try:
                if dialog.execute() != OK:
                    return None
                return {one.nom: str(dialog.getControl(one.nom).getText()) for one in champs}
            finally:
                dialog.dispose()

    def dessiner(self, titre: str, champs: Sequence[Champ]) -> Any:
        """Return the dialog that asks for `champs`, not shown yet."""
        model = self._connection.service("awt.UnoControlDialogModel")
        height = GAP + len(champs) * (LINE + GAP)
        _place(model, 60, 40, LABEL + ANSWER + HELP + 4 * GAP, height + LINE + 3 * GAP, Title=titre)
        for row, one in enumerate(champs):
            top = GAP + row * (LINE + GAP)
            _add(model, "FixedText", f"l_{one.nom}", GAP, top + 2, LABEL, LINE, Label=one.libelle)
            left = LABEL + 2 * GAP
            if one.choix:
                chosen = {"StringItemList": one.choix, "Text": one.defaut, "Dropdown": True, "ReadOnly": True}
                _add(model, "ComboBox", one.nom, left, top, ANSWER, LINE, **chosen)
            else:
                _add(model, "Edit", one.nom, left, top, ANSWER, LINE, Text=one.defaut)
            said = "chemin du fichier ; vide : plus tard" if one.fichier else one.aide
            _add(model, "FixedText", f"a_{one.nom}", left + ANSWER + GAP, top + 2, HELP, LINE, Label=said)
        right = LABEL + ANSWER + HELP + 3 * GAP
        for kind, label, back in ((CANCEL, "Annuler", 1), (OK, "Continuer", 2)):
            left = right - back * (50 + GAP)
            _add(model, "Button", label, left, height + GAP, 50, LINE, Label=label, PushButtonType=kind)
        model.getByName("Continuer").DefaultButton = True
        dialog = self._connection.service("awt.UnoControlDialog")
        dialog.setModel(model)
        window = self._controller.Frame.ContainerWindow
        dialog.createPeer(self._connection.service("awt.Toolkit"), window)
        return dialog


def _add(model: Any, kind: str, name: str, left: int, top: int, width: int, height: int, **more: object) -> None:
    made = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    _place(made, left, top, width, height, **more)
    model.insertByName(name, made)


def _place(made: Any, left: int, top: int, width: int, height: int, **more: object) -> None:
    for name, value in {"PositionX": left, "PositionY": top, "Width": width, "Height": height, **more}.items():
        setattr(made, name, value)
