"""What a bundle is: its cover, its volumes, and where each exhibit stands in them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from relancier.dossier.liasse.tampon import Emplacement
from relancier.dossier.pieces import Constat, PiecePrete


class Suivi(Protocol):
    """Where the work tells how far it has come."""

    def stage(self, label: str, total: int) -> None:
        """A stage of `total` steps begins; 0 when that is not known."""

    def step(self) -> None:
        """One step of the stage is done."""


class SansSuivi:
    """Tells nobody."""

    def stage(self, label: str, total: int) -> None:
        """Do nothing."""

    def step(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Couverture:
    """What the cover says.

    Attributes:
      titre: such as "Pièces à l'appui de la requête en injonction de payer".
      juridiction: before which they are produced; "" when there is none.
      parties: lines, in the order in which they are printed: "Demandeur : …".
      jour: the day that the cover bears.
      mentions: lines of the foot of the cover: reference of the file, who produces.
    """

    titre: str
    juridiction: str
    parties: tuple[str, ...]
    jour: date
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An exhibit that is being bound.

    Attributes:
      prete: as it came.
      pdf: what is bound: its clean PDF, or a copy of it with smaller images.
      emplacements: where each of its pages takes its stamp and its number.
      taille: bytes of its stamped PDF.
      reduites: the pages, from 1, that show an image made smaller.
    """

    prete: PiecePrete
    pdf: Path
    emplacements: tuple[Emplacement, ...]
    taille: int = 0
    reduites: tuple[int, ...] = ()

    @property
    def numero(self) -> str:
        """The exhibit's number."""
        return self.prete.piece.numero

    @property
    def titre(self) -> str:
        """How bookmarks name it: `3 – Facture F2026-014`."""
        return f"{self.numero} – {self.prete.piece.intitule}"


@dataclass(frozen=True, slots=True)
class Tranche:
    """Pages of an exhibit that stand together in a volume.

    Attributes:
      piece: the exhibit's index among the sources.
      debut, fin: the pages, from 0; `fin` is not among them.
    """

    piece: int
    debut: int
    fin: int


@dataclass(frozen=True, slots=True)
class Volume:
    """A finished file of the bundle.

    Attributes:
      pages: how many it has.
      premiere_page: the continuous number of its first page.
      taille: bytes.
    """

    path: Path
    pages: int
    premiere_page: int
    taille: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exhibit stands.

    Attributes:
      numero: the exhibit's.
      premiere_page: the continuous number of its first page; 0 when the exhibits are not bound.
      volume: from 1; 0 when the exhibits are not bound.
      pages: how many it has.
      fichier: its own stamped PDF.
      original: the copy of its original; None when the original could not be read any more.
      jointes: the files saved beside it.
      reduites: the pages, from 1, that show an image made smaller.
    """

    numero: str
    premiere_page: int
    volume: int
    pages: int
    fichier: Path
    original: Path | None = None
    jointes: tuple[Path, ...] = ()
    reduites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Liasse:
    """What `relier` made.

    Attributes:
      volumes: none when the profile sends each exhibit by itself.
      places: one for each exhibit, in order.
      constats: what was found on the way.
      changements: for each exhibit by its number, what was changed in it since it came, a French sentence each.
    """

    volumes: tuple[Volume, ...]
    places: tuple[Place, ...]
    constats: tuple[Constat, ...] = ()
    changements: tuple[tuple[str, str], ...] = ()
