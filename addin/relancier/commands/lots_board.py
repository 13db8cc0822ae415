"""How far several workbooks are, on standard error: a bar for all of them, and one for each that is under way."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import TaskID
from rich.text import Text

from relancier.terminal import bars


class Board:
    """Bars on a terminal; nothing elsewhere, nor warnings when `quiet`: the JSON holds them."""

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = Console(stderr=True)
        self._progress = bars(self._console)
        self._whole = self._progress.add_task("Classeurs", total=total)

    def __enter__(self) -> "Board":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    @contextmanager
    def passage(self, label: str) -> Iterator["_Row"]:
        """Show a bar for a workbook while its passage is under way."""
        task = self._progress.add_task(escape(label), total=None)
        try:
            yield _Row(self, label, task)
        finally:
            self._progress.remove_task(task)
            self._progress.advance(self._whole)

    def tell(self, sentence: str) -> None:
        """Print `sentence` above the bars, on standard error."""
        if not self._quiet:
            self._console.print(Text(f"⚠ {sentence}", style="yellow"))

    def show(self, task: TaskID, label: str, total: int) -> None:
        """Show that a stage of `total` steps begins on the bar `task`."""
        self._progress.reset(task, total=total or None, description=escape(label))

    def advance(self, task: TaskID) -> None:
        """Show that one step is done on the bar `task`."""
        self._progress.advance(task)


class _Row:
    """The bar of one workbook among others."""

    def __init__(self, board: Board, label: str, task: TaskID) -> None:
        self._board, self._label, self._task = board, label, task

    def stage(self, label: str, total: int) -> None:
        """See Progress."""
        self._board.show(self._task, f"{self._label} – {label}", total)

    def step(self) -> None:
        """See Progress."""
        self._board.advance(self._task)

    def tell(self, sentence: str) -> None:
        """See Progress; it says which workbook is meant."""
        self._board.tell(f"{self._label} : {sentence}")
