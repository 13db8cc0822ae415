"""What the blank workbook already holds: settings to fill in, procedures and rates."""

from decimal import Decimal

from relancier.classeur.schema import REGLAGES

from workbook.feuilles import Ligne

D = Decimal

REGLAGES_VIDES: tuple[Ligne, ...] = tuple((r.cle, r.defaut, r.aide) for r in REGLAGES)

# Procédure, Niveau, Délai, Écart, Canal, Modèle, Ton, Délai accordé, Montant minimum
NIVEAUX: tuple[Ligne, ...] = (
    ("Standard", 1, 8, None, "courrier", "relance-1", "cordial", 8, D("15")),
    ("Standard", 2, 20, 10, "courrier", "relance-2", "ferme", 8, D("15")),
    ("Standard", 3, 35, 10, "courrier", "derniere-relance", "dernier avis", 8, D("15")),
    ("Standard", 4, 50, 10, "LRAR", "mise-en-demeure", "mise en demeure", 8, D("15")),
    ("Grands comptes", 1, 15, None, "courrier", "releve-de-compte", "cordial", 15, D("50")),
    ("Grands comptes", 2, 35, 15, "courrier", "relance-2", "ferme", 15, D("50")),
    ("Grands comptes", 3, 60, 20, "courrier", "derniere-relance", "dernier avis", 15, D("50")),
    ("Grands comptes", 4, 90, 20, "LRAR", "mise-en-demeure", "mise en demeure", 15, D("50")),
    ("Secteur public", 1, 15, None, "courrier", "relance-1", "cordial", 15, D("15")),
    ("Secteur public", 2, 30, 15, "courrier", "relance-2", "ferme", 15, D("15")),
    ("Secteur public", 3, 60, 20, "courrier", "derniere-relance", "dernier avis", 15, D("15")),
    ("Secteur public", 4, 90, 20, "LRAR", "mise-en-demeure", "mise en demeure", 15, D("15")),
)

# Segment, Rang, Type, Stratégique, Dû, Retard, Délai moyen, % en retard, Promesses rompues, Procédure, Canal, Ton
SEGMENTS: tuple[Ligne, ...] = (
    ("À ménager", 1, None, "oui", None, None, None, None, None, None, None, "cordial"),
    ("Promesses rompues", 2, None, None, None, None, None, None, 2, None, None, "ferme"),
    ("Mauvais payeur", 3, None, None, None, None, 30, D("50"), None, None, None, "ferme"),
)

_ARRETES = "Arrêtés semestriels (C. mon. fin. D313-1-A) ; BCE, opérations principales"

# Semestre, BCE, Légal particuliers, Légal professionnels, Source, Vérifié
TAUX: tuple[Ligne, ...] = (
    ("2015-S1", D("0.05"), D("4.06"), D("0.93"), _ARRETES, "oui"),
    ("2015-S2", D("0.05"), D("4.29"), D("0.99"), _ARRETES, "oui"),
    ("2016-S1", D("0.05"), D("4.54"), D("1.01"), _ARRETES, "oui"),
    ("2016-S2", D("0.00"), D("4.35"), D("0.93"), _ARRETES, "oui"),
    ("2017-S1", D("0.00"), D("4.16"), D("0.90"), _ARRETES, "oui"),
    ("2017-S2", D("0.00"), D("3.94"), D("0.90"), _ARRETES, "oui"),
    ("2018-S1", D("0.00"), D("3.73"), D("0.89"), _ARRETES, "oui"),
    ("2018-S2", D("0.00"), D("3.60"), D("0.88"), _ARRETES, "oui"),
    ("2019-S1", D("0.00"), D("3.40"), D("0.86"), _ARRETES, "oui"),
    ("2019-S2", D("0.00"), D("3.26"), D("0.87"), _ARRETES, "oui"),
    ("2020-S1", D("0.00"), D("3.15"), D("0.87"), _ARRETES, "oui"),
    ("2020-S2", D("0.00"), D("3.11"), D("0.84"), _ARRETES, "oui"),
    ("2021-S1", D("0.00"), D("3.14"), D("0.79"), _ARRETES, "oui"),
    ("2021-S2", D("0.00"), D("3.12"), D("0.76"), _ARRETES, "oui"),
    ("2022-S1", D("0.00"), D("3.13"), D("0.76"), _ARRETES, "oui"),
    ("2022-S2", D("0.00"), D("3.15"), D("0.77"), _ARRETES, "oui"),
    ("2023-S1", D("2.50"), D("4.47"), D("2.06"), _ARRETES, "oui"),
    ("2023-S2", D("4.00"), D("6.82"), D("4.22"), "Arrêté du 27/06/2023 (ECOT2317028A) ; BCE au 1er juillet", "oui"),
    ("2024-S1", D("4.50"), D("8.01"), D("5.07"), _ARRETES, "oui"),
    ("2024-S2", D("4.25"), D("8.16"), D("4.92"), _ARRETES, "oui"),
    ("2025-S1", D("3.15"), D("7.21"), D("3.71"), _ARRETES, "oui"),
    ("2025-S2", D("2.15"), D("6.65"), D("2.76"), "Arrêté du 19/06/2025 (ECOT2516925A) ; BCE au 1er juillet", "oui"),
    ("2026-S1", D("2.15"), D("6.67"), D("2.62"), "Arrêté du 15/12/2025 (JO du 26/12/2025) ; BCE au 1er janvier", "oui"),
    ("2026-S2", D("2.40"), D("6.84"), D("2.75"), "Arrêté du 26/06/2026, lu de seconde main : à confirmer", "non"),
)
