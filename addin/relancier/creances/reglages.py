"""The creditor's settings for a décompte, read from the plain strings of a sheet.

Every point that the law leaves open has a line here: its key, the values that it takes, the default and a help text,
all in French as the user sees them. A value that is not one of those is refused, never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from relancier.base.errors import Lieu
from relancier.base.reglage import NON, OUI, Lecteur, Reglage
from relancier.creances.conventions import Conventions, Decision, Notices, Ordre, Rang
from relancier.creances.regimes import Base, TauxPublic
from relancier.droit.delais import FinDeMois

BASE = Reglage(
    "Base de calcul",
    tuple(Base),
    Base.J365,
    "Nombre de jours de l'année par lequel l'intérêt est divisé ; aucun texte ne le fixe, l'usage est 365.",
)
IMPUTATION = Reglage(
    "Imputation",
    tuple(Ordre),
    Ordre.INTERETS,
    "Ce qu'un règlement partiel éteint d'abord sur une dette ; la règle est : les intérêts (Code civil, 1343-1).",
)
RANG = Reglage(
    "Rang des 40 €",
    (Rang.APRES, Rang.AVANT),
    Rang.APRES,
    "Place de l'indemnité forfaitaire quand un règlement partiel est imputé ; aucun texte ne le dit.",
)
PENALITES = Reglage(
    "Pénalités",
    (OUI, NON),
    OUI,
    "Réclamer les pénalités de retard ; sinon, l'intérêt au taux légal court de la mise en demeure.",
)
INDEMNITE = Reglage(
    "Indemnité de 40 €",
    (OUI, NON),
    OUI,
    "Réclamer l'indemnité forfaitaire de recouvrement aux professionnels et aux acheteurs publics.",
)
TAUX_PUBLIC = Reglage(
    "Taux public",
    tuple(TauxPublic),
    TauxPublic.AU_DEPART,
    "Taux d'un acheteur public : celui du semestre où les intérêts commencent, ou celui de chaque semestre.",
)
CAPITALISATION = Reglage(
    "Capitalisation depuis",
    (),
    "",
    "Jour à partir duquel un contrat ou une décision capitalise les intérêts par années entières ; vide : jamais.",
)
FIN_DE_MOIS = Reglage(
    "Fin de mois",
    ("A", "B"),
    "A",
    f"Lecture de « 45 jours fin de mois ». A : {FinDeMois.A} ; B : {FinDeMois.B}. Votre contrat doit la dire.",
)

REGLAGES = (BASE, IMPUTATION, RANG, PENALITES, INDEMNITE, TAUX_PUBLIC, CAPITALISATION, FIN_DE_MOIS)


@dataclass(frozen=True, slots=True)
class Reglages:
    """The settings, understood.

    Attributes:
      conventions: those of the décompte.
      fin_de_mois: the reading of "45 jours fin de mois".
    """

    conventions: Conventions = field(default_factory=Conventions)
    fin_de_mois: FinDeMois = FinDeMois.A


def lire_reglages(
    valeurs: Mapping[str, str],
    lieux: Mapping[str, Lieu] = MappingProxyType({}),
    *,
    mises_en_demeure: Notices = MappingProxyType({}),
    decision: Decision | None = None,
) -> Reglages:
    """Return the settings typed in `valeurs`, by key; keys that are not of this module are left aside.

    Keys and values are compared without case, accents or the apostrophe's shape. `lieux` says where each key stands,
    for the message.

    Raises:
      InvalidInput: "reglage-illisible", naming the key and the values that it takes.
    """
    lecteur = Lecteur(valeurs, lieux)
    conventions = Conventions(
        base=lecteur.choice(BASE, Base),
        ordre=lecteur.choice(IMPUTATION, Ordre),
        rang=lecteur.choice(RANG, Rang),
        penalites=lecteur.yes(PENALITES),
        indemnites=lecteur.yes(INDEMNITE),
        taux_public=lecteur.choice(TAUX_PUBLIC, TauxPublic),
        mises_en_demeure=mises_en_demeure,
        decision=decision,
        capitalisation=lecteur.day(CAPITALISATION),
    )
    return Reglages(conventions, FinDeMois[lecteur.choice(FIN_DE_MOIS, ("A", "B"))])
