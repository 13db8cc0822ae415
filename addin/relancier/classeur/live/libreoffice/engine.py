"""The engine that xlwings knows as "libreoffice"."""

from collections.abc import Callable, Iterator
from typing import Any

from relancier.classeur.live.bsd import base_classes, xw
from relancier.classeur.live.libreoffice.app import App
from relancier.classeur.live.libreoffice.values import Cell, cleaned, prepared

NAME = "libreoffice"


class Apps(base_classes.Apps):
    """The offices that were reached, the latest first."""

    def __init__(self) -> None:
        self._apps: list[App] = []

    def include(self, app: App) -> None:
        """Put an office first; the same office reached again takes the place of its old connection."""
        self._apps = [app, *(one for one in self._apps if one.pid != app.pid)]

    def forget(self, app: App) -> None:
        """Leave out an office that has ended."""
        self._apps = [one for one in self._apps if one is not app]

    def keys(self) -> list[int]:
        return [app.pid for app in self._apps]

    def __iter__(self) -> Iterator[App]:
        return iter(self._apps)

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self._apps if app.pid == pid)


class Engine:
    """What xlwings asks of an engine, apart from its objects."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return prepared(value)

    @staticmethod
    def clean_value_data(
        rows: list[list[Cell]],
        build_date: Callable[..., Any],
        empty_as: Any,
        build_number: Callable[[float], Any] | None,
        error_text: bool,
    ) -> list[list[Any]]:
        return cleaned(rows, build_date, empty_as, build_number, error_text)


def registered() -> Engine:
    """Return the one engine of this process, which xlwings is told of, and made to prefer to Excel."""
    known = xw.engines.engines_by_name
    if NAME not in known:
        xw.engines.add(xw.Engine(impl=Engine()))
    known[NAME].activate()
    impl: Engine = known[NAME].impl
    return impl
