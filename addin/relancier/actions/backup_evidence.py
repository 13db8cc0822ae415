"""What the backups of a workbook tell of the rows of its history that were altered or removed.

A seal says that a row changed, not how. A copy that still holds the row, true to the same seal, says what it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from relancier.actions.copies import Copies
from relancier.classeur.memory.check import Constat
from relancier.classeur.memory.rows import CHAINE, History, HistoryRow
from relancier.classeur.memory.seals import FROZEN, Seal, digest, parse, seal

MAX_TOLD = 5
BEFORE = "anterieures"  # how the codes begin that speak of the rows typed before the first passage


def told_by_backups(alterations: Sequence[Constat], history: History, copies: Copies) -> Iterator[Constat]:
    """Add to each altered or missing row what the latest backup that still holds it, true to its seal, says of it."""
    ranks = {one.rang for one in alterations if one.rang}
    prior = any(one.code.startswith(BEFORE) for one in alterations)
    if not ranks and not prior:
        yield from alterations
        return
    genuine = _Genuine(history, copies, ranks, prior=prior)
    by_line = {row.ligne: row for row in history.rows}
    for one in alterations:
        where, before = genuine.rows.get(one.rang, ("", None))
        now = by_line.get(one.ligne)
        if one.code.startswith(BEFORE):
            yield replace(one, message=one.message + genuine.lost_before())
        elif before is None:
            yield one
        elif one.code == "ligne-alteree" and now is not None:
            changes = _changes(before, now) or "elle n'a pas changé : c'est la ligne d'avant qui a été refaite"
            yield replace(one, message=f"{one.message} D'après « {where} », {changes}.")
        elif one.code in ("lignes-manquantes", "fin-manquante", "debut-manquant"):
            facture = f"facture {before['Numéro facture']} de {before['Code débiteur']}"
            yield replace(one, message=f"{one.message} D'après « {where} », la première : {before['Id']}, {facture}.")
        else:
            yield one


class _Genuine:
    """What the backups hold true to its seal.

    Attributes:
      rows: by rank, with the name of the backup: those that were asked for and found.
    """

    def __init__(self, history: History, copies: Copies, ranks: set[int], *, prior: bool) -> None:
        self._history = history
        self._start = min(filter(None, (parse(row[CHAINE]) for row in history.rows)), key=_rank, default=None)
        self._prior: tuple[str, list[HistoryRow]] | None = None
        self.rows: dict[int, tuple[str, HistoryRow]] = {}
        for name, rows in copies:
            self._take(name, rows, ranks - self.rows.keys())
            if ranks <= self.rows.keys() and (self._prior or not prior):
                break

    def _take(self, name: str, rows: Sequence[HistoryRow], ranks: set[int]) -> None:
        sealed = {found.rank: (found, row) for row in rows if (found := parse(row[CHAINE]))}
        for rank in ranks & sealed.keys():
            found, row = sealed[rank]
            previous = found.before or (sealed[rank - 1][0].seal if rank - 1 in sealed else "")
            if seal(rank, previous, row) == found.seal:
                self.rows[rank] = name, row
        if self._prior is None and self._start is not None and self._start.before:
            typed = [row for row in rows if not row[CHAINE]][: self._start.rank - 1]
            if digest(typed) == self._start.before:
                self._prior = name, typed

    def lost_before(self) -> str:
        """Say what became of the rows typed before the first passage; "" when no backup tells."""
        if self._prior is None:
            return ""
        where, before = self._prior
        now = [row for row in self._history.rows if not row[CHAINE]]
        same = {_frozen(row) for row in now}
        unchanged = {_frozen(row) for row in before}
        others = [row for row in now if _frozen(row) not in unchanged]
        told = []
        for row in before:
            if _frozen(row) in same:
                continue
            match = next((one for one in others if _names(one) == _names(row)), None)
            told.append(
                f"ligne {match.ligne} ({match.nom}), {_changes(row, match)}"
                if match
                else f"{row.nom}, alors ligne {row.ligne}, n'y est plus"
            )
        more = f" et {len(told) - MAX_TOLD} autres" if len(told) > MAX_TOLD else ""
        return f" D'après « {where} » : {' ; '.join(told[:MAX_TOLD])}{more}." if told else ""


def _rank(found: Seal) -> int:
    return found.rank


def _names(row: HistoryRow) -> tuple[str, ...]:
    return (row["Id"],) if row["Id"] else (row["Code débiteur"], row["Numéro facture"], row["Échéance"], row["Niveau"])


def _frozen(row: HistoryRow) -> tuple[str, ...]:
    return tuple(row[name] for name in FROZEN)


def _changes(before: HistoryRow, now: HistoryRow) -> str:
    return " ; ".join(
        f"« {name} » valait {_shown(before[name])} et vaut {_shown(now[name])}"
        for name in FROZEN
        if before[name] != now[name]
    )


def _shown(value: str) -> str:
    return f"« {value} »" if value else "(vide)"
