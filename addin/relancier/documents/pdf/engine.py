"""Choosing a PDF engine, and letting another one try the documents that the first refuses."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import ConversionReport, Engine, EngineUnavailable, Failure, Press, Progress
from relancier.documents.pdf.word import Word

__all__ = ["Chain", "ConversionReport", "Engine", "EngineUnavailable", "Failure", "choose"]


class Chain:
    """Engines in order of preference: each is given what those before it could not do."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)
        self.name = self._engines[0].name

    def probe(self) -> str:
        """Return the version of the first engine."""
        return self._engines[0].probe()

    def press(self) -> Press | None:
        """Return the presses of the chain as one, if the first engine has one; the rest goes down the chain alone."""
        first, *others = (engine.press() for engine in self._engines)
        if first is None:
            return None
        printers = [name for one in (first, *others) if one for name in one.printers]
        return Press(printers, Chain([first.others, *self._engines[1:]]))

    def convert(self, docx: Sequence[Path], out: Path, progress: Progress | None = None) -> ConversionReport:
        """See Engine; the report names, for each PDF, the engine that made it.

        Raises:
          EngineUnavailable: no engine of the chain works.
        """
        pdfs: dict[Path, Path] = {}
        engines: dict[Path, str] = {}
        failures: dict[Path, Failure] = {}
        told: set[Path] = set()
        unavailable: list[EngineUnavailable] = []

        def tell(document: Path) -> None:
            if progress and document not in told:
                told.add(document)
                progress(document)

        pending = list(dict.fromkeys(docx))
        for engine in self._engines:
            if not pending:
                break
            try:
                report = engine.convert(pending, out, tell)
            except EngineUnavailable as error:
                unavailable.append(error)
                continue
            pdfs |= report.pdfs
            engines |= report.engines
            for document, failure in report.failures.items():
                failures[document] = _both(failures.get(document), failure)
            pending = [document for document, failure in report.failures.items() if not failure.definitive]
        if len(unavailable) == len(self._engines):
            raise unavailable[0]
        order = dict.fromkeys(docx)
        return ConversionReport(
            pdfs={document: pdfs[document] for document in order if document in pdfs},
            failures={document: failures[document] for document in order if document not in pdfs},
            engines={document: engines[document] for document in order if document in pdfs},
        )


def _both(first: Failure | None, then: Failure) -> Failure:
    """Tell what both engines said; the remedy is the last one's, for it knows what was left to try."""
    return then if first is None else Failure(f"{first.message} {then.message}", then.remede, then.definitive)


def choose(name: Literal["auto", "embarque", "libreoffice", "word"]) -> Engine:
    """Return the engine that a user asked for, ready to work.

    "auto" is Word where it is installed, then the embedded engine, then LibreOffice, each for what the one before
    could not do. A name is that engine and no other.

    Raises:
      EngineUnavailable: it cannot work on this machine, or for "auto", none can.
    """
    embedded, libreoffice, word = Embedded(), LibreOffice(), Word()
    if name == "libreoffice":
        libreoffice.find()
        return libreoffice
    if name != "auto":
        engine: Engine = word if name == "word" else embedded
        engine.probe()
        return engine
    usable: list[Engine] = []
    problems: list[EngineUnavailable] = []
    for candidate, check in ((word, word.probe), (embedded, embedded.probe), (libreoffice, libreoffice.find)):
        try:
            check()
        except EngineUnavailable as error:
            problems.append(error)
        else:
            usable.append(candidate)
    if not usable:
        raise problems[1]  # the embedded engine's: it should have been there
    return Chain(usable)
