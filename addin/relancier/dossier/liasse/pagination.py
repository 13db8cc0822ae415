"""Which page number each exhibit begins on: the list of exhibits takes pages itself, so it is counted until stable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from relancier.dossier.liasse.modele import Tranche

ROUNDS = 12  # a list that has not settled by then never will


class IndexPages(Protocol):
    """Tells how many pages the list takes."""

    def __call__(self, premieres: dict[int, int], dans: dict[int, int], volume: int) -> int:
        """Return the pages of the list of `volume`, given each exhibit's first page and volume."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a volume, in order.

    Attributes:
      genre: "couverture", "bordereau", "piece" or "blanche".
      piece: the exhibit's index; -1 when the page is none's.
      rang: the page of the exhibit, or of the list, from 0.
    """

    genre: str
    piece: int = -1
    rang: int = 0


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of all volumes.

    Attributes:
      volumes: the pages of each, in order.
      debuts: the continuous number of each volume's first page.
      premieres: each exhibit's first page, by its index.
      dans: each exhibit's volume, from 1, by its index.
    """

    volumes: tuple[tuple[Page, ...], ...]
    debuts: tuple[int, ...]
    premieres: dict[int, int]
    dans: dict[int, int]


def paginate(volumes: Sequence[Sequence[Tranche]], index: IndexPages, recto_verso: bool) -> Pagination:
    """Number every page of `volumes`, continuously from the first cover.

    Args:
      volumes: what each holds.
      index: how many pages the list of exhibits takes.
      recto_verso: each exhibit, and each volume, begins on an odd page; blank pages are counted.

    Raises:
      ValueError: the list did not settle.
    """
    lengths = [1] * len(volumes)
    for _ in range(ROUNDS):
        made = _number(volumes, lengths, recto_verso)
        measured = [index(made.premieres, made.dans, volume) for volume in range(1, len(volumes) + 1)]
        if measured == lengths:
            return made
        lengths = [max(pair) for pair in zip(measured, lengths, strict=True)]
        # a list never shrinks: where a number grew by a digit and shrank again, a blank foot is better than no end
        if lengths == [len([one for one in pages if one.genre == "bordereau"]) for pages in made.volumes]:
            return made
    raise ValueError("le bordereau ne se stabilise pas")


def _number(volumes: Sequence[Sequence[Tranche]], lengths: Sequence[int], recto_verso: bool) -> Pagination:
    done: list[tuple[Page, ...]] = []
    debuts: list[int] = []
    premieres: dict[int, int] = {}
    dans: dict[int, int] = {}
    following = 1
    for number, (tranches, length) in enumerate(zip(volumes, lengths, strict=True), 1):
        debuts.append(following)
        pages = [Page("couverture"), *(Page("bordereau", rang=rang) for rang in range(length))]
        for tranche in tranches:
            if recto_verso and (following + len(pages)) % 2 == 0:
                pages.append(Page("blanche"))
            premieres.setdefault(tranche.piece, following + len(pages))
            dans.setdefault(tranche.piece, number)
            pages += [Page("piece", tranche.piece, rang) for rang in range(tranche.debut, tranche.fin)]
        if recto_verso and number < len(volumes) and len(pages) % 2:
            pages.append(Page("blanche"))
        done.append(tuple(pages))
        following += len(pages)
    return Pagination(tuple(done), tuple(debuts), premieres, dans)
