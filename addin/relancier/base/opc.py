"""Zip packages (.xlsx, .docx) rewritten without touching what does not change.

A `Package` is opened once from bytes. `write` then makes a new archive in which every untouched member keeps its
compressed bytes, its checksum, its time stamp and its place; only replaced members are deflated again. Nothing depends
on a clock: the same input gives the same bytes.

Refused: what is no zip, what is encrypted, Zip64 archives, members listed twice, and archives whose members would
expand beyond reason. Members written with a data descriptor, or with Zip64 sizes in their local header only, get a
plain local header; their compressed bytes stay the same.
"""

import os
import struct
import zlib
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from relancier.base.errors import InvalidInput, Lieu

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x0001 | 0x0040 | 0x2000
DESCRIPTOR = 0x0008
UTF8 = 0x0800
EPOCH_DATE = 0x0021  # 1 January 1980, the oldest date a zip can hold
MAX_32 = 0xFFFFFFFF

MAX_MEMBER = 1 << 30  # bytes: a sheet of a million rows stays below
LARGE = 1 << 20  # bytes: above, a better compression is no longer worth its time
WINDOW = 1 << 15  # bytes: how far back deflate looks
SMALL = 16 << 20  # bytes: below this size no ratio can do harm
MAX_RATIO = 300  # XML of blank formatted rows reaches about 60


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a package, still compressed.

    Attributes:
      name: its path in the package.
      method: 0 stored, 8 deflated.
      crc, size: checksum and length of the expanded bytes.
      raw: the compressed bytes.
      local: the local header, name and extra field included.
      central: the directory entry; its offset is overwritten on writing.
    """

    name: str
    method: int
    crc: int
    size: int
    raw: bytes
    local: bytes
    central: bytes


class Package:
    """A zip package held in memory, read member by member and rewritten at will.

    Attributes:
      fichier: the file's name, for messages.
    """

    __slots__ = ("_comment", "_expanded", "_members", "fichier")

    def __init__(self, data: bytes, fichier: str = "") -> None:
        """Open the package whose bytes are `data`; raise InvalidInput when it cannot be rewritten safely."""
        self.fichier = fichier
        self._members: dict[str, Member] = {}
        self._expanded: Mapping[str, bytes] = {}  # what was put there since it was opened
        start, count, self._comment = _directory(data, fichier)
        seen: set[str] = set()
        position, held = start, 0
        for _ in range(count):
            member, position = _read_member(data, position, start, fichier)
            if member.name.casefold() in seen:
                raise _invalid(
                    "archive-doublon", f"Le fichier contient deux fois « {member.name} » : il est abîmé.", fichier
                )
            seen.add(member.name.casefold())
            held += len(member.raw)
            self._members[member.name] = member
        if held > start:  # members that share bytes are a bomb's trick
            raise _damaged(fichier)

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names, in the archive's order."""
        return tuple(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the expanded bytes of member `name`; KeyError when there is none, InvalidInput when damaged."""
        if name in self._expanded:
            return self._expanded[name]
        member = self._members[name]
        if member.method == STORED:
            data = member.raw
        elif member.method == DEFLATED:
            engine = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = engine.decompress(member.raw, member.size + 1)
            except zlib.error as error:
                raise _damaged(self.fichier, name) from error
        else:
            raise _invalid(
                "archive-compression",
                f"La partie « {name} » est compressée d'une façon que Relancier ne lit pas.",
                self.fichier,
            )
        if len(data) != member.size or zlib.crc32(data) != member.crc:
            raise _damaged(self.fichier, name)
        return data

    def checksum(self, name: str) -> tuple[int, int]:
        """Return the CRC-32 and the length of member `name`, expanded."""
        return self._members[name].crc, self._members[name].size

    def raw(self, name: str) -> bytes:
        """Return member `name` as it stands in the archive, still compressed."""
        return self._members[name].raw

    def write(self, replacements: Mapping[str, bytes], drop: Collection[str] = ()) -> bytes:
        """Return the bytes of a new archive, as `replaced` makes it."""
        return self.replaced(replacements, drop).data()

    def replaced(
        self, replacements: Mapping[str, bytes], drop: Collection[str] = (), *, packed: bool = True
    ) -> "Package":
        """Return a new package; this one stays as it is.

        `replacements` gives the expanded bytes of members to replace, which keep their place and their time stamp,
        or to add, at the end and dated 1980. `drop` names members to leave out; KeyError when one does not exist.
        Unless `packed`, replaced members are stored as they are: quicker for what is read once and thrown away.
        """
        for name in drop:
            self._members[name]
        put = _deflated if packed else _stored
        members = {
            name: put(member, replacements[name]) if name in replacements else member
            for name, member in self._members.items()
            if name not in drop
        }
        members |= {name: put(_blank(name), data) for name, data in replacements.items() if name not in self._members}
        other = object.__new__(Package)
        other.fichier, other._comment, other._members = self.fichier, self._comment, members
        other._expanded = {name: data for name, data in self._expanded.items() if name in members} | dict(replacements)
        return other

    def data(self) -> bytes:
        """Return the archive's bytes; OverflowError beyond what a plain zip can hold."""
        return _assemble(list(self._members.values()), self._comment)


def _assemble(members: list[Member], comment: bytes) -> bytes:
    """Return the archive of `members`, in order; OverflowError beyond what a plain zip can hold."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        parts += (member.local, member.raw)
        directory.append(member.central[:42] + offset.to_bytes(4, "little") + member.central[46:])
        offset += len(member.local) + len(member.raw)
    index = b"".join(directory)
    if offset + len(index) > MAX_32 or len(members) >= 0xFFFF:
        raise OverflowError("the archive would need Zip64")
    end = END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(index), offset, len(comment))
    return b"".join((*parts, index, end, comment))


def _directory(data: bytes, fichier: str) -> tuple[int, int, bytes]:
    """Return where the directory starts, how many entries it has, and the archive's comment."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _invalid(
            "archive-chiffree",
            "Le fichier est protégé par un mot de passe, ou à l'ancien format (.xls, .doc).",
            fichier,
            "Ouvrez-le, retirez le mot de passe, puis enregistrez-le au format actuel (.xlsx, .docx).",
        )
    at = data.rfind(b"PK\5\6")
    if at < 0 or at + END.size > len(data):
        raise _invalid("archive-illisible", "Le fichier n'est ni un classeur ni un document Office.", fichier)
    _, disk, start_disk, here, count, size, start, length = END.unpack_from(data, at)
    if count == 0xFFFF or MAX_32 in (size, start) or data[max(at - 20, 0) : at].startswith(b"PK\6\7"):
        raise _zip64(fichier)
    if disk or start_disk or here != count or start + size != at or at + END.size + length != len(data):
        raise _damaged(fichier)
    return start, count, data[at + END.size :]


