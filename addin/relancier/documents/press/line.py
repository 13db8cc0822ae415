"""Letters on their way through the printers: pressed by chunks, and those that a printer refuses go on to the next.

While some are pressed the next are ordered, and what is finished is handed over, so that no more is held in memory for
ten thousand letters than for a hundred. Which letters share a chunk depends on the batch alone: so do the PDFs' bytes.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeAlias, TypeVar

from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.press.crew import Crew
from relancier.documents.press.order import Chunk, Missed, Order, Pressed, Written
from relancier.documents.press.sizes import chunk_of, most_of

T = TypeVar("T")
_Ordered: TypeAlias = tuple[T, Order]
Take: TypeAlias = Callable[[Sequence[tuple[T, Written | Missed]], Sequence[bytes]], object]


class Line(Generic[T]):
    """The way of one batch's letters, each with something by which its owner knows it."""

    def __init__(self, crew: Crew, printers: Sequence[str], letters: int, take: Take[T]) -> None:
        """Args:
        crew: who presses.
        printers: what makes the PDFs; each is given what those before it refused.
        letters: how many there will be.
        take: given the letters of a chunk that are as they will be, and its sheets.
        """
        self._crew = crew
        self._take = take
        first, *others = printers or [""]
        self._stages = [_Stage[T](first, chunk_of(first, letters)), *(_Stage[T](one, most_of(one)) for one in others)]

    def add(self, whose: T, order: Order) -> None:
        """Have a letter pressed.

        Raises:
          InvalidInput: a template cannot be rendered.
          EngineUnavailable: the first printer does not work.
        """
        self._put(0, whose, order)

    def finish(self) -> None:
        """Have the last ones pressed, and hand over all that is not yet. It raises what `add` does."""
        for rank, stage in enumerate(self._stages):
            # of those that were refused nobody knew how many they would be: the last ones are shared out
            size = stage.size if rank == 0 else chunk_of(stage.printer, len(stage.waiting))
            while stage.waiting:
                self._send(rank, min(size, len(stage.waiting)))
            while stage.pressing:
                self._collect(rank)

    def _put(self, rank: int, whose: T, order: Order) -> None:
        stage = self._stages[rank]
        stage.waiting.append((whose, order))
        if len(stage.waiting) == stage.size:
            self._send(rank, stage.size)
        while len(stage.pressing) > self._crew.hands + 1:  # enough for everybody to have the next one at hand
            self._collect(rank)

    def _send(self, rank: int, count: int) -> None:
        stage = self._stages[rank]
        chunk, stage.waiting[:count] = stage.waiting[:count], []
        future = self._crew.submit(Chunk([order for _, order in chunk], stage.printer))
        stage.pressing.append((chunk, future))

    def _collect(self, rank: int) -> None:
        """Hand over what came of a chunk, and give what its printer refused to the next one."""
        stage = self._stages[rank]
        chunk, future = stage.pressing.popleft()
        try:
            pressed = future.result()
        except EngineUnavailable:
            if rank == 0:
                raise
            # they are as they would be without this printer
            pressed = self._crew.submit(Chunk([order for _, order in chunk])).result()
        last = rank == len(self._stages) - 1
        done: list[tuple[T, Written | Missed]] = []
        for (whose, order), letter in zip(chunk, pressed.letters, strict=True):
            if not last and isinstance(letter, Written) and letter.refused:
                self._put(rank + 1, whose, order)
            else:
                done.append((whose, letter))
        self._take(done, pressed.sheets)


class _Stage(Generic[T]):
    """A printer, and the letters that wait for it or are being pressed."""

    def __init__(self, printer: str, size: int) -> None:
        self.printer = printer
        self.size = size
        self.waiting: list[_Ordered[T]] = []
        self.pressing: deque[tuple[list[_Ordered[T]], Future[Pressed]]] = deque()
