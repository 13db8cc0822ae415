"""The tone of a letter: that of its level, softened or hardened by the debtor's segment, raised by a broken promise."""

from collections.abc import Iterable

from relancier.base.typed import fold
from relancier.creances.portefeuille import Niveau

TONS = ("cordial", "ferme", "dernier avis", "mise en demeure")
AMICABLE = TONS[:-1]  # no segment and no promise makes, or unmakes, a mise en demeure


def ton_de(niveau: Niveau, segments: Iterable[str], *, first: bool, promise_broken: bool) -> str:
    """Return the tone of a letter of `niveau`.

    Args:
      segments: the tones of the debtor's segments, "" for none; the first one named replaces that of the first level.
      first: `niveau` is the first of its procedure.
      promise_broken: a promise was not kept: the tone is one step firmer.
    """
    chosen = next((one for one in segments if one), "") if first else ""
    ton = chosen or niveau.ton
    known = [fold(one) for one in AMICABLE]
    if promise_broken and fold(ton) in known:
        return AMICABLE[min(known.index(fold(ton)) + 1, len(AMICABLE) - 1)]
    return ton
