"""Which workbooks a command line names: paths and patterns, each workbook once, and where each one's letters go.

Patterns are read here too, because the shell of Windows leaves them as they are.
"""

import glob
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from relancier.actions.resultat import Demande
from relancier.base.errors import InvalidInput
from relancier.base.filenames import safe_stem

SUFFIXES = (".xlsx", ".xlsm")
OPEN_ELSEWHERE = "~$"  # what Excel puts before the name of the file that says who has a workbook open


def named(words: Iterable[str]) -> list[Path]:
    """Return the workbooks that `words` name, in their order, those of a pattern by name; each is given once.

    Raises:
      InvalidInput: a pattern fits no workbook, or nothing is left.
    """
    found: dict[object, Path] = {}
    for word in words:
        for path in _fitting(word):
            if not path.name.startswith(OPEN_ELSEWHERE):
                found.setdefault(_identity(path), path)
    if not found:
        raise InvalidInput(
            "aucun-classeur",
            "Aucun classeur n'est donné.",
            "Les fichiers « ~$… » sont ceux d'Excel : donnez le classeur lui-même.",
        )
    return list(found.values())


def sorties(classeurs: Sequence[Path], demande: Demande) -> list[Path | None]:
    """Return the output folder of each of several workbooks; None for the one that it has when it is alone.

    Those that would share a folder each have one in it, under their own name.
    """
    stems = Counter(one.stem.casefold() for one in classeurs)
    folders = Counter(one.resolve().parent for one in classeurs)
    taken: dict[Path, set[str]] = {}
    found: list[Path | None] = []
    for one in classeurs:
        parent = one.resolve().parent
        if demande.sortie is not None:
            whole, stem = demande.sortie, one.stem if stems[one.stem.casefold()] == 1 else f"{parent.name} {one.stem}"
        elif demande.sans_fichier or folders[parent] == 1:
            found.append(None)
            continue
        else:
            whole, stem = parent / f"Relances {demande.date_arrete:%Y-%m-%d}", one.stem
        names = taken.setdefault(whole, set())
        number, name = 1, safe_stem(stem)
        while name.casefold() in names:
            number += 1
            name = f"{safe_stem(stem)} ({number})"
        names.add(name.casefold())
        found.append(whole / name)
    return found


def _fitting(word: str) -> list[Path]:
    """Return the workbook that a word names, or those that fit it as a pattern."""
    path = Path(word)
    if not glob.has_magic(word) or path.exists():  # "Créances [2026].xlsx" may well be a name
        return [path]
    names = (Path(one) for one in sorted(glob.glob(word, recursive=True)))  # noqa: PTH207 - a pattern from the root too
    fitting = [one for one in names if one.suffix.lower() in SUFFIXES and one.is_file()]
    if not fitting:
        raise InvalidInput(
            "motif-sans-classeur",
            f"Aucun classeur ne correspond à « {word} ».",
            "Vérifiez le dossier et l'extension (.xlsx ou .xlsm).",
        )
    return fitting


def _identity(path: Path) -> object:
    """Return what tells a workbook from another, whatever it is called."""
    try:
        status = path.stat()
    except OSError:  # whoever reads it will say so
        return path
    return (status.st_dev, status.st_ino) if status.st_ino else path.resolve()
