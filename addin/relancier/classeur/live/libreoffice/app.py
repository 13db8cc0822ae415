"""An office, as xlwings sees an application."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice.areas import from_calc
from relancier.classeur.live.libreoffice.books import Book, Books
from relancier.classeur.live.libreoffice.connection import Connection
from relancier.classeur.live.libreoffice.failures import told
from relancier.classeur.live.libreoffice.message import ask

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.engine import Engine
    from relancier.classeur.live.libreoffice.ranges import Range


class App(base_classes.App):
    """One running office.

    Attributes:
      front: the identity of the workbook last opened or activated by us; "" when there was none.
    """

    # what only Excel has: set by xlwings around some calls, of no effect here
    display_alerts = enable_events = interactive = screen_updating = True
    calculation = "automatic"

    def __init__(self, engine: "Engine", connection: Connection) -> None:
        self.engine = engine
        self.connection = connection
        self.front = ""
        self._indicator: Any = None

    @property
    def api(self) -> Any:
        return self.connection.desktop

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def pid(self) -> int:
        return self.connection.identity

    @property
    def hwnd(self) -> int:
        return self.connection.identity

    @property
    def private(self) -> bool:
        """It was started here and has no window."""
        return self.connection.private

    @property  # type: ignore[misc]  # an office stays as it was started: xlwings' setter is not offered
    def visible(self) -> bool:
        return not self.private

    @property
    def version(self) -> str:
        return self.connection.version()

    @property
    def selection(self) -> "Range | None":
        """The cells selected in the active workbook, the first block of several; None when a drawing is selected."""
        book = self.books.active
        with told("dire quelles cellules sont sélectionnées"):
            selected = book.controller.getSelection()
            if hasattr(selected, "RangeAddresses"):
                address = next(iter(selected.RangeAddresses), None)
            else:
                address = getattr(selected, "RangeAddress", None)
        if address is None:
            return None
        area = from_calc(address)
        return book.sheets(address.Sheet + 1).range((area.row, area.column, area.height, area.width))

    @property
    def status_bar(self) -> str | bool:
        return self._indicator is not None

    @status_bar.setter
    def status_bar(self, text: str | bool) -> None:
        """Show a text at the bottom of the active workbook's window; False gives the place back."""
        with told("écrire dans sa barre d'état"):
            if self._indicator is not None:
                self._indicator.end()
                self._indicator = None
            if isinstance(text, str) and text:
                self._indicator = self.books.active.controller.Frame.createStatusIndicator()
                self._indicator.start(text, 0)

    def activate(self, steal_focus: bool = False) -> None:
        self.engine.apps.include(self)
        if steal_focus and not self.private:
            self.books.active.controller.Frame.ContainerWindow.toFront()

    def calculate(self) -> None:
        for book in self.books:
            book.api.calculateAll()

    def alert(
        self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Callable[..., Any] | str | None
    ) -> str:
        """Show a message over the active workbook, wait, and return "ok", "cancel", "yes" or "no".

        Raises:
          Refus: "libreoffice-sans-fenetre": nobody would see it.
        """
        return ask(self.connection, self.books.active.controller, prompt, title or "Relancier", buttons, mode)

    def quit(self) -> None:
        """Close the workbooks of a private office, and end it; a user's own is only let go."""
        if self.private:
            for book in self.books:
                Book.close(book)
        self.kill()

    def kill(self) -> None:
        """End a private office at once, whatever it is doing; a user's own is only let go."""
        self.engine.apps.forget(self)
        self.connection.kill()
