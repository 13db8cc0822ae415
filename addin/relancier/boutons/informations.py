"""What this is, where it notes what it does, and how to use it."""

import platform

from relancier import __version__
from relancier.base.errors import Lieu
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin
from relancier.classeur import schema


def aide(bureau: Bureau) -> Fin | None:
    """Show the sheet « Mode d'emploi »."""
    if bureau.vue is not None and bureau.vue.montrer(Lieu(feuille=schema.MODE_EMPLOI)):
        return None
    return Fin(
        "Aide",
        f"Le mode d'emploi est la feuille « {schema.MODE_EMPLOI} » de chaque classeur de Relancier : ouvrez le vôtre, "
        "puis cliquez de nouveau sur « Aide ».",
    )


def a_propos(bureau: Bureau) -> Fin | None:
    """Say the version, the licence, what runs it, and where the log is."""
    engine = bureau.vue.moteur if bureau.vue is not None else "aucun classeur ouvert"
    return Fin(
        "À propos de Relancier",
        langage.paragraphes(
            f"Relancier {__version__}, licence MIT.\nTout se passe dans votre classeur et sur votre poste : rien n'est "
            "envoyé au dehors.",
            f"Classeur : {engine}\nPython {platform.python_version()} ({platform.system()})\n"
            f"Journal : {bureau.journal}",
            "Relancier calcule et met en page ; il ne conseille pas. C'est vous qui qualifiez, choisissez et signez.",
        ),
    )
