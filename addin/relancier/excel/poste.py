"""What installing asks of a computer, and the names under which Windows keeps it.

Nothing here was ever run on Windows: each name is an assumption, written where it stands, and PROTOCOLE.md checks it.
"""

from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Protocol

from relancier.base.errors import Refus

FOLDER = "Relancier"
PYTHON_FILE, LOG_FILE = "python.txt", "relancier.log"  # names that Lanceur.bas knows
OLDER_LOG = f"{LOG_FILE}.1"  # where the log goes once it is long
# the default value of this key is the path of excel.exe, whatever the edition
EXCEL_PATH = (r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe", "")


class Poste(Protocol):
    """A computer, as far as installing looks at it."""

    def systeme(self) -> str:
        """`win32`, `darwin`, `linux`."""

    def variable(self, nom: str) -> str:
        """An environment variable, "" when it is not set."""

    def registre(self, cle: str, nom: str) -> str | int | None:
        """A value of the registry, None when it is not there; `cle` begins with HKCU, HKLM or HKCR."""

    def vient_d_internet(self, path: Path) -> bool:
        """Whether Windows marked the file as downloaded."""

    def demarquer(self, path: Path) -> None:
        """Take that mark away."""

    def python(self) -> Path:
        """The interpreter that runs."""

    def est_installe(self) -> bool:
        """Whether that interpreter finds Relancier by itself, wherever it is started."""


@dataclass(frozen=True, slots=True)
class Emplacements:
    """Where the files of an installation are.

    Attributes:
      complement: relancier.xlam, in a folder whose files Excel opens when it starts.
      python: the file that says where Python is. Not beside the add-in: Excel would open it too.
      journal: the log that the buttons write.
    """

    complement: Path
    python: Path
    journal: Path


def places(poste: Poste, tous: bool, nom: str) -> Emplacements:
    """Return where the add-in `nom` goes, for this user, or with `tous` for all users of the computer.

    Raises:
      Refus: this is no Windows, or Excel's folder is not known.
    """
    _require_windows(poste)
    journal = Path(_folder(poste, "LOCALAPPDATA")) / FOLDER / LOG_FILE
    if tous:
        excel = poste.registre(*EXCEL_PATH)
        if not isinstance(excel, str) or not excel:
            raise Refus(
                "excel-introuvable",
                "Excel n'est pas installé sur ce poste, ou son dossier n'est pas dans le registre.",
                "Sans --tous, le complément va dans le dossier de démarrage de l'utilisateur.",
            )
        program = Path(excel.strip('"')).parent
        return Emplacements(
            program / "XLSTART" / nom, Path(_folder(poste, "PROGRAMDATA")) / FOLDER / PYTHON_FILE, journal
        )
    start = Path(_folder(poste, "APPDATA")) / "Microsoft" / "Excel" / "XLSTART"
    return Emplacements(start / nom, journal.with_name(PYTHON_FILE), journal)


def _require_windows(poste: Poste) -> None:
    if poste.systeme() == "darwin":
        raise Refus(
            "pas-windows",
            "Le ruban est fait pour Excel sous Windows : celui du Mac ne laisse pas un bouton démarrer Python.",
            "Sur Mac, fermez le classeur et servez-vous de la ligne de commande, par exemple « relancier lot ».",
        )
    if poste.systeme() != "win32":
        raise Refus(
            "pas-windows",
            "Le ruban est fait pour Excel sous Windows ; il n'y a rien à installer ici.",
            "Fermez le classeur et servez-vous de la ligne de commande, par exemple « relancier lot ».",
        )


def _folder(poste: Poste, variable: str) -> str:
    found = poste.variable(variable)
    if not found:
        raise Refus(
            "dossier-inconnu",
            f"Windows ne dit pas où est le dossier %{variable}%.",
            "Ouvrez une session ordinaire de cet utilisateur, puis recommencez.",
        )
    return found


def windowless(poste: Poste, tous: bool) -> Path:
    """Return the pythonw.exe that Excel will start.

    Raises:
      Refus: this Python cannot serve the ribbon.
    """
    python = poste.python()
    parts = {part.casefold() for part in PureWindowsPath(python).parts}
    if "windowsapps" in parts:  # what it writes in AppData goes to a private copy, which Excel does not see
        raise Refus(
            "python-du-store",
            "Ce Python vient du Microsoft Store : ce qu'il installe reste invisible pour Excel.",
            "Installez celui de python.org, puis tapez « py -m pip install relancier » et recommencez.",
        )
    if not poste.est_installe():
        raise Refus(
            "relancier-non-installe",
            "Ce Python fait tourner Relancier depuis ses sources : lancé par Excel, il ne le trouverait pas.",
            "Installez-le (« py -m pip install . » dans le dossier des sources), puis recommencez.",
        )
    profile = poste.variable("USERPROFILE")
    if tous and profile and is_within(python, profile):
        raise Refus(
            "python-personnel",
            f"Ce Python est dans le dossier d'un utilisateur : les autres n'y ont pas accès ({python}).",
            "Installez Python pour tous les utilisateurs, puis Relancier dans ce Python, et recommencez.",
        )
    found = python.with_name("pythonw.exe")
    if not found.is_file():
        raise Refus(
            "pythonw-absent",
            f"pythonw.exe n'est pas à côté de {python}.",
            "Réinstallez Python depuis python.org, avec ses options par défaut.",
        )
    if "%" in str(found):  # Windows would read a variable there
        raise Refus("chemin-python", f"Le chemin de Python contient « % » : {found}.", "Installez Python ailleurs.")
    return found


def is_within(path: Path, folder: str) -> bool:
    """Whether `path` is in `folder`, as Windows compares them."""
    return PureWindowsPath(path).is_relative_to(PureWindowsPath(folder)) or path.is_relative_to(folder)
