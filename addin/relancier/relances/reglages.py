"""The creditor's settings for a passage: how often, how fresh, how grouped. Read from the plain strings of a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from relancier.base.errors import Lieu
from relancier.base.reglage import NON, OUI, Lecteur, Reglage


class Regroupement(StrEnum):
    """What one letter holds."""

    CLIENT = "client"
    FACTURE = "facture"
    NIVEAU = "niveau"
    RETARD = "retard"


CONTACT = Reglage(
    "Jours entre deux envois",
    (),
    "0",
    "Pas plus d'un envoi par client pendant ce nombre de jours, toutes procédures ensemble ; 0 : pas de limite.",
)
GRACE = Reglage(
    "Jours de grâce après promesse",
    (),
    "0",
    "Jours laissés après la date promise avant de la tenir pour rompue (le temps d'un virement : 2 ou 3).",
)
FRAICHEUR = Reglage(
    "Règlements à jour depuis",
    (),
    "10",
    "Le passage prévient si le dernier règlement saisi est plus vieux que ce nombre de jours ; 0 : jamais.",
)
EXIGER = Reglage(
    "Exiger des règlements à jour",
    (OUI, NON),
    NON,
    '« oui » : ce passage est alors refusé, sauf --passer-outre "motif".',
)
REGROUPEMENT = Reglage(
    "Regroupement",
    tuple(Regroupement),
    Regroupement.CLIENT,
    "Une lettre par client, par facture, par niveau ou par tranche de retard.",
)
TRANCHES = Reglage(
    "Tranches de retard",
    (),
    "30, 60, 90",
    "Bornes en jours, séparées par des virgules, quand le regroupement est « retard ».",
)

REGLAGES = (CONTACT, GRACE, FRAICHEUR, EXIGER, REGROUPEMENT, TRANCHES)


@dataclass(frozen=True, slots=True)
class ReglagesRelances:
    """The settings, understood.

    Attributes:
      contact: days between two contacts of one debtor; 0 for no limit.
      grace: days after a promised day before the promise counts as broken.
      fraicheur: days after which the last payment entered is too old; 0 for never.
      exiger: stale payments refuse the passage.
      tranches: upper bounds (days late) of the ranges, rising.
    """

    contact: int = 0
    grace: int = 0
    fraicheur: int = 10
    exiger: bool = False
    regroupement: Regroupement = Regroupement.CLIENT
    tranches: tuple[int, ...] = (30, 60, 90)


def lire_reglages_relances(
    valeurs: Mapping[str, str], lieux: Mapping[str, Lieu] = MappingProxyType({})
) -> ReglagesRelances:
    """Return the settings typed in `valeurs`, by key; an empty or absent one takes its default.

    Raises:
      InvalidInput: "reglage-illisible", naming the key and the values that it takes.
    """
    lecteur = Lecteur(valeurs, lieux)
    return ReglagesRelances(
        contact=lecteur.days(CONTACT),
        grace=lecteur.days(GRACE),
        fraicheur=lecteur.days(FRAICHEUR),
        exiger=lecteur.yes(EXIGER),
        regroupement=lecteur.choice(REGROUPEMENT, Regroupement),
        tranches=lecteur.bounds(TRANCHES),
    )
