"""The days that a measure looks at: twelve months that end on it, and the month ends behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relancier.droit.delais import ajouter_mois, fin_de_mois

DAY = timedelta(days=1)
MOIS = 12


@dataclass(frozen=True, slots=True)
class Periode:
    """Days from `du` to `au`, both included."""

    du: date
    au: date

    @property
    def jours(self) -> int:
        """How many days."""
        return (self.au - self.du).days + 1

    def __contains__(self, day: date) -> bool:
        return self.du <= day <= self.au


def douze_mois(jour: date) -> Periode:
    """Return the twelve months that end on `jour`; whole months when it is the last day of one."""
    before = ajouter_mois(jour, -MOIS)
    if jour == fin_de_mois(jour):
        before = fin_de_mois(before)
    return Periode(before + DAY, jour)


def mois_precedent(jour: date) -> date:
    """Return the last day of the month before that of `jour`."""
    return jour.replace(day=1) - DAY


def fins_de_mois(jour: date, combien: int) -> tuple[date, ...]:
    """Return the last `combien` month ends up to `jour`, itself included when it is one; the oldest first."""
    last = jour if jour == fin_de_mois(jour) else mois_precedent(jour)
    return tuple(fin_de_mois(ajouter_mois(last.replace(day=1), -back)) for back in reversed(range(combien)))


def mois_a_rebours(jour: date) -> Iterator[Periode]:
    """Yield the month of `jour` up to that day, then each whole month before it, without end."""
    last = jour
    while True:
        yield Periode(last.replace(day=1), last)
        last = mois_precedent(last)
