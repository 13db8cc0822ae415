"""manifeste.json: what the folder holds, so that anyone can prove later that nothing in it has changed.

Written last, read again by `verifier_liasse` as something that a stranger may have edited.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from relancier.base.files import digest, write_whole
from relancier.dossier.liasse.modele import Liasse
from relancier.dossier.pieces import Constat, PiecePrete
from relancier.dossier.profils import Profil

NOM = "manifeste.json"
FORMAT = 1


class Illisible(ValueError):
    """The manifest is missing, is not one, or leads out of its folder."""


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of the folder, by its path from it."""

    nom: str
    empreinte: str
    taille: int


@dataclass(frozen=True, slots=True)
class PieceAttendue:
    """An exhibit, as the manifest has it.

    Attributes:
      empreinte: the SHA-256 of its original.
      autres: the copy of its original, and what goes beside it.
      copie: the copy of its original; "" when it had gone.
    """

    numero: str
    pages: int
    premiere_page: int
    volume: int
    fichier: str
    reduites: tuple[int, ...]
    empreinte: str
    autres: tuple[str, ...]
    copie: str = ""


@dataclass(frozen=True, slots=True)
class VolumeAttendu:
    """A volume, as the manifest has it."""

    fichier: str
    pages: int
    premiere_page: int


@dataclass(frozen=True, slots=True)
class Manifeste:
    """What the manifest says.

    Attributes:
      taille_max: bytes of each file that is sent; None for no limit.
      constats: the messages of the findings, of the exhibits and of the whole.
    """

    fichiers: tuple[Fichier, ...]
    volumes: tuple[VolumeAttendu, ...]
    pieces: tuple[PieceAttendue, ...]
    taille_max: int | None
    constats: tuple[str, ...] = ()


def write(
    folder: Path,
    liasse: Liasse,
    pieces: Sequence[PiecePrete],
    profil: Profil,
    jour: date,
    version: str,
    constats: Sequence[Constat] = (),
) -> Path:
    """Write the manifest of all that `folder` holds; return its path. It is the last file to be written.

    Args:
      pieces: as they were given to `relier`, in the same order.
      jour: the date of the file.
      version: of Relancier.
      constats: those of the whole file that neither `liasse` nor `pieces` carry.
    """
    target = folder / NOM
    found = sorted(
        (one for one in folder.rglob("*") if one.is_file() and one != target),
        key=lambda one: one.relative_to(folder).as_posix(),
    )
    said: dict[str, list[str]] = {}
    for numero, sentence in liasse.changements:
        said.setdefault(numero, []).append(sentence)
    content = {
        "format": FORMAT,
        "relancier": version,
        "date": jour.isoformat(),
        "profil": {
            "nom": profil.nom,
            "libelle": profil.libelle,
            "taille_max": profil.taille_max,
            "une_liasse": profil.une_liasse,
            "recto_verso": profil.recto_verso,
            "source": profil.source,
        },
        "volumes": [
            {"fichier": one.path.name, "pages": one.pages, "premiere_page": one.premiere_page, "taille": one.taille}
            for one in liasse.volumes
        ],
        "pieces": [
            {
                "numero": place.numero,
                "nature": prete.piece.nature,
                "intitule": prete.piece.intitule,
                "date": prete.piece.date.isoformat() if prete.piece.date else None,
                "reference": prete.piece.reference,
                "factures": list(prete.piece.factures),
                "pages": place.pages,
                "premiere_page": place.premiere_page,
                "volume": place.volume,
                "fichier": _inside(place.fichier, folder),
                "original": {
                    "nom": prete.piece.fichier.name,
                    "sha256": prete.empreinte,
                    "copie": _inside(place.original, folder) if place.original else None,
                },
                "jointes": [_inside(one, folder) for one in place.jointes],
                "changements": [*prete.changements, *said.get(place.numero, [])],
                "pages_reduites": list(place.reduites),
                "constats": [_constat(one) for one in prete.constats],
            }
            for place, prete in zip(liasse.places, pieces, strict=True)
        ],
        "constats": [_constat(one) for one in (*liasse.constats, *constats)],
        "fichiers": {_inside(one, folder): {"sha256": digest(one), "taille": one.stat().st_size} for one in found},
    }
    write_whole(target, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return target


def read(folder: Path) -> Manifeste:
    """Return what the manifest of `folder` says.

    Raises:
      Illisible: it is missing, is not one, or names a file outside its folder.
    """
    try:
        content: dict[str, Any] = json.loads((folder / NOM).read_bytes())
        files = tuple(
            Fichier(_safe(name), str(one["sha256"]), int(one["taille"])) for name, one in content["fichiers"].items()
        )
        volumes = tuple(
            VolumeAttendu(_safe(one["fichier"]), int(one["pages"]), int(one["premiere_page"]))
            for one in content["volumes"]
        )
        pieces = tuple(
            PieceAttendue(
                str(one["numero"]),
                int(one["pages"]),
                int(one["premiere_page"]),
                int(one["volume"]),
                _safe(one["fichier"]),
                tuple(int(page) for page in one["pages_reduites"]),
                str(one["original"]["sha256"]),
                tuple(_safe(name) for name in (one["original"]["copie"], *one["jointes"]) if name),
                _safe(one["original"]["copie"] or ""),
            )
            for one in content["pieces"]
        )
        most = content["profil"]["taille_max"]
        findings = [*content["constats"], *(found for one in content["pieces"] for found in one["constats"])]
        told = tuple(str(one["message"]) for one in findings)
        return Manifeste(files, volumes, pieces, None if most is None else int(most), told)
    except OSError as error:
        raise Illisible(f"il ne peut pas être lu ({error.strerror})") from error
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Illisible("ce n'est pas un manifeste de Relancier, ou il a été modifié") from error


def _constat(one: Constat) -> dict[str, object]:
    return {
        "code": one.code,
        "gravite": one.gravite.value,
        "message": one.message,
        "remede": one.remede,
        "piece": one.piece,
        "page": one.page,
    }


def _inside(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _safe(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(f"chemin hors du dossier : {name}")
    return name
