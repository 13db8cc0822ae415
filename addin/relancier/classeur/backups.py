"""The folder of copies beside a workbook: one before each writing, with the register and the record of the last one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from relancier.base.filenames import free_path, safe_stem, shortened
from relancier.base.files import digest, holds
from relancier.classeur.splicing.safe_file import leftovers

FOLDER = "Sauvegardes Relancier"


class Backups:
    """The copies kept of the workbook `path`.

    Attributes:
      folder: where they stand.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.folder = path.parent / FOLDER

    def latest_first(self) -> Sequence[Path]:
        """Return the copies, the latest first."""
        found = [
            one for one in self.folder.glob(f"*{self._path.suffix}") if one.name.startswith(f"{self._stem} avant ")
        ]
        return sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)

    @contextmanager
    def place_for(self, operation: str, *, undone: bool = False) -> Iterator[Path]:
        """Lend the name of a copy to come, before `operation` or what it left; the folder goes if the block fails."""
        existed = self.folder.exists()
        try:
            self.folder.mkdir(exist_ok=True)
            yield free_path(
                self.folder / f"{self._begun(operation, 'annulé' if undone else 'avant')}{self._path.suffix}"
            )
        except BaseException:
            if not existed:
                _remove_empty(self.folder)
            raise

    def discard(self, operation: str, empreinte: str) -> None:
        """Remove what a writing that was cut short left; `empreinte` is what the workbook was, "" when it was done.

        A copy made before `operation` that is the workbook as it stands tells nothing either.
        """
        for one in [*leftovers(self._path, self.folder)]:
            one.unlink(missing_ok=True)
        if not empreinte or not self.folder.is_dir():
            return
        now = digest(self._path)
        for one in [*self.folder.iterdir()]:
            if one.name.startswith(self._begun(operation, "avant")) and (holds(one, empreinte) or holds(one, now)):
                one.unlink(missing_ok=True)
        _remove_empty(self.folder)

    @property
    def _stem(self) -> str:
        return shortened(self._path.stem, 150)

    def _begun(self, operation: str, when: str) -> str:
        # an Id may come from the user's own rows, and hold what no file name can
        return f"{self._stem} {when} {safe_stem(operation)}"


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # it holds something
        folder.rmdir()
