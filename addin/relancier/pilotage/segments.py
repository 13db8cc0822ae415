"""The segment under which a debtor is counted: the user's own word, else the family that its facts give."""

from collections.abc import Mapping

from relancier.base.typed import fold, squeeze
from relancier.relances.faits import Faits


def segment(faits: Faits) -> str:
    """Return a debtor's segment, "" when it has none.

    What the sheet Débiteurs says comes first, even if no row of tblSegments has that name: such a word changes no
    relance, but it is how the user sorts his clients.
    """
    typed = squeeze(faits.debiteur.segment)
    named = faits.famille.nom
    return named if not typed or fold(named) == fold(typed) else typed


def segments(faits: Mapping[str, Faits]) -> Mapping[str, str]:
    """Return the segment of each debtor, by code; one that is spelt in two ways keeps the first."""
    spelt: dict[str, str] = {}
    found = {code: segment(one) for code, one in faits.items()}
    return {code: spelt.setdefault(fold(name), name) for code, name in found.items()}
