"""What every engine's PDF gets before it is handed over: title, language, and the same bytes for the same document.

Engines write the hour of the conversion and random identifiers; here the dates are the document's own and the
identifier is computed from the content.
"""

import io
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pikepdf


def finish(raw: bytes, made: Path, title: str, language: str, modified: str) -> None:
    """Write `raw` to `made`, described as `finished` does; raise what it does."""
    made.write_bytes(finished(raw, title, language, modified)[0])


def finished(raw: bytes, title: str, language: str, modified: str) -> tuple[bytes, int]:
    """Return `raw` described, and how many pages it has.

    Args:
      raw: the engine's PDF.
      title: of the document, shown in the window's bar.
      language: such as "fr-FR", for screen readers.
      modified: the document's own date, ISO; "" to state none.

    Raises:
      ValueError: the engine's output is not a PDF with at least one page.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(raw))
    except pikepdf.PdfError as error:
        raise ValueError(f"sortie illisible : {error}") from error
    with pdf:
        if not pdf.pages:
            raise ValueError("sortie sans page")
        describe(pdf, title, language, modified)
        return data(pdf), len(pdf.pages)


def describe(pdf: pikepdf.Pdf, title: str, language: str, modified: str) -> None:
    """Give an open PDF its title, language and date, as `finish` does."""
    root = pdf.Root
    root.Lang = pikepdf.String(language)
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if "/Metadata" in root:
        del root.Metadata  # repeats the engine's own dates and identifiers
    info = pdf.docinfo
    info["/Title"] = title
    for key in ("/CreationDate", "/ModDate"):
        if key in info:
            del info[key]
        if modified:
            info[key] = _pdf_date(modified)


def save(pdf: pikepdf.Pdf, made: Path) -> None:
    """Write an open PDF to `made`: the same bytes for the same content."""
    made.write_bytes(data(pdf))


def data(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of an open PDF: the same for the same content."""
    whole = io.BytesIO()  # on a full disk, qpdf ends the process instead of raising
    pdf.save(whole, deterministic_id=True)
    return whole.getvalue()


@lru_cache(maxsize=64)  # letters of one template have one date
def _pdf_date(iso: str) -> str:
    """`2026-11-30T08:15:00Z` -> `D:20261130081500Z`."""
    moment = datetime.fromisoformat(iso)
    zone = moment.strftime("%z")
    offset = "" if not zone else "Z" if zone == "+0000" else f"{zone[:3]}'{zone[3:5]}'"
    return moment.strftime("D:%Y%m%d%H%M%S") + offset
