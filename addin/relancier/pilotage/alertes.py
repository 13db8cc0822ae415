"""What must be done this week, sorted by what it costs to forget it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.base.money import ZERO


class Nature(StrEnum):
    """What an alert is about."""

    PRESCRIPTION = "prescription"
    DECLARATION = "déclaration de créance"
    SIGNIFICATION = "signification de l'ordonnance"
    DECHEANCE = "échéancier : déchéance encourue"
    REGULARISATION = "échéancier : délai pour régulariser"
    MENSUALITE = "échéancier : mensualité impayée"
    PROMESSE_ROMPUE = "promesse non tenue"
    PROMESSE = "promesse attendue"
    RECOMMANDE = "recommandé à compléter"
    TAUX = "taux à confirmer"
    ILLISIBLE = "lignes à corriger"


class Perte(StrEnum):
    """What forgetting costs, the gravest first: the order of the list."""

    CREANCE = "la créance"
    PREUVE = "une preuve"
    TEMPS = "du temps"
    JUSTESSE = "la justesse des calculs"


@dataclass(frozen=True, slots=True)
class Alerte:
    """One thing to do.

    Attributes:
      le: the last day to do it, or the day since which it waits; None when neither is known.
      debiteur, facture: "" when it is about none.
      quoi: the French sentence: what happens.
      faire: the French sentence: what to do.
      montant: € concerned; None when it is about no sum.
      perte: what forgetting costs.
      consequence: the same as a French phrase, with its ground and how sure it is ("à vérifier" where no official
        text was read).
    """

    nature: Nature
    le: date | None
    debiteur: str
    nom: str
    facture: str
    quoi: str
    faire: str
    montant: Decimal | None
    perte: Perte
    consequence: str


def triees(alertes: Iterable[Alerte]) -> tuple[Alerte, ...]:
    """Return `alertes` by what forgetting costs: the gravest loss first, then what ends first, then the largest sum."""
    rank = {one: index for index, one in enumerate(Perte)}
    return tuple(
        sorted(
            alertes,
            key=lambda one: (rank[one.perte], one.le or date.max, -(one.montant or ZERO), one.debiteur, one.facture),
        )
    )
