"""The register beside a workbook: after each writing, how many rows its history had and the seal of the last one.

A chain cannot show that its own end is missing; this text file, only ever added to, can. It stands with the backups,
one line a writing: what was done, the rank and the seal of the last row, parted by tabs. Number, deposit and return of
a registered letter are under no seal: for each one written, a line says what was done, the row's Id, the column, the
value.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from relancier.base.errors import Lieu, Refus
from relancier.base.filenames import shortened
from relancier.base.files import digest
from relancier.classeur.memory.rows import FREE
from relancier.classeur.memory.seals import Seal, parse

HEADER = (
    "# Registre des relances de « {name} », tenu par Relancier après chaque écriture. Ne le modifiez pas :\n"
    "# « relancier verifier » s'en sert pour voir si des lignes ont été retirées. Opération, puis sceau de la "
    "dernière ligne (ou, d'un recommandé, Id, colonne et valeur).\n"
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
class Noted:
    """A cell that no seal covers, as it was written: the value is in the one form of `canonical`."""

    id: str
    colonne: str
    valeur: str


@dataclass(frozen=True, slots=True)
class Register:
    """What a register says.

    Attributes:
      inscriptions, notes: in the order of the file.
      illisibles: the numbers of its lines that cannot be read.
    """

    path: Path
    inscriptions: tuple[Inscription, ...]
    illisibles: tuple[int, ...] = ()
    notes: tuple[Noted, ...] = ()


def place(workbook: Path, folder: str) -> Path:
    """Return where the register of `workbook` stands, in `folder` beside it."""
    return workbook.parent / folder / f"Registre {shortened(workbook.stem, 150)}.txt"


def read(path: Path) -> Register | None:
    """Return the register at `path`; None when there is none that can be read."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    found, notes, unread = [], [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) == 4 and parts[2] in FREE:
            notes.append(Noted(*parts[1:]))
            continue
        operation, _, chaine = line.rpartition("\t")
        head = parse(chaine.strip())
        if head is None or not operation:
            unread.append(number)
        else:
            found.append(Inscription(operation, head))
    return Register(path, tuple(found), tuple(unread), tuple(notes))


def inscribe(path: Path, name: str, operation: str, head: Seal) -> None:
    """Add a line to the register at `path`, which is made when there is none.

    Raises:
      OSError: it cannot be written.
    """
    _add(path, name, [(operation, str(Seal(head.rank, head.seal)))])


def note(path: Path, name: str, operation: str, notes: Iterable[Noted]) -> None:
    """Add a line to the register at `path` for each of `notes`. Raises as `inscribe` does."""
    _add(path, name, [(operation, one.id, one.colonne, one.valeur) for one in notes])


def size(path: Path) -> int:
    """Return how many bytes the register at `path` has; 0 when there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def cut(path: Path, avant: int, apres: str) -> Callable[[], None]:
    """Return what takes the last writing's lines away: back to `avant` bytes, from the SHA-256 `apres`.

    Nothing is to be taken away when `apres` is "", or when it was already.

    Raises:
      Refus: "registre-modifie", for lines were added or changed since.
    """
    if not apres or size(path) == avant:
        return lambda: None
    if digest(path) != apres:
        raise Refus(
            "registre-modifie",
            "Le registre des relances a changé depuis cette opération.",
            "Elle ne peut plus être annulée d'un coup : annulez la relance avec son motif (relancier annuler).",
            Lieu(fichier=path.name),
        )

    def take_away() -> None:
        if not avant:
            path.unlink()
            return
        with path.open("r+b") as file:
            file.truncate(avant)
            os.fsync(file.fileno())

    return take_away


def _add(path: Path, name: str, lines: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    is_new = not path.exists() or not path.stat().st_size
    text = "".join("\t".join(" ".join(part.split()) for part in line) + "\n" for line in lines)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write((HEADER.format(name=name) if is_new else "") + text)
        file.flush()
        os.fsync(file.fileno())
