"""`relancier lot` on several workbooks: a passage each, with its own folder, journal and lock, and one crew for all.

Passages are under way together, so that letters are pressed while another workbook is read or recorded. One that is
refused, or fails, stops none of the others.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from relancier.actions import json_view, lot
from relancier.actions.classeurs import sorties
from relancier.actions.equipe import Equipe, check, equipe
from relancier.actions.progress import Board, Progress
from relancier.actions.resultat import Demande, Resultat
from relancier.base.errors import Gravite, Lieu, RelancierError
from relancier.base.later import load
from relancier.base.money import ZERO
from relancier.base.records import drop_records
from relancier.classeur.closed_file import ClosedFile
from relancier.documents.press.crew import Crew
from relancier.documents.press.press import unforeseen

_ROOM_EVERY = 8  # workbooks: looking for what can go takes a tenth of a second
# what a passage loads only when it needs it, and several must not be the first to need
_LOADED_LATE = (
    "relancier.actions.report_workbook",
    "relancier.documents.compiling",
    "relancier.documents.penalties",
    "relancier.documents.template",
    "num2words",
    "pypdf",
)


@dataclass(frozen=True, slots=True)
class Passe:
    """What became of one workbook.

    Attributes:
      lettres: how many letters were made, or would be.
      total: what they claim (€).
      manquees: how many could not be made.
      a_corriger: how many rows could not be read.
      sortie: where its letters are.
      reprise: what was done first about a passage that was cut short; "" when there was none.
      json: the file that holds all that the passage did, as JSON; None when that was not asked for.
      erreur: why there was no passage.
    """

    classeur: Path
    lettres: int = 0
    total: Decimal = ZERO
    manquees: int = 0
    a_corriger: int = 0
    sortie: Path | None = None
    reprise: str = ""
    json: Path | None = None
    erreur: RelancierError | None = None

    @property
    def code(self) -> int:
        """The exit code that it would have alone."""
        if self.erreur is not None:
            return self.erreur.exit_code
        return 1 if self.manquees or self.a_corriger else 0


@dataclass(frozen=True, slots=True)
class Lot:
    """What became of several workbooks.

    Attributes:
      passes: in the order in which they were given.
      remarques: what happened to those who pressed the letters, a sentence each.
    """

    demande: Demande
    passes: tuple[Passe, ...]
    remarques: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The worst exit code of them."""
        return max(one.code for one in self.passes)


def run(
    classeurs: Sequence[Path], demande: Demande, board: Board, executeur: str = "", details: Path | None = None
) -> Lot:
    """Do the passage that `demande` describes on each of `classeurs`.

    Args:
      classeurs: the workbooks, each once.
      demande: its `sortie` holds a folder for each of them.
      board: told of each passage.
      executeur: the address of a cluster that presses the letters; "" for this machine.
      details: a folder for the JSON of each passage; None when that is not wanted.

    Raises:
      InvalidInput: the cluster cannot be used; no workbook was touched.
      EngineUnavailable: the PDF engine does not work.
    """
    check(executeur)
    for module in _LOADED_LATE:
        load(module)
    remarques: list[str] = []

    def tell(sentence: str) -> None:
        remarques.append(sentence)
        board.tell(sentence)

    stop = threading.Event()
    folders = sorties(classeurs, demande)
    with ExitStack() as last, _crew(executeur, demande, tell) as at_work:
        pool = ThreadPoolExecutor(at_work.at_once, "relancier-lot")
        last.callback(pool.shutdown)  # on Ctrl+C, what passages wait for must have ended before they are waited for
        each = replace(demande, pdf=at_work.pdf)
        futures = [
            pool.submit(
                _passe,
                one,
                replace(each, sortie=folder),
                at_work.crew,
                board,
                stop,
                details / f"{rank}.json" if details else None,
            )
            for rank, (one, folder) in enumerate(zip(classeurs, folders, strict=True))
        ]
        try:
            passes = tuple(_awaited(futures))
        except BaseException:
            stop.set()
            for one in futures:
                one.cancel()
            raise
    return Lot(demande, passes, tuple(remarques))


def _awaited(futures: Sequence[Future[Passe]]) -> Iterator[Passe]:
    """Yield what became of each, and make room now and then: a hundred workbooks must not take more than a few."""
    for rank, one in enumerate(futures, 1):
        yield one.result()
        if rank % _ROOM_EVERY == 0:
            drop_records()


def one(classeur: Path, demande: Demande, suivi: Progress, executeur: str, tell: Callable[[str], None]) -> Resultat:
    """Do the passage that `demande` describes on one workbook, its letters pressed by the cluster at `executeur`.

    `tell` is told what the cluster could not do.

    Raises:
      InvalidInput, Refus: as `lot.run`; or the cluster cannot be used.
    """
    with equipe(executeur, demande.pdf, tell) as at_work:
        return lot.run(ClosedFile(classeur), replace(demande, pdf=at_work.pdf), suivi, at_work.crew)


def _crew(executeur: str, demande: Demande, tell: Callable[[str], None]) -> AbstractContextManager[Equipe]:
    if demande.sans_fichier:
        return nullcontext(Equipe(None, demande.pdf))
    return equipe(executeur, demande.pdf, tell)


def _passe(
    classeur: Path, demande: Demande, crew: Crew | None, board: Board, stop: threading.Event, details: Path | None
) -> Passe:
    """Do one passage, and say what became of it; only its figures are kept."""
    try:
        with board.passage(classeur.name) as suivi:
            resultat = lot.run(ClosedFile(classeur), demande, _Stoppable(suivi, stop), crew)
            if details:
                with details.open("wb") as file:
                    file.writelines(json_view.of_passage(resultat))
            return _figures(classeur, resultat, details)
    except RelancierError as error:
        return Passe(classeur, erreur=error)
    except Exception as error:  # a fault of ours in one workbook must not cost the others theirs
        found = unforeseen(error)
        remede = "Essayez-le seul ; sinon, écrivez-nous."
        return Passe(classeur, erreur=RelancierError(found.code, found.message, remede, Lieu(fichier=classeur.name)))


def _figures(classeur: Path, resultat: Resultat, details: Path | None) -> Passe:
    missed = {anomalie for _, anomalie in resultat.manquees}
    unread = sum(one.gravite is Gravite.BLOQUANTE and one not in missed for one in resultat.anomalies)
    envois = [one.envoi for one in resultat.lettres] if resultat.sortie else resultat.passage.envois
    return Passe(
        classeur,
        lettres=len(envois),
        total=sum((one.reste_du for one in envois), ZERO),
        manquees=len(missed),
        a_corriger=unread,
        sortie=resultat.sortie,
        reprise=resultat.reprise.message if resultat.reprise else "",
        json=details,
    )


class _Stoppable:
    """The progress of one passage, which ends it at its next step once all of them are to stop."""

    def __init__(self, suivi: Progress, stop: threading.Event) -> None:
        self._suivi = suivi
        self._stop = stop

    def stage(self, label: str, total: int) -> None:
        """See Progress."""
        self._check()
        self._suivi.stage(label, total)

    def step(self) -> None:
        """See Progress."""
        self._check()
        self._suivi.step()

    def tell(self, sentence: str) -> None:
        """See Progress."""
        self._suivi.tell(sentence)

    def _check(self) -> None:
        if self._stop.is_set():
            raise KeyboardInterrupt  # as in a passage that is alone: everything is taken back
