"""What freezes a signed version: a digest of what its parties agreed, written beside it when it is signed.

It has no secret: it shows that an instalment or an amount was changed since, be it by mistake; it proves no date.
"""

import hashlib
from collections.abc import Iterable
from decimal import Decimal

from relancier.creances.portefeuille import Echeancier, Mensualite

PREFIX = "E1-"
DIGITS = 32  # of the SHA-256, in hexadecimal


def sceller(plan: Echeancier, mensualites: Iterable[Mensualite]) -> str:
    """Return the seal of a signed version: its amount, dates, rate, delay, document and instalments."""
    fields = [
        plan.id,
        str(plan.version),
        plan.debiteur,
        plan.date_accord.isoformat(),
        _amount(plan.montant),
        plan.interets,
        "" if plan.arrete is None else plan.arrete.isoformat(),
        ";".join(plan.factures),
        "" if plan.jusqu_au is None else plan.jusqu_au.isoformat(),
        "" if plan.taux is None else _amount(plan.taux),
        "" if plan.delai is None else str(plan.delai),
        plan.retour,
        plan.empreinte.casefold(),
    ]
    for one in sorted(mensualites, key=lambda one: (one.date, one.rang)):
        fields += [str(one.rang), one.date.isoformat(), _amount(one.montant)]
    return PREFIX + hashlib.sha256("\n".join(fields).encode()).hexdigest()[:DIGITS]


def est_intact(plan: Echeancier, mensualites: Iterable[Mensualite]) -> bool:
    """Say whether the version is still what was signed; True for one that bears no seal, of which nothing is known."""
    return not plan.sceau or plan.sceau == sceller(plan, mensualites)


def _amount(amount: Decimal) -> str:
    return f"{amount:.4f}"
