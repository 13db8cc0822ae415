"""Word documents made into PDFs, each proved to hold what its document says."""

from collections.abc import Sequence
from pathlib import Path

from relancier.actions.resultat import PdfChoice
from relancier.base.errors import InvalidInput, Refus
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.text import missing
from relancier.documents.redige import Redige


def convert(drafts: Sequence[Redige], folder: Path, pdf: PdfChoice) -> tuple[Path, ...]:
    """Return the PDF of each of `drafts`, made in `folder`, in the same order.

    Raises:
      InvalidInput: "pdf-incomplet" when a figure of a document is not in its PDF.
      Refus: "pdf-impossible".
    """
    report = choose(pdf).convert([one.docx for one in drafts], folder)
    out = []
    for draft in drafts:
        if draft.docx in report.failures:
            failure = report.failures[draft.docx]
            raise Refus(
                "pdf-impossible",
                f"Le PDF de « {draft.docx.stem} » n'a pas pu être fait. {failure.message}",
                failure.remede,
            )
        made = report.pdfs[draft.docx]
        if lost := missing(made, draft.figures):
            raise InvalidInput(
                "pdf-incomplet",
                f"Le PDF de « {draft.docx.stem} » ne porte pas « {lost[0]} ».",
                "Essayez --pdf libreoffice.",
            )
        out.append(made)
    return tuple(out)
