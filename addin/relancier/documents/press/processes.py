"""Processes of ours that press chunks, each asked by a thread of this one.

One that dies or stands still costs the time of its chunk and no letter: its letters are written again, and left to be
converted alone, which tells who was unlucky.
"""

import os
import pickle
import queue
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from relancier.base.child import Child, Gone
from relancier.documents.pdf import fonts
from relancier.documents.pdf.process import unavailable
from relancier.documents.press.order import Chunk, Missed, Order, Pressed, Written
from relancier.documents.press.printers import EMBEDDED, LIBREOFFICE

_START_SECONDS = 60.0  # a first start under an antivirus takes long
# the most that a chunk may take, and each of its letters besides: a hundred times what they need
SECONDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    # LibreOffice is waited for by its own limits, four times at the most, before its letters are given up
    {"": (60.0, 1.0), EMBEDDED: (30.0, 1.0), LIBREOFFICE: (720.0, 5.0)}
)
_STOP_SECONDS = 5.0


class Processes:
    """Processes of ours, each asked by a thread of this one. They load while nothing is asked of them."""

    def __init__(self, hands: int, seconds: tuple[float, float] | None = None) -> None:
        """Start a process, and up to `hands` of them when there is something for them to do.

        `seconds` is what a chunk may take, and each of its letters besides, before its process is taken for one that
        stands still; None for what its printer needs.
        """
        self.hands = hands
        self._seconds = seconds
        # the printers, and the templates whose letters they print together at the cost of a process
        self._deadly: set[tuple[str, str]] = set()
        self._scratch = tempfile.TemporaryDirectory(prefix="relancier-presse-", ignore_cleanup_errors=True)
        self._environment = dict(os.environ) | (fonts.private(Path(self._scratch.name)) if fonts.USED else {})
        self._pool = ThreadPoolExecutor(hands, "relancier-presse")
        self._idle: queue.SimpleQueue[_Hand | None] = queue.SimpleQueue()
        self._alive: set[_Hand] = set()
        self._stopped = False
        self._stillborn = 0  # processes in a row that ended before they were ready
        self._idle.put(self._start())
        for _ in range(hands - 1):
            self._idle.put(None)

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """See Crew."""
        return self._pool.submit(self._press, chunk)

    def rest(self) -> None:
        """See Crew."""
        for _ in range(self.hands):
            try:
                hand = self._idle.get_nowait()
            except queue.Empty:  # the others are at work
                return
            if hand is not None:
                hand.child.kill()
                self._close(hand)
            self._idle.put(None)

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
        if self._deadly.isdisjoint((chunk.printer, one.template.version) for one in chunk.orders):
            found = self._ask(chunk)
            if isinstance(found, Pressed):
                return found
            if found.timed_out and len(_by_template(chunk)) == 1:
                self._deadly.add((chunk.printer, chunk.orders[0].template.version))
        return _together(len(chunk.orders), [(ranks, self._spared(one)) for ranks, one in _by_template(chunk)])

    def _spared(self, chunk: Chunk) -> Pressed:
        """Press letters of one template, which may be what the process died of, or stood still for."""
        risk = chunk.printer, chunk.orders[0].template.version
        if chunk.printer and risk not in self._deadly:
            found = self._ask(chunk)  # whoever ends a process from outside seldom does so twice
            if isinstance(found, Pressed):
                return found
            self._deadly.add(risk)
        # they are written, and none is given a PDF: each will be converted alone, which tells who is unlucky
        found = self._ask(Chunk(chunk.orders))
        if isinstance(found, Pressed):
            return found
        alone = [self._ask(Chunk([order])) for order in chunk.orders]
        letters = (
            one.letters[0] if isinstance(one, Pressed) else _fatal(order)
            for one, order in zip(alone, chunk.orders, strict=True)
        )
        return Pressed(tuple(letters))

    def _ask(self, chunk: Chunk) -> Pressed | Gone:
        """Return what became of `chunk`, or how its process ended without an answer."""
        hand, kept = self._idle.get(), None  # there are as many as threads
        try:
            hand = hand or self._start()
            first, each = self._seconds or SECONDS[chunk.printer]
            answer = hand.ask(chunk, first + each * len(chunk.orders))
            if isinstance(answer, Gone):
                self._close(hand)
                self._stillborn = 0 if hand.ready else self._stillborn + 1
                if self._stillborn > self.hands:  # nobody ends them: they do not start
                    raise unavailable("arrêt au démarrage")
                return answer
            kept = hand
            if isinstance(answer, Exception):
                raise answer
            return answer
        finally:
            self._idle.put(kept)  # None: another one is started when it is needed

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
    """A process.

    Attributes:
      ready: it said that it is.
    """

    def __init__(self, child: Child) -> None:
        self.child = child
        self.ready = False

    def ask(self, chunk: Chunk, seconds: float) -> Pressed | Exception | Gone:
        """Have `chunk` pressed."""
        if not self.ready:
            if isinstance(hello := self.child.message(_START_SECONDS), Gone):
                return hello
            self.ready = True
        answer = self.child.exchange(pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL), seconds)
        if isinstance(answer, Gone):
            return answer
        found: Pressed | Exception = pickle.loads(answer)
        return found


def _by_template(chunk: Chunk) -> list[tuple[list[int], Chunk]]:
    """Return the letters of each template, with their ranks in the chunk."""
    groups: dict[str, list[int]] = {}
    for rank, one in enumerate(chunk.orders):
        groups.setdefault(one.template.version, []).append(rank)
    return [(ranks, Chunk([chunk.orders[rank] for rank in ranks], chunk.printer)) for ranks in groups.values()]


def _together(count: int, parts: Sequence[tuple[Sequence[int], Pressed]]) -> Pressed:
    """Return `count` letters in order, from parts that say which ranks they hold."""
    letters: dict[int, Written | Missed] = {}
    sheets: list[bytes] = []
    for ranks, part in parts:
        for rank, one in zip(ranks, part.letters, strict=True):
            if isinstance(one, Written) and one.sheet >= 0:
                one = replace(one, sheet=one.sheet + len(sheets))  # noqa: PLW2901 - the same letter, in its new place
            letters[rank] = one
        sheets += part.sheets
    return Pressed(tuple(letters[rank] for rank in range(count)), tuple(sheets))


def _fatal(order: Order) -> Missed:
    return Missed(
        "erreur-imprevue",
        f"« {order.stem} » arrête le programme qui l'écrit.",
        "Vérifiez les lignes de ce client ; sinon, écrivez-nous.",
    )
