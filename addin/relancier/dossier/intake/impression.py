"""Documents that an engine has to print before they are pages: all of a run together, which costs as much as a few."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from relancier.documents.pdf.engine import EngineUnavailable, Failure, choose
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.dossier.intake.rapport import Morceau

_AS_PDF = "Ouvrez-le dans son programme et enregistrez-le en PDF, puis donnez ce PDF comme pièce."


def print_all(parts: Sequence[Morceau], out: Path) -> Mapping[Path, Path | Failure]:
    """Return, for each part that is not a PDF yet, the PDF that was printed of it, or why there is none.

    Raises:
      OSError: the disk is full, or gone.
    """
    made: dict[Path, Path | Failure] = {}
    out.mkdir(exist_ok=True)
    # what was written here holds only characters that the embedded engine draws; a user's document may not
    made |= _words([one for one in parts if one.sorte == "texte"], out, "embarque")
    made |= _words([one for one in parts if one.sorte == "docx"], out, "auto")
    for one in parts:
        if one.sorte == "bureau":
            made[one.fichier] = _office(one, out / f"{one.fichier.parent.name}-{one.fichier.stem}-{len(made)}.pdf")
    return made


def _words(parts: Sequence[Morceau], out: Path, engine: Literal["auto", "embarque"]) -> dict[Path, Path | Failure]:
    if not parts:
        return {}
    documents = [one.fichier for one in parts]
    try:
        report = choose(engine).convert(documents, out)
    except EngineUnavailable as error:
        return dict.fromkeys(documents, Failure(error.message, error.remede))
    called = {one.fichier: one.nom for one in parts}
    return {
        **report.pdfs,
        **{
            document: Failure(failure.message.replace(document.name, called[document]), _AS_PDF)
            for document, failure in report.failures.items()
        },
    }


def _office(part: Morceau, made: Path) -> Path | Failure:
    try:
        failure = LibreOffice().print_any(part.fichier, part.nom, made)
    except EngineUnavailable:
        return Failure(
            f"« {part.nom} » ne peut être mis en pages que par LibreOffice, qui n'est pas installé.", _AS_PDF
        )
    return failure or made
