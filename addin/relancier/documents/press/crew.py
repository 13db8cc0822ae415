"""Who presses chunks: this process for a few, processes of ours for many; each chunk comes back as a future.

A process that dies or stands still costs the time of its chunk and no letter: its letters are written again, and left
to be converted alone, which tells who was unlucky.
"""

import os
import pickle
import queue
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Protocol, Self
from weakref import WeakSet

from relancier.base.child import Child, Gone
from relancier.base.errors import RelancierError
from relancier.documents.pdf import fonts
from relancier.documents.pdf.process import unavailable
from relancier.documents.press.order import Chunk, Missed, Order, Pressed
from relancier.documents.press.press import press
from relancier.documents.press.printers import EMBEDDED, LIBREOFFICE

_START_SECONDS = 60.0  # a first start under an antivirus takes long
_CHUNK_SECONDS, _LETTER_SECONDS = 120.0, 5.0  # the most that a chunk may take, besides what each of its letters may
_STOP_SECONDS = 5.0
_MOST = 16  # processes; each holds about 150 MB
# letters in a chunk: at least, at most, and into how many chunks a batch goes in between; LibreOffice starts slowly
CHUNKS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {"": (1, 32, 8), EMBEDDED: (16, 64, 8), LIBREOFFICE: (32, 500, 4)}
)
_LETTERS_EACH = 16  # below this, another process costs more to start than it saves


class Crew(Protocol):
    """A way to have chunks pressed."""

    @property
    def hands(self) -> int:
        """How many chunks it presses at once."""

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """Have `chunk` pressed. The future raises what `press` does."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def crew_for(printer: str, letters: int) -> Crew:
    """Return who presses so many letters for `printer`; this process where there is none."""
    return Processes(hands_for(letters)) if printer else Here()


def chunk_of(printer: str, letters: int) -> int:
    """Return how many of so many letters go into one chunk for `printer`.

    It depends on the batch alone, not on the machine: so do the PDFs' bytes. More at once saves no more time, and loses
    more when one of them is unlucky.
    """
    least, most, shares = CHUNKS[printer]
    return min(most, max(least, -(-letters // shares)))


def hands_for(letters: int) -> int:
    """Return how many processes are worth starting on this machine for so many letters."""
    return max(1, min(cores(), _MOST, -(-letters // _LETTERS_EACH)))


def all_hands() -> int:
    """Return how many processes this machine may have at work for many batches."""
    return min(cores(), _MOST)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what nobody waits for any more, and has not begun."""
        for future in tuple(self._asked):
            future.cancel()


class Processes:
    """Processes of ours, each asked by a thread of this one. They load while nothing is asked of them."""

    def __init__(self, hands: int, most_seconds: float = _CHUNK_SECONDS) -> None:
        """Start `hands` processes.

        `most_seconds` is what a chunk may take, besides what is given for each of its letters, before its process is
        taken for one that stands still.
        """
        self.hands = hands
        self._most_seconds = most_seconds
        self._scratch = tempfile.TemporaryDirectory(prefix="relancier-presse-", ignore_cleanup_errors=True)
        self._environment = dict(os.environ) | (fonts.private(Path(self._scratch.name)) if fonts.USED else {})
        self._pool = ThreadPoolExecutor(hands, "relancier-presse")
        self._idle: queue.SimpleQueue[_Hand | None] = queue.SimpleQueue()
        self._alive: set[_Hand] = set()
        self._stopped = False
        for _ in range(hands):
            self._idle.put(self._start())

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """See Crew."""
        return self._pool.submit(self._press, chunk)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, which have nothing to do any more; on an error, Ctrl+C included, what they do too."""
        self._stopped = True
        for hand in tuple(self._alive):
            if kind is None:
                hand.child.kill()
            else:
                hand.child.stop(_STOP_SECONDS)
        self._pool.shutdown(cancel_futures=True)
        for hand in tuple(self._alive):
            self._close(hand)
        self._scratch.cleanup()

    def _press(self, chunk: Chunk) -> Pressed:
        if (found := self._ask(chunk)) is not None:
            return found
        # its letters are written again; none is given a PDF, so that each will be converted alone
        if (found := self._ask(Chunk(chunk.orders))) is not None:
            return found
        alone = [self._ask(Chunk([order])) for order in chunk.orders]
        letters = (one.letters[0] if one else _fatal(order) for one, order in zip(alone, chunk.orders, strict=True))
        return Pressed(tuple(letters))

    def _ask(self, chunk: Chunk) -> Pressed | None:
        """Return what became of `chunk`; None when the process ended without an answer."""
        hand = self._take()
        answer: Pressed | Exception | Gone = Gone(timed_out=False)
        try:
            answer = hand.ask(chunk, self._most_seconds + _LETTER_SECONDS * len(chunk.orders))
        finally:
            if isinstance(answer, Gone):
                self._close(hand)
            self._idle.put(None if isinstance(answer, Gone) else hand)
        if isinstance(answer, Gone):
            return None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _take(self) -> "_Hand":
        """Return a process, started again when it ended: no thread may wait for one that will not come back."""
        hand = self._idle.get()  # there are as many as threads
        if hand is not None:
            return hand
        try:
            return self._start()
        except RelancierError:
            self._idle.put(None)
            raise

    def _start(self) -> "_Hand":
        if self._stopped:
            raise unavailable("conversion interrompue")
        try:
            hand = _Hand(Child("relancier.documents.press.worker", [], self._environment))
        except OSError as error:
            raise unavailable(error.strerror or str(error)) from error
        self._alive.add(hand)
        return hand

    def _close(self, hand: "_Hand") -> None:
        self._alive.discard(hand)
        hand.child.close()


class _Hand:
    """A process, and whether it said that it is ready."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self._ready = False

    def ask(self, chunk: Chunk, seconds: float) -> Pressed | Exception | Gone:
        """Have `chunk` pressed; raise EngineUnavailable when the process does not even start."""
        if not self._ready:
            if isinstance(self.child.message(_START_SECONDS), Gone):
                raise unavailable("arrêt au démarrage")
            self._ready = True
        answer = self.child.exchange(pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL), seconds)
        if isinstance(answer, Gone):
            return answer
        found: Pressed | Exception = pickle.loads(answer)
        return found


def _fatal(order: Order) -> Missed:
    return Missed(
        "erreur-imprevue",
        f"« {order.stem} » arrête le programme qui l'écrit.",
        "Vérifiez les lignes de ce client ; sinon, écrivez-nous.",
    )
