"""The seals that chain the rows of the history.

The column « Chaîne » of a row written by Relancier holds `S1-<rank>-<seal>`: the row's rank in the history and the
SHA-256 of the version, the rank, the seal of the row before, and the frozen columns. Number, deposit and return of a
registered letter are not frozen: they are known later.

Rows typed by hand before the first passage take the first ranks. The first sealed row begins the chain: it holds, as a
fourth part, the digest of all of them, in no order, and its seal covers it. A row typed by hand afterwards has no
seal and is covered by none: it shows as added, until someone seals it with a reason (`relancier sceller`).

What it proves: no sealed cell was changed, no sealed row removed, added, repeated, by a person or a program. It holds
no secret: whoever runs this very code can seal a false history anew. The register beside the workbook, its backups
and the copies that others keep tell the two apart; so they do for rows removed from the end.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relancier.classeur.memory.rows import CHAINE, HistoryRow, of_new
from relancier.classeur.schema import RELANCES
from relancier.classeur.splicing.edits import Row

VERSION = "S1"
# the columns of version S1, for ever
FIRST = (
    *("Id", "Passage", "Date", "Code débiteur", "Numéro facture", "Échéance", "Niveau", "Canal", "Modèle"),
    *("Montant TTC", "Réglé", "Reste dû", "Intérêts", "Indemnité", "Document", "Empreinte", "Statut", "Motif"),
)
# those that came since: each is sealed with its name, in the rows where it is filled, so that a row sealed before it
# existed keeps its seal while its cell stays empty
SINCE = ("Délai accordé",)
FROZEN = (*FIRST, *SINCE)
_FIRST_PLACES = tuple(RELANCES.names.index(name) for name in FIRST)
_SINCE_PLACES = tuple((name, RELANCES.names.index(name)) for name in SINCE)
_SEAL = re.compile(rf"{VERSION}-(\d{{1,9}})-([0-9a-f]{{64}})(?:-([0-9a-f]{{64}}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a row's « Chaîne » says.

    Attributes:
      rank: the row's place in the history, from 1.
      seal: SHA-256, in hexadecimal.
      before: for the row that begins the chain, the digest of the rows typed before it; "" for the others.
    """

    rank: int
    seal: str
    before: str = ""

    def __str__(self) -> str:
        return "-".join((VERSION, str(self.rank), self.seal, *([self.before] if self.before else [])))


def parse(chaine: str) -> Seal | None:
    """Return the seal that a cell holds; None when it is no seal of ours."""
    match = _SEAL.fullmatch(chaine)
    return Seal(int(match[1]), match[2], match[3] or "") if match else None


def seal(rank: int, previous: str, row: HistoryRow) -> str:
    """Return the seal of `row` at `rank`, after the row whose seal is `previous`."""
    return _digest("\x1e".join((VERSION, str(rank), previous, _frozen(row))))


def digest(rows: Iterable[HistoryRow]) -> str:
    """Return one digest of `rows`, whatever their order."""
    return _digest("\x1e".join(sorted(_digest(_frozen(row)) for row in rows)))


def last(chaines: Iterable[str]) -> Seal | None:
    """Return the seal of the highest rank among the cells `chaines`; None when none is a seal."""
    return max((one for one in map(parse, chaines) if one), key=lambda one: one.rank, default=None)


def begin(typed: Sequence[HistoryRow]) -> Seal:
    """Return what the first sealed row follows: the rows typed by hand before it, which it will cover."""
    before = digest(typed)
    return Seal(len(typed), before, before)


def sealed(rows: Iterable[Row], head: Seal) -> list[Row]:
    """Return `rows`, each with its « Chaîne », to be added after the row whose seal is `head`."""
    result: list[Row] = []
    begins = head.seal == head.before
    for row in rows:
        # every frozen cell is written, be it empty, so that no formula of the column fills it
        whole: Row = {**row, **{name: row.get(name, "") for name in FROZEN}}
        rank = head.rank + 1
        head = Seal(rank, seal(rank, head.seal, of_new(whole)), head.before if begins else "")
        begins = False
        result.append({**whole, CHAINE: str(head)})
    return result


def _frozen(row: HistoryRow) -> str:
    values = row.valeurs
    since = [f"{name}={values[place]}" for name, place in _SINCE_PLACES if values[place]]
    return "\x1f".join([values[place] for place in _FIRST_PLACES] + since)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
