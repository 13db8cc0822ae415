"""The 40 € for recovery costs: who owes it, for what, and when the law denies it.

Between professionals C. com. L441-10, II and D441-5, since 1 January 2013; a public buyer owes the same sum by its own
text (Code de la commande publique, L2192-13 and D2192-35). A consumer never does.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.droit.textes import TEXTES, Texte

MONTANT = Decimal("40.00")
DEPUIS = date(2013, 1, 1)


class Redevable(StrEnum):
    """Who owes, as far as the indemnity is concerned."""

    PROFESSIONNEL = "professionnel"
    PUBLIC = "public"
    CONSOMMATEUR = "consommateur"


@dataclass(frozen=True, slots=True)
class Indemnite:
    """Whether a facture unpaid at term bears the indemnity.

    Attributes:
      montant: 40.00, or 0.00.
      texte: the ground; None when nothing is due.
      raison: why not, in French; "" when it is due.
    """

    montant: Decimal
    texte: Texte | None
    raison: str = ""


def indemnite(redevable: Redevable, echeance: date, ouverture: date | None = None) -> Indemnite:
    """Return what one facture, unpaid after its `echeance`, adds for recovery costs.

    Once per facture, whatever the delay, and even after a late partial payment: the caller counts factures.
    `ouverture` is the day an insolvency procedure opened. Where the debt's payment was barred on its due day, the
    creditor may not claim the indemnity (L441-10, II, last sentence); pass it only for debts born before that day.
    """
    if redevable is Redevable.CONSOMMATEUR:
        return _none("Un consommateur ne doit jamais l'indemnité de 40 € : elle n'existe qu'entre professionnels.")
    if echeance < DEPUIS:
        return _none("L'indemnité de 40 € n'existe que depuis le 1er janvier 2013.")
    if ouverture is not None and echeance >= ouverture:
        return _none(
            "La procédure collective interdisait de payer cette facture à son échéance : les 40 € ne sont pas dus."
        )
    cle = "public-indemnite" if redevable is Redevable.PUBLIC else "indemnite"
    return Indemnite(MONTANT, TEXTES[cle])


def _none(raison: str) -> Indemnite:
    return Indemnite(Decimal("0.00"), None, raison)
