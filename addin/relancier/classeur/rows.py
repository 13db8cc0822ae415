"""Typed access to a table's rows: each cell that cannot be understood becomes an anomaly with its address."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.base.money import ZERO
from relancier.base.typed import (
    Unreadable,
    amount_of_number,
    date_of_number,
    fold,
    has_fraction_of_cent,
    parse_amount,
    parse_date,
    squeeze,
)
from relancier.classeur.raw import BadCell, RawCell, RawTable, letters
from relancier.classeur.schema import Column, Table

T = TypeVar("T")
Headings = dict[tuple[str, str], str]  # (table, our column), both folded -> the user's heading


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
        found = {fold(heading): index for index, heading in reversed(list(enumerate(raw.headings)))}
        self._index: dict[str, int] = {}
        missing = []
        for column in table.columns:
            own = headings.get((fold(table.name), fold(column.name)), column.name)
            index = found.get(fold(own), found.get(fold(column.name)))
            if index is not None:
                self._index[column.name] = index
            elif column.required:
                raise InvalidInput(
                    "colonne-absente",
                    f"Le tableau {table.name} n'a pas de colonne « {own} ».",
                    "Ajoutez-la, ou dites dans tblCorrespondances quel intitulé la remplace.",
                    Lieu(feuille=raw.sheet, table=table.name),
                )
            else:
                missing.append(column.name)
        self._note_missing(missing)
        self._note_below()

    def __iter__(self) -> Iterator["Row"]:
        """Yield the rows that hold something in one of our columns."""
        columns = list(self._index.values())
        for line, cells in zip(self.raw.lines, self.raw.rows, strict=True):
            if any(not _is_blank(cells[index]) for index in columns):
                yield Row(self, line, cells)

    def index_of(self, column: str) -> int | None:
        """Return the position of our `column` in the user's table, from 0."""
        return self._index.get(column)

    def _note_missing(self, missing: list[str]) -> None:
        if missing:
            names = ", ".join(f"« {name} »" for name in missing)
            self.anomalies.append(
                Anomalie(
                    "colonnes-absentes",
                    Gravite.REMARQUE,
                    Lieu(feuille=self.raw.sheet, table=self.table.name),
                    names,
                    f"Le tableau {self.table.name} n'a pas les colonnes {names} : elles sont tenues pour vides.",
                    "Ajoutez-les, ou indiquez leur intitulé dans tblCorrespondances.",
                )
            )

    def _note_below(self) -> None:
        if self.raw.below:
            first, last = self.raw.below[0], self.raw.below[-1]
            where = f"La ligne {first}" if first == last else f"Les lignes {first} à {last}"
            self.anomalies.append(
                Anomalie(
                    "lignes-sous-le-tableau",
                    Gravite.REMARQUE,
                    Lieu(feuille=self.raw.sheet, table=self.table.name, ligne=first),
                    f"{len(self.raw.below)} ligne(s)",
                    f"{where}, juste sous le tableau {self.table.name}, ont été lues comme en faisant partie.",
                    "Étendez le tableau jusque-là (poignée en bas à droite du tableau).",
                )
            )


