"""A page's own content streams, and what goes around them."""

import zlib
from contextlib import suppress
from dataclasses import replace

import pikepdf
from pikepdf import Array, Name

from relancier.dossier.liasse.equilibre import Equilibre, balance

_BLOCK = 1 << 14


def streams(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the content streams of `page`, in order; what is none is passed over, as readers do."""
    contents = page.get(Name.Contents)
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    found = contents if isinstance(contents, Array) else ()
    return [one for one in found if isinstance(one, pikepdf.Stream)]


def unpacked(stream: pikepdf.Object) -> tuple[bytes, bool]:
    """Return what `stream` holds, and whether that is all: of a damaged one, what readers still get out of it."""
    try:
        return stream.read_bytes(), True
    except pikepdf.PdfError:
        return _begun(stream), False


def around(parts: list[pikepdf.Object]) -> Equilibre:
    """Return what goes around `parts`, which are read as one."""
    return around_content(*joined(parts))


def joined(parts: list[pikepdf.Object]) -> tuple[bytes, bool]:
    """Return what `parts` hold, read as one, and whether that is all."""
    read = [unpacked(one) for one in parts]
    return b"\n".join(data for data, _ in read), all(whole for _, whole in read)


def around_content(content: bytes, whole: bool) -> Equilibre:
    """Return what goes around what was read, which is not all there was unless `whole`."""
    found = balance(content)
    if found.content is None and not whole:
        return replace(found, content=content)  # where the damage begins, readers may take what follows for more of it
    return found


def _begun(stream: pikepdf.Object) -> bytes:
    """Return how a deflated stream begins, up to where it is damaged; nothing of one that is packed otherwise."""
    packed = stream.get(Name.Filter)
    if (list(packed) if isinstance(packed, Array) else [packed]) != [Name.FlateDecode] or Name.DecodeParms in stream:
        return b""
    try:
        return _inflated(stream.read_raw_bytes())
    except pikepdf.PdfError:
        return b""


def _inflated(packed: bytes) -> bytes:
    """Inflate up to the first error, to the byte: an error takes with it all that came in its call."""
    inflater, done = zlib.decompressobj(), bytearray()
    for start in range(0, len(packed), _BLOCK):
        block, before = packed[start : start + _BLOCK], inflater.copy()
        try:
            done += inflater.decompress(block)
        except zlib.error:
            with suppress(zlib.error):
                for byte in block:
                    done += before.decompress(bytes((byte,)))
            break
    return bytes(done)
