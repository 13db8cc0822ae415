"""What the décompte's workbook holds as typed inputs: everything else on its sheets is a formula.

Factures, movements and the settings come from the records. Which debts a movement went to is an input as well (the law
leaves it to the debtor, then to article 1342-10); how much each took, and how it parts between interest, indemnity and
principal, is computed on the sheet, save where a payment was shared out in proportion or came back in part.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions
from relancier.creances.portefeuille import Debiteur, Echeance
from relancier.creances.releve import NatureOperation
from relancier.droit.taux import Taux

FACTURE = str(NatureOperation.FACTURE)
AVOIR, EXCEDENT, EXCEDENT_D_AVOIR = (
    str(NatureOperation.AVOIR),
    str(NatureOperation.REPORT),
    f"{NatureOperation.REPORT} d'avoir",
)
TYPED, COMPUTED, PARTED = "saisi", "calculé", "parts saisies"  # how the workbook says what an amount is
Jour = date  # the type, where a field named `date` hides it
CREDITS = (NatureOperation.AVOIR, NatureOperation.REGLEMENT, NatureOperation.REJET)


@dataclass(frozen=True, slots=True)
class Reglages:
    """The settings, as the sheet « Conventions » holds them."""

    debiteur: Debiteur
    conventions: Conventions
    au: date


@dataclass(frozen=True, slots=True)
class Dette:
    """An échéance.

    Attributes:
      numero: from 1, in the order of the décompte.
      mise_en_demeure: the day that its notice reached the debtor; None when there is none.
    """

    numero: int
    echeance: Echeance
    mise_en_demeure: date | None


@dataclass(frozen=True, slots=True)
class Mouvement:
    """An operation of the account.

    Attributes:
      numero: from 1, in order of date.
      prix: it lowers the price, as an avoir does, and pays neither interest nor indemnity.
      cloture: the last day whose base it does not change.
    """

    numero: int
    date: date
    nature: NatureOperation
    libelle: str
    montant: Decimal
    prix: bool
    cloture: Jour

    @property
    def intitule(self) -> str:
        """Its nature as the sheets name it."""
        return EXCEDENT_D_AVOIR if self.prix and self.nature is NatureOperation.REPORT else str(self.nature)


@dataclass(frozen=True, slots=True)
class Repartition:
    """What a movement took off one debt, or gave back (negative).

    Attributes:
      numero: from 1, in the order in which they happened.
      mouvement, dette: their numbers.
      interets, indemnite, principal: the engine's shares (€).
      capitalises, anterieurs: the parts of `interets` that bear interest, and that never will (€).
      saisie: the amount is typed; else the sheet computes it: what is left of the movement, at most what is owed.
      origine: the number of the share that a rejected payment gives back whole; None otherwise.
    """

    numero: int
    mouvement: int
    dette: int
    interets: Decimal
    indemnite: Decimal
    principal: Decimal
    saisie: bool
    origine: int | None
    capitalises: Decimal = ZERO
    anterieurs: Decimal = ZERO

    @property
    def montant(self) -> Decimal:
        """The whole share (€)."""
        return self.interets + self.indemnite + self.principal

    @property
    def parts_saisies(self) -> bool:
        """It gives back a part only of a payment: how it had been parted is typed."""
        return self.montant < 0 and self.origine is None


@dataclass(frozen=True, slots=True)
class Saisies:
    """All the inputs of the workbook."""

    reglages: Reglages
    dettes: tuple[Dette, ...]
    mouvements: tuple[Mouvement, ...]
    repartitions: tuple[Repartition, ...]
    taux: tuple[Taux, ...]
