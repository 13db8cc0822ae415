"""The creditor's settings for negotiated plans, read from the plain strings of a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from relancier.base.errors import Lieu
from relancier.base.reglage import Lecteur, Reglage
from relancier.base.typed import fold
from relancier.creances.portefeuille import Echeancier
from relancier.echeancier.modes import Decheance, Ouvrables, Retour

DECHEANCE = Reglage(
    "Déchéance du terme",
    tuple(Decheance),
    Decheance.APRES_MISE_EN_DEMEURE,
    "Ce qui rend tout exigible quand une mensualité manque ; de plein droit : sans mise en demeure (professionnels).",
)
REGULARISATION = Reglage(
    "Délai de régularisation",
    (),
    "15",
    "Jours que la mise en demeure laisse pour payer une mensualité manquée, avant la déchéance.",
)
OUVRABLES = Reglage(
    "Mensualités en jour ouvrable",
    tuple(Ouvrables),
    Ouvrables.NON,
    "Déplace au jour ouvrable suivant ou précédent une mensualité qui tombe un samedi, un dimanche ou un jour férié.",
)
RAPPEL = Reglage(
    "Rappel avant mensualité",
    (),
    "5",
    "Jours avant chaque mensualité où un rappel courtois est proposé ; 0 : jamais.",
)
RETOUR = Reglage(
    "Intérêts après déchéance",
    tuple(Retour),
    Retour.SANS_PLAN,
    "« comme sans plan » : ceux qui auraient couru sans l'accord ; « comme convenu » : ceux du plan.",
)

REGLAGES = (DECHEANCE, REGULARISATION, OUVRABLES, RAPPEL, RETOUR)


@dataclass(frozen=True, slots=True)
class ReglagesEcheancier:
    """The settings, understood.

    Attributes:
      regularisation: days that a notice leaves to cure a missed instalment.
      rappel: days before an instalment at which a courtesy reminder is proposed; 0 for never.
    """

    decheance: Decheance = Decheance.APRES_MISE_EN_DEMEURE
    regularisation: int = 15
    ouvrables: Ouvrables = Ouvrables.NON
    rappel: int = 5
    retour: Retour = Retour.SANS_PLAN


def retour_de(plan: Echeancier, reglages: ReglagesEcheancier) -> Retour:
    """Return which interest is owed once `plan` is broken: as it was signed, else as the settings say."""
    return next((one for one in Retour if fold(one) == fold(plan.retour)), reglages.retour)


def lire_reglages_echeancier(
    valeurs: Mapping[str, str], lieux: Mapping[str, Lieu] = MappingProxyType({})
) -> ReglagesEcheancier:
    """Return the settings typed in `valeurs`, by key; an empty or absent one takes its default.

    Raises:
      InvalidInput: "reglage-illisible", naming the key and the values that it takes.
    """
    lecteur = Lecteur(valeurs, lieux)
    return ReglagesEcheancier(
        decheance=lecteur.choice(DECHEANCE, Decheance),
        regularisation=lecteur.days(REGULARISATION),
        ouvrables=lecteur.choice(OUVRABLES, Ouvrables),
        rappel=lecteur.days(RAPPEL),
        retour=lecteur.choice(RETOUR, Retour),
    )
