"""Which debts an insolvency procedure catches: those born before it, which are declared and no longer claimed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.creances.portefeuille import Echeance
from relancier.droit.procedure import Delai, Terme, terme
from relancier.droit.textes import TEXTES, Texte


def anterieure(echeance: Echeance, ouverture: date | None) -> bool:
    """Say whether `echeance` was born before the procedure that opened on `ouverture`; never when none opened.

    No hour is known of a facture dated on the very day of the opening: it counts as an earlier debt, the reading that
    claims less.
    """
    return ouverture is not None and echeance.date <= ouverture


def paiement_interdit(recu: date, echeance: Echeance, ouverture: date | None) -> bool:
    """Say whether a payment received on `recu` may not go to `echeance` unless it names its facture.

    From the opening on, a debt born before it may no longer be paid (C. com. L622-7): the money is for later debts.
    """
    return ouverture is not None and recu >= ouverture and anterieure(echeance, ouverture)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What must be declared to an insolvency procedure (C. com. L622-24, R622-24).

    Attributes:
      montant: €.
      delai: counted from the opening, as if the BODACC had published it that day.
      tardive: its last day is over.
    """

    montant: Decimal
    delai: Terme
    tardive: bool

    @property
    def ouverture(self) -> date:
        """The day the procedure opened."""
        return self.delai.depart

    @property
    def phrase(self) -> str:
        """How much, until when, and what the delay rests on."""
        last = format_short(self.delai.dernier_jour)
        return (
            f"{format_euros(self.montant)} {'devaient être déclarés' if self.tardive else 'sont à déclarer'} au plus"
            f" tard le {last}. Délai compté de la date saisie, comme si le BODACC était du même jour"
            f" ({_cite(self.delai.regle.texte)})."
        )

    @property
    def remede(self) -> str:
        """What to do."""
        if self.tardive:
            return "Voyez un avocat : une forclusion peut parfois être relevée."
        return "Vérifiez la date de parution au BODACC et déclarez au mandataire judiciaire."

    @property
    def effets(self) -> str:
        """What the opening forbids."""
        barred, stayed = TEXTES["ouverture-paiement"], TEXTES["ouverture-poursuites"]
        return (
            f"Ces dettes ne peuvent plus être payées ({_cite(barred)}), et toute action pour les faire payer est"
            f" interdite ou interrompue ({_cite(stayed)})."
        )


def declaration(montant: Decimal, ouverture: date, le: date) -> Declaration:
    """Return what the declaration of `montant` (€) is on the day `le`; raises as `droit.procedure.terme`."""
    delai = terme(Delai.DECLARATION, ouverture)
    return Declaration(montant, delai, le > delai.dernier_jour)


def _cite(texte: Texte) -> str:
    return texte.citation + ("" if texte.verifie else ", à vérifier")
