"""Every exhibit of a file, made ready: one clean PDF and a report each, or a refusal. None is left out."""

import hashlib
import shutil
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from relancier.base.errors import InvalidInput
from relancier.base.filenames import free_path
from relancier.base.files import DISK_FAULTS, why
from relancier.dossier.intake import constats as findings
from relancier.dossier.intake.assemblage import Encours, assemble, settle
from relancier.dossier.intake.atelier import Atelier
from relancier.dossier.intake.rapport import Limites, Refusee, Rejet, Vue
from relancier.dossier.liasse.apercu import Releve
from relancier.dossier.pieces import Constat, Gravite, Piece, PiecePrete

_BLOCK = 1 << 20
_WORK = ".travail"


def prepare(
    pieces: Sequence[Piece],
    folder: Path,
    limites: Limites | None = None,
    mots_de_passe: Mapping[Path, str] | None = None,
    suivi: Callable[[Piece], None] | None = None,
) -> list[PiecePrete | Refusee]:
    """Make each exhibit ready, in order; the originals are only read.

    Args:
      pieces: the exhibits, numbered.
      folder: where the clean PDFs are written, "001.pdf" and so on, with what is saved beside each in "001-jointes".
        Made if need be; should hold nothing else.
      limites: how far to go with one exhibit.
      mots_de_passe: the password of those that have one, by their path; kept nowhere.
      suivi: told of each exhibit, in order, once it was read.

    Raises:
      InvalidInput: the disk is full or gone, or no worker can be started. No exhibit can be the cause.
    """
    bounds = limites or Limites()
    secrets = dict(mots_de_passe or {})
    work = folder / _WORK
    try:
        work.mkdir(parents=True, exist_ok=True)
        going = [Encours(piece, work / f"{rank:03}") for rank, piece in enumerate(pieces, 1)]
        with Atelier(bounds, len(going)) as atelier:
            atelier.each(
                lambda one: _open(atelier, one, bounds, secrets.get(one.piece.fichier)),
                going,
                (lambda one: suivi(one.piece)) if suivi else None,
            )
            settle(atelier, going, work / "pdf")
            ended = atelier.each(lambda one: _end(atelier, one, folder, bounds), going)
        return _with_duplicates(ended, [one.vues for one in going])
    except OSError as error:
        raise InvalidInput(
            "disque",
            f"Les pièces ne peuvent pas être préparées : {why(error)}.",
            "Vérifiez le disque et le dossier de sortie, puis recommencez.",
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _open(atelier: Atelier, one: Encours, limites: Limites, password: str | None) -> None:
    """Copy the original, and have a worker look into the copy: what is hashed is what is read."""
    nom = one.piece.fichier.name
    try:
        one.dossier.mkdir()
        copy = one.dossier / "original"
        one.empreinte = _copy(one.piece.fichier, copy, limites)
        told = {"fichier": copy, "dossier": one.dossier} | ({"password": password} if password else {})
        one.take(atelier.ask("examiner", nom, **told))
    except Rejet as rejet:
        one.rejet = rejet


def _copy(source: Path, target: Path, limites: Limites) -> str:
    """Copy a file and return its SHA-256.

    Raises:
      Rejet: it is absent, no file, or too large.
      OSError: the disk that is written to is full, or gone.
    """
    nom = source.name
    try:
        status = source.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "un dossier" if stat.S_ISDIR(status.st_mode) else "un objet du système"
            raise Rejet("piece-pas-un-fichier", f"« {nom} » est {what}, pas un fichier.", "Choisissez un fichier.")
        if status.st_size > limites.octets:
            size, most = status.st_size // 1_000_000, limites.octets // 1_000_000
            raise Rejet(
                "piece-trop-grosse",
                f"« {nom} » pèse {size} Mo ; Relancier accepte {most} Mo par pièce.",
                "Gardez-en les pages utiles, ou numérisez-la moins finement.",
            )
        hashed = hashlib.sha256()
        with source.open("rb") as file, target.open("wb") as copy:
            while block := file.read(_BLOCK):
                hashed.update(block)
                copy.write(block)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if isinstance(error, OSError) and error.errno in DISK_FAULTS:
            raise
        if isinstance(error, FileNotFoundError):
            raise Rejet("piece-absente", f"« {nom} » est introuvable.", "Vérifiez le chemin de la pièce.") from error
        reason = why(error) if isinstance(error, OSError) else str(error)
        raise Rejet("piece-illisible", f"« {nom} » ne peut pas être lu : {reason}.", "Vérifiez le fichier.") from error
    return hashed.hexdigest()


def _end(atelier: Atelier, one: Encours, folder: Path, limites: Limites) -> PiecePrete | Refusee:
    numero = one.piece.numero
    try:
        if one.rejet:
            raise one.rejet
        clean = assemble(atelier, one)
    except Rejet as rejet:
        constat = Constat(rejet.code, Gravite.REFUS, rejet.message, rejet.remede, piece=numero)
        return Refusee(one.piece, constat, one.empreinte)
    target = folder / f"{one.dossier.name}.pdf"
    clean.replace(target)
    joined = _hand_over(one.jointes, folder / f"{one.dossier.name}-jointes")
    found = [*one.constats, *findings.of_pages(one.vues, target.stat().st_size, limites)]
    return PiecePrete(
        one.piece,
        target,
        len(one.vues),
        one.empreinte,
        tuple(dict.fromkeys(one.changements)),
        tuple(dict.fromkeys(replace(constat, piece=numero) for constat in found)),
        joined,
        _noted(one.vues),
    )


def _noted(vues: Sequence[Vue]) -> tuple[Releve, ...]:
    """Return what was noted of each page, unless one was not."""
    noted = tuple(vue.releve for vue in vues if vue.releve)
    return noted if len(noted) == len(vues) else ()


def _hand_over(files: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    placed = []
    for file in files:
        folder.mkdir(exist_ok=True)
        target = free_path(folder / file.name)
        file.replace(target)
        placed.append(target)
    return tuple(placed)


def _with_duplicates(
    ended: Sequence[PiecePrete | Refusee], vues: Sequence[Sequence[Vue]]
) -> list[PiecePrete | Refusee]:
    places = [rank for rank, one in enumerate(ended) if isinstance(one, PiecePrete)]
    ready = [(one, looks) for one, looks in zip(ended, vues, strict=True) if isinstance(one, PiecePrete)]
    whole = list(ended)
    for rank, constat in findings.duplicates(ready).items():
        one = ready[rank][0]
        whole[places[rank]] = replace(one, constats=(*one.constats, replace(constat, piece=one.piece.numero)))
    return whole
