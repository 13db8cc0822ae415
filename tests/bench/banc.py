"""What a measure is: one work, done our way and the plain way, each run in turn in a process of its own."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import chrono
from chrono import Echec, Passe


@dataclass(frozen=True, slots=True)
class Tailles:
    """How much is done.

    Attributes:
      lettres, echeances, pages, pieces: of each work.
      echantillon: letters of which the plain way makes the .docx alone: each costs the same.
      croissance: letters of each batch of the growth.
      fois: runs of each way; `fois_longues` of those that take a minute.
    """

    lettres: int = 1000
    echeances: int = 50_000
    pages: int = 550
    pieces: int = 60
    echantillon: int = 250
    croissance: tuple[int, ...] = (100, 1000, 10_000)
    fois: int = 5
    fois_longues: int = 2


ENTIERES = Tailles()
RAPIDES = Tailles(lettres=200, echeances=10_000, echantillon=60, croissance=(100, 300, 1000), fois=3, fois_longues=1)
MINUSCULES = Tailles(3, 60, 12, 4, 2, (2, 3), 1, 1)


@dataclass(frozen=True, slots=True)
class Voie:
    """A way to do a work.

    Attributes:
      nom: what it is called in the page.
      commande: given an empty folder, the command that does the work there.
      quantite: how many letters, rows or pages it does.
      faits: how many of them are there after it, given the folder and what the command printed.
      codes: how the command may end.
    """

    nom: str
    commande: Callable[[Path], list[str]]
    quantite: int
    faits: Callable[[Path, str], int]
    codes: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Atteinte:
    """What is aimed at.

    Attributes:
      travail: the work.
      voie, simple: the ways compared, ours and the plain one.
      fois: how many times quicker ours should be; 1 for "under its time".
      memoire: the share of the plain way's memory that ours may hold; 0 when none is asked.
    """

    travail: str
    voie: str
    simple: str
    fois: float
    memoire: float = 0


@dataclass(frozen=True, slots=True)
class Mesure:
    """A work and its ways.

    Attributes:
      cle: its name on the command line.
      titre: French.
      unite: what is counted, in the plural: "lettres".
      quantite: how many of them the table speaks of.
      voies: in the order in which they are run.
      atteintes: what is aimed at; none for the growth, whose ways are compared to each other.
      remarque: what the reader must know of how it was measured.
      fois: runs of each way.
    """

    cle: str
    titre: str
    unite: str
    quantite: int
    voies: tuple[Voie, ...]
    atteintes: tuple[Atteinte, ...]
    remarque: str
    fois: int


@dataclass(frozen=True, slots=True)
class Resultat:
    """What the runs of one way gave.

    Attributes:
      secondes, processeur: medians, for the whole quantity of the measure.
      memoire: bytes, the most of all runs.
      passes: the runs, unscaled.
    """

    voie: Voie
    secondes: float
    processeur: float
    memoire: int
    passes: tuple[Passe, ...]


def measure(mesure: Mesure, folder: Path, cache: Path, tell: Callable[[str], None]) -> dict[str, Resultat]:
    """Run every way of `mesure` in turn, several times; return the result of each by its name.

    Args:
      mesure: what to measure.
      folder: where to work; what is made there is removed after each run.
      cache: as `chrono.run`.
      tell: told of each run.

    Raises:
      Echec: a way did not do all of its work.
    """
    passes: dict[str, list[Passe]] = {one.nom: [] for one in mesure.voies}
    for turn in range(mesure.fois):
        for voie in mesure.voies:
            work = folder / "travail"
            work.mkdir()
            done = chrono.run(voie.commande(work), cache, voie.codes)
            found = voie.faits(work, done.sortie)
            if found != voie.quantite:
                raise Echec(f"{mesure.cle}, {voie.nom} : {found} {mesure.unite} au lieu de {voie.quantite}.")
            shutil.rmtree(work)
            passes[voie.nom].append(done)
            tell(f"{voie.nom} {turn + 1}/{mesure.fois} : {done.secondes:.2f} s, {done.memoire / 1e6:.0f} Mo")
    return {one.nom: _result(one, passes[one.nom], mesure) for one in mesure.voies}


def _result(voie: Voie, passes: Sequence[Passe], mesure: Mesure) -> Resultat:
    scale = mesure.quantite / voie.quantite if mesure.atteintes else 1
    return Resultat(
        voie,
        scale * median(one.secondes for one in passes),
        scale * median(one.processeur for one in passes),
        max(one.memoire for one in passes),
        tuple(passes),
    )
