"""Who is there to press a batch."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from relancier.documents.pdf.port import Engine
from relancier.documents.press.crew import Crew, Here, Lent
from relancier.documents.press.processes import Processes
from relancier.documents.press.sizes import all_hands, hands_for


def crew_for(printers: Sequence[str], letters: int) -> Crew:
    """Return who presses so many letters for `printers`; this process where there are none."""
    return Processes(hands_for(letters)) if printers else Here()


def at_work(engine: Engine, crew: Crew | None = None) -> AbstractContextManager[Crew | None]:
    """Return who presses for `engine`: `crew`, when it is given, else processes that load while something else is done.

    None when the engine only converts files.
    """
    if engine.press() is None:
        return nullcontext()
    return Lent(crew) if crew is not None else Processes(all_hands())
