"""The rows of a sheet by their numbers: one run of bytes, cut where a row is asked for, under the rows that changed.

A sheet of fifty thousand rows to which a hundred are added is walked through once, and copied in one piece.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import lt

_CLOSED, _OPENED = b"</row>", b'<row r="'
_FIRST, _START = re.compile(rb'<row r="(\d+)"'), re.compile(rb'<row r="')
_NEXT = re.compile(rb'</row><row r="(\d+)"')


class RowSlices:
    """The rows of a sheet, each as the bytes of its element.

    Attributes:
      end: where the last one ends, in what they were cut from.
    """

    def __init__(self, content: bytes, numbers: Sequence[int], starts: Sequence[int] | None = None) -> None:
        """Hold the rows `numbers`, in ascending order, one after the other in `content`.

        `starts` tells where each begins; None when each begins with its number, as `usual` saw.
        """
        self.end = 0
        self._content = content
        self._numbers = numbers
        self._starts = None if starts is None else [*starts, len(content)]
        self._put: dict[int, bytes] = {}  # b"" for a row that went

    @classmethod
    def usual(cls, part: bytes, start: int, end: int) -> "RowSlices | None":
        """Return the rows of `part[start:end]`.

        None when they are not as programs usually write them: one against the other, each with its number first, in
        ascending order, none without cells.
        """
        first, stop = _FIRST.match(part, start, end), part.rfind(_CLOSED, start, end) + len(_CLOSED)
        if first is None or part[stop:end].strip():
            return None
        numbers = [int(first[1]), *map(int, _NEXT.findall(part, start, end))]
        if part.count(b"<row", start, end) != len(numbers) or not all(map(lt, [0, *numbers], numbers)):
            return None
        rows = cls(part[start:stop], numbers)
        rows.end = stop
        return rows

    @property
    def changed(self) -> list[int]:
        """The numbers of the rows that were put since and are still there, in order."""
        return sorted(number for number, raw in self._put.items() if raw)

    def get(self, number: int) -> bytes:
        """Return row `number`, b"" when there is none."""
        if (raw := self._put.get(number)) is not None:
            return raw
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return b""
        return self._content[self._start(at) : self._start(at + 1)]

    def put(self, number: int, raw: bytes) -> None:
        """Put `raw` in place of row `number`; with nothing in it, the row goes."""
        self._put[number] = raw

    def after(self, number: int) -> Iterator[int]:
        """Yield the numbers of the rows after row `number`, in order."""
        kept = self._numbers[bisect_right(self._numbers, number) :]
        for one in sorted({*kept, *(one for one in self._put if one > number)}):
            if self._put.get(one) != b"":
                yield one

    def __iter__(self) -> Iterator[bytes]:
        """Yield the rows, in order."""
        return map(self.get, self.after(0))

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Yield all the rows, one piece after the other; what lies between two that changed is not copied."""
        content = memoryview(self._content)
        at = 0
        for number in sorted(self._put):
            place = bisect_left(self._numbers, number)
            yield content[at : self._start(place)]
            yield self._put[number]
            there = place < len(self._numbers) and self._numbers[place] == number
            at = self._start(place + there)
        yield content[at:]

    def _start(self, at: int) -> int:
        """Return where the row at the position `at` starts; after the last one, where that one ends."""
        if self._starts is None:
            # adding rows looks at the last one alone: the others need not be looked for
            if at == len(self._numbers):
                return len(self._content)
            if at == len(self._numbers) - 1:
                return self._content.rindex(_OPENED)
            self._starts = [*(found.start() for found in _START.finditer(self._content)), len(self._content)]
        return self._starts[at]
