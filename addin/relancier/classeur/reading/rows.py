"""Typed access to a table's rows: each cell that cannot be understood becomes an anomaly with its address."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import Unreadable, fold, has_fraction_of_cent, whole_cents
from relancier.classeur.raw import BadCell, RawCell, RawTable, letters
from relancier.classeur.reading.cells import as_amount, as_day, as_integer, as_rate, as_text, is_blank, is_number, shown
from relancier.classeur.reading.columns import UNSAID, Unsaid, understand_all
from relancier.classeur.reading.headings import Headings, find_columns
from relancier.classeur.schema import Column, Table

T = TypeVar("T")
REMEDE_FORMULE = "Corrigez la formule, ou ouvrez le classeur dans Excel et enregistrez-le ; sinon, saisissez la valeur."


class TableReader:
    """Walks the rows of one table, whatever the order and the headings of its columns.

    Attributes:
      anomalies: what was found wrong so far; rows add to it.
    """

    def __init__(self, raw: RawTable, table: Table, headings: Headings, anomalies: list[Anomalie]) -> None:
        """Match the columns of `table` to the headings of `raw`.

        Raises:
          InvalidInput: a column that a row cannot do without is missing.
        """
        self.raw = raw
        self.table = table
        self.anomalies = anomalies
        self._columns = {column.name: column for column in table.columns}
        self._index = find_columns(raw, table, headings, anomalies)
        self.as_day = partial(as_day, date_1904=raw.date_1904)
        self.texts = _Understood(self, as_text, "")
        self.days = _Understood(self, self.as_day, None)
        self.amounts = _Understood(self, _as_whole_cents, None)
        self.integers = _Understood(self, as_integer, None)
        self._choices: dict[str, list[str | Unsaid | None]] = {}
        self._rates: dict[str, list[Decimal | Unsaid | None]] = {}

    def __iter__(self) -> Iterator["Row"]:
        """Yield the rows that hold something in one of our columns."""
        return (row for at in range(len(self.raw.rows)) if (row := self.row(at)) is not None)

    def row(self, at: int) -> "Row | None":
        """Return the row at the position `at`, from 0; None when it holds nothing in any of our columns."""
        cells = self.raw.rows[at]
        for index in self._index.values():
            if not is_blank(cells[index]):
                return Row(self, at, self.raw.lines[at])
        return None

    def meanings(self, *columns: Sequence[Any]) -> Iterator[tuple[Any, ...] | None]:
        """Yield, row by row, what its cells mean in `columns`; None when there is something to say about one of them.

        Nearly every row of a large table has nothing to be said about: it costs a tenth of a `Row`. The others,
        blank ones included as soon as a column of `columns` is required, are to be read as `Row` does.
        """
        odd = {at for column in columns for at, value in enumerate(column) if value is UNSAID}
        return (None if at in odd else cells for at, cells in enumerate(zip(*columns, strict=True)))

    def choices(self, name: str, synonyms: Mapping[str, str] | None = None) -> list[str | Unsaid | None]:
        """Return the words that the cells of our column `name` choose, row by row."""
        if name not in self._choices:
            self._choices[name] = self.understand(name, _chooser(self.column(name), synonyms), None)
        return self._choices[name]

    def rates(self, name: str, smallest: Decimal) -> list[Decimal | Unsaid | None]:
        """Return the yearly rates of our column `name`, row by row; see `Row.rate`."""
        if name not in self._rates:
            self._rates[name] = self.understand(name, partial(as_rate, smallest=smallest), None)
        return self._rates[name]

    def index_of(self, column: str) -> int | None:
        """Return the position of our `column` in the user's table, from 0."""
        return self._index.get(column)

    def column(self, name: str) -> Column:
        """Return our column headed `name`."""
        return self._columns[name]

    def understand(self, name: str, understand: Callable[[RawCell], T | Unsaid], empty: T | Unsaid) -> list[T | Unsaid]:
        """Return what the cells of our column `name` mean, row by row; `empty` where there is nothing."""
        if self.column(name).required:
            empty = UNSAID
        if (index := self._index.get(name)) is None:
            return [empty] * len(self.raw.rows)
        return understand_all([cells[index] for cells in self.raw.rows], understand, empty)


class _Understood(dict[str, "list[T | Unsaid]"], Generic[T]):
    """What the cells of a column mean, by its name; a column is understood when it is first asked for."""

    def __init__(self, reader: TableReader, understand: Callable[[RawCell], T | Unsaid], empty: T) -> None:
        super().__init__()
        self._reader = reader
        self._understand = understand
        self._empty = empty

    def __missing__(self, name: str) -> "list[T | Unsaid]":
        self[name] = understood = self._reader.understand(name, self._understand, self._empty)
        return understood


def _as_whole_cents(cell: RawCell) -> Decimal | Unsaid:
    if isinstance(cell, float):
        if (amount := whole_cents(cell)) is not None:
            return amount
        if has_fraction_of_cent(cell):
            return UNSAID
    return as_amount(cell)


