"""The small journal beside the workbook: what a passage is about to do, on the disk before it does it.

It is written before the folder aside is made, again with every file and every row before the first file is put in
place, and removed when all is done. Found at the start of a run, it tells what a crash left; `reprise` settles that.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from relancier.actions.output import ASIDE
from relancier.base.errors import Lieu, Refus
from relancier.base.filenames import companion
from relancier.base.files import sync_folder, why, write_whole

JOURNAL = "relancier-en-cours.json"
FORMAT = 1
EXPLANATION = (
    "Relancier écrit ce fichier pendant un passage et le retire à la fin. S'il est encore là, un passage a été "
    "interrompu : relancez « relancier lot », qui l'achèvera ou l'annulera. Ne le supprimez pas."
)


@dataclass(frozen=True, slots=True)
class Cle:
    """What a passage sends, once for ever: a level, for an échéance."""

    debiteur: str
    facture: str
    echeance: date
    niveau: int


@dataclass(frozen=True, slots=True)
class Depot:
    """A file to put in place.

    Attributes:
      prepare: its name in the folder aside.
      nom: its name in the output folder.
      empreinte: its SHA-256.
    """

    prepare: str
    nom: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Intentions:
    """What a passage is about to do.

    Attributes:
      passage, date: its identifier and its day.
      empreinte: SHA-256 of the workbook that it was decided from.
      sortie: the output folder.
      sortie_creee: whether the passage makes that folder.
      preparation: the name of the folder aside, inside `sortie`.
      depots: every file; None while they are still being made: then none is in place.
      cles: every row to come in the history.
    """

    passage: str
    date: date
    empreinte: str
    sortie: Path
    sortie_creee: bool
    preparation: str
    depots: tuple[Depot, ...] | None = None
    cles: tuple[Cle, ...] = ()


def journal_of(classeur: Path) -> Path:
    """Return where the journal of a workbook's passage is."""
    return companion(classeur, JOURNAL)


def save(intentions: Intentions, classeur: Path) -> None:
    """Put `intentions` on the disk, instead of any before."""
    document = {
        "relancier": EXPLANATION,
        "format": FORMAT,
        "passage": intentions.passage,
        "date": intentions.date.isoformat(),
        "empreinte": intentions.empreinte,
        "sortie": _portable(intentions.sortie, classeur),
        "sortie_creee": intentions.sortie_creee,
        "preparation": intentions.preparation,
        "fichiers": None
        if intentions.depots is None
        else [{"prepare": one.prepare, "nom": one.nom, "empreinte": one.empreinte} for one in intentions.depots],
        "relances": [
            {
                "debiteur": one.debiteur,
                "facture": one.facture,
                "echeance": one.echeance.isoformat(),
                "niveau": one.niveau,
            }
            for one in intentions.cles
        ],
    }
    try:
        write_whole(journal_of(classeur), json.dumps(document, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise Refus(
            "journal-impossible",
            f"Le journal du passage ne peut pas être écrit à côté du classeur ({why(error)}).",
            "Vérifiez la place sur le disque et l'accès au dossier du classeur, puis recommencez.",
            Lieu(fichier=classeur.name),
        ) from error


def load(classeur: Path) -> Intentions | None:
    """Return the intentions of the passage that did not end; None when there is none.

    Raises:
      Refus: the journal cannot be understood, so that nothing can be said of what the passage left.
    """
    path = journal_of(classeur)
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != FORMAT:
            raise ValueError("another format")
        return _understood(document, classeur)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refus(
            "journal-illisible",
            f"Le journal d'un passage interrompu, « {path.name} », ne peut pas être lu : il a été modifié, ou vient "
            "d'une autre version de Relancier.",
            "Comparez le dossier des lettres avec la feuille Relances, retirez ce qui n'y figure pas, supprimez ce "
            "journal, puis recommencez.",
            Lieu(fichier=classeur.name),
        ) from error


def remove(classeur: Path) -> None:
    """Remove the journal: all is settled."""
    path = journal_of(classeur)
    path.with_name(f"{path.name}.tmp").unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _understood(document: Mapping[str, Any], classeur: Path) -> Intentions:
    depots = document["fichiers"]
    return Intentions(
        passage=str(document["passage"]),
        date=date.fromisoformat(document["date"]),
        empreinte=str(document["empreinte"]),
        sortie=classeur.parent / document["sortie"],
        sortie_creee=bool(document["sortie_creee"]),
        preparation=_aside(document["preparation"]),
        depots=None
        if depots is None
        else tuple(Depot(_plain(one["prepare"]), _plain(one["nom"]), str(one["empreinte"])) for one in depots),
        cles=tuple(
            Cle(str(one["debiteur"]), str(one["facture"]), date.fromisoformat(one["echeance"]), int(one["niveau"]))
            for one in document["relances"]
        ),
    )


def _plain(name: str) -> str:
    """Return `name` if it is that of a file in the folder at hand: a journal must not lead us to another."""
    if not name or name in (".", "..") or Path(name).name != name or "/" in name or "\\" in name:
        raise ValueError(name)
    return name


def _aside(name: str) -> str:
    if not ASIDE.fullmatch(name):
        raise ValueError(name)
    return name


def _portable(sortie: Path, classeur: Path) -> str:
    """Return `sortie` relative to the workbook's folder when it is inside: the two may be moved together."""
    whole = sortie.resolve()
    if whole.is_relative_to(classeur.parent):
        return whole.relative_to(classeur.parent).as_posix()
    return str(whole)
