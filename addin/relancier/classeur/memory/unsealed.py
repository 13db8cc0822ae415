"""The rows that bear no seal: those typed before the first passage, which its first row covers, and those since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from relancier.base.typed import fold
from relancier.classeur.memory.rows import CHAINE, History, HistoryRow
from relancier.classeur.memory.seals import Seal, digest, parse
from relancier.creances.annulations import ANNULATION, annule_par

ROWS_TRIED = 200_000  # a second at most to find which rows are older than the first passage


@dataclass(frozen=True, slots=True)
class Unsealed:
    """The rows without a seal of their own.

    Attributes:
      prior: those typed before the first passage, which its first row covers.
      later: those typed since.
      is_sure: which are which was found; otherwise it is a guess, from their order.
    """

    prior: Sequence[HistoryRow]
    later: Sequence[HistoryRow]
    is_sure: bool


def parted(unsealed: list[HistoryRow], start: Seal | None) -> Unsealed:
    """Part the rows typed before the first passage, which its first row covers, from those typed since."""
    if start is None or not start.before:
        return Unsealed((), unsealed, False)
    count = start.rank - 1
    for prior in _guesses(unsealed, count):
        if digest(prior) == start.before:
            covered = {row.ligne for row in prior}
            return Unsealed(prior, [row for row in unsealed if row.ligne not in covered], True)
    return Unsealed(unsealed[:count], unsealed[count:], False)


def _guesses(unsealed: Sequence[HistoryRow], count: int) -> Iterator[Sequence[HistoryRow]]:
    """Yield what the `count` rows typed first may be: the top ones, the oldest, then any where there are few."""
    yield unsealed[:count]
    yield sorted(unsealed, key=lambda row: row["Date"])[:count]
    if count < len(unsealed) and comb(len(unsealed), count) * count <= ROWS_TRIED:
        yield from combinations(unsealed, count)


def added(history: History) -> Sequence[HistoryRow]:
    """Return the rows that were surely typed after the first passage; none is covered by a seal."""
    seals = [found for row in history.rows if (found := parse(row[CHAINE]))]
    start = min(seals, key=lambda one: one.rank, default=None)
    parts = parted([row for row in history.rows if not row[CHAINE]], start)
    return parts.later if start and parts.is_sure else ()


def cancelled_ids(sealed: Iterable[HistoryRow]) -> frozenset[str]:
    """Return the Ids of the rows that a sealed one cancels, for comparison."""
    return frozenset(
        fold(annule_par(row["Id"])) for row in sealed if row["Id"] and fold(row["Statut"]) == fold(ANNULATION)
    )
