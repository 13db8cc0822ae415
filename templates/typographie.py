"""French typography for the wording files, which are typed with plain spaces and straight apostrophes.

Jinja tags pass through untouched, so that `{{ liste|join(", ") }}` keeps its straight quotes.
"""

import re

NBSP = "\u00a0"
TAG = re.compile(r"(\{[{%].*?[%}]\})")
GRAS = re.compile(r"\*\*(.+?)\*\*")


def typographie(texte: str) -> str:
    """Return `texte` with no-break spaces and typographic apostrophes everywhere outside its tags."""
    morceaux = TAG.split(texte)
    return "".join(m if rang % 2 else _corrige(m) for rang, m in enumerate(morceaux))


def passages(texte: str) -> list[tuple[str, bool]]:
    """Return `texte` cut at its `**bold**` marks: pairs of typographically right text and "is bold"."""
    return [(typographie(m), rang % 2 == 1) for rang, m in enumerate(GRAS.split(texte)) if m]


def _corrige(texte: str) -> str:
    texte = texte.replace("'", "’")
    texte = re.sub(r" ([:;!?»€%×=])", NBSP + r"\1", texte)
    return re.sub(r"(«|×|=|n°) ", r"\1" + NBSP, texte)
