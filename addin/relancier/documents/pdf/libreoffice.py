"""LibreOffice: one process for a batch, with a profile of its own, so that the user's open windows are never touched.

The documents are copied under plain names first: no accent, comma, ampersand or length of a path can confuse the
command line. A process that dies or stands still is ended; the document that it was at is tried once more, then
reported, and the others go on. On Linux its memory is bounded; elsewhere only its time is.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from relancier.base import soffice
from relancier.base.memory import bounded
from relancier.documents.pdf import fonts
from relancier.documents.pdf.bound.cut import piece
from relancier.documents.pdf.bound.letter import read_file
from relancier.documents.pdf.bound.together import Piece, convert_together
from relancier.documents.pdf.finish import finish, save
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

_CHUNK = 500  # keeps the command line under the 32,767 characters of Windows
_WORTH_BINDING = 8  # below this, binding costs more than it saves
_ATTEMPTS = 2
_MEMORY = 3_000_000_000  # bytes of data, of each of its processes; 500 letters take a tenth
# each letter of a bound document begins with a bookmark
_WITH_DESTINATIONS = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_REMEDE = "Ouvrez ce document dans LibreOffice pour voir ce qu'il lui reproche, ou choisissez « --pdf embarque »."


class NotPrinted(Exception):
    """No PDF of a bound document was given."""


class LibreOffice:
    """`soffice --convert-to pdf`, held at arm's length."""

    name = "libreoffice"

    def __init__(
        self,
        program: Path | None = None,
        start_seconds: float = 90.0,
        document_seconds: float = 30.0,
        memory: int = _MEMORY,
        *,
        together: bool = True,
    ) -> None:
        """Args:
        program: the soffice to use; None to look for it.
        start_seconds: the most that the first PDF of a process may take, its start included.
        document_seconds: the most that each following one may take.
        memory: bytes of data that each of its processes may hold.
        together: convert several documents as one where that can be.
        """
        self._program = program
        self._start_seconds = start_seconds
        self._document_seconds = document_seconds
        self._memory = memory
        self._bind = together

    def find(self) -> Path:
        """Return the program's path, without starting it; raise EngineUnavailable."""
        for candidate in [self._program] if self._program else soffice.places():
            if candidate.is_file():
                return candidate
        raise EngineUnavailable(
            "moteur-pdf-absent",
            "LibreOffice est introuvable.",
            "Installez LibreOffice, ou choisissez « --pdf embarque ».",
        )

    def probe(self) -> str:
        """Return the version, "7.4.7.2"; raise EngineUnavailable when it is absent or does not start."""
        program = self.find()
        with tempfile.TemporaryDirectory(prefix="relancier-lo-", ignore_cleanup_errors=True) as scratch:
            command = [str(program), soffice.profile(Path(scratch)), "--headless", "--version"]
            process = _start(command, Path(scratch), self._memory)
            try:
                output = process.communicate(timeout=self._start_seconds)[0].decode("utf-8", "replace")
            except subprocess.TimeoutExpired:
                output = ""
            finally:
                soffice.end(process)
        words = output.split()
        if len(words) < 2 or words[0] != "LibreOffice":
            raise EngineUnavailable(
                "moteur-pdf-absent",
                f"LibreOffice ne répond pas (« {program} »).",
                "Réinstallez LibreOffice, ou choisissez « --pdf embarque ».",
            )
        return words[1]

    def press(self) -> Press | None:
        """See Engine."""
        if self._program is not None:
            return None  # whoever prints for it would look for another
        one_by_one = LibreOffice(None, self._start_seconds, self._document_seconds, self._memory, together=False)
        return Press(self.name, one_by_one)

    def convert(self, docx: Sequence[Path], out: Path, progress: Progress | None = None) -> ConversionReport:
        """See Engine."""
        program = self.find()
        jobs, failures = plan(docx, out)
        if progress:
            for document in failures:
                progress(document)
        for first in range(0, len(jobs), _CHUNK):
            chunk = jobs[first : first + _CHUNK]
            settled = self._together(chunk)
            failures |= {job.docx: failure for job, failure in settled.items() if failure}
            for job in settled if progress else ():
                progress(job.docx)  # type: ignore[misc] # it is there
            if alone := [job for job in chunk if job not in settled]:
                failures |= self._chunk(program, alone, progress)
        return report(self.name, docx, jobs, failures)

    def _together(self, jobs: Sequence[Job]) -> dict[Job, Failure | None]:
        """Convert documents as one; return those that were, each with its failure to be put in place, if any."""
        if not self._bind or len(jobs) < _WORTH_BINDING:
            return {}
        settled: dict[Job, Failure | None] = {}
        with tempfile.TemporaryDirectory(prefix="relancier-lo-", ignore_cleanup_errors=True) as folder:
            scratch = Path(folder)

            def deliver(found: Piece) -> None:
                job = jobs[found.rank]
                source = job.source
                with piece(found.bound, found.pages, source.title, source.language, source.modified) as cut:
                    save(cut, scratch / "piece.pdf")
                settled[job] = land(scratch / "piece.pdf", job.pdf)

            with suppress(NotPrinted):  # one of them is unlucky: each will be tried alone
                convert_together(
                    lambda welded: self.print_bound(welded, len(jobs)), [read_file(job.docx) for job in jobs], deliver
                )
        return settled

    def print_bound(self, welded: bytes, count: int) -> bytes:
        """Return the PDF of a document that holds `count` letters.

        Raises:
          NotPrinted: there is none.
          EngineUnavailable: LibreOffice is absent or does not start.
        """
        program = self.find()
        with tempfile.TemporaryDirectory(prefix="relancier-lo-", ignore_cleanup_errors=True) as folder:
            place = Path(folder)
            (place / "0000.docx").write_bytes(welded)
            (place / "pdf").mkdir()
            process = _start(_command(program, place, ["0000.docx"], _WITH_DESTINATIONS), place, self._memory)
            try:
                self._wait(process, place / "pdf", 1, self._start_seconds + count)
            finally:
                soffice.end(process)
            printed = place / "pdf" / "0000.pdf"
            if not printed.is_file():
                raise NotPrinted(f"LibreOffice {self._reason(process.returncode)}")
            return printed.read_bytes()

    def print_any(self, document: Path, name: str, made: Path) -> Failure | None:
        """Print a document of any kind that LibreOffice reads (workbook, slides, old formats) to the PDF `made`.

        Args:
          document: the file.
          name: what the user calls it; its suffix helps LibreOffice to tell what it is.
          made: the PDF to write.

        Raises:
          EngineUnavailable: LibreOffice is absent or does not start.
          OSError: the disk.
        """
        program = self.find()
        with tempfile.TemporaryDirectory(prefix="relancier-lo-", ignore_cleanup_errors=True) as folder:
            scratch = Path(folder)
            suffix = Path(name).suffix.lower()
            copy = f"0000{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
            shutil.copyfile(document, scratch / copy)
            (scratch / "pdf").mkdir()
            options = soffice.OPTIONS
            command = [str(program), soffice.profile(scratch), *options, "--convert-to", "pdf", "--outdir", "pdf", copy]
            process = _start(command, scratch, self._memory)
            try:
                ended = self._wait(process, scratch / "pdf", 1)
            finally:
                soffice.end(process)
            printed = scratch / "pdf" / "0000.pdf"
            if not printed.is_file():
                reason = (
                    self._reason(process.returncode) if ended else f"n'a pas été imprimé en {self._start_seconds:g} s"
                )
                return Failure(f"LibreOffice : « {name} » {reason}.", "Ouvrez-le et enregistrez-le en PDF.")
            shutil.move(printed, made)
        return None

    def _reason(self, code: int) -> str:
        """Say why nothing was printed: a program that dies was stopped by the file, or by the bound of its memory."""
        if code == 0:
            return "n'a pas pu être ouvert"
        return f"a arrêté le programme : fichier abîmé, ou plus de {self._memory // 1_000_000} Mo de mémoire demandés"

    def _chunk(self, program: Path, jobs: Sequence[Job], progress: Progress | None) -> dict[Path, Failure]:
        failures: dict[Path, Failure] = {}
        pending = list(jobs)
        attempts = dict.fromkeys((job.docx for job in jobs), 0)
        while pending:
            with tempfile.TemporaryDirectory(prefix="relancier-lo-", ignore_cleanup_errors=True) as folder:
                scratch = Path(folder)
                why = self._run(program, pending, scratch)
                missing: list[Job] = []
                for rank, job in enumerate(pending):
                    made = scratch / "pdf" / f"{rank:04}.pdf"
                    if not made.is_file():
                        missing.append(job)
                        continue
                    if failure := _hand_over(made, job):
                        failures[job.docx] = failure
                    if progress:
                        progress(job.docx)
            # it works in order: where it was stopped, only the first without a PDF had its chance
            for job in missing[:1] if why else missing:
                attempts[job.docx] += 1
                if attempts[job.docx] == _ATTEMPTS:
                    reason = why or "n'a pas pu être ouvert ou écrit"
                    failures[job.docx] = Failure(f"LibreOffice : « {job.docx.name} » {reason}.", _REMEDE)
                    if progress:
                        progress(job.docx)
            pending = [job for job in missing if job.docx not in failures]
        return failures

    def _run(self, program: Path, jobs: Sequence[Job], scratch: Path) -> str:
        """Convert in one process; return how it was cut short, "" when it came to its end."""
        (scratch / "pdf").mkdir()
        names = [f"{rank:04}.docx" for rank in range(len(jobs))]
        for job, name in zip(jobs, names, strict=True):
            shutil.copyfile(job.docx, scratch / name)
        process = _start(_command(program, scratch, names, "pdf:writer_pdf_Export"), scratch, self._memory)
        try:
            if not self._wait(process, scratch / "pdf", len(jobs)):
                return f"n'a pas été converti en {self._document_seconds:g} s"
        finally:
            soffice.end(process)
        return "" if process.returncode == 0 else "a arrêté le programme"

    def _wait(self, process: "subprocess.Popen[bytes]", folder: Path, count: int, first: float = 0) -> bool:
        """Wait for the end; False when no PDF was added for too long, or all together took too long.

        `first` is the most that the first one may take (s); 0 for the engine's own.
        """
        start = first or self._start_seconds
        began = moved = time.monotonic()
        seen = 0
        while True:
            try:
                process.communicate(timeout=0.25)
            except subprocess.TimeoutExpired:
                now = time.monotonic()
                made = sum(1 for _ in folder.iterdir())
                if made > seen:
                    seen, moved = made, now
                if now - moved > (self._document_seconds if seen else start):
                    return False
                if now - began > start + count * self._document_seconds:
                    return False
            else:
                return True