class Row:
    """One row; its methods return the value, or None after noting why it cannot be understood.

    Attributes:
      line: the sheet's row number.
      bad: a cell of this row could not be understood: the row must not be used.
      debiteur, facture: whom the anomalies noted from now on make doubtful; set as soon as they are known.
    """

    __slots__ = ("_at", "_reader", "bad", "debiteur", "facture", "line")

    def __init__(self, reader: TableReader, at: int, line: int) -> None:
        self._reader = reader
        self._at = at
        self.line = line
        self.bad = False
        self.debiteur = ""
        self.facture = ""

    def text(self, name: str) -> str:
        """Return the column's text, squeezed; numbers lose their useless decimals; "" when empty."""
        value = self._reader.texts[name][self._at]
        return self._look_again(name, as_text, "") if value is UNSAID else value

    def has(self, name: str) -> bool:
        """Say whether the column's cell holds something, be it an error."""
        return self._cell(name) is not None

    def is_number(self, name: str) -> bool:
        """Say whether the column's cell holds a number rather than a text."""
        return is_number(self._cell(name))

    def digits(self, name: str, width: int) -> str:
        """Return the column's text; a number gets back the zeros that Excel dropped before it, up to `width` digits."""
        text = self.text(name)
        return text.zfill(width) if self.is_number(name) and text.isdecimal() else text

    def day(self, name: str) -> date | None:
        """Return the column's day."""
        value = self._reader.days[name][self._at]
        return self._look_again(name, self._reader.as_day, None) if value is UNSAID else value

    def amount(self, name: str) -> Decimal | None:
        """Return the column's amount (€, two decimals)."""
        known = self._reader.amounts[name][self._at]
        if known is not UNSAID:
            return known
        value = self._look_again(name, as_amount, None)
        if value is not None:
            message = (
                f"Le montant a plus de deux décimales : {format_euros(value)} a été retenu, comme Excel l'affiche."
            )
            self.remark(name, shown(self._cell(name)), message, "Arrondissez la formule au centime.")
        return value

    def integer(self, name: str) -> int | None:
        """Return the column's whole number, never negative unless the column says so."""
        value = self._reader.integers[name][self._at]
        if value is not UNSAID:
            return value
        return self._look_again(name, partial(as_integer, signed=self._reader.column(name).signed), None)

    def rate(self, name: str, smallest: Decimal = ZERO) -> Decimal | None:
        """Return the column's yearly rate (12.40 means 12,40 %).

        A number under `smallest` is taken for Excel's percentage: 12,40 % typed in a percentage cell is held as 0.124.
        """
        value = self._reader.rates(name, smallest)[self._at]
        return self._look_again(name, partial(as_rate, smallest=smallest), None) if value is UNSAID else value

    def choice(self, name: str, synonyms: Mapping[str, str] | None = None) -> str | None:
        """Return the column's word among its choices, whatever its case and accents; None when empty or unknown."""
        value = self._reader.choices(name, synonyms)[self._at]
        if value is not UNSAID:
            return value
        return self._look_again(name, _chooser(self._reader.column(name), synonyms), None)

    def note(self, column: str, found: str, message: str, remede: str, code: str = "cellule-illisible") -> None:
        """Record what makes this row unusable."""
        self.bad = True
        self._add(code, Gravite.BLOQUANTE, column, found, message, remede)

    def remark(self, column: str, found: str, message: str, remede: str, code: str = "a-verifier") -> None:
        """Record something odd that does not stop the row."""
        self._add(code, Gravite.REMARQUE, column, found, message, remede)

    def place(self, column: str = "") -> Lieu:
        """Return where the row stands, or its cell in `column`."""
        reader = self._reader
        index = reader.index_of(column)
        cell = f"{letters(reader.raw.first_column + index)}{self.line}" if index is not None else ""
        return Lieu("", reader.raw.sheet, reader.table.name, self.line, column, cell)

    def _add(self, code: str, gravite: Gravite, column: str, found: str, message: str, remede: str) -> None:
        place = self.place(column)
        self._reader.anomalies.append(
            Anomalie(code, gravite, place, found, message, remede, self.debiteur, self.facture)
        )

    def _cell(self, name: str) -> RawCell | BadCell:
        """Return the column's cell, None when it is blank or the column is missing."""
        index = self._reader.index_of(name)
        cell = None if index is None else self._reader.raw.rows[self._at][index]
        return None if is_blank(cell) else cell

    def _look_again(self, name: str, understand: Callable[[RawCell], T], empty: T) -> T:
        """Return what `understand` makes of the cell; `empty` when it is blank, or after noting why it cannot."""
        cell = self._cell(name)
        try:
            if cell is None:
                if self._reader.column(name).required:
                    raise Unreadable(f"« {name} » est vide.", "Remplissez la cellule, ou effacez la ligne.")
                return empty
            if isinstance(cell, BadCell):
                raise Unreadable(f"« {name} » n'a pas de valeur ({cell.shown}).", REMEDE_FORMULE)
            return understand(cell)
        except Unreadable as error:
            self.note(name, shown(cell) or "(vide)", error.message, error.remede)
            return empty


def _chooser(column: Column, synonyms: Mapping[str, str] | None) -> Callable[[RawCell], str]:
    """Return what finds the word of `column` that a cell means."""
    known = {fold(choice): choice for choice in column.choices} | dict(synonyms or {})

    def choose(cell: RawCell) -> str:
        if (word := known.get(fold(shown(cell)))) is None:
            raise Unreadable(f"« {shown(cell)} » n'est pas reconnu.", f"Choisissez : {', '.join(column.choices)}.")
        return word

    return choose
