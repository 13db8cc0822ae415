"""The embedded font of stamps, covers and lists: Arimo, cut down to the characters that are drawn.

The cut is made here, table by table, in a few milliseconds: fontTools alone takes longer to load than a bundle to
bind. Glyphs keep their numbers; those that are not drawn become empty; instructions for small screens go.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from relancier.documents.pdf.fonts import FOLDER

UNKNOWN = "?"  # stands for a character that the font cannot draw
_KEPT = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")  # what a PDF asks of a font whose glyphs are named by number
_ARGS_ARE_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO, _INSTRUCTIONS = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100


@dataclass(frozen=True, slots=True)
class _Source:
    """A font file, read.

    Attributes:
      tables: each table's bytes.
      glyphs: the glyph's number of each character's code point.
      places: where each glyph's outline begins in "glyf"; one more than there are glyphs.
      advances: each glyph's width, in units of the em.
    """

    tables: dict[str, bytes]
    glyphs: dict[int, int]
    places: tuple[int, ...]
    advances: tuple[int, ...]
    em: int

    def outline(self, glyph: int) -> bytes:
        """Return the outline of a glyph, as the file has it; nothing for a blank."""
        return self.tables["glyf"][self.places[glyph] : self.places[glyph + 1]]


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
        source = _read(self.face)
        return sum(source.advances[one] for one in glyphs) * size / source.em

    def draws(self, text: str) -> bool:
        """Whether every character of `text` is in the font."""
        glyphs = _read(self.face).glyphs
        return all(ord(one) in glyphs for one in text)

    def embed(self, pdf: pikepdf.Pdf) -> Dictionary:
        """Return the font as an object of `pdf`, with the characters that were encoded before."""
        source = _read(self.face)
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
            glyphs = _read(self.face).glyphs
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


@cache
def _read(face: str) -> _Source:
    raw = Path(FOLDER / f"Arimo-{face}.ttf").read_bytes()
    tables: dict[str, bytes] = {}
    for index in range(struct.unpack_from(">H", raw, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sLLL", raw, 12 + 16 * index)
        tables[tag.decode("ascii")] = raw[start : start + length]
    count: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
    if struct.unpack_from(">h", tables["head"], 50)[0]:
        places = struct.unpack_from(f">{count + 1}L", tables["loca"])
    else:
        places = tuple(2 * one for one in struct.unpack_from(f">{count + 1}H", tables["loca"]))
    wide: int = struct.unpack_from(">H", tables["hhea"], 34)[0]
    advances = list(struct.unpack_from(f">{2 * wide}H", tables["hmtx"])[::2])
    advances += advances[-1:] * (count - wide)
    em: int = struct.unpack_from(">H", tables["head"], 18)[0]
    return _Source(tables, _characters(tables["cmap"]), places, tuple(advances), em)


def _characters(cmap: bytes) -> dict[int, int]:
    """Read the table of characters in format 4, which every font for Windows has."""
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, start = struct.unpack_from(">HHL", cmap, 4 + 8 * index)
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", cmap, start)[0] == 4:
            break
    else:
        raise ValueError("police sans table de caractères")
    half: int = struct.unpack_from(">H", cmap, start + 6)[0]
    count = half // 2
    ends = struct.unpack_from(f">{count}H", cmap, start + 14)
    starts = struct.unpack_from(f">{count}H", cmap, start + 16 + half)
    deltas = struct.unpack_from(f">{count}H", cmap, start + 16 + 2 * half)
    ranges_at = start + 16 + 3 * half
    ranges = struct.unpack_from(f">{count}H", cmap, ranges_at)
    glyphs: dict[int, int] = {}
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if ranges[segment]:
                at = ranges_at + 2 * segment + ranges[segment] + 2 * (code - starts[segment])
                glyph = struct.unpack_from(">H", cmap, at)[0]
                if not glyph:
                    continue
            glyphs[code] = (glyph + deltas[segment]) & 0xFFFF
    return glyphs


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
    source = _read(face)
    return _Widths({chr(code): source.advances[glyph] / source.em for code, glyph in source.glyphs.items()})


def is_glyph(face: str, glyph: int) -> bool:
    """Whether the face has a glyph of that number."""
    return 0 <= glyph < len(_read(face).advances)


@lru_cache(maxsize=8)
def _packed(face: str, glyphs: tuple[int, ...]) -> bytes:
    return zlib.compress(cut(face, glyphs))


@lru_cache(maxsize=8)  # each exhibit by itself has the same characters in its stamp
def cut(face: str, glyphs: tuple[int, ...]) -> bytes:
    """Return the font file with the outlines of `glyphs` alone."""
    source = _read(face)
    outlines: dict[int, bytes] = {}
    waiting = list(glyphs)
    while waiting:
        glyph = waiting.pop()
        if glyph not in outlines:
            outlines[glyph], parts = _plain(source.outline(glyph))
            waiting += parts
    count = max(outlines) + 1
    glyf, places = bytearray(), [0]
    for glyph in range(count):
        glyf += outlines.get(glyph, b"")
        glyf += b"\0" * (-len(glyf) % 4)
        places.append(len(glyf))
    head, maxp, hhea = (bytearray(source.tables[name]) for name in ("head", "maxp", "hhea"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", maxp, 4, count)
    struct.pack_into(">H", maxp, 26, 0)  # no instructions are left
    struct.pack_into(">H", hhea, 34, count)
    bearings = (struct.unpack_from(">h", outlines.get(one, b"") or bytes(4), 2)[0] for one in range(count))
    hmtx = b"".join(
        struct.pack(">Hh", source.advances[one] if one in outlines else 0, bearing)
        for one, bearing in enumerate(bearings)
    )
    return _file(
        {
            "glyf": bytes(glyf),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": hmtx,
            "loca": struct.pack(f">{count + 1}L", *places),
            "maxp": bytes(maxp),
        }
    )


def _plain(outline: bytes) -> tuple[bytes, list[int]]:
    """Return an outline without instructions, and the glyphs that it is composed of."""
    if not outline:
        return b"", []
    contours: int = struct.unpack_from(">h", outline)[0]
    if contours >= 0:
        at = 10 + 2 * contours
        length = struct.unpack_from(">H", outline, at)[0]
        return outline[:at] + b"\0\0" + outline[at + 2 + length :], []
    made, parts, at = bytearray(outline), [], 10
    while True:
        flags, part = struct.unpack_from(">HH", outline, at)
        parts.append(part)
        struct.pack_into(">H", made, at, flags & ~_INSTRUCTIONS)
        at += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
        if not flags & _MORE:
            return bytes(made[:at]), parts


def _file(tables: dict[str, bytes]) -> bytes:
    assert tuple(tables) == _KEPT
    power = 4  # the greatest power of two in six tables
    directory = struct.pack(">LHHHH", 0x00010000, len(tables), power * 16, 2, (len(tables) - power) * 16)
    body, start = b"", len(directory) + 16 * len(tables)
    for name, data in tables.items():
        directory += struct.pack(">4sLLL", name.encode("ascii"), _sum(data), start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return directory + body


def _sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


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
