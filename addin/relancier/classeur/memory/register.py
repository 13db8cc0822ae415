"""The register beside a workbook: after each writing, how many rows its history had and the seal of the last one.

A chain cannot show that its own end is missing; this text file, only ever added to, can. It stands with the backups,
one line a writing: what was done, the rank and the seal of the last row, parted by tabs.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from relancier.base.filenames import shortened
from relancier.classeur.memory.seals import Seal, parse

HEADER = (
    "# Registre des relances de « {name} », tenu par Relancier après chaque écriture. Ne le modifiez pas :\n"
    "# « relancier verifier » s'en sert pour voir si des lignes ont été retirées. Opération, puis sceau de la "
    "dernière ligne.\n"
)


@dataclass(frozen=True, slots=True)
class Inscription:
    """One line of the register.

    Attributes:
      operation: what was written, such as "P2026-11-30".
      tete: the last row's seal at that moment.
    """

    operation: str
    tete: Seal


@dataclass(frozen=True, slots=True)
class Register:
    """What a register says.

    Attributes:
      inscriptions: in the order of the file.
      illisibles: the numbers of its lines that cannot be read.
    """

    path: Path
    inscriptions: tuple[Inscription, ...]
    illisibles: tuple[int, ...] = ()


def place(workbook: Path, folder: str) -> Path:
    """Return where the register of `workbook` stands, in `folder` beside it."""
    return workbook.parent / folder / f"Registre {shortened(workbook.stem, 150)}.txt"


def read(path: Path) -> Register | None:
    """Return the register at `path`; None when there is none that can be read."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    found, unread = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        operation, _, chaine = line.rpartition("\t")
        head = parse(chaine.strip())
        if head is None or not operation:
            unread.append(number)
        else:
            found.append(Inscription(operation, head))
    return Register(path, tuple(found), tuple(unread))


def inscribe(path: Path, name: str, operation: str, head: Seal) -> None:
    """Add a line to the register at `path`, which is made when there is none.

    Raises:
      OSError: it cannot be written.
    """
    path.parent.mkdir(exist_ok=True)
    is_new = not path.exists() or not path.stat().st_size
    line = f"{' '.join(operation.split())}\t{Seal(head.rank, head.seal)}\n"
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write((HEADER.format(name=name) if is_new else "") + line)
        file.flush()
        os.fsync(file.fileno())
