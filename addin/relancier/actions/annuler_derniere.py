"""« Annuler la dernière opération » : what it wrote in the workbook is put back, and what it delivered is set aside.

The files are moved to a folder « Annulé … » beside where they were: nothing is erased, the next passage finds its
names free, and nobody posts a letter of which the history knows nothing. One that changed since, or that cannot be
moved, stays where it is, and that is said. The folder is no part of the evidence: no row of the history names it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from relancier.actions import intentions
from relancier.base.errors import Anomalie, Refus
from relancier.base.filenames import free_path, safe_stem
from relancier.base.files import holds, move, sync_folder
from relancier.base.money import NBSP
from relancier.classeur.backups import FOLDER
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Delivered, Host, Undone
from relancier.classeur.undo import record
from relancier.classeur.undo.trace import FileTrace, Formula, Kept, TableTrace


@dataclass(frozen=True, slots=True)
class AnnulationDerniere:
    """What was undone.

    Attributes:
      operation: what it was, such as "P2026-11-30".
      mis_de_cote: where the files that it had delivered are now.
      laisses: those that were left where they are, for they changed since or are open.
      copie: the workbook's file as the operation had left it; None when it was as before already.
    """

    operation: str
    mis_de_cote: tuple[Path, ...]
    laisses: tuple[Path, ...]
    copie: Path | None
    remarques: tuple[Anomalie, ...] = ()

    @property
    def message(self) -> str:
        """What happened, in a few sentences for the user."""
        said = [f"L'opération « {self.operation} » est annulée : le classeur est comme avant elle."]
        if self.mis_de_cote:
            folders = sorted({one.parent.name for one in self.mis_de_cote})
            where = " et ".join(f"« {name} »" for name in folders)
            said.append(f"{_files(len(self.mis_de_cote))} rangé{_s(self.mis_de_cote)} dans {where}, rien n'est effacé.")
        if self.laisses:
            names, s = ", ".join(f"« {one.name} »" for one in self.laisses), _s(self.laisses)
            said.append(f"Laissé{s} en place, car modifié{s} ou ouvert{s} : {names}.")
        if self.mis_de_cote or self.laisses:
            said.append("Cela ne rappelle pas un courrier déjà envoyé.")
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class Lignes:
    """How many rows of a table an operation added, changed and removed; a blank row that it filled was added."""

    ajoutees: int
    changees: int
    retirees: int


@dataclass(frozen=True, slots=True)
class AAnnuler:
    """What would be undone.

    Attributes:
      fichiers: the files that it delivered, and that are still there.
      lignes: what it did to each table that it changed in an open workbook; none for a closed file, which is put back
        whole.
    """

    operation: str
    fichiers: tuple[Path, ...]
    lignes: Mapping[str, Lignes]


def foresee(host: Host) -> AAnnuler | None:
    """Return what `undo_last` would undo on the workbook of `host`; None when there is nothing.

    Raises:
      Refus: "annulation-illisible".
    """
    last = record.load(record.place(host.path, FOLDER))
    if last is None:
        return None
    there = tuple(path for one in last.fichiers if (path := host.path.parent / one.nom).exists())
    changed = () if isinstance(last.trace, FileTrace) else last.trace
    return AAnnuler(last.operation, there, {one.table: _counted(one) for one in changed})


def undo_last(host: Host) -> AnnulationDerniere:
    """Undo the last operation on the workbook of `host`.

    Raises:
      InvalidInput: "rien-a-annuler".
      Refus: "passage-interrompu", or what stands there is not what the operation left; nothing is changed.
    """
    with alone(host.path):
        said = intentions.load(host.path)
        if said is not None:
            raise Refus(
                "passage-interrompu",
                f"Le passage {said.passage} a été interrompu, et n'est pas encore remis en ordre.",
                "Refaites un passage : il l'achèvera ou l'annulera d'abord.",
            )
        undone = host.undo_last()
        moved, left = _set_aside(undone)
    return AnnulationDerniere(undone.operation, moved, left, undone.copie, undone.remarques)


def _counted(trace: TableTrace) -> Lignes:
    pairs = (pair for bloc in trace.blocs for pair in zip_longest(bloc.avant, bloc.apres, fillvalue=()))
    states = Counter((_is_filled(before), _is_filled(after)) for before, after in pairs)
    return Lignes(states[False, True], states[True, True], states[True, False])


def _is_filled(row: Iterable[Kept]) -> bool:
    """Whether somebody, or Relancier, wrote in the row: a formula goes down a table's blank rows too."""
    return any(cell not in (None, "") and not isinstance(cell, Formula) for cell in row)


def _set_aside(undone: Undone) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Move what the operation delivered; return where it is now, and what had to stay. Files that are gone are gone."""
    moved, left = [], []
    folders: dict[Path, Path] = {}
    for one in undone.fichiers:
        if not one.path.exists():
            continue
        target = _moved(one, undone.operation, folders)
        if target is None:
            left.append(one.path)
        else:
            moved.append(target)
    for folder in folders.values():
        sync_folder(folder)
    return tuple(moved), tuple(left)


def _moved(one: Delivered, operation: str, folders: dict[Path, Path]) -> Path | None:
    """Return where the file is now; None when it is not what was delivered, or the system keeps it."""
    home = one.path.parent
    try:
        if not holds(one.path, one.empreinte):
            return None
        if home not in folders:
            folder = free_path(home / f"Annulé {safe_stem(operation)}")
            folder.mkdir()
            folders[home] = folder
        target = folders[home] / one.path.name
        move(one.path, target)
    except OSError:
        return None  # open in another program, or on a disk that refuses: the user is told
    return target


def _files(count: int) -> str:
    return f"{count}{NBSP}fichier{'s' if count > 1 else ''}"


def _s(many: tuple[Path, ...]) -> str:
    return "s" if len(many) > 1 else ""
