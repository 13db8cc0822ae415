"""`relancier lettres MONTANT`: an amount in words."""

from dataclasses import dataclass
from decimal import Decimal

from relancier.base.errors import InvalidInput
from relancier.base.typed import Unreadable, parse_amount
from relancier.documents.words import spell_euros


@dataclass(frozen=True, slots=True)
class EnLettres:
    """An amount (€) and its words."""

    montant: Decimal
    lettres: str


def spell(typed: str) -> EnLettres:
    """Return the amount that `typed` spells, and its words.

    Raises:
      InvalidInput: `typed` is no amount, is negative, too large, or finer than the cent.
    """
    try:
        amount = parse_amount(typed)
    except Unreadable as error:
        raise InvalidInput("montant-illisible", error.message, error.remede) from error
    return EnLettres(amount, spell_euros(amount))
