"""The parent's side of the workers: each exhibit goes to one that is idle, and one that fails takes only it along."""

import errno
import json
import os
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from relancier.base.child import Child, Gone
from relancier.base.errors import InvalidInput
from relancier.base.files import DISK_FAULTS, why
from relancier.base.memory import OUT_OF_MEMORY
from relancier.dossier.intake.rapport import Examen, Limites, Rejet, deballe

_MOST = 4  # each holds up to the limit of memory
_JOBS_EACH = 6  # below this a second worker costs more to start than it saves
_MODULE = "relancier.dossier.intake.worker"
_PRINT = "Ouvrez la pièce et imprimez-la en PDF, puis donnez ce PDF."
_START_SECONDS = 60.0  # a first start under an antivirus takes long

Given = TypeVar("Given")
Made = TypeVar("Made")


class Atelier:
    """Worker processes for one run; to be used in a `with`, which ends them."""

    def __init__(self, limites: Limites, jobs: int, module: str = _MODULE) -> None:
        """Args:
        limites: what each worker is bound by.
        jobs: how many exhibits there are.
        module: what the processes run.
        """
        self._limites = limites
        self._module = module
        self._idle: queue.SimpleQueue[Child] = queue.SimpleQueue()
        self._alive: set[Child] = set()
        self._count = max(1, min(os.cpu_count() or 1, _MOST, -(-jobs // _JOBS_EACH)))

    def __enter__(self) -> "Atelier":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in tuple(self._alive):
            if kind is not None:  # on Ctrl+C too: nothing may go on in the background
                child.kill()
            self._close(child)

    def each(
        self, work: Callable[[Given], Made], things: Sequence[Given], tell: Callable[[Given], None] | None = None
    ) -> list[Made]:
        """Return what `work` makes of each thing, in order; as many at a time as there are workers.

        `tell` hears of each as it ends, in order and in the caller's thread.
        """
        pool = ThreadPoolExecutor(self._count, "relancier-pieces")
        try:
            made = []
            for thing, one in zip(things, pool.map(work, things), strict=True):
                made.append(one)
                if tell:
                    tell(thing)
            return made
        except BaseException:
            for child in tuple(self._alive):
                child.kill()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def ask(self, tache: str, nom: str, **told: Any) -> Examen:
        """Have a worker do `tache` with the exhibit that the user calls `nom`.

        Raises:
          Rejet: it cannot be used; a worker that died of it is one reason.
          InvalidInput: no worker starts, or the disk is full or gone.
        """
        plain = {key: str(value) if isinstance(value, Path) else value for key, value in told.items()}
        question = {"tache": tache, "nom": nom, "limites": asdict(self._limites), **plain}
        child = self._take()
        answer = child.ask(json.dumps(question).encode("ascii") + b"\n", self._limites.secondes)
        if isinstance(answer, Gone):
            raise self._mourn(child, answer, nom)
        self._idle.put(child)
        return _understood(json.loads(answer), nom)

    def _take(self) -> Child:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            pass
        try:
            limits = [str(self._limites.memoire), str(self._limites.secondes)]
            child = Child(self._module, limits, os.environ)
        except OSError as error:
            raise _no_worker(error.strerror or str(error)) from error
        self._alive.add(child)
        if isinstance(child.listen(_START_SECONDS), Gone):
            child.kill()
            self._close(child)
            raise _no_worker("arrêt au démarrage")
        return child

    def _mourn(self, child: Child, gone: Gone, nom: str) -> Rejet:
        code = self._close(child)
        if gone.timed_out:
            seconds = f"{self._limites.secondes:g}".replace(".", ",")
            return Rejet("piece-trop-lente", f"« {nom} » n'a pas pu être lu en {seconds} s.", _PRINT)
        if code == OUT_OF_MEMORY:
            most = self._limites.memoire // 1_000_000
            return Rejet("piece-trop-lourde", f"Lire « {nom} » demande plus de {most} Mo de mémoire.", _PRINT)
        return Rejet("piece-fatale", f"Le lecteur de pièces s'est arrêté net sur « {nom} ».", _PRINT)

    def _close(self, child: Child) -> int:
        self._alive.discard(child)
        return child.close()


def _understood(reply: dict[str, Any], nom: str) -> Examen:
    if "examen" in reply:
        return deballe(reply["examen"])
    if "rejet" in reply:
        raise Rejet(*reply["rejet"])
    if reply.get("disque") in DISK_FAULTS:
        fault = OSError(reply["disque"], os.strerror(reply["disque"]))
        raise InvalidInput(
            "disque", f"« {nom} » ne peut pas être préparé : {why(fault)}.", "Faites de la place, puis recommencez."
        )
    if reply.get("disque") == errno.ENOENT:
        raise Rejet("piece-absente", f"« {nom} » a disparu pendant sa lecture.", "Remettez le fichier à sa place.")
    raise Rejet(
        "piece-illisible",
        f"« {nom} » ne peut pas être lu ({reply.get('panne', '')}).",
        "Demandez un nouvel exemplaire, ou ouvrez-le et imprimez-le en PDF.",
    )


def _no_worker(detail: str) -> InvalidInput:
    return InvalidInput("lecteur-absent", f"Le lecteur de pièces ne démarre pas ({detail}).", "Réinstallez Relancier.")
