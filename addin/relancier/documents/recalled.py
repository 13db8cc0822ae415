"""What already went out, as a letter recalls it: each document once, under its own name and its day."""

from collections.abc import Callable, Hashable, Iterable

from relancier.base.dates import format_long
from relancier.base.typed import fold
from relancier.creances.portefeuille import Canal, Relance

SPOKEN = {fold(Canal.TELEPHONE): "relance téléphonique", fold(Canal.SMS): "relance par SMS"}


def recall(relances: Iterable[Relance], title: Callable[[str], str]) -> tuple[str, ...]:
    """Return « relance 2 du 11 septembre 2026 » for each document among `relances`, oldest first.

    A document is worded for the highest of its lines, so that the levels of the others do not name it.

    Args:
      relances: the rows of the history, one for each échéance that a document claimed.
      title: gives the short name of a letter template; "" for one that is not known.
    """
    documents: dict[Hashable, list[Relance]] = {}
    for one in relances:
        documents.setdefault(_document(one), []).append(one)
    # the day of deposit may have been typed on one of its rows only: it is the later one
    dated = sorted((max(row.date for row in rows), rank, rows) for rank, rows in enumerate(documents.values()))
    return tuple(dict.fromkeys(f"{_name(rows, title)} du {format_long(day)}" for day, _, rows in dated))


def _document(one: Relance) -> Hashable:
    """What the rows of one document share; rows typed by hand may name no file."""
    return one.document or (one.date, fold(one.modele), fold(one.canal))


def _name(rows: list[Relance], title: Callable[[str], str]) -> str:
    highest = max(rows, key=lambda one: one.niveau)
    if (spoken := SPOKEN.get(fold(highest.canal))) is not None:
        return spoken
    name = title(highest.modele) if highest.modele else ""
    return name[:1].lower() + name[1:] if name else f"relance {highest.niveau}"
