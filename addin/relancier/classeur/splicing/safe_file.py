"""A user's file replaced whole or not at all, and never under the program that has it open."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from relancier.base.errors import Lieu, Refus
from relancier.base.filenames import companion
from relancier.base.files import move, sync_folder, why, write_beside

_WRITABLE = 0o222


def check_free(path: Path) -> None:
    """Raise Refus when `path` is open in Excel or LibreOffice, is read-only, or stands in a read-only folder."""
    for program, lock in (("Excel", f"~${path.name}"), ("LibreOffice", f".~lock.{path.name}#")):
        if path.with_name(lock).exists():
            raise Refus(
                "classeur-ouvert",
                f"Le classeur est ouvert dans {program}.",
                f"Fermez-le, puis recommencez. S'il est fermé partout, supprimez le fichier « {lock} ».",
                Lieu(fichier=path.name),
            )
    check_rights(path)


def check_rights(path: Path) -> None:
    """Raise Refus when `path` is read-only, or stands in a read-only folder."""
    lieu = Lieu(fichier=path.name)
    if path.exists() and not (path.stat().st_mode & _WRITABLE and os.access(path, os.W_OK)):
        raise Refus(
            "fichier-en-lecture-seule",
            "Le fichier est en lecture seule.",
            "Décochez « Lecture seule » dans ses propriétés, ou travaillez sur une copie.",
            lieu,
        )
    folder = path.parent
    if not (folder.is_dir() and folder.stat().st_mode & _WRITABLE and os.access(folder, os.W_OK)):
        raise Refus(
            "dossier-en-lecture-seule",
            f"Relancier ne peut pas écrire dans le dossier « {folder.name} ».",
            "Demandez le droit d'y écrire, ou copiez le classeur dans un dossier à vous.",
            lieu,
        )


def replace_file(path: Path, data: bytes, *, expected: bytes | None, backup: Path | None = None) -> None:
    """Make `data` the content of `path`, at once: after a crash the file is the old one or the new one.

    `expected` is what the file held when it was read, None when it is not the file that was read: Refus
    when it has changed since. `backup` first receives an exact copy of the file; Refus when it exists already.
    On any failure neither temporary file nor backup is left, and the file is as it was.
    """
    temporary: Path | None = None
    made_backup = False
    done = False
    try:
        if backup is not None and path.exists():
            made_backup = copy_to(path, backup)
        temporary = write_beside(path, data, _prefix(path))
        if path.exists():
            shutil.copymode(path, temporary)
        if expected is not None and path.read_bytes() != expected:
            raise changed_meanwhile(path)
        os.replace(temporary, path)  # noqa: PTH105 - the one call that a test can make fail
        done = True
        sync_folder(path.parent)
    except PermissionError as error:
        raise Refus(
            "classeur-ouvert",
            "Le système refuse de remplacer le fichier : un programme le tient ouvert, ou le dossier est protégé.",
            "Fermez le classeur partout où il est ouvert, puis recommencez.",
            Lieu(fichier=path.name),
        ) from error
    except OSError as error:
        raise Refus(
            "ecriture-impossible",
            f"Le fichier n'a pas pu être écrit ({why(error)}).",
            "Vérifiez la place sur le disque et l'accès au dossier, puis recommencez.",
            Lieu(fichier=path.name),
        ) from error
    finally:
        if not done:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            if made_backup and backup is not None:
                backup.unlink(missing_ok=True)


def changed_meanwhile(path: Path) -> Refus:
    """Return the error of a file that is not any more what was read."""
    return Refus(
        "fichier-modifie",
        "Le classeur a été enregistré par un autre programme pendant le travail.",
        "Recommencez : Relancier le relira.",
        Lieu(fichier=path.name),
    )


def leftovers(path: Path, *folders: Path) -> Iterator[Path]:
    """Yield the temporary files that a dead process left while it replaced `path`, beside it and in `folders`.

    Only who is alone with `path` may remove them.
    """
    name = re.compile(re.escape(_prefix(path)) + r"\w+\.tmp")
    for folder in (path.parent, *folders):
        if folder.is_dir():
            yield from (one for one in folder.iterdir() if name.fullmatch(one.name))


def _prefix(path: Path) -> str:
    return companion(path, "relancier-").name


def copy_to(path: Path, backup: Path) -> bool:
    """Copy `path` to `backup`, which must not exist, times included; return True."""
    temporary = write_beside(backup, path.read_bytes(), _prefix(path))
    try:
        shutil.copystat(path, temporary)
        move(temporary, backup)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if not isinstance(error, FileExistsError):
            raise
        raise Refus(
            "sauvegarde-existante",
            f"La sauvegarde « {backup.name} » existe déjà.",
            "Attendez une minute, ou renommez cette sauvegarde, puis recommencez.",
            Lieu(fichier=path.name),
        ) from error
    return True
