"""The debtors that owe the most."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Principal:
    """A debtor among those that owe the most.

    Attributes:
      rang: from 1.
      reste, echu: € owed, and late.
      part: % of all that is owed, one decimal.
      retard: days late of its oldest unpaid échéance; 0 when nothing is late.
    """

    rang: int
    debiteur: str
    nom: str
    reste: Decimal
    echu: Decimal
    part: Decimal
    retard: int
