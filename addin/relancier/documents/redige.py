"""Writing one document: its template filled into a .docx, and the figures that its PDF must hold too."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relancier.documents.tags import clean
from relancier.documents.template import Template

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Redige:
    """A document that was written.

    Attributes:
      docx: the file.
      figures: what its PDF must hold too (`documents.pdf.text.missing`): each figure and short date that it prints.
    """

    docx: Path
    figures: tuple[str, ...]


def rediger(
    template: Template,
    contexte: "DataclassInstance",
    attendus: Sequence[str],
    docx: Path,
    pictures: Mapping[str, bytes] | None = None,
) -> Redige:
    """Write at `docx` what `contexte` says; `attendus` are texts that it must hold, whatever its template.

    Raises:
      InvalidInput: the template cannot be rendered.
      LostValue: a value is missing from the result.
    """
    values = {one.name: getattr(contexte, one.name) for one in dataclasses.fields(contexte)}
    rendered = template.render(values, tuple(map(clean, attendus)), pictures)
    docx.write_bytes(rendered.docx)
    return Redige(docx, tuple(dict.fromkeys(_figures(rendered.printed))))


def _figures(printed: tuple[str, ...]) -> list[str]:
    """The stretches of figures in what a document prints: a line may end, and a page too, at any other space."""
    return [part for value in printed for part in value.split(" ") if any(map(str.isdigit, part))]