def _command(program: Path, scratch: Path, names: Sequence[str], to: str) -> list[str]:
    # the import filter is named: anything but a Word document fails instead of being printed as plain text
    filters = ["--infilter=MS Word 2007 XML", "--convert-to", to, "--outdir", "pdf"]
    return [str(program), soffice.profile(scratch), *soffice.OPTIONS, *filters, *names]


def _start(command: list[str], scratch: Path, memory: int) -> "subprocess.Popen[bytes]":
    environment = dict(os.environ)
    if fonts.USED:
        environment |= {"SAL_USE_VCLPLUGIN": "svp"} | (fonts.beside_the_hosts(scratch) if fonts.present() else {})
    try:
        return subprocess.Popen(
            bounded(command, memory),
            cwd=scratch,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # soffice is a chain of processes: they are ended as a group
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise EngineUnavailable(
            "moteur-pdf-absent",
            f"LibreOffice ne démarre pas ({error.strerror}).",
            "Réinstallez LibreOffice, ou choisissez « --pdf embarque ».",
        ) from error


def _hand_over(made: Path, job: Job) -> Failure | None:
    """Describe LibreOffice's PDF and put it at its place."""
    finished = made.with_suffix(".fini")
    try:
        finish(made.read_bytes(), finished, job.source.title, job.source.language, job.source.modified)
    except ValueError as error:
        return Failure(f"LibreOffice a mal converti « {job.docx.name} » ({error}).", _REMEDE)
    return land(finished, job.pdf)
