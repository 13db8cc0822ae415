"""What a plan's documents are made from: the parties, the plan, and the debts that it spreads, as they were counted."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO, format_euros
from relancier.creances.conventions import Conventions
from relancier.creances.plans import is_signed
from relancier.creances.portefeuille import Creancier, Debiteur, Echeancier, Mensualite, TypeDebiteur
from relancier.creances.releve import DetteArretee, Reste
from relancier.echeancier.modes import Decheance, ModeInterets
from relancier.echeancier.reglages import ReglagesEcheancier


@dataclass(frozen=True, slots=True)
class DetteCouverte:
    """An échéance that the plan spreads, and what was left of it (€) on the day the debt was counted."""

    facture: str
    date: dt.date
    echeance: dt.date
    montant: Decimal
    principal: Decimal
    interets: Decimal = ZERO
    indemnite: Decimal = ZERO

    @classmethod
    def of(cls, dette: DetteArretee) -> "DetteCouverte":
        """Return the debt of a décompte."""
        one = dette.echeance
        return cls(one.facture, one.date, one.echeance, one.montant, dette.principal, dette.interets, dette.indemnite)


@dataclass(frozen=True, slots=True)
class Accord:
    """A plan with all that its documents say of it.

    Attributes:
      mensualites: those of its version, in order, the apport (rank 0) first.
      dettes: the échéances that it covers, as they stood on `plan.arrete`.
      mode: which interest is paid.
      abandon: € of accrued interest waived if the plan is kept to its end.
      conventions: of the décompte in which the debts were counted.
    """

    creancier: Creancier
    debiteur: Debiteur
    plan: Echeancier
    mensualites: tuple[Mensualite, ...]
    dettes: tuple[DetteCouverte, ...]
    mode: ModeInterets = ModeInterets.COURUS
    abandon: Decimal = ZERO
    conventions: Conventions = field(default_factory=Conventions)
    reglages: ReglagesEcheancier = field(default_factory=ReglagesEcheancier)

    def __post_init__(self) -> None:
        self._check_sums()
        self._check_law()

    @property
    def reste(self) -> Reste:
        """What was owed when the debts were counted, by part."""
        return Reste(
            sum((one.principal for one in self.dettes), ZERO),
            sum((one.interets for one in self.dettes), ZERO),
            sum((one.indemnite for one in self.dettes), ZERO),
        )

    @property
    def interets_convenus(self) -> Decimal:
        """€ of interest that run during the plan: what it makes pay over what is owed and not waived."""
        return self.plan.montant - self.reste.total + self.abandon

    @property
    def arrete(self) -> dt.date:
        """The day on which the debts were counted."""
        return self.plan.arrete or self.plan.date_accord

    @property
    def signe(self) -> bool:
        """The debtor signed it."""
        return is_signed(self.plan)

    @property
    def renonciation(self) -> bool:
        """The agreement waives the notice, expressly and unequivocally (1re civ. 22 June 2017)."""
        if self.plan.delai is None:
            waived = self.reglages.decheance is Decheance.DE_PLEIN_DROIT
            return waived and self.debiteur.type is TypeDebiteur.PROFESSIONNEL
        return self.plan.delai == 0

    @property
    def delai(self) -> int:
        """Days that a notice leaves to pay a missed instalment; 0 when the agreement waives it."""
        if self.renonciation:
            return 0
        return self.reglages.regularisation if self.plan.delai is None else self.plan.delai

    def _check_sums(self) -> None:
        spread = sum((one.montant for one in self.mensualites), ZERO)
        if spread != self.plan.montant:
            raise _incoherent(f"ses versements font {format_euros(spread)}, et non {format_euros(self.plan.montant)}")
        if not ZERO <= self.abandon <= self.reste.interets:
            raise _incoherent(f"les intérêts abandonnés ({format_euros(self.abandon)}) ne sont pas parmi ceux courus")
        added = self.interets_convenus
        if added < 0 or (added and self.mode is not ModeInterets.SUR_LA_DUREE):
            owed = format_euros(self.reste.total - self.abandon)
            raise _incoherent(f"il fait payer {format_euros(self.plan.montant)} pour une dette de {owed}")

    def _check_law(self) -> None:
        type_ = self.debiteur.type
        if self.renonciation and type_ is not TypeDebiteur.PROFESSIONNEL:
            raise InvalidInput(
                "renonciation-interdite",
                f"L'accord de {self.debiteur.code} ne peut pas renoncer à la mise en demeure.",
                "Donnez un délai de régularisation : seuls les professionnels peuvent y renoncer.",
            )
        if not self.renonciation and not self.delai:
            raise InvalidInput(
                "delai-nul",
                "Le délai de régularisation d'une mensualité manquée est nul.",
                "Corrigez « Délai de régularisation » dans la feuille Créancier.",
            )
        if type_ is TypeDebiteur.CONSOMMATEUR and self.reste.indemnites:
            raise InvalidInput(
                "indemnite-consommateur",
                f"{self.debiteur.code} est un consommateur : il ne doit pas d'indemnité forfaitaire.",
                "Retirez-la de la dette.",
            )


def _incoherent(why: str) -> InvalidInput:
    return InvalidInput("echeancier-incoherent", f"L'échéancier ne tombe pas juste : {why}.", "Refaites-le.")
