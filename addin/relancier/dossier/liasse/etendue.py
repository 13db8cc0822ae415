"""Whether a page's content stays clear of its head and foot, told by its operators alone.

Pages of text need not be opened by a renderer to know that their edges are blank, which is most of what noting them
costs. This only ever says yes: where something turns, is slanted, or is not understood, the page is drawn instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import compress, count

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

ASCENT, DESCENT = 2.0, 1.0  # ems: no upright letter goes farther from its line
MITRE = 5.0  # half of a line's width, ten times: how far the sharpest of its corners goes
_FONTS = frozenset({"/Type1", "/MMType1", "/TrueType", "/Type0"})  # a Type 3 font draws what it likes
_STATES = frozenset({"/Type", "/ca", "/CA", "/BM", "/AIS", "/SA", "/OP", "/op", "/OPM"})  # they move nothing
_NEUTRAL = frozenset(
    b"g G rg RG k K cs CS sc SC scn SCN J j d i ri BMC BDC EMC MP DP BX EX Tc Tw Tz ET W W* h true false null".split()
)
_DIGITS = b"+-.0123456789"
_MOST = 6  # operands


class _Unknown(Exception):
    """Something that only a renderer can tell."""


@dataclass(slots=True)
class _State:
    """How heights on the page come from those of the content: times `scale`, plus `shift`; `most` is for widths."""

    scale: float = 1.0
    shift: float = 0.0
    most: float = 1.0
    width: float = 1.0
    size: float = 0.0
    leading: float = 0.0


class Etendues:
    """Judges the pages of one PDF; what they share is judged once."""

    def __init__(self) -> None:
        self._sound: dict[tuple[str, tuple[int, int]], bool] = {}

    def is_clear(self, page: pikepdf.Object, words: list[bytes] | None, bas: float, haut: float) -> bool:
        """Whether nothing of `page` is drawn under `bas` or over `haut`, in its own coordinates.

        Args:
          page: its dictionary, turned by no /Rotate.
          words: of its content without its strings, as `equilibre.words` gives them.
        """
        annotations = page.get(Name.Annots)
        if words is None or (annotations is not None and not (isinstance(annotations, Array) and not len(annotations))):
            return False
        if any(map(_is_foreign, set(words).difference(_FOLLOWED, _NEUTRAL))):
            return False
        try:
            drawn = _Lecture(self, page.get(Name.Resources)).heights(words)
        except (_Unknown, ValueError, IndexError):  # operands that are missing, or are no numbers
            return False
        return not drawn or (min(drawn) >= bas and max(drawn) <= haut)

    def is_sound(self, resources: object, kind: str, name: str) -> bool:
        """Whether a font, a state or an image moves nothing to where its operator does not tell."""
        shelf = resources.get(kind) if isinstance(resources, Dictionary) else None
        found = shelf.get(name) if isinstance(shelf, Dictionary) else None
        if not isinstance(found, Dictionary | Stream):
            return False
        key = (kind, found.objgen)
        if found.objgen == (0, 0) or key not in self._sound:
            self._sound[key] = _JUDGES[kind](found)
        return self._sound[key]


class _Lecture:
    """One reading of a page's operators."""

    def __init__(self, known: Etendues, resources: object) -> None:
        self._known, self._resources = known, resources
        self._names: set[tuple[str, bytes]] = set()
        self._state, self._saved = _State(), list[_State]()
        self._path: list[float] = []
        self._drawn: list[float] = []
        self._line, self._text = 0.0, 1.0  # the height of the line of text, and how much its letters are enlarged

    def heights(self, words: list[bytes]) -> list[float]:
        """Return heights between which is all that the operators draw."""
        words = [b""] * _MOST + words  # an operator without its operands must not find those of the end
        steps = list(map(_FOLLOWED.get, words))
        for at in compress(count(), steps):
            _FOLLOWED[words[at]](self, words, at)
        return self._drawn

    def show(self, words: list[bytes], at: int) -> None:
        state = self._state
        em = state.size * self._text * state.scale  # negative where letters stand on their head
        height = state.scale * self._line + state.shift
        self._drawn += (height - DESCENT * em, height + ASCENT * em)

    def begin(self, words: list[bytes], at: int) -> None:
        self._line, self._text = 0.0, 1.0

    def move(self, words: list[bytes], at: int) -> None:
        self._line += self._text * float(words[at - 1])

    def move_leading(self, words: list[bytes], at: int) -> None:
        self._state.leading = -float(words[at - 1])
        self.move(words, at)

    def next_line(self, words: list[bytes], at: int) -> None:
        self._line -= self._text * self._state.leading

    def lead(self, words: list[bytes], at: int) -> None:
        self._state.leading = float(words[at - 1])

    def place(self, words: list[bytes], at: int) -> None:
        self._line, self._text = _upright(words, at)

    def font(self, words: list[bytes], at: int) -> None:
        self._state.size = float(words[at - 1])
        self._need("/Font", words[at - 2])

    def mode(self, words: list[bytes], at: int) -> None:
        if words[at - 1] not in {b"0", b"3"}:  # letters that are drawn as lines, or clip
            raise _Unknown

    def save(self, words: list[bytes], at: int) -> None:
        self._saved.append(replace(self._state))

    def restore(self, words: list[bytes], at: int) -> None:
        self._state = self._saved.pop()

    def transform(self, words: list[bytes], at: int) -> None:
        shift, scale = _upright(words, at)
        state = self._state
        state.shift += state.scale * shift
        state.scale *= scale
        state.most *= max(abs(float(one)) for one in words[at - 6 : at - 2])

    def rectangle(self, words: list[bytes], at: int) -> None:
        bottom, height = float(words[at - 3]), float(words[at - 1])
        self._path += map(self._seen, (bottom, bottom + height))

    def line(self, words: list[bytes], at: int) -> None:
        self._path.append(self._seen(float(words[at - 1])))

    def curve(self, words: list[bytes], at: int) -> None:
        last = 3 if words[at] == b"c" else 2
        self._path += (self._seen(float(words[at - 1 - 2 * rank])) for rank in range(last))

    def fill(self, words: list[bytes], at: int) -> None:
        self._drawn += self._path
        self._path = []

    def stroke(self, words: list[bytes], at: int) -> None:
        if self._path:
            margin = MITRE * self._state.width * self._state.most
            self._drawn += (min(self._path) - margin, max(self._path) + margin)
            self._path = []

    def drop(self, words: list[bytes], at: int) -> None:
        self._path = []

    def width(self, words: list[bytes], at: int) -> None:
        self._state.width = max(float(words[at - 1]), 1.0)

    def image(self, words: list[bytes], at: int) -> None:
        self._need("/XObject", words[at - 1])
        self._drawn += (self._seen(0.0), self._seen(1.0))

    def state(self, words: list[bytes], at: int) -> None:
        self._need("/ExtGState", words[at - 1])

    def _seen(self, height: float) -> float:
        return self._state.scale * height + self._state.shift

    def _need(self, kind: str, name: bytes) -> None:
        if (kind, name) not in self._names:
            if not self._known.is_sound(self._resources, kind, name.decode("latin-1")):
                raise _Unknown
            self._names.add((kind, name))


