"""What a press is asked for, and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from relancier.documents.template import Template


@dataclass(frozen=True, slots=True)
class Order:
    """A letter to make.

    Attributes:
      template: what words it.
      stem: the name of its files; its PDF's title where the template has none.
      fields: a value for each root field of the template.
      required: texts that it must hold, whatever its template.
      figures: texts that its PDF must hold, those of them that its body prints.
      pictures: PNG bytes by the alternative text of the template's picture that they replace.
      to_print: its pages are wanted for a print file.
    """

    template: Template
    stem: str
    fields: Mapping[str, object]
    required: tuple[str, ...] = ()
    figures: frozenset[str] = frozenset()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    to_print: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Letters to make together.

    Attributes:
      orders: in the order of the batch.
      printer: the name of what makes their PDFs; "" for the .docx alone.
    """

    orders: Sequence[Order]
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter.

    Attributes:
      docx: its Word file.
      expected: what its PDF must hold.
      pdf: a PDF that holds it; b"" when it is to be made alone.
      pages: how many that has.
      sheet: the rank, among the chunk's sheets, of the PDF that its pages were cut from; -1 when it is not kept.
      first: its first page there, from 0.
      refused: its printer cannot print it, alone either; another one may.
    """

    docx: bytes
    expected: tuple[str, ...]
    pdf: bytes = b""
    pages: int = 0
    sheet: int = -1
    first: int = 0
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """Why a letter could not be written: a stable code, and a French sentence each."""

    code: str
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """What became of a chunk.

    Attributes:
      letters: in the order in which they were asked for.
      sheets: the PDFs that hold the pages of several letters to print.
    """

    letters: tuple[Written | Missed, ...]
    sheets: tuple[bytes, ...] = ()
