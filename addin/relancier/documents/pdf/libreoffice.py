"""LibreOffice: one process for a batch, with a profile of its own, so that the user's open windows are never touched.

The documents are copied under plain names first: no accent, comma, ampersand or length of a path can confuse the
command line. A process that dies or stands still is ended; the document that it was at is tried once more, then
reported, and the others go on. One that holds several letters is not tried again: each of them is, alone. On Linux its
memory is bounded; elsewhere only its time is.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from relancier.base import soffice
from relancier.documents.pdf import office
from relancier.documents.pdf.bound.cut import piece
from relancier.documents.pdf.bound.letter import read_file
from relancier.documents.pdf.bound.together import MOST, Piece, convert_together
from relancier.documents.pdf.finish import finish, save
from relancier.documents.pdf.office import End, Patience
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
_BOUND_SECONDS = 1.0 * MOST  # the most that a bound document may take besides: a second a letter
_STALLS = 2  # bound documents at which it stands still, before their letters and the rest are left to be tried alone
_WORTH_BINDING = 8  # below this, binding costs more than it saves
_ATTEMPTS = 2
_MEMORY = 3_000_000_000  # bytes of data, of each of its processes; 500 letters take a tenth
_PLAIN = "pdf:writer_pdf_Export"
# Each letter of a bound document begins with a bookmark. Where one option is given, LibreOffice takes others for those
# left out than where none is: pictures of a bound letter would be poorer than those of a letter alone.
_WITH_DESTINATIONS = (
    _PLAIN + ':{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"Quality":{"type":"long","value":"90"},'
    '"ReduceImageResolution":{"type":"boolean","value":"true"},"MaxImageResolution":{"type":"long","value":"300"}}'
)
_WHY = {
    End.WHOLE: "n'a pas pu être ouvert ou écrit",
    End.DEAD: "a arrêté le programme",
    End.STILL: "n'a pas été converti en {:g} s",
}
_REMEDE = "Ouvrez ce document dans LibreOffice pour voir ce qu'il lui reproche, ou choisissez « --pdf embarque »."


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
        self._patience = Patience(start_seconds, document_seconds)
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
            process = office.start(command, Path(scratch), self._memory)
            try:
                output = process.communicate(timeout=self._patience.first)[0].decode("utf-8", "replace")
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
        one_by_one = LibreOffice(None, self._patience.first, self._patience.each, self._memory, together=False)
        return Press([self.name], one_by_one)

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

            convert_together(self.print_bound, [read_file(job.docx) for job in jobs], deliver, refers=True)
        return settled

    def print_bound(self, documents: Sequence[bytes]) -> Iterator[bytes | None]:
        """Yield the PDF of each document, all printed by one process; None for one that it could not print.

        Where that process dies or stands still, another one prints those that follow.

        Args:
          documents: the bytes of .docx that hold up to `MOST` letters each.

        Raises:
          EngineUnavailable: LibreOffice is absent or does not start.
        """
        program, pending, stalls = self.find(), documents, 0
        patience = Patience(self._patience.first + _BOUND_SECONDS, self._patience.each + _BOUND_SECONDS)
        while pending:
            with tempfile.TemporaryDirectory(prefix="relancier-lo-", ignore_cleanup_errors=True) as folder:
                scratch = Path(folder)
                for rank, document in enumerate(pending):
                    (scratch / f"{rank:04}.docx").write_bytes(document)
                end = office.convert(program, scratch, len(pending), _WITH_DESTINATIONS, patience, self._memory)
                made = [scratch / "pdf" / f"{rank:04}.pdf" for rank in range(len(pending))]
                stalls += end is End.STILL
                settled = len(pending)
                if end is not End.WHOLE and stalls < _STALLS:
                    # it works in order: it was stopped at the one after the last PDF, and those after had no chance
                    settled = 2 + max((rank for rank, pdf in enumerate(made) if pdf.is_file()), default=-1)
                for pdf in made[:settled]:
                    yield pdf.read_bytes() if pdf.is_file() else None
            pending = pending[settled:]

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
            process = office.start(command, scratch, self._memory)
            try:
                ended = self._patience.wait(process, scratch / "pdf", 1)
            finally:
                soffice.end(process)
            printed = scratch / "pdf" / "0000.pdf"
            if not printed.is_file():
                reason = (
                    self._reason(process.returncode) if ended else f"n'a pas été imprimé en {self._patience.first:g} s"
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
                for rank, job in enumerate(pending):
                    shutil.copyfile(job.docx, scratch / f"{rank:04}.docx")
                end = office.convert(program, scratch, len(pending), _PLAIN, self._patience, self._memory)
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
            for job in missing if end is End.WHOLE else missing[:1]:
                attempts[job.docx] += 1
                if attempts[job.docx] == _ATTEMPTS:
                    sentence = f"LibreOffice : « {job.docx.name} » {_WHY[end].format(self._patience.each)}."
                    failures[job.docx] = Failure(sentence, _REMEDE)
                    if progress:
                        progress(job.docx)
            pending = [job for job in missing if job.docx not in failures]
        return failures


def _hand_over(made: Path, job: Job) -> Failure | None:
    """Describe LibreOffice's PDF and put it at its place."""
    finished = made.with_suffix(".fini")
    try:
        finish(made.read_bytes(), finished, job.source.title, job.source.language, job.source.modified)
    except ValueError as error:
        return Failure(f"LibreOffice a mal converti « {job.docx.name} » ({error}).", _REMEDE)
    return land(finished, job.pdf)
