"""How an action tells how far it is, whatever the door."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Progress(Protocol):
    """Told of each stage of a long action and of each step within it."""

    def stage(self, label: str, total: int) -> None:
        """A stage named `label` begins; it has `total` steps (0: not known)."""

    def step(self) -> None:
        """One step of the stage is done."""

    def tell(self, sentence: str) -> None:
        """Say something that should be known before the rest is made."""


class Silent:
    """Shows nothing."""

    def stage(self, label: str, total: int) -> None:
        """Say nothing."""

    def step(self) -> None:
        """Say nothing."""

    def tell(self, sentence: str) -> None:
        """Say nothing."""


class Board(Protocol):
    """Told of several long actions at once, from as many threads."""

    def passage(self, label: str) -> AbstractContextManager[Progress]:
        """An action named `label` begins; it ends with the context."""

    def tell(self, sentence: str) -> None:
        """Say something that concerns them all."""


class SilentBoard:
    """Shows nothing."""

    def passage(self, label: str) -> AbstractContextManager[Progress]:
        """Say nothing."""
        del label
        return nullcontext(Silent())

    def tell(self, sentence: str) -> None:
        """Say nothing."""
