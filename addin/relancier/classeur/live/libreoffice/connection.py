"""A connection to an office: to the user's own, or to a private one that is started, and ended, here."""

import atexit
import itertools
import os
import subprocess
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from relancier.base.errors import Refus
from relancier.base.soffice import OPTIONS, end, places, profile
from relancier.classeur.live.libreoffice.bridge import properties, uno

T = TypeVar("T")

_PAUSE = 0.1  # seconds between two knocks at the door of an office that starts
_numbers = itertools.count(1)


class Connection:
    """A conversation with one office.

    Attributes:
      spec: where it listens, such as "pipe,name=relancier".
      context, desktop: the UNO objects that everything starts from.
      identity: a number that names the office: its process where it is ours, otherwise one made from `spec`.
      private: it was started here, without a window, and ends with us.
    """

    def __init__(self, spec: str, context: Any, process: "subprocess.Popen[bytes] | None", folder: Any) -> None:
        self.spec = spec
        self.context = context
        self.desktop = self.service("frame.Desktop")
        self.private = process is not None
        self.identity = process.pid if process else zlib.crc32(spec.encode())
        self._process = process
        self._folder = folder
        if self.private:
            atexit.register(self.kill)

    def service(self, name: str) -> Any:
        """Return a service of the office, such as "awt.Toolkit"."""
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", self.context)

    def version(self) -> str:
        """Return the office's version, such as "7.4.7.2"."""
        provider = self.service("configuration.ConfigurationProvider")
        where = properties(nodepath="/org.openoffice.Setup/Product")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", where)
        return str(access.getPropertyValue("ooSetupVersionAboutBox"))

    def kill(self) -> None:
        """End a private office at once, whatever it is doing; a user's own is left as it is."""
        if self._process is not None:
            end(self._process)
            self._folder.cleanup()
            atexit.unregister(self.kill)


def connect(spec: str, seconds: float = 10.0) -> Connection:
    """Reach the office that listens at `spec`: "pipe,name=X", or "socket,host=localhost,port=N".

    Raises:
      Refus: "libreoffice-injoignable": nobody listens there, or there is no answer within `seconds`.
    """
    try:
        context = _within(seconds, lambda: _resolve(spec))
    except TimeoutError as error:
        raise _unreachable("LibreOffice ne répond pas.", "Fermez ses boîtes de dialogue, puis recommencez.") from error
    if isinstance(context, Exception):
        raise _unreachable(
            "LibreOffice n'est pas ouvert, ou n'écoute pas Relancier.",
            f'Démarrez-le par « soffice "--accept={spec};urp;" », ouvrez-y le classeur, puis recommencez.',
        ) from context
    return Connection(spec, context, None, None)


def launch(program: Path | None = None, seconds: float = 90.0) -> Connection:
    """Start an office of our own, without a window, with a profile of its own.

    Args:
      program: the soffice to start; None to look for it.
      seconds: the most that its start may take.

    Raises:
      Refus: "libreoffice-absent": it is not installed, does not start, or does not answer.
    """
    uno()
    found = next((place for place in ([program] if program else places()) if place.is_file()), None)
    if found is None:
        raise _absent("LibreOffice est introuvable.")
    folder = tempfile.TemporaryDirectory(prefix="relancier-calc-", ignore_cleanup_errors=True)
    spec = f"pipe,name=relancier-{os.getpid()}-{next(_numbers)}"
    try:
        process = subprocess.Popen(
            [str(found), profile(Path(folder.name)), *OPTIONS, f"--accept={spec};urp;"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # soffice is a chain of processes: they are ended as a group
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        folder.cleanup()
        raise _absent(f"LibreOffice ne démarre pas ({error.strerror}).") from error
    context = _knock(spec, process, seconds)
    if context is None:
        end(process)
        folder.cleanup()
        raise _absent(f"LibreOffice n'a pas démarré en {seconds:g} s.")
    return Connection(spec, context, process, folder)


def _knock(spec: str, process: "subprocess.Popen[bytes]", seconds: float) -> Any:
    """Try until the office answers; None when it ended, or time is up."""
    until = time.monotonic() + seconds
    while process.poll() is None and (left := until - time.monotonic()) > 0:
        try:
            context = _within(left, lambda: _resolve(spec))
        except TimeoutError:
            return None
        if not isinstance(context, Exception):
            return context
        time.sleep(_PAUSE)
    return None


def _resolve(spec: str) -> Any:
    """Return the office's context, or why there is none."""
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(f"uno:{spec};urp;StarOffice.ComponentContext")
    except uno().getClass("com.sun.star.uno.Exception") as error:
        return error


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns; TimeoutError when it takes longer: UNO itself waits for ever."""
    answers: list[T] = []
    thread = threading.Thread(target=lambda: answers.append(work()), daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise TimeoutError
    return answers[0]


def _unreachable(message: str, remede: str) -> Refus:
    return Refus("libreoffice-injoignable", message, remede)


def _absent(message: str) -> Refus:
    return Refus("libreoffice-absent", message, "Installez LibreOffice, ou réinstallez-le, puis recommencez.")
