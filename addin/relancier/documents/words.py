"""Amounts in words, as a French cheque or a requête spells them.

num2words spells the integers; the agreements are ours: "un million d'euros" but "un million deux cents euros",
"deux cents euros et un centime", "cinquante centimes", plural from two on (traditional spelling of before 1990).
"""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from relancier.base.errors import InvalidInput
from relancier.base.later import later
from relancier.base.money import to_cents

if TYPE_CHECKING:
    import num2words
else:
    num2words = later("num2words")  # which knows sixty languages

LARGEST = Decimal("999999999999.99")
MILLION = 1_000_000


@lru_cache(maxsize=1024)  # cents and delays are the same from letter to letter
def spell_integer(number: int) -> str:
    """Return `number` (0 to 999 999 999 999) in French words."""
    return str(num2words.num2words(number, lang="fr"))


def spell_euros(amount: Decimal) -> str:
    """Return `amount` (€) in words.

    Raises:
      InvalidInput: the amount is negative, finer than the cent, or over 999 999 999 999,99.
    """
    if not amount.is_finite() or amount > LARGEST:
        raise InvalidInput("montant-trop-grand", "Le montant dépasse 999 999 999 999,99 €.", "Vérifiez-le.")
    if amount < 0:
        raise InvalidInput(
            "montant-negatif",
            "Un montant négatif ne s'écrit pas en lettres dans une lettre de relance.",
            "Donnez un montant positif ; un remboursement se traite par un avoir.",
        )
    if amount != to_cents(amount):
        raise InvalidInput("montant-trop-precis", "Le montant a plus de deux décimales.", "Arrondissez-le au centime.")
    euros, cents = divmod(int(amount * 100), 100)
    parts = []
    if euros or not cents:
        parts.append(f"{spell_integer(euros)} {_euro(euros)}")
    if cents:
        parts.append(f"{spell_integer(cents)} {'centimes' if cents > 1 else 'centime'}")
    return " et ".join(parts)


def _euro(euros: int) -> str:
    if euros >= MILLION and euros % MILLION == 0:
        return "d'euros"  # million and milliard are nouns: nothing but "de" may follow them
    return "euros" if euros > 1 else "euro"
