"""soffice started on documents: bounded in its memory, waited for as long as they may take, and ended."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from relancier.base import soffice
from relancier.base.memory import bounded
from relancier.documents.pdf import fonts
from relancier.documents.pdf.port import EngineUnavailable


class End(Enum):
    """How a process came to its end: by itself, all documents seen; dead; or ended because it stood still."""

    WHOLE = auto()
    DEAD = auto()
    STILL = auto()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a process is waited for.

    Attributes:
      first: the most that its first PDF may take (s), its start included.
      each: the most that each following one may take (s).
    """

    first: float
    each: float

    def wait(self, process: "subprocess.Popen[bytes]", folder: Path, count: int) -> bool:
        """Wait for the end; False when no PDF was added to `folder` for too long, or `count` together took too long."""
        began = moved = time.monotonic()
        seen = 0
        while True:
            try:
                process.communicate(timeout=0.25)
            except subprocess.TimeoutExpired:
                now = time.monotonic()
                made = sum(1 for _ in folder.iterdir())
                if made > seen:
                    seen, moved = made, now
                if now - moved > (self.each if seen else self.first):
                    return False
                if now - began > self.first + count * self.each:
                    return False
            else:
                return True


def convert(program: Path, scratch: Path, count: int, to: str, patience: Patience, memory: int) -> End:
    """Have one process convert the documents 0000.docx, 0001.docx… of the folder `scratch`, in order.

    Their PDFs, 0000.pdf and so on, are in its folder "pdf" afterwards; some may be missing, however it ended.

    Args:
      program: soffice.
      scratch: the folder, for this process alone.
      count: how many documents there are.
      to: the export filter and its options.
      patience: how long it is waited for.
      memory: bytes of data that each of its processes may hold.

    Raises:
      EngineUnavailable: it does not start.
    """
    (scratch / "pdf").mkdir()
    # the import filter is named: anything but a Word document fails instead of being printed as plain text
    filters = ["--infilter=MS Word 2007 XML", "--convert-to", to, "--outdir", "pdf"]
    names = [f"{rank:04}.docx" for rank in range(count)]
    process = start([str(program), soffice.profile(scratch), *soffice.OPTIONS, *filters, *names], scratch, memory)
    try:
        if not patience.wait(process, scratch / "pdf", count):
            return End.STILL
    finally:
        soffice.end(process)
    return End.WHOLE if process.returncode == 0 else End.DEAD


def start(command: Sequence[str], scratch: Path, memory: int) -> "subprocess.Popen[bytes]":
    """Start `command` in the folder `scratch`, such that each of its processes may hold `memory` bytes of data.

    Raises:
      EngineUnavailable: it does not start.
    """
    environment = dict(os.environ)
    if fonts.USED:
        environment |= {"SAL_USE_VCLPLUGIN": "svp"} | (fonts.beside_the_hosts(scratch) if fonts.present() else {})
    try:
        return subprocess.Popen(
            bounded(command, memory),
            cwd=scratch,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # soffice is a chain of processes: they are ended as a group
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise EngineUnavailable(
            "moteur-pdf-absent",
            f"LibreOffice ne démarre pas ({error.strerror}).",
            "Réinstallez LibreOffice, ou choisissez « --pdf embarque ».",
        ) from error
