"""What no seal covers, the number, deposit and return of a registered letter: whether it is still what it was once.

They are filled in later, so that filling one in proves nothing; but the day of deposit decides when the next letter
may leave, that of reception from when interest runs. The register knows what `relancier recommandes` wrote, the latest
backups what was typed in Excel: where they knew another value than the workbook's, both are told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from relancier.actions.copies import Copies
from relancier.actions.scan_names import plain_number
from relancier.base.dates import format_short
from relancier.base.typed import fold
from relancier.classeur.memory.check import Constat
from relancier.classeur.memory.register import Register
from relancier.classeur.memory.rows import FREE, NUMERO, History, HistoryRow
from relancier.creances.portefeuille import Canal

Key = tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What was known of a cell.

    Attributes:
      noted: what `recommandes` wrote, the oldest first.
      seen: what the backups hold, the latest first, each with its backup's name.
    """

    noted: list[str] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)


def changed_since(history: History, register: Register | None, copies: Copies) -> Iterator[Constat]:
    """Yield a remark for each of these cells that held another value; one that was empty was merely filled in."""
    if not _has_registered(history, register):
        return
    known = _known(register, copies)
    for key, row in _by_key(history.rows).items():
        for column in FREE:
            if (cell := known.get((key, column))) and (said := _change(cell, column, row)):
                yield Constat("recommande-change", said, "Comparez avec le bordereau ou l'avis.", row.ligne, row["Id"])


def _has_registered(history: History, register: Register | None) -> bool:
    """Say whether the backups are worth reading."""
    return bool(register and register.notes) or any(
        fold(row["Canal"]) == fold(Canal.LRAR) or any(row[column] for column in FREE) for row in history.rows
    )


def _known(register: Register | None, copies: Copies) -> Mapping[tuple[Key, str], _Known]:
    found: dict[tuple[Key, str], _Known] = {}
    for one in register.notes if register else ():
        found.setdefault(((fold(one.id),), one.colonne), _Known()).noted.append(one.valeur)
    for name, rows in copies:
        for key, row in _by_key(rows).items():
            for column in FREE:
                if row[column]:
                    found.setdefault((key, column), _Known()).seen.append((row[column], name))
    return found


def _by_key(rows: Sequence[HistoryRow]) -> Mapping[Key, HistoryRow]:
    """Return the rows by what names them; those that nothing tells apart are left out."""
    many = Counter(map(_key, rows))
    return {key: row for row in rows if many[key := _key(row)] == 1}


def _key(row: HistoryRow) -> Key:
    if row["Id"]:
        return (fold(row["Id"]),)
    return row["Date"], fold(row["Code débiteur"]), fold(row["Numéro facture"]), row["Échéance"], row["Niveau"]


def _change(known: _Known, column: str, row: HistoryRow) -> str:
    """Say what the cell was and what it is; "" when nothing knew another value."""
    now = row[column]
    is_noted = bool(known.noted) and _same(column, known.noted[-1], now)
    noted = next((one for one in reversed(known.noted) if not _same(column, one, now)), "")
    seen, backup = next((one for one in known.seen if not _same(column, one[0], now)), ("", ""))
    before = noted or seen
    if not before:
        return ""
    if is_noted:
        what, source = "a été remplacé par « relancier recommandes »", ""
    else:
        what = "a changé"
        source = " d'après le registre" if noted else f" d'après « {backup} »"
    return (
        f"Ligne {row.ligne} ({row.nom}) : « {column} » {what} ; il valait {_shown(before)}{source}, il vaut "
        f"{_shown(now)}."
    )


def _same(column: str, one: str, other: str) -> bool:
    return plain_number(one) == plain_number(other) if column == NUMERO else one == other


def _shown(value: str) -> str:
    if not value:
        return "(vide)"
    try:
        return format_short(date.fromisoformat(value))
    except ValueError:
        return f"« {value} »"
