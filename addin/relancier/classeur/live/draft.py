"""What edits make of one table of an open workbook, decided in memory from what was read of it.

The same rules as `splice` follows on a closed file: blank rows at a table's end are filled first, a calculated column
of the user is filled down, a row is found by its key only when it is the only one.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live.cells import SHORT, checked, comparable
from relancier.classeur.live.places import Place
from relancier.classeur.raw import RawTable
from relancier.classeur.splicing.cell_xml import Cell, comparable_value
from relancier.classeur.splicing.edits import AppendRows, Edit, ReplaceBody, Row, SetRow
from relancier.classeur.splicing.formulas import shifted
from relancier.classeur.splicing.table_xml import heading
from relancier.classeur.undo.trace import Formula, Kept

Values = Mapping[int, Cell]  # by the table's column, from 0


class Draft:
    """A table to be written.

    Attributes:
      count: how many rows its body is to have.
      new: what is to be written, by row of the body and column, from 0.
      written: how many rows were added, replaced or changed.
      replaced: nothing of the old body is kept.
    """

    def __init__(self, place: Place, raw: RawTable, own: Mapping[str, str], formulas: Mapping[int, str]) -> None:
        """Begin with what was read.

        Args:
          own: the user's heading of each of our columns.
          formulas: the calculated columns, as the last row of the body has them.
        """
        self.place = place
        self.raw = raw
        self.count = place.count
        self.new: dict[int, dict[int, Kept]] = {}
        self.written = 0
        self.replaced = False
        self._own = own
        self._formulas = formulas
        self._index: dict[tuple[int, ...], dict[tuple[str, ...], list[int]]] = {}

    def apply(self, edit: Edit) -> None:
        """Add `edit` to what is to be written.

        Raises:
          InvalidInput: a value that no cell can hold.
          Refus: a column is missing; no row, or several, have the key.
        """
        if isinstance(edit, AppendRows):
            self._append(self._by_column(edit.rows))
        elif isinstance(edit, ReplaceBody):
            self._replace(self._by_column(edit.rows))
        elif isinstance(edit, SetRow):
            self._set(self._row_at(edit.line), self._by_column([edit.values])[0])
        else:
            [values], [key] = self._by_column([edit.values]), self._by_column([edit.key])
            self._set(self._found(key, edit.key), values)

    def _append(self, rows: Sequence[Values]) -> None:
        first = self._first_free()
        for at, values in enumerate(rows, first):
            self._whole(at, values, keeps_formulas=at < self.place.count)
        self.count = max(self.count, first + len(rows))
        self.written += len(rows)
        self._index.clear()

    def _replace(self, rows: Sequence[Values]) -> None:
        self.new.clear()
        self.replaced = True
        for at, values in enumerate(rows):
            self._whole(at, values, keeps_formulas=False)
        if not rows:
            self.new[0] = dict.fromkeys(range(self.place.width))
        self.count = max(len(rows), 1)
        self.written += len(rows)
        self._index.clear()

    def _set(self, at: int, values: Values) -> None:
        row = self.new.setdefault(at, {})
        for column, value in values.items():
            row[column] = self._checked(at, column, value)
        self.written += 1
        self._index = {one: known for one, known in self._index.items() if values.keys().isdisjoint(one)}

    def _whole(self, at: int, values: Values, *, keeps_formulas: bool) -> None:
        """Write a whole row; what `values` does not give is blank, or follows its column's formula."""
        row: dict[int, Kept] = {}
        for column in range(self.place.width):
            value = values.get(column)
            if value is not None or column not in self._formulas:
                row[column] = self._checked(at, column, value)
            elif not keeps_formulas:
                down = self.place.first + at - self.place.last
                row[column] = Formula(shifted(self._formulas[column], down))
        self.new[at] = row

    def _checked(self, at: int, column: int, value: Cell) -> Kept:
        if value is None or (type(value) is str and len(value) < SHORT and value.isprintable()):
            return value or ""  # most cells by far: no place is needed to say what is wrong
        return checked(value, partial(self._lieu, at, column), date_1904=self.raw.date_1904)

    def _first_free(self) -> int:
        """Return the row after the last one that holds something besides the columns' own formulas."""
        watched = [column for column in range(self.place.width) if column not in self._formulas]
        for at in range(self.count - 1, -1, -1):
            if any(self._held(at, column) not in (None, "") for column in watched):
                return at + 1
        return 0

    def _held(self, at: int, column: int) -> Kept:
        """Return what the cell will hold, as far as is decided."""
        if column in (row := self.new.get(at, {})):
            return row[column]
        return self.raw.rows[at][column] if at < self.place.count else ""

    def _row_at(self, line: int) -> int:
        if not self.place.first <= line < self.place.first + self.count:
            raise Refus(
                "ligne-hors-tableau",
                f"La ligne {line} est sous le tableau {self.place.name}, et non dedans.",
                "Étendez le tableau jusque-là (poignée en bas à droite du tableau), puis recommencez.",
                Lieu(feuille=self.place.feuille, table=self.place.name, ligne=line),
            )
        return line - self.place.first

    def _found(self, key: Values, shown: Row) -> int:
        """Return the row whose cells equal `key`."""
        columns = tuple(key)
        if columns not in self._index:
            self._index[columns] = self._indexed(columns)
        date_1904 = self.raw.date_1904
        wanted = tuple(comparable_value(value, date1904=date_1904, lieu=self._lieu()) for value in key.values())
        rows = self._index[columns].get(wanted, [])
        if len(rows) != 1:
            what = ", ".join(f"{name} = {value}" for name, value in shown.items())
            lines = [self.place.first + at for at in rows[:2]]
            problem = "Aucune ligne" if not rows else f"{len(rows)} lignes (dont {lines[0]} et {lines[1]})"
            raise Refus(
                "ligne-introuvable" if not rows else "ligne-ambigue",
                f"{problem} de {self.place.name} {'répondent' if rows else 'répond'} à : {what}.",
                "Vérifiez que le tableau n'a pas été modifié entre-temps, puis recommencez.",
                self._lieu(),
            )
        return rows[0]

    def _indexed(self, columns: tuple[int, ...]) -> dict[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = {}
        for at in range(self.count):
            key = tuple(comparable(self._held(at, column), date_1904=self.raw.date_1904) for column in columns)
            found.setdefault(key, []).append(at)
        return found

    def _by_column(self, rows: Sequence[Row]) -> list[dict[int, Cell]]:
        """Return `rows` with the table's columns instead of our headings."""
        ours = list(dict.fromkeys(name for row in rows for name in row))
        columns = {name: self._column(self._own.get(name, name)) for name in ours}
        if len(set(columns.values())) < len(columns):
            raise Refus(
                "colonne-ambigue",
                f"Deux colonnes de Relancier sont renvoyées au même intitulé du tableau {self.place.name}.",
                "Corrigez la feuille Correspondances, puis recommencez.",
                self._lieu(),
            )
        return [{columns[name]: value for name, value in row.items()} for row in rows]

    def _column(self, name: str) -> int:
        found = [at for at, one in enumerate(self.raw.headings) if heading(one) == heading(name)]
        if len(found) != 1:
            problem = "manque dans le" if not found else "figure plusieurs fois dans le"
            raise Refus(
                "colonne-absente" if not found else "colonne-ambigue",
                f"La colonne « {name} » {problem} tableau {self.place.name}.",
                f"Rétablissez cet intitulé dans {self.place.name}, ou indiquez le vôtre dans la feuille "
                "Correspondances.",
                self._lieu(),
            )
        return found[0]

    def _lieu(self, at: int = -1, column: int | None = None) -> Lieu:
        name = "" if column is None else self.raw.headings[column]
        line = self.place.first + at if at >= 0 else 0
        return Lieu(feuille=self.place.feuille, table=self.place.name, ligne=line, colonne=name)
