"""A passage that says what it is about to do before it does it, and takes its words back when all is settled."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from relancier.actions import intentions
from relancier.actions.intentions import Cle, Depot, Intentions
from relancier.base.errors import RelancierError
from relancier.base.files import digest, sync_files
from relancier.classeur.host import Host


class Announced:
    """The journal of one passage under way."""

    def __init__(self, host: Host, passage: str, day: date) -> None:
        self._host = host
        self._passage = passage
        self._day = day
        self._said: Intentions | None = None

    def aside(self, folder: Path) -> None:
        """Say that files will be made in `folder`, which does not exist yet."""
        sortie = folder.parent
        known = self._host.empreinte
        said = Intentions(self._passage, self._day, known, sortie, not sortie.exists(), folder.name)
        self._say(said)

    def in_place(self, cles: Iterable[Cle], known: Mapping[Path, str], moves: Mapping[Path, Path]) -> None:
        """Say that the files `moves` will be put in place, and that rows with `cles` will then be added.

        `known` is the SHA-256 of the files that are on the disk already.
        """
        assert self._said is not None
        sync_files(source for source in moves if source not in known)
        depots = tuple(
            Depot(source.name, target.name, known.get(source) or digest(source)) for source, target in moves.items()
        )
        self._say(replace(self._said, depots=depots, cles=tuple(cles)))

    @property
    def delivered(self) -> Mapping[Path, str]:
        """The SHA-256 of each file that was said to be put in place, by where it is then."""
        assert self._said is not None
        return {self._said.sortie / one.nom: one.empreinte for one in self._said.depots or ()}

    def is_recorded(self) -> bool:
        """Whether the workbook has the rows, or what became of them cannot be known now: the next run will see."""
        assert self._said is not None
        try:
            if self._host.is_still(self._said.empreinte):
                return False
            self._host.read()
        except (RelancierError, OSError):
            return True
        return self._host.recorded(self._passage) > 0

    def is_undone(self) -> bool:
        """Whether nothing of what was said is left on the disk."""
        if self._said is None:
            return True
        if self._said.depots is not None and self.is_recorded():
            return False
        sortie = self._said.sortie
        names = [self._said.preparation, *(one.nom for one in self._said.depots or ())]
        return not any((sortie / name).exists() for name in names)

    def is_tidy(self) -> bool:
        """Whether the folder aside is gone."""
        return self._said is None or not (self._said.sortie / self._said.preparation).exists()

    def _say(self, said: Intentions) -> None:
        intentions.save(said, self._host.path)
        self._said = said


@contextmanager
def announced(host: Host, passage: str, day: date) -> Iterator[Announced]:
    """Lend the journal of `passage` on the workbook of `host`, which must be held alone.

    It is removed when the block has done all, or has left nothing; otherwise it stays, for the next run to settle.
    """
    journal = Announced(host, passage, day)
    try:
        yield journal
    except BaseException:
        with suppress(OSError):
            if journal.is_undone():
                intentions.remove(host.path)
        raise
    with suppress(OSError):  # all is done: should the journal stay, the next run will only have to tidy up
        if journal.is_tidy():
            intentions.remove(host.path)
