"""What on a computer keeps Excel from loading the ribbon, and what to do about it.

The rules of Office are values of the registry. A company's stand under Policies and win over the user's own, which
he sets in Fichier > Options > Centre de gestion de la confidentialité. None is ever written here.
"""

from dataclasses import dataclass
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.excel.poste import EXCEL_PATH, Emplacements, Poste, is_within

OFFICE = r"Office\16.0\Excel\Security"  # 2016, 2019, 2021, 2024 and Microsoft 365 alike
POLICIES = (
    rf"HKCU\Software\Policies\Microsoft\{OFFICE}",
    rf"HKCU\Software\Policies\Microsoft\Cloud\{OFFICE}",  # those that an administrator of Microsoft 365 sets online
)
OWN = rf"HKCU\Software\Microsoft\{OFFICE}"
TRUSTED = r"\Trusted Locations"
CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
CURRENT_VERSION = (r"HKCR\Excel.Application\CurVer", "")
OLDEST = 14  # Excel 2010: the first to read customUI14
MACROS = {
    1: "toutes permises",
    2: "désactivées avec une barre d'avertissement",
    3: "désactivées sauf signées",
    4: "toutes désactivées",
}
SIGNED_ONLY, NONE = 3, 4
ADMIN = (
    "Demandez à votre service informatique d'approuver relancier.xlam (voir PROTOCOLE.md, « Service informatique »)."
)
OPTIONS = "Fichier > Options > Centre de gestion de la confidentialité > Paramètres"


@dataclass(frozen=True, slots=True)
class Examen:
    """What was found on a computer.

    Attributes:
      faits: what was read, in French, by name; for somebody who helps from afar.
      constats: what is in the way (BLOQUANTE), or worth knowing.
    """

    faits: dict[str, str]
    constats: tuple[Anomalie, ...]


def examine(poste: Poste, where: Emplacements, python: Path) -> Examen:
    """Return what stands between Excel and the ribbon on this computer."""
    version, bits = _version(poste), _bits(poste)
    macros, by_policy = _setting(poste, "", "VBAWarnings")
    told = MACROS.get(macros, "non réglées") if isinstance(macros, int) else "non réglées"
    faits = {
        "Excel": f"{version or 'introuvable'}{', ' + bits if bits else ''}",
        "macros": told + (" (par votre entreprise)" if by_policy else ""),
        "Python": str(python),
    }
    constats = (
        *_of_excel(version),
        *_of_add_ins(poste),
        *_of_macros(poste, macros),
        *_of_places(poste, where, python),
    )
    return Examen(faits, constats)


def _setting(poste: Poste, under: str, nom: str) -> tuple[str | int | None, bool]:
    """Return the value in force, and whether the company set it."""
    for root in POLICIES:
        value = poste.registre(root + under, nom)
        if value is not None:
            return value, True
    return poste.registre(OWN + under, nom), False


def _version(poste: Poste) -> str:
    exact = poste.registre(CLICK_TO_RUN, "VersionToReport")
    if isinstance(exact, str) and exact:
        return exact
    known = poste.registre(*CURRENT_VERSION)
    if isinstance(known, str) and known:
        return known.rpartition(".")[2]
    return "version inconnue" if poste.registre(*EXCEL_PATH) else ""


def _bits(poste: Poste) -> str:
    return {"x64": "64 bits", "x86": "32 bits"}.get(str(poste.registre(CLICK_TO_RUN, "Platform")), "")


def _of_excel(version: str) -> list[Anomalie]:
    if not version:
        return [
            _found(
                "excel-introuvable",
                "",
                "Excel n'est pas installé sur ce poste.",
                "Installez-le : le ruban y sera déjà.",
            )
        ]
    major = version.partition(".")[0]
    if major.isdecimal() and int(major) < OLDEST:
        message = "Cet Excel est trop ancien pour l'onglet Relances."
        return [_found("excel-ancien", version, message, "Il faut Excel 2010 ou plus récent.", blocks=True)]
    return []


def _of_add_ins(poste: Poste) -> list[Anomalie]:
    found = []
    if _setting(poste, "", "DisableAllAddins")[0] == 1:
        message = "Les compléments d'Excel sont tous désactivés."
        found.append(_found("complements-interdits", "DisableAllAddins", message, ADMIN, blocks=True))
    if _setting(poste, "", "RequireAddinSig")[0] == 1:
        message = "Excel n'accepte que les compléments signés, et celui-ci ne l'est pas."
        found.append(_found("signature-exigee", "RequireAddinSig", message, ADMIN, blocks=True))
    return found


def _of_macros(poste: Poste, macros: str | int | None) -> list[Anomalie]:
    """A folder of start is trusted unless somebody decided otherwise: there, macros run whatever their setting."""
    if _setting(poste, TRUSTED, "AllLocationsDisabled")[0] == 1:
        if macros in {SIGNED_ONLY, NONE}:
            message = "Les macros sont désactivées, et aucun emplacement n'est approuvé."
            return [_found("macros-interdites", str(macros), message, ADMIN, blocks=True)]
        message = "Aucun emplacement n'est approuvé : Excel demandera à chaque démarrage d'activer les macros."
        return [_found("emplacements-refuses", "AllLocationsDisabled", message, "Répondez « Activer les macros ».")]
    if macros in {SIGNED_ONLY, NONE}:
        message = "Les macros sont désactivées, sauf dans les emplacements approuvés, dont le dossier de démarrage."
        remede = f"Si l'onglet n'apparaît pas, voyez {OPTIONS} > Emplacements approuvés."
        return [_found("macros-restreintes", str(macros), message, remede)]
    return []


def _of_places(poste: Poste, where: Emplacements, python: Path) -> list[Anomalie]:
    found = []
    network = str(where.complement).startswith(("\\\\", "//"))
    if network and _setting(poste, TRUSTED, "AllowNetworkLocations")[0] != 1:
        message = "Votre dossier de démarrage est sur un serveur, qu'Excel n'approuve pas."
        remede = f"Cochez {OPTIONS} > Emplacements approuvés > Autoriser les emplacements sur mon réseau."
        found.append(_found("demarrage-en-reseau", str(where.complement), message, remede, blocks=True))
    for variable in ("OneDrive", "OneDriveCommercial"):
        folder = poste.variable(variable)
        for path, what in ((python, "Python"), (where.complement, "Le dossier de démarrage d'Excel")):
            if folder and is_within(path, folder):
                message = f"{what} est dans OneDrive, qui peut en retirer les fichiers du poste."
                remede = "Dans l'Explorateur, clic droit sur ce dossier : « Toujours conserver sur cet appareil »."
                found.append(_found("dans-onedrive", str(path), message, remede))
    return found


def _found(code: str, trouve: str, message: str, remede: str, blocks: bool = False) -> Anomalie:
    return Anomalie(code, Gravite.BLOQUANTE if blocks else Gravite.REMARQUE, Lieu(), trouve, message, remede)
