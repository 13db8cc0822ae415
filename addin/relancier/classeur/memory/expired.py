"""Propositions of the last passage that were to be sent and were not: the next passage decides anew, they expire."""

from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.memory.rows import read_column
from relancier.classeur.raw import RawTable
from relancier.classeur.reading.rows import Headings
from relancier.relances.propose import Decision

_SAME = ("Passage", "Code débiteur", "Numéro facture", "Échéance")


def count_expired(proposed: RawTable | None, issued: RawTable | None, headings: Headings) -> int:
    """Return how many rows of `tblPropositions` say « à relancer » without a row of their passage in `tblRelances`."""
    if proposed is None or issued is None:
        return 0
    decisions = read_column(proposed, schema.PROPOSITIONS, headings, "Décision") or ()
    wanted = [index for index, decision in enumerate(decisions) if fold(decision) == fold(Decision.RELANCER)]
    if not wanted:
        return 0
    keys = _keys(proposed, schema.PROPOSITIONS, headings)
    done = set(_keys(issued, schema.RELANCES, headings))
    return sum(keys[index] not in done for index in wanted)


def _keys(raw: RawTable, table: schema.Table, headings: Headings) -> list[tuple[str, ...]]:
    columns = [read_column(raw, table, headings, name) or [""] * len(raw.lines) for name in _SAME]
    return list(zip(*columns, strict=True))
