"""A file or a folder opened with the program that the system gives it.

Assumed, and not run here: `os.startfile` on Windows, `open` on macOS. Where nothing opens, the message has said where
it is: nothing is lost, and nothing is raised.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path

OPENERS = {"darwin": "open"}
journal = logging.getLogger("relancier.boutons")


def ouvrir(path: Path) -> None:
    """Open `path`; what cannot be opened is noted in the log."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            subprocess.Popen(
                [OPENERS.get(sys.platform, "xdg-open"), str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError as error:
        journal.warning("%s ne s'ouvre pas : %s", path, error)
