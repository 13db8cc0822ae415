"""The embedded engine: dxpdf, from PyPI, in worker processes; no program to install, no font on the host needed."""

import importlib.metadata
import os
import queue
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from relancier.base.files import DISK_FAULTS
from relancier.documents.pdf import fonts
from relancier.documents.pdf.port import (
    ConversionReport,
    EngineUnavailable,
    Failure,
    Job,
    Press,
    Progress,
    land,
    plan,
    report,
)
from relancier.documents.pdf.process import Gone, Worker, unavailable
from relancier.documents.pdf.undrawn import undrawn
from relancier.documents.pdf.worker import Answer, Question, Task

DXPDF = "dxpdf:convert"
_MAX_WORKERS = 4  # each holds about 100 MB
_TOGETHER = 32  # documents converted as one: more saves no more time, and loses more when one of them is unlucky
_JOBS_PER_WORKER = 8  # below this a second worker costs more to start than it saves
_PATIENCE = 5  # documents of one template that end their workers, one after the other: the next ones would too
_REMEDE = "Choisissez « --pdf libreoffice » ou « --pdf word » pour ce document, ou simplifiez son modèle."


class Embedded:
    """dxpdf in up to four workers. The result does not depend on which worker took which document."""

    name = "embarque"

    def __init__(
        self, seconds: float = 60.0, workers: int | None = None, converter: str = DXPDF, *, together: bool = True
    ) -> None:
        """Args:
        seconds: the most that one document may take.
        workers: how many processes at most; None to choose by the machine and the batch.
        converter: "module:function", from the bytes of a .docx to those of a PDF.
        together: convert several documents as one where that can be.
        """
        self._seconds = seconds
        self._workers = workers
        self._converter = converter
        self.together = together

    def probe(self) -> str:
        """Return dxpdf's version; raise EngineUnavailable where it or its fonts are missing. Starts nothing."""
        try:
            version = importlib.metadata.version("dxpdf")
        except importlib.metadata.PackageNotFoundError as error:
            raise unavailable("dxpdf n'est pas installé") from error
        if fonts.USED and not fonts.present():
            raise unavailable("les polices livrées sont absentes")
        return version

    def press(self) -> Press | None:
        """See Engine."""
        if self._converter != DXPDF:
            return None
        return Press([self.name], Embedded(self._seconds, self._workers, together=False))

    def convert(self, docx: Sequence[Path], out: Path, progress: Progress | None = None) -> ConversionReport:
        """See Engine. A document with a character that the shipped fonts cannot draw is refused, not printed blank."""
        self.probe()
        jobs, failures = plan(docx, out)
        failures |= _unprintable(jobs)
        if progress:
            for document in failures:
                progress(document)
        pending = [job for job in jobs if job.docx not in failures]
        if pending:
            with tempfile.TemporaryDirectory(prefix="relancier-pdf-", ignore_cleanup_errors=True) as scratch:
                failures |= _Batch(self, pending, Path(scratch), self._count(len(pending))).run(progress)
        return report(self.name, docx, jobs, failures)

    def _count(self, jobs: int) -> int:
        most = self._workers or min(os.cpu_count() or 1, _MAX_WORKERS)
        return max(1, min(most, -(-jobs // _JOBS_PER_WORKER)))

    def start(self, environment: dict[str, str]) -> Worker:
        """Start one worker; raise EngineUnavailable."""
        return Worker(self._converter, self._seconds, environment)

    def explain(self, job: Job, gone: Gone) -> Failure:
        """Say in French what a worker that ended without an answer means for its document."""
        if gone.timed_out:
            return Failure(f"« {job.docx.name} » n'a pas été converti en {self._seconds:g} s.", _REMEDE)
        return Failure(f"Le moteur intégré s'est arrêté sur « {job.docx.name} ».", _REMEDE)

    def give_up(self, job: Job) -> Failure:
        """Say in French why a document was not tried."""
        why = f"le moteur intégré s'est arrêté sur {_PATIENCE} documents du même modèle"
        return Failure(f"« {job.docx.name} » n'a pas été essayé : {why}.", _REMEDE)


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of some documents: each with its failure, if any; and those that must be asked for alone."""

    settled: Mapping[Job, Failure | None]
    alone: Sequence[Job] = ()


class _Batch:
    """The threads of one batch: each takes an idle worker or starts one. `progress` stays in the caller's thread.

    Several documents are first asked for as one; whatever that does not give is asked for alone.
    """

    def __init__(self, engine: Embedded, jobs: Sequence[Job], scratch: Path, count: int) -> None:
        self._engine = engine
        self._jobs = jobs
        self._made = {job.docx: scratch / f"{rank:06}.pdf" for rank, job in enumerate(jobs)}
        self._count = count
        self._environment = dict(os.environ) | (fonts.private(scratch) if fonts.USED else {})
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._alive: set[Worker] = set()
        self._broken: EngineUnavailable | None = None
        self._stopped = False
        self._deaths: dict[str, int] = {}  # by template: documents in a row at which a worker died

    def run(self, progress: Progress | None) -> dict[Path, Failure]:
        """Return the failures; raise EngineUnavailable when no document could be tried with success."""
        failures: dict[Path, Failure] = {}
        pool = ThreadPoolExecutor(self._count, "relancier-pdf")
        try:
            pending: set[Future[_Done]] = {pool.submit(self._unit, one) for one in self._units()}
            while pending:
                ended, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in ended:
                    done = future.result()
                    pending |= {pool.submit(self._unit, [job]) for job in done.alone}
                    failures |= {job.docx: failure for job, failure in done.settled.items() if failure}
                    for job in done.settled if progress else ():
                        progress(job.docx)  # type: ignore[misc] # it is there
        except BaseException:  # on Ctrl+C too: nothing may go on in the background
            self._stopped = True
            for worker in tuple(self._alive):
                worker.kill()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
            for worker in tuple(self._alive):
                self._close(worker)
        if self._broken and len(failures) == len(self._jobs):
            raise self._broken
        return failures

    def _units(self) -> list[list[Job]]:
        """Return what is asked for at once: letters of one template stand together, for they are the most alike.

        It depends on the batch alone, not on the machine: so do the PDFs' bytes.
        """
        alike = sorted(self._jobs, key=lambda job: job.source.title)
        if not self._engine.together:
            return [[job] for job in alike]
        size = min(_TOGETHER, max(_JOBS_PER_WORKER, -(-len(alike) // _MAX_WORKERS)))
        return [alike[first : first + size] for first in range(0, len(alike), size)]

    def _unit(self, jobs: Sequence[Job]) -> "_Done":
        """Convert documents as one, or one alone."""
        if len(jobs) == 1 and self._deaths.get(jobs[0].source.title, 0) >= _PATIENCE:
            return _Done({jobs[0]: self._engine.give_up(jobs[0])})
        try:
            worker = self._take()
        except EngineUnavailable as error:
            self._broken = error  # what does not start is not tried a thousand times
            return _Done(dict.fromkeys(jobs, Failure(error.message, error.remede)))
        answer = worker.ask(Question(tuple(self._task(job) for job in jobs)))
        if isinstance(answer, Answer) and answer.alive:
            self._idle.put(worker)
        else:
            self._close(worker)
        if isinstance(answer, Answer) and answer.errno in DISK_FAULTS:
            raise OSError(answer.errno, os.strerror(answer.errno), str(self._made[jobs[0].docx]))
        if len(jobs) == 1:
            died = isinstance(answer, Gone) or not answer.alive
            self._deaths[jobs[0].source.title] = self._deaths.get(jobs[0].source.title, 0) + 1 if died else 0
            return _Done({jobs[0]: self._judged(jobs[0], answer)})
        made = [jobs[rank] for rank in answer.made] if isinstance(answer, Answer) else []
        settled = {job: land(self._made[job.docx], job.pdf) for job in made}
        return _Done(settled, [job for job in jobs if job not in settled])

    def _judged(self, job: Job, answer: Answer | Gone) -> Failure | None:
        """Put one document's PDF in place, or say why it has none."""
        if isinstance(answer, Gone):
            return self._engine.explain(job, answer)
        if not answer.ok:
            detail = " ".join(answer.text.split())[:200]
            return Failure(f"Le moteur intégré a refusé « {job.docx.name} » ({detail}).", _REMEDE)
        return land(self._made[job.docx], job.pdf)

    def _task(self, job: Job) -> Task:
        source = job.source
        return Task(str(job.docx), str(self._made[job.docx]), source.title, source.language, source.modified)

    def _take(self) -> Worker:
        if self._broken:
            raise self._broken
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            if self._stopped:
                raise unavailable("conversion interrompue") from None
        worker = self._engine.start(self._environment)
        self._alive.add(worker)
        return worker

    def _close(self, worker: Worker) -> None:
        self._alive.discard(worker)
        worker.close()


def _unprintable(jobs: Sequence[Job]) -> dict[Path, Failure]:
    """Return the documents with characters that would come out blank: the engine itself does not say so."""
    failures: dict[Path, Failure] = {}
    for job in jobs:
        missing = undrawn(job.source.characters)
        if missing:
            shown = ", ".join(f"« {character} » (U+{ord(character):04X})" for character in missing[:5])
            failures[job.docx] = Failure(
                f"« {job.docx.name} » contient des caractères que les polices livrées n'ont pas : {shown}.",
                "Choisissez « --pdf libreoffice » ou « --pdf word », ou remplacez ces caractères.",
            )
    return failures
