"""The font file of stamps, covers and lists, read and cut down to the glyphs that are drawn.

The cut is made here, table by table, in a few milliseconds: fontTools alone takes longer to load than a bundle to
bind. Glyphs keep their numbers; those that are not drawn become empty; instructions for small screens go.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from relancier.documents.pdf.fonts import FOLDER

_KEPT = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")  # what a PDF asks of a font whose glyphs are named by number
_READ = frozenset({*(name.encode("ascii") for name in _KEPT), b"cmap"})
_ARGS_ARE_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO, _INSTRUCTIONS = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100


@dataclass(frozen=True, slots=True)
class Fonte:
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


@cache
def read(face: str) -> Fonte:
    """Return the font file of a face: "Regular" or "Bold"."""
    raw = Path(FOLDER / f"Arimo-{face}.ttf").read_bytes()
    tables: dict[str, bytes] = {}
    for index in range(struct.unpack_from(">H", raw, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sLLL", raw, 12 + 16 * index)
        if tag in _READ:
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
    return Fonte(tables, _characters(tables["cmap"]), places, tuple(advances), em)


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


def are_glyphs(face: str, glyphs: Sequence[int]) -> bool:
    """Whether the face has glyphs of those numbers."""
    return bool(glyphs) and min(glyphs) >= 0 and max(glyphs) < len(read(face).advances)


@lru_cache(maxsize=8)  # each exhibit by itself has the same characters in its stamp
def cut(face: str, glyphs: tuple[int, ...]) -> bytes:
    """Return the font file with the outlines of `glyphs` alone."""
    source = read(face)
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
