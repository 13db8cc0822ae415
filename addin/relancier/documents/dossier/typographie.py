"""French typography for the sentences that the case file composes or receives from below."""

import re

from relancier.base.money import NBSP

_BEFORE = re.compile(r" (?=[;:!?»%€])")
_AFTER = re.compile(r"(?<=«) |(?<=n°) ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def francais(sentence: str) -> str:
    """Return `sentence` with typographic apostrophes, and no line's end before a sign or within an amount."""
    text = _AFTER.sub(NBSP, _BEFORE.sub(NBSP, sentence.replace("'", "’")))
    return _THOUSANDS.sub(NBSP, text)
