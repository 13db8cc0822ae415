"""The embedded font of stamps, covers and lists: Arimo, with the characters that are drawn and no other."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from relancier.dossier.liasse.fonte import cut, read

UNKNOWN = "?"  # stands for a character that the font cannot draw


@dataclass(slots=True)
class Police:
    """One face, and the characters that were drawn with it so far.

    Attributes:
      face: "Regular" or "Bold".
      used: the glyph of each character drawn.
    """

    face: str
    used: dict[str, int] = field(default_factory=dict)
    _shown: dict[str, str] = field(default_factory=dict)

    def encode(self, text: str) -> str:
        """Return `text` as the hexadecimal string that a content stream shows, and remember its characters."""
        for one in set(text).difference(self._shown):
            self._shown[one] = f"{self._glyph(one):04X}"
        return "".join(map(self._shown.__getitem__, text))

    def width(self, text: str, size: float) -> float:
        """Return how wide `text` is at `size`, in points."""
        return _advance(self.face, text) * size

    def advance(self, glyphs: Iterable[int], size: float) -> float:
        """Return how wide `glyphs`, by their numbers, are at `size`, in points."""
        source = read(self.face)
        return sum(source.advances[one] for one in glyphs) * size / source.em

    def draws(self, text: str) -> bool:
        """Whether every character of `text` is in the font."""
        glyphs = read(self.face).glyphs
        return all(ord(one) in glyphs for one in text)

    def embed(self, pdf: pikepdf.Pdf) -> Dictionary:
        """Return the font as an object of `pdf`, with the characters that were encoded before."""
        source = read(self.face)
        glyphs = sorted({0, *self.used.values()})
        name = Name(f"/{_tag(glyphs)}+Arimo-{self.face}")
        file = pdf.make_stream(_packed(self.face, tuple(glyphs)), Filter=Name.FlateDecode)
        hhea, head = source.tables["hhea"], source.tables["head"]
        ascent, descent = (value * 1000 // source.em for value in struct.unpack_from(">hh", hhea, 4))
        box = [value * 1000 // source.em for value in struct.unpack_from(">4h", head, 36)]
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=32,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=ascent,
            Descent=descent,
            CapHeight=716,
            StemV=140 if self.face == "Bold" else 80,
            FontFile2=file,
        )
        widths = " ".join(f"{glyph} [{source.advances[glyph] * 1000 / source.em:g}]" for glyph in glyphs)
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            W=pikepdf.Object.parse(f"[{widths}]".encode("ascii")),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _glyph(self, character: str) -> int:
        known = self.used.get(character)
        if known is None:
            glyphs = read(self.face).glyphs
            if ord(character) not in glyphs:
                character = UNKNOWN
            known = self.used.setdefault(character, glyphs[ord(character)])
        return known

    def _to_unicode(self) -> bytes:
        letters: dict[int, str] = {}
        for character, glyph in sorted(self.used.items()):
            letters.setdefault(glyph, character)  # a space and a no-break space may share a glyph: it reads as a space
        rows = [f"<{glyph:04X}> <{one.encode('utf-16-be').hex().upper()}>" for glyph, one in sorted(letters.items())]
        blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]  # the format's own limit
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{body}endcmap CMapName currentdict /CMap defineresource pop end end\n"
        ).encode("ascii")


@lru_cache(maxsize=1 << 12)  # the same words come back on every page
def _advance(face: str, text: str) -> float:
    """How wide `text` is, in ems."""
    return sum(map(_widths(face).__getitem__, text))


class _Widths(dict[str, float]):
    """How wide each character is, in ems; one that the font does not have is as wide as what stands for it."""

    def __missing__(self, character: str) -> float:
        return self[UNKNOWN]


@cache
def _widths(face: str) -> _Widths:
    source = read(face)
    return _Widths({chr(code): source.advances[glyph] / source.em for code, glyph in source.glyphs.items()})


@lru_cache(maxsize=8)
def _packed(face: str, glyphs: tuple[int, ...]) -> bytes:
    return zlib.compress(cut(face, glyphs))


def _tag(glyphs: Iterable[int]) -> str:
    """Six letters that tell this cut from another, as PDF asks."""
    number = 0
    for glyph in glyphs:
        number = (number * 31 + glyph) % 26**6
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters += chr(ord("A") + rest)
    return letters