class Row:
    """One row; its methods return the value, or None after noting why it cannot be understood.

    Attributes:
      line: the sheet's row number.
      bad: a cell of this row could not be understood: the row must not be used.
      debiteur, facture: whom the anomalies noted from now on make doubtful; set as soon as they are known.
    """

    def __init__(self, reader: TableReader, line: int, cells: "Sequence[RawCell | BadCell]") -> None:
        self._reader = reader
        self._cells = cells
        self.line = line
        self.bad = False
        self.debiteur = ""
        self.facture = ""

    def text(self, name: str) -> str:
        """Return the column's text, squeezed; numbers lose their useless decimals; "" when empty."""
        column, cell = self._cell(name)
        if cell is None:
            return self._absent(column, "")
        if isinstance(cell, BadCell):
            self.note(
                column.name,
                cell.shown,
                "La cellule contient une erreur.",
                "Corrigez la formule ou saisissez la valeur.",
            )
            return ""
        return _as_text(cell)

    def is_number(self, name: str) -> bool:
        """Say whether the column's cell holds a number rather than a text."""
        cell = self._cell(name)[1]
        return isinstance(cell, float | int) and not isinstance(cell, bool)

    def day(self, name: str) -> date | None:
        """Return the column's day."""
        column, cell = self._cell(name)
        if cell is None:
            return self._absent(column, None)
        try:
            return self._as_day(cell)
        except Unreadable as error:
            self.note(column.name, _shown(cell), error.message, error.remede)
            return None

    def amount(self, name: str) -> Decimal | None:
        """Return the column's amount (€, two decimals)."""
        column, cell = self._cell(name)
        if cell is None:
            return self._absent(column, None)
        try:
            value = self._as_amount(cell)
        except Unreadable as error:
            self.note(column.name, _shown(cell), error.message, error.remede)
            return None
        if isinstance(cell, float) and has_fraction_of_cent(cell):
            self.remark(
                column.name,
                _shown(cell),
                f"Le montant a plus de deux décimales : {value} € a été retenu, comme Excel l'affiche.",
                "Arrondissez la formule au centime.",
            )
        return value

    def integer(self, name: str) -> int | None:
        """Return the column's whole number, never negative."""
        column, cell = self._cell(name)
        if cell is None:
            return self._absent(column, None)
        text = _as_text(cell) if not isinstance(cell, BadCell) else cell.shown
        if text.isdecimal():
            return int(text)
        self.note(column.name, _shown(cell), f"« {text} » n'est pas un nombre entier.", "Saisissez 0, 1, 2, 3…")
        return None

    def rate(self, name: str, smallest: Decimal = ZERO) -> Decimal | None:
        """Return the column's yearly rate (12.40 means 12,40 %).

        A number under `smallest` is taken for Excel's percentage: 12,40 % typed in a percentage cell is held as 0.124.
        """
        column, cell = self._cell(name)
        if cell is None:
            return self._absent(column, None)
        shown = _shown(cell)
        try:
            if isinstance(cell, str):
                return parse_amount(cell.replace("%", ""))
            if isinstance(cell, float | int) and not isinstance(cell, bool):
                value = Decimal(repr(cell)).quantize(Decimal("1e-8")).normalize()
                return value * 100 if 0 < value < smallest else value
        except Unreadable as error:
            self.note(column.name, shown, f"« {shown} » n'est pas un taux.", error.remede)
            return None
        self.note(column.name, shown, f"« {shown} » n'est pas un taux.", "Saisissez par exemple 12,40.")
        return None

    def choice(self, name: str, synonyms: dict[str, str] | None = None) -> str | None:
        """Return the column's word among its choices, whatever its case and accents; None when empty or unknown."""
        column, cell = self._cell(name)
        if cell is None:
            return self._absent(column, None)
        text = _shown(cell)
        known = {fold(choice): choice for choice in column.choices} | (synonyms or {})
        if (word := known.get(fold(text))) is not None:
            return word
        self.note(
            column.name, text, f"« {text} » n'est pas reconnu.", "Choisissez : " + ", ".join(column.choices) + "."
        )
        return None

    def note(self, column: str, found: str, message: str, remede: str, code: str = "cellule-illisible") -> None:
        """Record what makes this row unusable."""
        self.bad = True
        self._add(code, Gravite.BLOQUANTE, column, found, message, remede)

    def remark(self, column: str, found: str, message: str, remede: str, code: str = "a-verifier") -> None:
        """Record something odd that does not stop the row."""
        self._add(code, Gravite.REMARQUE, column, found, message, remede)

    def _add(self, code: str, gravite: Gravite, column: str, found: str, message: str, remede: str) -> None:
        reader = self._reader
        index = reader.index_of(column)
        cell = f"{letters(reader.raw.first_column + index)}{self.line}" if index is not None else ""
        place = Lieu("", reader.raw.sheet, reader.table.name, self.line, column, cell)
        reader.anomalies.append(Anomalie(code, gravite, place, found, message, remede, self.debiteur, self.facture))

    def _cell(self, name: str) -> tuple[Column, "RawCell | BadCell"]:
        index = self._reader.index_of(name)
        cell = None if index is None else self._cells[index]
        return self._reader.table.column(name), None if _is_blank(cell) else cell

    def _absent(self, column: Column, empty: T) -> T:
        if column.required:
            self.note(
                column.name, "(vide)", f"« {column.name} » est vide.", "Remplissez la cellule ou effacez la ligne."
            )
        return empty

    def _as_day(self, cell: "RawCell | BadCell") -> date:
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(cell, date):
            return parse_date(cell.isoformat())
        if isinstance(cell, str):
            return parse_date(cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool) and not self._reader.raw.date_1904:
            return date_of_number(float(cell))
        raise Unreadable(f"« {_shown(cell)} » n'est pas une date.", "Saisissez-la comme 31/12/2025.")

    def _as_amount(self, cell: "RawCell | BadCell") -> Decimal:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return amount_of_number(float(cell))
        if isinstance(cell, str):
            return parse_amount(cell)
        raise Unreadable(f"« {_shown(cell)} » n'est pas un montant.", "Saisissez-le comme 1234,56.")


def _is_blank(cell: "RawCell | BadCell") -> bool:
    return cell is None or (isinstance(cell, str) and not squeeze(cell))


def _as_text(cell: RawCell) -> str:
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    return squeeze(str(cell))


def _shown(cell: "RawCell | BadCell") -> str:
    if isinstance(cell, BadCell):
        return cell.shown
    return "" if cell is None else _as_text(cell)
