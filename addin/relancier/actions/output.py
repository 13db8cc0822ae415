"""Where an action leaves its files: made aside first, then put in place all together, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from relancier.base.errors import Refus
from relancier.base.filenames import free_path


@contextmanager
def aside(sortie: Path) -> Iterator[Path]:
    """Lend a folder inside `sortie` where nothing is final; an empty `sortie` made for nothing goes away with it.

    Raises:
      Refus: `sortie` cannot be made or written.
    """
    existed = sortie.exists()
    try:
        sortie.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".en-cours-", dir=sortie))
    except OSError as error:
        raise Refus(
            "sortie-inaccessible",
            f"Le dossier « {sortie} » ne peut pas être écrit ({error.strerror}).",
            "Choisissez-en un autre avec --sortie.",
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not existed and not any(sortie.iterdir()):
            sortie.rmdir()


@contextmanager
def in_place(folder: Path, sortie: Path) -> Iterator[Mapping[Path, Path]]:
    """Move the files of `folder` to `sortie`, never over another; take them back if the block fails.

    Lends where each file now is, by where it was.
    """
    moved: dict[Path, Path] = {}
    try:
        for source in sorted(folder.iterdir()):
            moved[source] = free_path(sortie / source.name)
            source.replace(moved[source])
        yield moved
    except BaseException:
        for target in moved.values():
            target.unlink(missing_ok=True)
        raise
