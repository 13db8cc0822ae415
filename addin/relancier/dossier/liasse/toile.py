"""Drawing in Arimo: text, lines and rectangles, as content streams of one PDF."""

from dataclasses import dataclass, field
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Name

from relancier.dossier.liasse.police import Police

REGULAR, BOLD = "Regular", "Bold"
USUAL = "Pièce n°\u00a00123456789–/ bister Page"  # of every stamp: files with no more share one cut of the font


class Encre:
    """The two faces of one PDF: everything is drawn first, then each face is embedded with what was drawn."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._faces = {face: Police(face) for face in (REGULAR, BOLD)}
        for police in self._faces.values():
            police.encode(USUAL)
        self._objects = {face: pdf.make_indirect(Dictionary()) for face in self._faces}

    def police(self, bold: bool = False) -> Police:
        """Return a face, to measure or to draw with."""
        return self._faces[BOLD if bold else REGULAR]

    def fonts(self, free: str = "") -> dict[str, pikepdf.Object]:
        """Return the faces as resources, under the names that a `Toile` with the same `free` uses."""
        return {_name(face, free): self._objects[face] for face in self._faces}

    def dry(self) -> None:
        """Embed both faces; nothing may be drawn after."""
        for face, police in self._faces.items():
            made = police.embed(self._pdf)
            for key in list(made.keys()):
                self._objects[face][key] = made[key]


@dataclass(slots=True)
class Toile:
    """One drawing.

    Attributes:
      encre: the faces that it is drawn with.
      free: what makes the names of the faces differ from those of the page drawn on.
    """

    encre: Encre
    free: str = ""
    _parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, size: float, text: str, bold: bool = False, grey: float = 0) -> float:
        """Write `text` with its baseline beginning at (x, y); return how wide it is."""
        police = self.encre.police(bold)
        name = _name(BOLD if bold else REGULAR, self.free)
        shown = police.encode(text)
        self._parts.append(f"BT {grey:g} g {name} {_n(size)} Tf {_n(x)} {_n(y)} Td <{shown}> Tj ET")
        return police.width(text, size)

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5, grey: float = 0) -> None:
        """Draw a line."""
        self._parts.append(f"{grey:g} G {_n(width)} w {_n(x1)} {_n(y1)} m {_n(x2)} {_n(y2)} l S")

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: float | None = None, edge: float = 0
    ) -> None:
        """Draw a rectangle: filled with the grey `fill` when there is one, edged in black when `edge` has a width."""
        parts = [f"{_n(x)} {_n(y)} {_n(width)} {_n(height)} re"]
        if edge:
            parts.insert(0, f"0 G {_n(edge)} w")
        if fill is not None:
            parts.insert(0, f"{fill:g} g")
        self._parts.append(" ".join([*parts, "B" if edge and fill is not None else "S" if edge else "f"]))

    def content(self) -> bytes:
        """Return what was drawn."""
        return "\n".join(self._parts).encode("ascii")


@lru_cache(maxsize=16)
def _name(face: str, free: str) -> str:
    return str(Name(f"/Rlc{face[0]}{free}"))


def _n(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
