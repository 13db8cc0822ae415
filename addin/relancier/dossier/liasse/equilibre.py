"""What to write around a page's own content so that nothing of its state reaches what is drawn after it.

Real pages save the graphics state without restoring it, restore what they never saved, forget to end a text, a
marked content, a string. Readers pass over such faults; what is written here keeps what they show. Only the operators
are counted; strings, names, comments and inline images are passed over.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_BLANK = rb"\x00\t\n\f\r "
_REGULAR = rb"[^" + _BLANK + rb"()<>\[\]{}/%]"
_COUNTED = rb"(?:q|Q|BT|ET|BMC|BDC|EMC|BI)(?!" + _REGULAR + rb")"
# what is passed over comes first, without giving back, so that a step of the loop is an operator that counts
_STEP = re.compile(
    rb"(?:[" + _BLANK + rb"{})]++|%[^\r\n]*+|\((?:[^()\\]|\\.)*+\)|<<|<[^<>]*+>|>"
    rb"|/" + _REGULAR + rb"*+|(?!" + _COUNTED + rb")" + _REGULAR + rb"++)*+"
    rb"(" + _COUNTED + rb"|[\[\](<])",
    re.DOTALL,
)
# the quick look: escapes inside strings, brackets, then the operators that count, a letter each, closed pair by pair
_ESCAPES = (b"\\\\", b"\\(", b"\\)")
_NOT_PARENTHESES = bytes(byte for byte in range(256) if byte not in b"()")
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"<>[]")
_PARTED = bytes.maketrans(b"<>[]{}\x00", b" " * 7)
_LETTERS = {b"q": b"q", b"Q": b"Q", b"BT": b"t", b"ET": b"T", b"BMC": b"m", b"BDC": b"m", b"EMC": b"M", b"BI": b"I"}
_PAIRS = (b"tT", b"mM", b"qQ")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_IMAGE_DATA = re.compile(rb"[" + _BLANK + rb">\]]ID[" + _BLANK + rb"]")
_IMAGE_END = re.compile(rb"[" + _BLANK + rb"]EI(?![^" + _BLANK + rb"Q/%])")


@dataclass(frozen=True, slots=True)
class Equilibre:
    """What goes around a page's content.

    Attributes:
      before, after: what to write on either side.
      content: what to write in its place; None when the content itself stays as it is.
    """

    before: bytes
    after: bytes
    content: bytes | None = None


@dataclass(slots=True)
class _Compte:
    """What is open at a point of the content."""

    saved: int = 0
    marked: int = 0
    arrays: int = 0
    text: bool = False


def balance(content: bytes) -> Equilibre:
    """Return what goes around `content` so that what follows starts from the page's initial state."""
    if not content.strip(_BLANK):
        return Equilibre(b"", b"")
    if _is_even(content):
        return Equilibre(b"q\n", b"\nQ\n")
    compte = _Compte()
    surplus: list[int] = []
    at, end, closing = 0, len(content), b""
    while step := _STEP.match(content, at):
        at, kind = step.end(), step[1]
        if kind == b"Q" and not compte.saved:
            surplus.append(at - 1)  # readers ignore it; under a `q` of ours it would undo colours
        elif kind == b"BI":
            after = _after_image(content, at)
            at, closing = (after, b"") if after else (end, b"\nEI")
        elif kind in {b"(", b"<"}:
            after = _after_string(content, at) if kind == b"(" else 0
            if not after:
                end = at - 1  # never ended: readers see no operator after it
                break
            at = after
        else:
            _count(compte, kind)
    tail = (
        closing + b"\n" + b"]\n" * compte.arrays + b"ET\n" * compte.text + b"EMC\n" * compte.marked
        + b"Q\n" * (compte.saved + 1)
    )  # fmt: skip
    if not surplus and end == len(content):
        return Equilibre(b"q\n", tail)
    mended = bytearray(content[:end])
    for place in surplus:
        mended[place] = 0x20
    return Equilibre(b"q\n", tail, bytes(mended))


@lru_cache(maxsize=1)  # who asks for those of a page has it balanced too
def words(content: bytes) -> list[bytes] | None:
    """Return the words of `content` without its strings; None when they cannot be told apart at a glance."""
    bare = _without_strings(content)
    if bare is None or b"%" in bare or not _is_bracketed(bare):
        return None
    return bare.translate(_PARTED).replace(b"/", b" /").split()


def _is_even(content: bytes) -> bool:
    """Whether everything is visibly closed, as in most pages: thirty times quicker than to follow it step by step."""
    found = words(content)
    if found is None:
        return False
    opened = b"".join(filter(None, map(_LETTERS.get, found)))
    while opened:
        before = len(opened)
        for pair in _PAIRS:
            opened = opened.replace(pair, b"")
        if len(opened) == before:
            return False
    return True


def _is_bracketed(bare: bytes) -> bool:
    """Whether every array and every hexadecimal string is ended before the next begins."""
    marks = bare.translate(None, _NOT_BRACKETS)
    for _ in range(3):  # a string in a dictionary in another
        marks = marks.replace(b"<>", b"")
    return marks == b"[]" * (len(marks) // 2)


def _without_strings(content: bytes) -> bytes | None:
    """Return `content` without its strings; None when one holds parentheses, or is never ended."""
    if b"\\" in content:
        for escape in _ESCAPES:
            content = content.replace(escape, b"")
    marks = content.translate(None, _NOT_PARENTHESES)
    if marks != b"()" * (len(marks) // 2):
        return None
    return b" ".join(content.replace(b"(", b")").split(b")")[::2])


def _count(compte: _Compte, kind: bytes) -> None:
    match kind:
        case b"q":
            compte.saved += 1
        case b"Q":
            compte.saved -= 1
        case b"BT" | b"ET":
            compte.text = kind == b"BT"
        case b"BMC" | b"BDC":
            compte.marked += 1
        case b"EMC":
            compte.marked = max(compte.marked - 1, 0)
        case b"[":
            compte.arrays += 1
        case b"]":
            compte.arrays = max(compte.arrays - 1, 0)


def _after_image(content: bytes, at: int) -> int:
    """Return where an inline image ends; 0 when it does not."""
    begun = _IMAGE_DATA.search(content, at)
    end = _IMAGE_END.search(content, begun.end() if begun else at)
    return end.end() if end else 0


def _after_string(content: bytes, at: int) -> int:
    """Return where a string with parentheses inside it ends; 0 when it does not."""
    depth = 1
    while depth:
        step = _PARENTHESIS.search(content, at)
        if not step:
            return 0
        at = step.end()
        depth += {b"(": 1, b")": -1}.get(step[0], 0)
    return at
