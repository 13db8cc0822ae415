"""Who presses chunks; each comes back as a future."""

from concurrent.futures import Future
from types import TracebackType
from typing import Protocol, Self
from weakref import WeakSet

from relancier.documents.press.order import Chunk, Pressed
from relancier.documents.press.press import press


class Crew(Protocol):
    """A way to have chunks pressed."""

    @property
    def hands(self) -> int:
        """How many chunks it presses at once."""

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """Have `chunk` pressed. The future raises what `press` does."""

    def rest(self) -> None:
        """Give back what is held for chunks to come: none will, or they may wait a second for it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Here:
    """This process, at once: for letters that no native code prints."""

    hands = 1

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """See Crew."""
        future: Future[Pressed] = Future()
        try:
            future.set_result(press(chunk))
        except Exception as error:  # the future's owner is told
            future.set_exception(error)
        return future

    def rest(self) -> None:
        """Nothing is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing goes on in the background."""


class Lent:
    """A crew that serves several batches, lent to one of them: it goes on when that one ends."""

    def __init__(self, crew: Crew) -> None:
        self.hands = crew.hands
        self._crew = crew
        self._asked: WeakSet[Future[Pressed]] = WeakSet()  # weak: what was collected must not be held

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """See Crew."""
        future = self._crew.submit(chunk)
        self._asked.add(future)
        return future

    def rest(self) -> None:
        """Whoever lent it may have other chunks for it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what nobody waits for any more, and has not begun."""
        for future in tuple(self._asked):
            future.cancel()
