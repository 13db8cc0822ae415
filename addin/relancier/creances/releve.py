"""What a décompte says: its lines, movements and sums, as immutable records."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.base.dates import format_short
from relancier.base.money import ZERO, format_euros
from relancier.creances.collective import Declaration
from relancier.creances.interets import Ligne
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Reglement


def libelle(source: Avoir | Reglement) -> str:
    """Return how a décompte names a payment or an avoir, in French."""
    if isinstance(source, Avoir):
        number = f" {source.numero}" if source.numero else ""
        return f"Avoir{number} du {format_short(source.date)}"
    detail = f" ({source.reference})" if source.reference else ""
    name = "Règlement" if source.montant >= 0 else "Rejet de règlement"
    return f"{name} du {format_short(source.date)}{detail} de {format_euros(abs(source.montant))}"


def sujet(source: Avoir | Reglement) -> str:
    """Return `libelle` with its article, to begin a sentence."""
    article, name = "L'" if isinstance(source, Avoir) else "Le ", libelle(source)
    return f"{article}{name[0].lower()}{name[1:]}"


class NatureOperation(StrEnum):
    """A line of the account's movements."""

    FACTURE = "facture"
    AVOIR = "avoir"
    REGLEMENT = "règlement"
    REJET = "rejet de règlement"
    REPORT = "imputation d'un excédent"


@dataclass(frozen=True, slots=True)
class Imputation:
    """What an operation took off one échéance, part by part (€; negative when it gives back).

    Attributes:
      dette: its rank in `Decompte.dettes`, from 0: two échéances may share facture and due day.
      interets: of all kinds, `capitalises` (which bear interest) and `anterieurs` (which never will) among them.
    """

    dette: int
    facture: str
    echeance: date
    interets: Decimal
    indemnite: Decimal
    principal: Decimal
    capitalises: Decimal = ZERO
    anterieurs: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Operation:
    """A movement of the account.

    Attributes:
      libelle: in French, with its number or reference.
      montant: € as in the records: positive, negative for a rejected payment.
      imputations: where it went, by échéance; none for a facture.
      excedent: € that found no debt, held for the debtor.
      principal: € of principal owed on all factures after it.
    """

    date: date
    nature: NatureOperation
    libelle: str
    montant: Decimal
    imputations: tuple[Imputation, ...]
    excedent: Decimal
    principal: Decimal


@dataclass(frozen=True, slots=True)
class DetteArretee:
    """An échéance at the cut-off. All € amounts; for each part, due = taken off + left.

    Attributes:
      lignes: the interest, line by line; `interets_produits` is their sum.
      principal: what is left of `echeance.montant` after `avoirs` and `principal_paye`.
      echue: its due day has come.
      anterieure: born before an insolvency procedure that is open: declared, no longer claimed.
    """

    echeance: Echeance
    lignes: tuple[Ligne, ...]
    avoirs: Decimal
    principal_paye: Decimal
    principal: Decimal
    interets_produits: Decimal
    interets_payes: Decimal
    interets: Decimal
    indemnite_due: Decimal
    indemnite_payee: Decimal
    indemnite: Decimal
    echue: bool
    anterieure: bool = False

    @property
    def total(self) -> Decimal:
        """Principal, interest and indemnity left to pay (€)."""
        return self.principal + self.interets + self.indemnite


@dataclass(frozen=True, slots=True)
class Reste:
    """What is left of some debts (€)."""

    principal: Decimal = ZERO
    interets: Decimal = ZERO
    indemnites: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Their sum (€)."""
        return self.principal + self.interets + self.indemnites


@dataclass(frozen=True, slots=True)
class Totaux:
    """Sums (€): factures + interets_produits + indemnites_dues - avoirs - reglements = a_payer, always.

    Attributes:
      principal, interets, indemnites: what is left of each; `a_echoir` is the part of principal not due yet,
        `anterieures` apart.
      total: their sum.
      credit: what the creditor holds for the debtor.
      a_payer: total less credit: the account's balance, what is not due yet included; negative when it is the
        debtor's. It is exigible + a_declarer + a_echoir - solde_en_faveur_du_debiteur, always.
      anterieures: what is left of the debts born before an insolvency procedure, due or not; nothing without one.
    """

    factures: Decimal
    avoirs: Decimal
    reglements: Decimal
    interets_produits: Decimal
    indemnites_dues: Decimal
    principal: Decimal
    a_echoir: Decimal
    interets: Decimal
    indemnites: Decimal
    total: Decimal
    credit: Decimal
    a_payer: Decimal
    anterieures: Reste = field(default_factory=Reste)

    @property
    def exigible(self) -> Decimal:
        """What may be claimed at the cut-off (€): the balance less what is not due yet or is declared, or nothing."""
        return max(ZERO, self.a_payer - self.a_echoir - self.anterieures.total)

    @property
    def a_declarer(self) -> Decimal:
        """What is left of `anterieures` (€) once a credit that exceeds the later debts is taken off."""
        return max(ZERO, min(self.anterieures.total, self.a_payer - self.a_echoir))

    @property
    def reclamable(self) -> Reste:
        """What is left and due, `anterieures` apart, before any credit (€)."""
        old = self.anterieures
        return Reste(
            self.principal - self.a_echoir - old.principal,
            self.interets - old.interets,
            self.indemnites - old.indemnites,
        )

    @property
    def solde_en_faveur_du_debiteur(self) -> Decimal:
        """What the creditor owes the debtor at the cut-off (€), never negative."""
        return max(ZERO, self.a_echoir - self.a_payer)


@dataclass(frozen=True, slots=True)
class Decompte:
    """The statement.

    Attributes:
      dettes: by échéance, the oldest first; factures issued after `au` are left out.
      operations: in order of date.
      conventions: French sentences: the choices that it rests on.
      remarques: French sentences: what somebody should look at (unverified rates, what was left out).
      verifie: no line rests on an unverified rate.
      declaration: what is to be declared to an insolvency procedure; None when nothing is.
    """

    debiteur: Debiteur
    au: date
    dettes: tuple[DetteArretee, ...]
    operations: tuple[Operation, ...]
    totaux: Totaux
    conventions: tuple[str, ...]
    remarques: tuple[str, ...]
    verifie: bool
    declaration: Declaration | None = None
