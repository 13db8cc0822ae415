"""The log of the buttons, on this computer: what was pressed, what stopped it, the trace of what nobody foresaw."""

import logging
import os
import sys
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "relancier.log"
SIZE = 500_000  # bytes, kept twice


def tenir(folder: Path | None = None) -> Path:
    """Begin to note what the buttons do; return the file, in `folder`, else in the user's own place for logs."""
    path = _writable(folder or _usual()) / NAME
    handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("relancier.boutons")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return path


def _usual() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Relancier"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "Relancier"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "relancier"


def _writable(folder: Path) -> Path:
    """Return `folder`, made if it must be; the system's temporary one where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).open("a", encoding="utf-8").close()
    except OSError:
        return Path(tempfile.gettempdir())
    return folder
