"""Cell addresses: `B7` and `B2:F9` as numbers, and back."""

import re
from dataclasses import dataclass

MAX_ROW = 1_048_576

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


def column_number(letters: str) -> int:
    """Return the number of column `letters`, from 1: `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of column `number`, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """Return the address of a cell: `B7`."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, bounds included, rows and columns numbered from 1."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, text: str) -> "Area | None":
        """Return the area that `text` names (`B7`, `$B$2:$F$9`), or None: whole rows and columns are not areas."""
        match = _AREA.fullmatch(text.strip())
        if match is None:
            return None
        left, top = column_number(match[1]), int(match[2])
        if not match[3]:
            return cls(left, top, left, top)
        return cls(left, top, column_number(match[3]), int(match[4]))

    def __str__(self) -> str:
        first = address(self.left, self.top)
        if (self.left, self.top) == (self.right, self.bottom):
            return first
        return f"{first}:{address(self.right, self.bottom)}"

    def meets(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return not (
            self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top
        )

    def holds(self, other: "Area") -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def union(self, other: "Area") -> "Area":
        """Return the smallest area that holds both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )
