"""Chunks pressed by other machines: a crew over a Dask scheduler.

What travels is a chunk's values and bytes, and its letters come back; no file, hash or journal is made elsewhere. A
worker that dies costs the time of its chunk, which the scheduler gives to another. Whatever the cluster does not give
back is pressed by this machine: no letter is lost, and as an answer is taken once, none is made twice.
"""

import logging
import pickle
import re
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from relancier.base.errors import InvalidInput, RelancierError
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.process import unavailable
from relancier.documents.press.order import Chunk, Pressed
from relancier.documents.press.processes import Processes
from relancier.documents.press.sizes import cores

_PROTOCOLS: Mapping[str, str] = {"dask": "tcp", "dasks": "tls"}
_ADDRESS = re.compile(r"(dasks?)://((?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5}))")
_CONNECT_SECONDS = 10.0
_WORKERS_SECONDS = 10.0  # how long a first worker is waited for
_PATIENCE = 2.0  # seconds between two looks at whether the cluster is still there
_ALONE = 8  # looks in a row without any worker before their letters are pressed here: one that restarts takes seconds
_ANSWER_SECONDS = 10.0  # the most that a scheduler that is there takes to say so
_ATTEMPTS = 2  # for the cluster, besides the scheduler's own three for a worker that dies
_MOST = 64  # chunks in flight; each holds a few megabytes
# what a client says when its scheduler is no more, by how far its own closing has come
_FAULTS = (OSError, TimeoutError, CancelledError, RuntimeError, ValueError, AttributeError)
_HERE_MOST = 2  # processes of this machine, which makes what the cluster could not
INSTALL = 'pip install "relancier[grappe]"'


def scheduler_address(typed: str) -> str:
    """Return the address of the scheduler that `typed` names, as Dask writes it: "dask://h:8786" is "tcp://h:8786".

    Raises:
      InvalidInput: it is not written so.
    """
    match = _ADDRESS.fullmatch(typed.strip())
    if match is None or not 0 < int(match[3]) < 65536:
        raise InvalidInput(
            "executeur-illisible",
            f"L'exécuteur « {typed} » ne se lit pas.",
            "Donnez l'adresse d'un planificateur Dask, comme dask://serveur:8786 (dasks:// pour une liaison chiffrée).",
        )
    return f"{_PROTOCOLS[match[1]]}://{match[2]}"


@dataclass(frozen=True, slots=True)
class _Lost:
    """A chunk that the cluster did not give back, and why."""

    why: str


class Cluster:
    """A crew over a Dask scheduler. To be entered once, and used by as many threads as there are passages."""

    def __init__(self, executeur: str, printer: str, tell: Callable[[str], None]) -> None:
        """Join the scheduler and look at each of its workers.

        Args:
          executeur: its address, as the user gives it.
          printer: what will make the PDFs.
          tell: told, in a sentence, of what the cluster could not do.

        Raises:
          InvalidInput: no scheduler or no worker is there, or one of them cannot press these letters.
        """
        self._address = scheduler_address(executeur)
        self._name = executeur.strip()
        self._tell = tell
        self._told: set[str] = set()
        self._stopped = self._gone = False
        self._lock = threading.Lock()
        self._here: Processes | None = None
        self._looked, self._empty = 0.0, 0
        self._client: Any = _joined(self._address, self._name)
        try:
            from relancier.documents.press import cluster_worker  # noqa: PLC0415 - it needs distributed

            self._work = cluster_worker
            self._wanted = cluster_worker.equipment()
            workers = self._inspected(printer)
        except BaseException:
            self._close()
            raise
        self._workers = set(workers)
        self.hands = min(_MOST, sum(workers.values()))
        self._pool = ThreadPoolExecutor(2 * self.hands + 2, "relancier-grappe")

    def submit(self, chunk: Chunk) -> "Future[Pressed]":
        """See Crew."""
        return self._pool.submit(self._press, chunk)

    def rest(self) -> None:
        """The cluster's machines are others' too; what this one holds for them is little."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster as it was found; on an error, what it was asked for is given up."""
        self._stopped = True
        if kind is None and not self._gone:
            self._leave()
        self._close()  # whoever waits for an answer is told that none will come
        self._pool.shutdown(cancel_futures=True)
        if self._here is not None:
            self._here.__exit__(kind, error, trace)

    def _close(self) -> None:
        with suppress(*_FAULTS):  # a scheduler that is no more does not take its leave, and the letters are all here
            self._client.close(_ANSWER_SECONDS)

    def _leave(self) -> None:
        """Tell of the workers that went away, and let the others' processes end."""
        try:
            if lost := sorted(self._workers - set(self._present())):
                who = f"{len(lost)} ouvriers ont" if len(lost) > 1 else "Un ouvrier a"
                self._say(
                    f"{who} quitté la grappe pendant le travail ({', '.join(lost)}). Ce qui y était en cours a été "
                    "refait ailleurs : aucune lettre n'est perdue, ni en double."
                )
            self._client.run(self._work.rest, on_error="ignore")
        except _FAULTS:  # the letters are all here: nothing depends on it
            return

    def _press(self, chunk: Chunk) -> Pressed:
        payload = pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL)
        why = ""
        for _ in range(_ATTEMPTS):
            if self._stopped or self._gone:
                break
            found = self._ask(payload)
            if isinstance(found, Pressed):
                return found
            if not isinstance(found, _Lost | EngineUnavailable):
                raise found  # a template that fails would fail everywhere
            why = str(found) if isinstance(found, EngineUnavailable) else found.why
        if self._stopped:
            raise unavailable("conversion interrompue")
        if self._gone:
            self._say(f"Le planificateur « {self._name} » ne répond plus : ce poste fait lui-même la suite.")
        else:
            self._say(f"La grappe n'a pas pu faire toutes les lettres : ce poste fait celles qui manquent ({why}).")
        return self._local().submit(chunk).result()

    def _ask(self, payload: bytes) -> "Pressed | RelancierError | _Lost":
        """Return what the cluster made of a chunk."""
        try:
            future = self._client.submit(
                self._work.pressed, self._wanted, payload, key=f"relancier-{uuid.uuid4().hex}", pure=False
            )
            try:
                while True:
                    try:
                        found: Pressed | RelancierError = pickle.loads(future.result(timeout=_PATIENCE))
                    except TimeoutError:
                        if not self._is_there():
                            return _Lost("aucun ouvrier n'est plus là")
                    else:
                        return found
            finally:
                future.cancel()
        except Exception as error:  # of Dask, of the network, of a worker: the letters are still to make
            self._is_there(now=isinstance(error, CancelledError | OSError))
            return _Lost(f"{type(error).__name__} : {' '.join(str(error).split())[:160]}")

    def _is_there(self, *, now: bool = False) -> bool:
        """Say whether there is anybody to wait for; asked by many, it looks every `_PATIENCE` seconds, or `now`."""
        with self._lock:
            if self._gone or self._stopped:
                return False
            if now or time.monotonic() - self._looked >= _PATIENCE:
                try:
                    self._empty = 0 if self._present() else self._empty + 1
                except _FAULTS:
                    self._gone = True
                self._looked = time.monotonic()
            return not self._gone and self._empty < _ALONE

    def _present(self) -> dict[str, int]:
        """Return the threads of each worker that is there."""
        found: dict[str, int] = self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWER_SECONDS)
        return found

    def _say(self, sentence: str) -> None:
        """Tell a thing once, however many letters it concerns."""
        what = sentence.partition(" :")[0]
        with self._lock:
            if what in self._told:
                return
            self._told.add(what)
        self._tell(sentence)

    def _local(self) -> Processes:
        with self._lock:
            if self._here is None:
                self._here = Processes(min(cores(), _HERE_MOST))
            return self._here

    def _inspected(self, printer: str) -> dict[str, int]:
        """Return the threads of each worker; refuse one that would press other letters than this machine."""
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        except TimeoutError:
            raise InvalidInput(
                "grappe-vide",
                f"Aucun ouvrier n'est relié au planificateur « {self._name} ».",
                f"Lancez-en au moins un : dask worker {self._address}.",
            ) from None
        pythons = {
            address: ".".join(str(told["packages"]["python"]).split(".")[:2])
            for address, told in self._client.get_versions()["workers"].items()
        }
        told = self._client.run(self._work.described, printer, on_error="return")
        for address in sorted(told):
            if fault := self._fault(told[address], pythons.get(address, "")):
                raise InvalidInput("ouvrier-inadapte", f"L'ouvrier {address} de la grappe {fault[0]}.", fault[1])
        return self._present()

    def _fault(self, told: Any, python: str) -> tuple[str, str] | None:
        """Return what is wrong with a worker, and what to do; `told` is its answer, or the error that it met."""
        wanted = f"relancier=={self._wanted['Relancier']}"
        if isinstance(told, Exception):
            detail = f"{type(told).__name__} : {' '.join(str(told).split())[:160]}"
            return (
                f"ne peut pas travailler pour Relancier ({detail})",
                f"Installez-y « {wanted} » avec {self._wanted['Python']} (il a Python {python or 'inconnu'}).",
            )
        equipment, printer = told
        for program, version in self._wanted.items():
            if (other := equipment.get(program, "")) != version:
                needed = {"Relancier": wanted, "dxpdf": f"dxpdf=={version}"}.get(program, version)
                return (
                    f"n'a pas le même {program} que ce poste : {other or 'absent'}, et non {version or 'absent'}",
                    f"Installez-y « {needed} », puis relancez cet ouvrier.",
                )
        return (f"ne peut pas faire de PDF. {printer.rstrip('.')}", "Installez-y ce moteur.") if printer else None


def _joined(address: str, name: str) -> Any:
    """Return a client of the scheduler at `address`; Dask's types are not there without the extra."""
    try:
        import dask  # noqa: PLC0415 - an optional extra
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise InvalidInput(
            "grappe-absente",
            f"Il manque de quoi travailler à plusieurs machines ({error}).",
            f"Installez-le : {INSTALL}",
        ) from error
    for logger in ("distributed", "distributed.client"):  # what matters in it is told in French
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})  # letters are not a graph
    client: Any = distributed.Client
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared by us, those that matter
            return client(address, timeout=_CONNECT_SECONDS, set_as_default=False, name="relancier")
    except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
        raise InvalidInput(
            "executeur-injoignable",
            f"Aucun planificateur Dask ne répond à « {name} » ({' '.join(str(error).split())[:160]}).",
            "Vérifiez l'adresse et que « dask scheduler » y tourne ; sinon, ôtez --executeur.",
        ) from error
