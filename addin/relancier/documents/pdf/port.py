"""The port that every PDF engine implements, and what all of them share: the plan of a batch and its report."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from relancier.base.errors import RelancierError
from relancier.base.files import DISK_FAULTS
from relancier.documents.pdf.source import BrokenDocument, Source, read

Progress: TypeAlias = Callable[[Path], None]


class EngineUnavailable(RelancierError):
    """This engine cannot work on this machine; its code is "moteur-pdf-absent"."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no PDF.

    Attributes:
      message, remede: one French sentence each.
      definitive: no other engine would do better (the file is damaged, its PDF cannot be written).
    """

    message: str
    remede: str
    definitive: bool = False

    def __str__(self) -> str:
        return f"{self.message} {self.remede}".strip()


@dataclass(frozen=True, slots=True)
class ConversionReport:
    """What became of each document of a batch; each is in `pdfs` or in `failures`, in the order it was given.

    Attributes:
      pdfs: document -> its PDF.
      failures: document -> why it has none.
      engines: document -> name of the engine that made its PDF.
    """

    pdfs: Mapping[Path, Path]
    failures: Mapping[Path, Failure]
    engines: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class Press:
    """How letters can be printed while they are written, many in one document.

    Attributes:
      printers: the names of what prints such a document, each for what those before it refuse.
      others: the engine for each letter that was not printed so.
    """

    printers: Sequence[str]
    others: "Engine"


class Engine(Protocol):
    """A way to make PDFs."""

    @property
    def name(self) -> str:
        """The name that users choose it by."""

    def probe(self) -> str:
        """Return the engine's version; raise EngineUnavailable when it cannot work here."""

    def press(self) -> Press | None:
        """Return how letters can be printed while they are written; None for an engine that only converts files."""

    def convert(self, docx: Sequence[Path], out: Path, progress: Progress | None = None) -> ConversionReport:
        """Make `out/<name>.pdf` of each document; `progress` is told of each as it ends, made or not.

        A document that fails costs only itself. A PDF that was there before is replaced only by a whole new one.

        Raises:
          EngineUnavailable: the engine did not work at all; no document was tried with success.
          OSError: the disk is full, or gone.
        """


@dataclass(frozen=True, slots=True)
class Job:
    """One sound document of a batch, and the PDF to make of it."""

    docx: Path
    pdf: Path
    source: Source


def plan(docx: Sequence[Path], out: Path) -> tuple[list[Job], dict[Path, Failure]]:
    """Return the jobs of a batch, each document once, and the documents that no engine should be given."""
    out.mkdir(parents=True, exist_ok=True)
    jobs: list[Job] = []
    failures: dict[Path, Failure] = {}
    taken: dict[str, Path] = {}
    for document in dict.fromkeys(docx):
        target = out / f"{document.stem}.pdf"
        # Windows and macOS do not tell names apart by case
        first = taken.setdefault(target.name.casefold(), document)
        if first is not document:
            failures[document] = Failure(
                f"« {document} » et « {first} » donneraient le même PDF, « {target.name} ».",
                "Renommez l'un des deux.",
                definitive=True,
            )
            continue
        try:
            jobs.append(Job(document, target, read(document)))
        except BrokenDocument as error:
            failures[document] = Failure(str(error), error.remede, definitive=True)
    return jobs, failures


def land(made: Path, target: Path) -> Failure | None:
    """Put a finished PDF at its place in one step; say why when the place cannot be written."""
    return land_from(lambda waiting: shutil.copyfile(made, waiting), target)


def land_from(write: Callable[[Path], object], target: Path) -> Failure | None:
    """Have `write` make a file beside `target`, then put it there in one step; say why when that cannot be.

    Raises:
      OSError: the disk is full, or gone: no document would fare better.
    """
    waiting = target.with_name(f".{target.name}.partiel")
    try:
        write(waiting)
        waiting.replace(target)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        if error.errno in DISK_FAULTS:
            raise
        return Failure(
            f"« {target.name} » ne peut pas être écrit ({error.strerror}).",
            "Fermez-le s'il est ouvert et vérifiez le dossier, puis recommencez.",
            definitive=True,
        )
    except BaseException:  # Ctrl+C included
        waiting.unlink(missing_ok=True)
        raise
    return None


def report(
    engine: str, docx: Iterable[Path], jobs: Iterable[Job], failures: Mapping[Path, Failure]
) -> ConversionReport:
    """Assemble an engine's report: every job that did not fail was made."""
    targets = {job.docx: job.pdf for job in jobs}
    order = list(dict.fromkeys(docx))
    made = {document: targets[document] for document in order if document not in failures}
    return ConversionReport(
        pdfs=made,
        failures={document: failures[document] for document in order if document in failures},
        engines=dict.fromkeys(made, engine),
    )
