"""Files written whole, moved without ever covering another, and told apart by their content."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

# what the disk refuses whatever the document: the next file would fare no better
DISK_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
_IN_FRENCH = {
    errno.ENOSPC: "il n'y a plus de place sur le disque",
    errno.EDQUOT: "votre quota de disque est atteint",
    errno.EFBIG: "le fichier serait trop gros",
    errno.EROFS: "le disque est en lecture seule",
    errno.EIO: "le disque ne répond plus",
    errno.EACCES: "l'accès est refusé",
    errno.EPERM: "l'accès est refusé",
    errno.ENOENT: "le dossier n'existe pas",
    errno.ENOTDIR: "un fichier tient la place d'un dossier",
    errno.EEXIST: "un fichier tient la place d'un dossier",
    errno.ENAMETOOLONG: "le nom est trop long",
}
_SYNC_THREADS = 8  # a journaled disk answers several at once nearly as fast as one


def why(error: OSError) -> str:
    """Return the system's reason in French where it is a known one, otherwise in its own words."""
    return _IN_FRENCH.get(error.errno or 0) or error.strerror or str(error)


def digest(path: Path) -> str:
    """Return the SHA-256 of the file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 of the content of each file."""
    return {path: digest(path) for path in paths}


def holds(path: Path, empreinte: str) -> bool:
    """Whether `path` is a plain file whose content has the SHA-256 `empreinte`."""
    return path.is_file() and not path.is_symlink() and digest(path) == empreinte


def write_beside(path: Path, data: bytes, prefix: str) -> Path:
    """Return a new file in the folder of `path`, named `prefix`….tmp, that holds `data` on the disk."""
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write_whole(path: Path, data: bytes) -> None:
    """Make `data` the content of `path` at once; only one process at a time may write there."""
    waiting = path.with_name(f"{path.name}.tmp")
    try:
        with waiting.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, path)  # noqa: PTH105 - one name for what a crash test interrupts
    except BaseException:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def move(source: Path, target: Path) -> None:
    """Give `source` the name `target` on the same disk.

    Raises:
      FileExistsError: `target` exists; nothing was moved.
    """
    if os.name != "nt":  # Windows itself refuses to rename over a file
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # a disk without second names, such as a USB key
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        else:
            try:
                source.unlink()
            except OSError:
                target.unlink()
                raise
            return
    source.rename(target)


def sync_files(paths: Iterable[Path]) -> None:
    """Put the content of the files on the disk: a power cut must not leave a record of empty files."""
    with ThreadPoolExecutor(_SYNC_THREADS, "relancier-sync") as pool:
        for _ in pool.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the folder's entries on the disk, where the system can; Windows does so by itself."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network disks refuse; the entries are there all the same
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
