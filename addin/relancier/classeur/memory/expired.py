"""What stands in tblPropositions from an earlier passage: the next one decides anew, and what was not sent expires."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.memory.rows import read_column
from relancier.classeur.raw import RawTable
from relancier.classeur.reading.headings import Headings
from relancier.relances.passage import Decision

_SAME = ("Passage", "Code débiteur", "Numéro facture", "Échéance")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the last passage left in `tblPropositions`.

    Attributes:
      perimees: how many rows say « à relancer » without a row of their passage in `tblRelances`.
      jours: the days of its rows, as ISO dates.
    """

    perimees: int = 0
    jours: frozenset[str] = frozenset()

    def is_of(self, day: date) -> bool:
        """Say whether nothing there is of another day than `day`."""
        return self.jours <= {day.isoformat()}


def read_proposed(proposed: RawTable | None, issued: RawTable | None, headings: Headings) -> Proposed:
    """Return what stands in `tblPropositions`; nothing when a table is missing."""
    if proposed is None or issued is None:
        return Proposed()
    days = read_column(proposed, schema.PROPOSITIONS, headings, "Date") or ()
    decisions = read_column(proposed, schema.PROPOSITIONS, headings, "Décision") or ()
    expired = _count_expired(proposed, issued, headings, decisions)
    return Proposed(expired, frozenset(one for one in days if one))


def _count_expired(proposed: RawTable, issued: RawTable, headings: Headings, decisions: Sequence[str]) -> int:
    wanted = [index for index, decision in enumerate(decisions) if fold(decision) == fold(Decision.RELANCER)]
    if not wanted:
        return 0
    keys = _keys(proposed, schema.PROPOSITIONS, headings)
    done = set(_keys(issued, schema.RELANCES, headings))
    return sum(keys[index] not in done for index in wanted)


def _keys(raw: RawTable, table: schema.Table, headings: Headings) -> list[tuple[str, ...]]:
    columns = [read_column(raw, table, headings, name) or [""] * len(raw.lines) for name in _SAME]
    return list(zip(*columns, strict=True))
