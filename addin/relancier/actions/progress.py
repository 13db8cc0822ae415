"""How an action tells how far it is, whatever the door."""

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
