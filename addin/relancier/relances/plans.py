"""Which negotiated plans run: the last agreed version of each, when it is neither broken nor settled."""

from collections.abc import Iterable
from datetime import date

from relancier.creances.portefeuille import Echeancier

RUNNING = ("en cours", "en retard")
PROPOSED = "proposé"


def running(plans: Iterable[Echeancier], day: date) -> tuple[Echeancier, ...]:
    """Return the plans of one debtor that suspend what they cover on `day`.

    A version that is only proposed changes nothing yet; among the agreed ones, the last rules, whatever the others say.
    """
    last: dict[str, Echeancier] = {}
    for one in plans:
        agreed = one.statut != PROPOSED and one.date_accord <= day
        if agreed and (one.id not in last or one.version >= last[one.id].version):
            last[one.id] = one
    return tuple(one for one in last.values() if one.statut in RUNNING)
