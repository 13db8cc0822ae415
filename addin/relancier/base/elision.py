"""French elision before a proper noun: "d'Étienne", "de Beta"."""

from relancier.base.typed import fold

_VOYELLES = tuple("aeiouœæ")  # not h nor y, which bind in some names and not in others


def de(nom: str) -> str:
    """Return `nom` after "de", elided before a vowel; "du" and "des" are left to whoever knows the name."""
    return f"d'{nom}" if fold(nom).startswith(_VOYELLES) else f"de {nom}"
