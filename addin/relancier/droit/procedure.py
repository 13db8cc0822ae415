"""Delays of procedure that a dossier must keep, dated: those that changed have a line for each version."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relancier.base.errors import InvalidInput
from relancier.droit.delais import expiration
from relancier.droit.jours_feries import Sens
from relancier.droit.textes import TEXTES, Texte


class Delai(StrEnum):
    """What a delay is for."""

    SIGNIFICATION = "signifier l'ordonnance d'injonction de payer"
    OPPOSITION = "former opposition"
    CONSIGNATION = "consigner les frais de greffe"
    AVIS_OPPOSITION = "attendre l'avis d'opposition du greffe"
    DECLARATION = "déclarer la créance à la procédure collective"


@dataclass(frozen=True, slots=True)
class Regle:
    """A delay, in force for acts dated from `depuis` until the next line of the same `delai`.

    Attributes:
      depart: the act from which it runs, in French.
      mois, jours: its length.
      texte: its ground.
      sens: whether the user must act before its end, or wait for it.
      reforme: the text that brought this version; "" for the oldest known.
    """

    delai: Delai
    depuis: date
    depart: str
    mois: int
    jours: int
    texte: Texte
    sens: Sens
    reforme: str = ""


_T = TEXTES
REGLES = (
    Regle(Delai.SIGNIFICATION, date(1982, 1, 1), "date de l'ordonnance", 6, 0, _T["signification"], Sens.A_TENIR),
    Regle(Delai.SIGNIFICATION, date(2026, 9, 1), "date de l'ordonnance", 3, 0, _T["signification"], Sens.A_TENIR,
          "décret n° 2026-96 du 16 février 2026, article 9"),
    Regle(Delai.OPPOSITION, date(1982, 1, 1), "signification de l'ordonnance", 1, 0, _T["opposition"], Sens.A_ATTENDRE),
    Regle(Delai.CONSIGNATION, date(1982, 1, 1), "dépôt de la requête", 0, 15, _T["consignation"], Sens.A_TENIR),
    Regle(Delai.AVIS_OPPOSITION, date(2026, 9, 1), "signification d'une ordonnance rendue hors tribunal de commerce",
          2, 0, _T["opposition"], Sens.A_ATTENDRE, "décret n° 2026-96 du 16 février 2026"),
    Regle(Delai.DECLARATION, date(2006, 1, 1), "parution au BODACC", 2, 0, _T["declaration"], Sens.A_TENIR),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terme:
    """A delay computed for one act: its rule and its last day."""

    regle: Regle
    depart: date
    dernier_jour: date


def regle(delai: Delai, version: date) -> Regle:
    """Return the line of `delai` in force on `version`; InvalidInput "delai-inconnu" before the oldest known.

    `version` is the day that decides which text applies: for the service of an order and what follows it, the day
    the **order** was rendered.
    """
    lines = [line for line in REGLES if line.delai is delai and line.depuis <= version]
    if not lines:
        raise InvalidInput(
            "delai-inconnu",
            f"Le délai pour {delai} n'existe pas au {version:%d/%m/%Y}.",
            "Vérifiez la date de la décision.",
        )
    return max(lines, key=lambda line: line.depuis)


def terme(delai: Delai, depart: date, version: date | None = None, lieu: str = "", distance: int = 0) -> Terme:
    """Return when `delai`, running from `depart`, expires.

    `version` decides which text applies (`depart` when None); `lieu` is the court's département or postcode;
    `distance` adds months for whoever lives far from the court: one overseas, two abroad (CPC 643 to 645).
    """
    line = regle(delai, version or depart)
    return Terme(line, depart, expiration(depart, line.mois + distance, line.jours, lieu, line.sens))