def _read_member(data: bytes, position: int, directory: int, fichier: str) -> tuple[Member, int]:
    """Return the member whose directory entry stands at `position`, and where the next entry stands."""
    if position + CENTRAL.size > len(data):
        raise _damaged(fichier)
    fields = CENTRAL.unpack_from(data, position)
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_length, extra_length, comment_length, offset = fields[10], fields[11], fields[12], fields[16]
    end = position + CENTRAL.size + name_length + extra_length + comment_length
    if fields[0] != b"PK\1\2" or end > len(data):
        raise _damaged(fichier)
    raw_name = data[position + CENTRAL.size : position + CENTRAL.size + name_length]
    name = _decode(raw_name, flags, fichier)
    if flags & ENCRYPTED:
        raise _invalid(
            "archive-chiffree",
            f"La partie « {name} » est chiffrée.",
            fichier,
            "Retirez le mot de passe, puis enregistrez le fichier.",
        )
    if MAX_32 in (packed, size, offset):
        raise _zip64(fichier)
    if size > MAX_MEMBER or (size > SMALL and size > MAX_RATIO * max(packed, 1)):
        raise _invalid(
            "archive-demesuree",
            f"La partie « {name} » se déploierait sur {size // (1 << 20)} Mo : le fichier est refusé par prudence.",
            fichier,
            "Ouvrez-le dans Excel ou Word, vérifiez ce qu'il contient et enregistrez-le de nouveau.",
        )
    local, start = _local_header(data, offset, fields, raw_name, fichier)
    if start + packed > directory:
        raise _damaged(fichier, name)
    central = data[position:end]
    if flags & DESCRIPTOR:
        central = central[:8] + (flags & ~DESCRIPTOR).to_bytes(2, "little") + central[10:]
    return Member(name, method, crc, size, data[start : start + packed], local, central), end


