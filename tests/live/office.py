"""One LibreOffice for all the tests that need a live one, and a fresh one where a test ends it."""

import os
from collections.abc import Iterator

import pytest
from relancier.base.errors import Refus
from relancier.classeur.live import libreoffice
from relancier.classeur.live.bsd import xw


def started() -> xw.App:
    """A private office; the test is skipped, and says why, where there is no LibreOffice. Never in CI."""
    try:
        return libreoffice.start()
    except Refus as refus:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(refus))


class SharedOffice:
    """The session's office; when one test kills it, the next one gets a new one."""

    def __init__(self) -> None:
        self._app: xw.App | None = None

    def app(self) -> xw.App:
        if self._app is None:
            self._app = started()
        return self._app

    def kill(self) -> None:
        """End the office at once, in the middle of whatever it does."""
        if self._app is not None:
            self._app.kill()
            self._app = None


@pytest.fixture(scope="session")
def shared_office() -> Iterator[SharedOffice]:
    shared = SharedOffice()
    yield shared
    shared.kill()


@pytest.fixture
def office(shared_office: SharedOffice) -> Iterator[xw.App]:
    """The session's office, its workbooks closed after the test."""
    app = shared_office.app()
    yield app
    if app in list(xw.engines["libreoffice"].apps):
        for book in list(app.books):
            book.close()


@pytest.fixture
def sheet(office: xw.App) -> xw.Sheet:
    """The one sheet of a new workbook."""
    return office.books.add().sheets[0]
