"""What must be done this week, sorted by what it costs to forget it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Nature(StrEnum):
    """What an alert is about."""

    PRESCRIPTION = "prescription"
    DECLARATION = "déclaration de créance"
    SIGNIFICATION = "signification de l'ordonnance"
    DECHEANCE = "échéancier : délai pour régulariser"
    MENSUALITE = "échéancier : mensualité impayée"
    PROMESSE_ROMPUE = "promesse non tenue"
    PROMESSE = "promesse attendue"
    RECOMMANDE = "recommandé sans retour"
    TAUX = "taux à confirmer"


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
