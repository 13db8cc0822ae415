"""The records that the example is written with, and a draw that is the same on every machine."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zlib import crc32

ARRETE = date(2026, 11, 30)


def jour(month: int, day: int) -> date:
    """Return a day of 2026."""
    return date(2026, month, day)


def tirage(count: int, *cle: object) -> int:
    """Return a whole number in [0, count) that depends on `cle` alone."""
    return crc32("|".join(map(str, cle)).encode()) % count


def ouvre(day: date) -> date:
    """Return `day`, or the Monday after when it falls on a weekend."""
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


@dataclass(frozen=True, slots=True)
class Facture:
    """A facture and its terms.

    Attributes:
      emise: the day of issue.
      rang: names it within its debtor until numbers are given, in order of date.
      termes: due day and € TTC of each.
      tapee: (column, text) cells that somebody typed as text, in the first term's row.
    """

    code: str
    rang: str
    emise: date
    termes: tuple[tuple[date, Decimal], ...]
    objet: str
    taux: Decimal | None = None
    tapee: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the terms (€ TTC)."""
        return sum((montant for _, montant in self.termes), Decimal(0))


@dataclass(frozen=True, slots=True)
class Avoir:
    """A credit note; `rang` is the facture that its Objet cites, "" when it cites none."""

    code: str
    date: date
    montant: Decimal
    objet: str
    rang: str = ""


@dataclass(frozen=True, slots=True)
class Reglement:
    """A payment; `rang` is the facture that the debtor named, "" when none; `tape` its amount typed as text."""

    date: date
    code: str
    rang: str
    montant: Decimal
    mode: str
    reference: str
    tape: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A row of `tblSuspensions`; `rang` is the facture meant, "" for all."""

    code: str
    rang: str
    nature: str
    du: date
    au: date | None
    conteste: Decimal | None
    motif: str
