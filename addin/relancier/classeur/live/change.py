"""One change of a table of an open workbook: checked against what was read, written in blocks, put back in blocks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live import formats
from relancier.classeur.live.cells import sent
from relancier.classeur.live.draft import Draft
from relancier.classeur.live.places import Place
from relancier.classeur.live.programs import Program
from relancier.classeur.live.reading import block
from relancier.classeur.live.room import check_can_grow, check_sheet, make_body
from relancier.classeur.raw import RawTable
from relancier.classeur.undo.trace import Bloc, Formula, Kept, Rows, TableTrace, same_rows

Run = tuple[int, int, Rows]  # first row and first column of the body, from 0, and what goes there


def formulas_in(place: Place, raw: RawTable, program: Program) -> dict[int, str]:
    """Return the formulas of the last row of the body, as `raw` has it, by the table's column, from 0."""
    last = place.count - 1
    [row] = _with_formulas(place, last, (tuple(raw.rows[last]),), program)
    return {at: cell.text for at, cell in enumerate(row) if isinstance(cell, Formula)}


def planned(draft: Draft, program: Program) -> TableTrace:
    """Return what writing `draft` will change, once it is sure that it can be written and that nothing has changed.

    Raises:
      Refus: what was read has changed since, or the table cannot be written or grow.
    """
    place, raw = draft.place, draft.raw
    check_sheet(place, program)
    if draft.count > place.count:
        check_can_grow(place, draft.count - place.count, program)
    if not draft.replaced:  # of a body that is replaced, nothing is kept anyway
        _check_unchanged(draft)
    blocs = []
    for first, last in _stretches(sorted({*draft.new, *range(draft.count, place.count)})):
        old = tuple(tuple(row) for row in raw.rows[first : min(last + 1, place.count)])
        before = _with_formulas(place, first, old, program)
        kept = (*before, *((),) * (last + 1 - first - len(before)))
        after = (_after(draft, first + at, row) for at, row in enumerate(kept) if first + at < draft.count)
        blocs.append(Bloc(first, before, tuple(after)))
    return TableTrace(place.name, raw.headings, place.count, draft.count, tuple(blocs))


def write(draft: Draft, program: Program) -> None:
    """Write `draft`: the body takes its size, then each run of changed cells is written in one block."""
    place = make_body(draft.place, draft.count, program)
    for row, column, cells in _runs(draft.new):
        put(place, row, column, cells, program)


def put_back(trace: TableTrace, place: Place, program: Program) -> None:
    """Make the rows of the table at `place` what they were before the writing that left `trace`."""
    made = make_body(place, trace.lignes_avant, program)
    for bloc in trace.blocs:
        if bloc.avant:
            put(made, bloc.debut, 0, bloc.avant, program)


def take_back(trace: TableTrace, place: Place, program: Program) -> None:
    """Make the table at `place` what it was before a writing that was cut short wherever it was."""
    put_back(trace, place, program)
    added = trace.lignes_apres - trace.lignes_avant
    if added > 0 and not place.totals:  # empty by then: a table grows over nothing that is filled
        place.cells(place.first + trace.lignes_avant, added).clear()


def put(place: Place, row: int, column: int, cells: Rows, program: Program) -> None:
    """Write `cells` from a row and a column of the body, from 0, in one block."""
    start = place.first + row
    formats.prepare(place, start, column, cells)
    target = place.cells(start, len(cells), column, len(cells[0]))
    target.value = [
        [program.literal(cell) if isinstance(cell, str) and cell else sent(cell) for cell in line] for line in cells
    ]


def changed_meanwhile(place: Place) -> Refus:
    """Return the error of a table that is not any more what was read."""
    return Refus(
        "classeur-modifie",
        f"Le tableau {place.name} a changé entre-temps.",
        "Recommencez : Relancier le relira.",
        Lieu(feuille=place.feuille, table=place.name),
    )


def _check_unchanged(draft: Draft) -> None:
    """Raise Refus when a row about to be changed, or the last one when rows follow it, is not what was read."""
    place, raw = draft.place, draft.raw
    watched = {at for at in draft.new if at < place.count}
    if draft.count > place.count:
        watched.add(place.count - 1)
    for first, last in _stretches(sorted(watched)):
        now = block(place.cells(place.first + first, last + 1 - first))
        if not same_rows(tuple(map(tuple, now)), tuple(map(tuple, raw.rows[first : last + 1]))):
            raise changed_meanwhile(place)


def _after(draft: Draft, at: int, before: Sequence[Kept]) -> tuple[Kept, ...]:
    """Return a row of the body as it will be; `before` is empty for one that is added."""
    new = draft.new.get(at, {})
    old = before or ("",) * draft.place.width
    return tuple(new.get(column, old[column]) for column in range(draft.place.width))


def _with_formulas(place: Place, first: int, rows: Rows, program: Program) -> Rows:
    """Return rows of the body with the formulas of the cells that compute."""
    if not rows:
        return rows
    cells = place.cells(place.first + first, len(rows))
    if not program.has_formulas(cells):
        return rows
    return tuple(
        tuple(
            Formula(text) if text.startswith("=") and text != cell else cell
            for cell, text in zip(row, texts, strict=True)
        )
        for row, texts in zip(rows, _formulas(cells.formula), strict=True)
    )


def _formulas(found: object) -> Sequence[Sequence[str]]:
    """Return what xlwings gives as formulas as rows of texts: it gives a bare text for one cell."""
    if isinstance(found, list | tuple):
        rows = found if isinstance(found[0], list | tuple) else [found]
        return [[str(text) for text in row] for row in rows]
    return [[str(found)]]


def _stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each stretch of rows that follow each other."""
    for _, run in groupby(enumerate(rows), lambda one: one[1] - one[0]):
        places = [row for _, row in run]
        yield places[0], places[-1]


def _runs(new: dict[int, dict[int, Kept]]) -> Iterator[Run]:
    """Yield the rectangles of cells to write: rows that follow each other and have the same columns."""
    shapes = {at: tuple(_stretches(sorted(row))) for at, row in new.items() if row}
    for _, group in groupby(enumerate(sorted(shapes)), lambda one: (one[1] - one[0], shapes[one[1]])):
        rows = [at for _, at in group]
        for left, right in shapes[rows[0]]:
            yield rows[0], left, tuple(tuple(new[at][column] for column in range(left, right + 1)) for at in rows)
