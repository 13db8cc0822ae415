"""Where an action leaves its files: made aside first, then put in place all together, or not at all.

The folder aside bears a lock while its process lives; without one it is what a dead process left, and goes.
"""

import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from relancier.base.errors import Refus
from relancier.base.filenames import free_path
from relancier.base.files import move, sync_folder, why
from relancier.base.locks import Taken, held

ASIDE = re.compile(r"\.en-cours-[0-9a-f]{8}")
LOCK = ".verrou"


@contextmanager
def aside(sortie: Path, announce: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Lend a folder inside `sortie` where nothing is final; an empty `sortie` made for nothing goes away with it.

    `announce` is told of the folder before it exists.

    Raises:
      Refus: `sortie` cannot be made or written, or the disk gave way under the block.
    """
    folder = sortie / f".en-cours-{secrets.token_hex(4)}"
    with ExitStack() as stack:
        try:
            if announce is not None:
                announce(folder)
            if not sortie.exists():
                stack.callback(remove_if_empty, sortie)
            sortie.mkdir(parents=True, exist_ok=True)
            _remove_dead(sortie)
            stack.enter_context(held(_lock_of(folder), seconds=5))  # who looks for dead ones tries it for an instant
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            folder.mkdir()
        except OSError as error:
            raise Refus(
                "sortie-inaccessible",
                f"Le dossier « {sortie} » ne peut pas être écrit ({why(error)}).",
                "Choisissez-en un autre avec --sortie.",
            ) from error
        try:
            yield folder
        except OSError as error:
            where = f" : « {Path(error.filename).name} »" if error.filename else ""
            raise Refus(
                "ecriture-impossible",
                f"Un fichier n'a pas pu être écrit ({why(error)}){where}.",
                "Vérifiez la place sur le disque et l'accès au dossier, puis recommencez : rien n'est fait à moitié.",
            ) from error


@contextmanager
def in_place(
    folder: Path,
    sortie: Path,
    announce: Callable[[Mapping[Path, Path]], None] | None = None,
    is_settled: Callable[[], bool] | None = None,
) -> Iterator[Mapping[Path, Path]]:
    """Move the files of `folder` to `sortie`, never over another; take them back if the block fails.

    Lends where each file now is, by where it was. `announce` is told it before the first is moved. When the block
    fails, the files stay if `is_settled` says that they must: what failed came after.
    """
    moves: dict[Path, Path] = {}
    taken: set[str] = set()
    for source in sorted(folder.iterdir()):
        moves[source] = free_path(sortie / source.name, taken)
        taken.add(moves[source].name.casefold())
    if announce is not None:
        announce(moves)
    moved: list[Path] = []
    try:
        for source, target in moves.items():
            _move(source, target)
            moved.append(target)
        sync_folder(sortie)
        yield moves
    except BaseException:
        if is_settled is None or not is_settled():
            for target in moved:
                target.unlink(missing_ok=True)
        raise


def remove_aside(folder: Path) -> None:
    """Remove the folder aside of a dead process, and its lock."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    _lock_of(folder).unlink(missing_ok=True)


def remove_if_empty(folder: Path) -> None:
    """Remove `folder` unless it holds something."""
    with suppress(OSError):
        folder.rmdir()


def _move(source: Path, target: Path) -> None:
    try:
        move(source, target)
    except FileExistsError:
        raise Refus(
            "fichier-apparu",
            f"Un autre programme vient d'écrire « {target.name} » dans le dossier « {target.parent} ».",
            "Attendez qu'il ait fini, puis recommencez.",
        ) from None


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{LOCK}")


def _remove_dead(sortie: Path) -> None:
    """Remove the folders aside whose process died: their lock is there, and free."""
    for lock in [one for one in sortie.iterdir() if one.name.endswith(LOCK)]:
        folder = lock.with_name(lock.name.removesuffix(LOCK))
        if ASIDE.fullmatch(folder.name):
            with suppress(Taken, OSError), held(lock):  # a colleague's that we may not remove hinders nobody
                remove_aside(folder)
