"""A Word document that is not a letter, as PDF: made by the engine that was asked for, and proved by its text."""

from collections.abc import Sequence
from pathlib import Path

from relancier.actions.resultat import PdfChoice
from relancier.base.errors import Refus
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.text import missing


def proved(document: Path, folder: Path, pdf: PdfChoice, values: Sequence[str]) -> Path:
    """Return the PDF of `document`, made in `folder`, whose text holds `values`.

    Raises:
      Refus: no engine can make it ("pdf-impossible"), or a value is missing from it ("pdf-incomplet").
    """
    report = choose(pdf).convert([document], folder)
    if document in report.failures:
        failure = report.failures[document]
        raise Refus(
            "pdf-impossible", f"Le PDF de « {document.name} » n'a pas pu être fait. {failure.message}", failure.remede
        )
    made = report.pdfs[document]
    if lost := missing(made, values):
        raise Refus(
            "pdf-incomplet", f"Le PDF de « {document.name} » ne porte pas « {lost[0]} ».", "Essayez --pdf libreoffice."
        )
    return made