def _local_header(
    data: bytes, offset: int, central: tuple[int, ...], raw_name: bytes, fichier: str
) -> tuple[bytes, int]:
    """Return the local header at `offset`, completed from the directory's fields, and where its data starts."""
    if offset + LOCAL.size > len(data):
        raise _damaged(fichier)
    signature, _, flags, _, _, _, crc, packed, size, name_length, extra_length = LOCAL.unpack_from(data, offset)
    start = offset + LOCAL.size + name_length + extra_length
    if signature != b"PK\3\4" or data[offset + LOCAL.size : offset + LOCAL.size + name_length] != raw_name:
        raise _damaged(fichier)
    if not flags & DESCRIPTOR and (crc, packed, size) == (central[7], central[8], central[9]):
        return data[offset:start], start
    if not flags & DESCRIPTOR and MAX_32 not in (packed, size):
        raise _damaged(fichier)
    plain = LOCAL.pack(
        b"PK\3\4", 20, central[3] & ~DESCRIPTOR, *central[4:7], central[7], central[8], central[9], len(raw_name), 0
    )
    return plain + raw_name, start


def _deflated(member: Member, data: bytes) -> Member:
    """Return `member` holding `data` instead, compressed; name and time stamp stay."""
    return _holding(member, data, DEFLATED, deflate(data))


def _stored(member: Member, data: bytes) -> Member:
    """Return `member` holding `data` instead, as it is; name and time stamp stay."""
    return _holding(member, data, STORED, data)


def _holding(member: Member, data: bytes, method: int, raw: bytes) -> Member:
    crc = zlib.crc32(data)
    old = CENTRAL.unpack_from(member.central)
    raw_name = member.central[CENTRAL.size : CENTRAL.size + old[10]]
    flags = old[3] & UTF8
    sizes = (crc, len(raw), len(data), len(raw_name), 0)
    local = LOCAL.pack(b"PK\3\4", 20, flags, method, old[5], old[6], *sizes) + raw_name
    central = CENTRAL.pack(b"PK\1\2", old[1], 20, flags, method, old[5], old[6], *sizes, 0, 0, *old[14:16], 0)
    return Member(member.name, method, crc, len(data), raw, local, central + raw_name)


def deflate(data: bytes) -> bytes:
    """Return `data` deflated, the same bytes whatever the number of processors: a large one is shared among them."""
    if len(data) < LARGE:
        return zlib.compress(data, 6, -zlib.MAX_WBITS)
    starts = range(0, len(data), LARGE)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
        # on a large sheet, 6 takes three times longer for a tenth less
        return b"".join(threads.map(lambda start: _deflate_slice(data, start, start + LARGE, 3), starts))


def _deflate_slice(data: bytes, start: int, end: int, level: int) -> bytes:
    """Return what `data[start:end]` adds to the deflated bytes of what precedes it."""
    known = data[max(start - WINDOW, 0) : start]
    engine = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=known)
    raw = engine.compress(memoryview(data)[start:end])
    return raw + engine.flush(zlib.Z_FINISH if end >= len(data) else zlib.Z_SYNC_FLUSH)


def _blank(name: str) -> Member:
    """Return a member that the archive did not have, with nothing in it."""
    raw_name = name.encode()
    flags = 0 if name.isascii() else UTF8
    central = CENTRAL.pack(b"PK\1\2", 20, 20, flags, DEFLATED, 0, EPOCH_DATE, 0, 0, 0, len(raw_name), 0, 0, 0, 0, 0, 0)
    return Member(name, DEFLATED, 0, 0, b"", b"", central + raw_name)


def _decode(raw_name: bytes, flags: int, fichier: str) -> str:
    try:
        return raw_name.decode("utf-8" if flags & UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise _damaged(fichier) from error


def _invalid(code: str, message: str, fichier: str, remede: str = "") -> InvalidInput:
    remede = remede or "Rouvrez-le dans le logiciel qui l'a produit et enregistrez-le de nouveau."
    return InvalidInput(code, message, remede, Lieu(fichier=fichier))


def _damaged(fichier: str, name: str = "") -> InvalidInput:
    where = f" (partie « {name} »)" if name else ""
    return _invalid("archive-abimee", f"Le fichier est abîmé ou incomplet{where}.", fichier)


def _zip64(fichier: str) -> InvalidInput:
    return _invalid("archive-zip64", "Le fichier est une archive Zip64, que Relancier ne réécrit pas.", fichier)
