"""Sheets, as xlwings sees them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice.areas import MAX_COLUMNS, MAX_ROWS, Area, from_calc, parsed, spanning
from relancier.classeur.live.libreoffice.names import Names
from relancier.classeur.live.libreoffice.ranges import Range
from relancier.classeur.live.libreoffice.tables import Tables

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.books import Book


class Sheets(base_classes.Sheets):
    """The sheets of a workbook, in the order of their tabs."""

    def __init__(self, book: "Book") -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.api.Sheets

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> "Iterator[Sheet]":
        return (Sheet(self.book, name) for name in self.api.ElementNames)

    def __call__(self, key: int | str) -> "Sheet":
        if isinstance(key, int):
            return Sheet(self.book, self.api.ElementNames[key - 1])
        for name in self.api.ElementNames:
            if name.casefold() == key.casefold():
                return Sheet(self.book, name)
        raise KeyError(key)

    @property
    def active(self) -> "Sheet":
        return Sheet(self.book, self.book.controller.ActiveSheet.Name)

    def add(self, before: "Sheet | None" = None, after: "Sheet | None" = None, name: str | None = None) -> "Sheet":
        rank = before.index - 1 if before else after.index if after else len(self)
        taken = set(self.api.ElementNames)
        chosen = name or next(free for n in range(1, len(taken) + 2) if (free := f"Feuille{n}") not in taken)
        self.api.insertNewByName(chosen, rank)
        return self(chosen)


class Sheet(base_classes.Sheet):
    """One sheet, known by its name."""

    __slots__ = ("_name", "book")  # slots stand before the empty properties of xlwings' class
    book: "Book"

    def __init__(self, book: "Book", name: str) -> None:
        self.book = book
        self._name = name

    @property
    def api(self) -> Any:
        """The sheet's UNO object, asked for anew: one that is kept shrinks when cells are removed from it."""
        return self.book.api.Sheets.getByName(self._name)

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
        self._name = value

    @property
    def rank(self) -> int:
        """Its place among the sheets, from 0, as LibreOffice counts."""
        return int(self.api.RangeAddress.Sheet)

    @property
    def index(self) -> int:
        return self.rank + 1

    @property
    def visible(self) -> bool:
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = value

    @property
    def names(self) -> Names:
        return Names(self.book, self.api.NamedRanges)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def cells(self) -> Range:
        return Range(self, Area(1, 1, MAX_ROWS, MAX_COLUMNS))

    @property
    def used_range(self) -> Range:
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, from_calc(cursor.RangeAddress))

    def range(self, first: Any, second: Any = None) -> Range:
        """Return the cells from `first` to `second`: addresses, names, (row, column) from 1, or ranges.

        Raises:
          KeyError: there is no such name.
        """
        area = self._area(first)
        return Range(self, area if second is None else spanning(area, self._area(second)))

    def activate(self) -> None:
        self.book.controller.setActiveSheet(self.api)

    def select(self) -> None:
        self.activate()

    def delete(self) -> None:
        self.book.api.Sheets.removeByName(self.name)

    def clear(self) -> None:
        self.used_range.clear()

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        self.used_range.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def _area(self, place: Any) -> Area:
        if isinstance(place, str):
            return parsed(place) or self._named(place)
        return Area(*place) if isinstance(place, tuple) else Area(place.row, place.column, *place.shape)

    def _named(self, name: str) -> Area:
        for names in (self.names, self.book.names):
            if names.contains(name):
                return names(name).refers_to_range.area
        body = self.tables(name).data_body_range
        if body is None:
            raise KeyError(name)
        return body.area
