"""The record of the last writing, beside the backups: one small file, replaced by the next writing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from relancier.base.errors import Lieu, Refus
from relancier.base.filenames import shortened
from relancier.base.files import sync_folder, write_whole
from relancier.classeur.raw import BadCell
from relancier.classeur.undo.trace import Bloc, FileTrace, Formula, Kept, Rows, TableTrace, Trace

FORMAT = 1
EXPLANATION = (
    "Relancier garde ici ce qu'il faut pour annuler la dernière opération. Supprimez ce fichier si vous voulez : elle "
    "ne pourra plus être annulée, et rien d'autre n'est perdu."
)


@dataclass(frozen=True, slots=True)
class Livre:
    """A file that an operation delivered.

    Attributes:
      nom: from the workbook's folder, with "/"; absolute on another drive.
      empreinte: its SHA-256.
    """

    nom: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Registre:
    """What an operation added to the register beside the workbook.

    Attributes:
      avant: how many bytes it had; 0 when there was none.
      apres: its SHA-256 since; "" when nothing was added.
    """

    avant: int = 0
    apres: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The last writing.

    Attributes:
      operation: what it was, as in the backup's name.
      fichiers: what it delivered.
    """

    operation: str
    trace: Trace
    registre: Registre
    fichiers: tuple[Livre, ...] = ()


def place(workbook: Path, folder: str) -> Path:
    """Return where the record of `workbook` stands, in `folder` beside it."""
    return workbook.parent / folder / f"Annulation {shortened(workbook.stem, 150)}.json"


def save(record: Record, path: Path) -> None:
    """Put `record` on the disk instead of the one before; OSError when that cannot be done."""
    path.parent.mkdir(exist_ok=True)
    trace = record.trace
    document = {
        "relancier": EXPLANATION,
        "format": FORMAT,
        "operation": record.operation,
        "registre": {"avant": record.registre.avant, "apres": record.registre.apres},
        "fichiers": [[one.nom, one.empreinte] for one in record.fichiers],
        "classeur": [trace.avant, trace.apres, trace.sauvegarde] if isinstance(trace, FileTrace) else None,
        "tableaux": None if isinstance(trace, FileTrace) else [_table(one) for one in trace],
    }
    write_whole(path, json.dumps(document, ensure_ascii=False).encode())


def load(path: Path) -> Record | None:
    """Return the record at `path`; None when there is none.

    Raises:
      Refus: "annulation-illisible".
    """
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != FORMAT:
            raise ValueError("another format")
        return _understood(document)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise Refus(
            "annulation-illisible",
            "Ce que Relancier avait gardé pour annuler la dernière opération ne peut pas être lu.",
            "Reprenez plutôt la copie d'avant, dans le dossier des sauvegardes.",
            Lieu(fichier=path.name),
        ) from error


def remove(path: Path) -> None:
    """Remove the record: there is nothing left to undo."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _table(one: TableTrace) -> dict[str, Any]:
    return {
        "table": one.table,
        "intitules": one.intitules,
        "lignes": [one.lignes_avant, one.lignes_apres],
        "blocs": [[bloc.debut, _written(bloc.avant), _written(bloc.apres)] for bloc in one.blocs],
    }


def _written(rows: Rows) -> list[list[object]]:
    # texts and numbers are most cells by far: told apart without a call
    return [[cell if type(cell) is str or type(cell) is float else _cell(cell) for cell in row] for row in rows]


def _cell(cell: Kept) -> object:
    """Return a cell as JSON has it: what JSON has no word for is an object of one key, its kind."""
    if cell is None or isinstance(cell, str | float | bool):
        return cell
    if isinstance(cell, Formula):
        return {"formule": cell.text}
    if isinstance(cell, BadCell):
        return {"erreur": cell.shown}
    if isinstance(cell, datetime | date | time):
        return _dated(cell)
    if isinstance(cell, timedelta):
        return {"timedelta": cell.total_seconds()}
    return cell


@lru_cache(maxsize=4096, typed=True)
def _dated(cell: datetime | date | time) -> dict[str, str]:
    """Return a day or an hour as JSON has it; many cells have the same."""
    return {type(cell).__name__: cell.isoformat()}


_KINDS: Mapping[str, Callable[[Any], Kept]] = {
    "formule": Formula,
    "erreur": BadCell,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def _read(rows: list[list[Any]]) -> Rows:
    return tuple(tuple(_kept(cell) for cell in row) for row in rows)


def _kept(cell: Any) -> Kept:
    if isinstance(cell, dict):
        [(kind, value)] = cell.items()
        return _KINDS[kind](value)
    if cell is not None and not isinstance(cell, str | bool | int | float):
        raise TypeError(f"no cell holds {cell!r}")
    return cell


def _understood(document: Mapping[str, Any]) -> Record:
    trace: Trace
    if (file := document["classeur"]) is not None:
        trace = FileTrace(str(file[0]), str(file[1]), _plain(file[2]))
    else:
        trace = tuple(
            TableTrace(
                str(one["table"]),
                tuple(map(str, one["intitules"])),
                int(one["lignes"][0]),
                int(one["lignes"][1]),
                tuple(Bloc(int(debut), _read(avant), _read(apres)) for debut, avant, apres in one["blocs"]),
            )
            for one in document["tableaux"]
        )
    registre = document["registre"]
    return Record(
        str(document["operation"]),
        trace,
        Registre(int(registre["avant"]), str(registre["apres"])),
        tuple(Livre(str(nom), str(empreinte)) for nom, empreinte in document["fichiers"]),
    )


def _plain(name: str) -> str:
    """Return `name` if it is that of a file among the backups: a record must not lead us to another."""
    if not name or Path(name).name != name or "/" in name or "\\" in name:
        raise ValueError(name)
    return name