_FOLLOWED: dict[bytes, Callable[[_Lecture, list[bytes], int], None]] = {
    b"Tj": _Lecture.show,
    b"TJ": _Lecture.show,
    b"BT": _Lecture.begin,
    b"Td": _Lecture.move,
    b"TD": _Lecture.move_leading,
    b"T*": _Lecture.next_line,
    b"TL": _Lecture.lead,
    b"Tm": _Lecture.place,
    b"Tf": _Lecture.font,
    b"Tr": _Lecture.mode,
    b"q": _Lecture.save,
    b"Q": _Lecture.restore,
    b"cm": _Lecture.transform,
    b"re": _Lecture.rectangle,
    b"m": _Lecture.line,
    b"l": _Lecture.line,
    b"c": _Lecture.curve,
    b"v": _Lecture.curve,
    b"y": _Lecture.curve,
    **dict.fromkeys((b"f", b"F", b"f*"), _Lecture.fill),
    **dict.fromkeys((b"S", b"s", b"B", b"B*", b"b", b"b*"), _Lecture.stroke),
    b"n": _Lecture.drop,
    b"w": _Lecture.width,
    b"gs": _Lecture.state,
    b"Do": _Lecture.image,
}


def _upright(words: list[bytes], at: int) -> tuple[float, float]:
    """Return how a matrix moves heights and enlarges them; what goes right must not go up."""
    if float(words[at - 5]):
        raise _Unknown
    return float(words[at - 1]), float(words[at - 3])


def _is_foreign(word: bytes) -> bool:
    """Whether a word is neither a number nor a name."""
    return bool(word.translate(None, _DIGITS)) and word[:1] != b"/"


def _is_font(found: pikepdf.Object) -> bool:
    encoding = found.get(Name.Encoding)
    vertical = isinstance(encoding, Stream) or str(encoding).endswith("V")
    return str(found.get(Name.Subtype)) in _FONTS and not vertical


def _is_state(found: pikepdf.Object) -> bool:
    return isinstance(found, Dictionary) and _STATES.issuperset(found.keys())


def _is_image(found: pikepdf.Object) -> bool:
    return str(found.get(Name.Subtype)) == "/Image"


_JUDGES = {"/Font": _is_font, "/ExtGState": _is_state, "/XObject": _is_image}
