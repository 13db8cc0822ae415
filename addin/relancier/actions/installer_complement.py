"""Putting the Excel add-in where Excel opens it, and taking it away without a trace."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, Lieu, Refus
from relancier.base.files import why, write_whole
from relancier.base.resources import shipped
from relancier.excel import paquet
from relancier.excel.constats import examine
from relancier.excel.poste import OLDER_LOG, Emplacements, Poste, places, windowless
from relancier.excel.windows import Windows


@dataclass(frozen=True, slots=True)
class Installe:
    """An installation.

    Attributes:
      ou: its files.
      faits: what the computer says of itself.
      constats: what keeps Excel from loading the ribbon, or is worth knowing.
    """

    ou: Emplacements
    faits: dict[str, str]
    constats: tuple[Anomalie, ...]

    @property
    def est_pret(self) -> bool:
        """Whether nothing that was found is in the way."""
        return all(one.gravite is not Gravite.BLOQUANTE for one in self.constats)


@dataclass(frozen=True, slots=True)
class Retire:
    """What taking away did.

    Attributes:
      fichiers: those that were removed.
      restent: folders of ours that hold something that is not.
    """

    fichiers: tuple[Path, ...]
    restent: tuple[Path, ...]


def install(tous: bool = False, poste: Poste | None = None) -> Installe:
    """Put the add-in in Excel's folder of start and write where Python is.

    Args:
      tous: for all users of the computer, which takes an administrator's rights.
      poste: the computer; None for this one.

    Raises:
      Refus: not Windows, an unfit Python, or Excel holds the file; nothing was changed.
    """
    poste = poste or Windows()
    where = places(poste, tous, paquet.NOM)
    python = windowless(poste, tous)
    add_in = _add_in()
    seen = examine(poste, where, python)
    _write(where, add_in, python, tous)
    return Installe(where, seen.faits, (*seen.constats, *_unmark(poste, where.complement)))


def uninstall(tous: bool = False, poste: Poste | None = None) -> Retire:
    """Remove all that `install` and the buttons' log left. The registry was never written.

    Raises:
      Refus: not Windows, or Excel holds the add-in; nothing was removed.
    """
    where = places(poste or Windows(), tous, paquet.NOM)
    removed = []
    for path in (where.complement, where.python, where.journal, where.journal.with_name(OLDER_LOG)):
        if path.is_file():
            try:
                path.unlink()
            except OSError as error:
                raise _held(path, error, tous) from error
            removed.append(path)
    return Retire(tuple(removed), tuple(_leave({where.python.parent, where.journal.parent})))


def _add_in() -> bytes:
    """The add-in that ships with the program; a checkout has only its sources."""
    folder = shipped("excel")
    built = folder / paquet.NOM
    return built.read_bytes() if built.is_file() else paquet.build(folder).data


def _write(where: Emplacements, add_in: bytes, python: Path, tous: bool) -> None:
    """Write both files, or none."""
    before = where.complement.read_bytes() if where.complement.is_file() else None
    if before != add_in:
        _put(where.complement, add_in, tous)
    try:
        # the launcher reads UTF-16: a user's name may have any letter
        _put(where.python, codecs.BOM_UTF16_LE + f"{python}\r\n".encode("utf-16-le"), tous)
    except Refus:
        if before is None:
            where.complement.unlink()
        elif before != add_in:
            _put(where.complement, before, tous)
        raise


def _put(path: Path, data: bytes, tous: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise _held(path, error, tous) from error


def _held(path: Path, error: OSError, tous: bool) -> Refus:
    remede = "Fermez toutes les fenêtres d'Excel, puis recommencez."
    if tous:
        remede += " Il faut aussi les droits d'administrateur du poste."
    return Refus("fichier-tenu", f"{path} ne peut pas être changé : {why(error)}.", remede)


def _unmark(poste: Poste, path: Path) -> list[Anomalie]:
    """A file that Windows believes downloaded is opened without its macros, and nobody is told."""
    if not poste.vient_d_internet(path):
        return []
    poste.demarquer(path)
    message = "Windows croyait le complément venu d'Internet et l'aurait bloqué ; cette marque est ôtée."
    return [Anomalie("marque-otee", Gravite.REMARQUE, Lieu(), "Zone.Identifier", message, "")]


def _leave(folders: set[Path]) -> list[Path]:
    """Remove our folders that are empty; return those that are not."""
    kept = []
    for folder in sorted(folders):
        if folder.is_dir():
            if any(folder.iterdir()):
                kept.append(folder)
            else:
                folder.rmdir()
    return kept
