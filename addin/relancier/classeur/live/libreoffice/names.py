"""Named ranges, as xlwings sees them."""

from typing import TYPE_CHECKING, Any

from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice.areas import from_calc
from relancier.classeur.live.libreoffice.bridge import struct
from relancier.classeur.live.libreoffice.formulas import to_calc, to_excel

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.books import Book
    from relancier.classeur.live.libreoffice.ranges import Range


class Names(base_classes.Names):
    """The names of a workbook, or of one sheet."""

    def __init__(self, book: "Book", api: Any) -> None:
        self.book = book
        self.api = api

    def __len__(self) -> int:
        return int(self.api.Count)

    def __call__(self, key: int | str) -> "Name":
        name = self.api.ElementNames[key - 1] if isinstance(key, int) else key
        if not self.api.hasByName(name):
            raise KeyError(key)
        return Name(self, self.api.getByName(name))

    def contains(self, key: int | str) -> bool:
        return 1 <= key <= len(self) if isinstance(key, int) else bool(self.api.hasByName(key))

    def add(self, name: str, refers_to: str) -> "Name":
        self.api.addNewByName(name, to_calc(refers_to).removeprefix("="), struct("table.CellAddress"), 0)
        return self(name)


class Name(base_classes.Name):
    """One name."""

    def __init__(self, names: Names, api: Any) -> None:
        self._names = names
        self.api = api

    @property
    def name(self) -> str:
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value

    @property  # type: ignore[misc]  # never moved: xlwings' setter is not offered
    def refers_to(self) -> str:
        return "=" + to_excel(self.api.Content)

    @property
    def refers_to_range(self) -> "Range":
        """The cells it stands for.

        Raises:
          KeyError: it stands for something else, such as a number.
        """
        cells = self.api.ReferredCells
        if cells is None:
            raise KeyError(self.name)
        address = cells.RangeAddress
        area = from_calc(address)
        return self._names.book.sheets(address.Sheet + 1).range((area.row, area.column, area.height, area.width))

    def delete(self) -> None:
        self._names.api.removeByName(self.name)
