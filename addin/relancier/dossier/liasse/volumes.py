"""How exhibits share volumes of a limited size: measured on the files as they are built, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from relancier.dossier.liasse.modele import Tranche

MARGE = 24_000  # bytes of a volume that are not exhibits: cover, list and faces, before anything is measured
POLICES = 9_000  # bytes of the faces in a stamped PDF, which a volume holds once
PAR_LIGNE = 400  # bytes of a row of the list and of its link


@dataclass(frozen=True, slots=True)
class Poids:
    """What an exhibit weighs.

    Attributes:
      total: bytes of its stamped PDF.
      pages: bytes of each of its pages by itself; empty when the exhibit fits in a volume.
    """

    total: int
    pages: tuple[int, ...] = ()


def room(taille_max: int, pieces: int) -> int:
    """Return the bytes that a volume has for exhibits, before anything is measured."""
    return max(taille_max - MARGE - PAR_LIGNE * pieces, 1)


def share(poids: Sequence[Poids], pages: Sequence[int], places: Sequence[int]) -> list[list[Tranche]]:
    """Fill volumes in order; an exhibit too heavy for one is cut between pages.

    Args:
      poids: of each exhibit.
      pages: how many each has.
      places: the room of each volume, the last one for all that follow.
    """
    volumes: list[list[Tranche]] = [[]]
    left = places[0]

    def following() -> int:
        volumes.append([])
        return places[min(len(volumes), len(places)) - 1]

    for rank, (weight, count) in enumerate(zip(poids, pages, strict=True)):
        if not weight.pages:
            if weight.total > left and volumes[-1]:
                left = following()
            volumes[-1].append(Tranche(rank, 0, count))
            left -= weight.total
            continue
        begun = 0
        if volumes[-1]:
            left = following()
        for page, size in enumerate(weight.pages):
            if size > left and page > begun:
                volumes[-1].append(Tranche(rank, begun, page))
                left, begun = following(), page
            left -= size
        volumes[-1].append(Tranche(rank, begun, count))
    return volumes


def narrowed(places: Sequence[int], volume: int, over: int) -> list[int]:
    """Return the rooms after `volume`, from 1, was measured `over` bytes too large."""
    known = [places[min(rank, len(places) - 1)] for rank in range(max(volume + 1, len(places)))]
    known[volume - 1] = max(known[volume - 1] - over - over // 8 - 1024, 1)
    return known
