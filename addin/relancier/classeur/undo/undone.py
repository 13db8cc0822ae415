"""Whether tables stand as they did before a writing, or as it left them; and what to say when they do neither."""

from collections.abc import Sequence

from relancier.base.errors import Lieu, Refus
from relancier.classeur.raw import RawTable, RawWorkbook
from relancier.classeur.undo.trace import Rows, TableTrace, same_rows


def are_undone(traces: Sequence[TableTrace], workbook: RawWorkbook) -> bool:
    """Say whether all the tables are as they were before the writing that left `traces`."""
    return all(stands_before(one, workbook.tables.get(one.table)) for one in traces)


def stands_before(trace: TableTrace, table: RawTable | None) -> bool:
    """Say whether `table` is as it was before the writing."""
    return _stands(trace, table, trace.lignes_avant, [(one.debut, one.avant) for one in trace.blocs])


def stands_after(trace: TableTrace, table: RawTable | None) -> bool:
    """Say whether `table` is as the writing left it, where the writing changed it."""
    return _stands(trace, table, trace.lignes_apres, [(one.debut, one.apres) for one in trace.blocs])


def changed_since(lieu: Lieu) -> Refus:
    """Return the error of a workbook that is not any more what the operation left."""
    return Refus(
        "modifie-depuis",
        "Ce qui est là n'est plus ce que la dernière opération avait laissé : quelque chose a été modifié depuis.",
        "Elle ne peut plus être annulée d'un coup. Pour une relance, annulez-la avec son motif (relancier annuler) ; "
        "sinon, corrigez la feuille, ou reprenez la copie d'avant dans les sauvegardes.",
        lieu,
    )


def _stands(trace: TableTrace, table: RawTable | None, count: int, blocs: Sequence[tuple[int, Rows]]) -> bool:
    if table is None or table.headings != trace.intitules:
        return False
    body = table.rows[: len(table.rows) - len(table.below)]
    return len(body) == count and all(
        same_rows(tuple(map(tuple, body[debut : debut + len(rows)])), rows) for debut, rows in blocs
    )
