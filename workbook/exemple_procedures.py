"""The example's own procedures, beside those of the blank workbook: they show the other channels."""

from decimal import Decimal

from workbook.feuilles import Ligne
from workbook.prealables import NIVEAUX

D = Decimal

# Procédure, Niveau, Délai, Écart, Canal, Modèle, Ton, Délai accordé, Montant minimum
AUTRES_CANAUX: tuple[Ligne, ...] = (
    ("Par e-mail", 1, 8, None, "e-mail", "relance-1", "cordial", 8, D("15")),
    ("Par e-mail", 2, 20, 10, "e-mail", "relance-2", "ferme", 8, D("15")),
    ("Par e-mail", 3, 35, 10, "courrier", "derniere-relance", "dernier avis", 8, D("15")),
    ("Par e-mail", 4, 50, 10, "LRAR", "mise-en-demeure", "mise en demeure", 8, D("15")),
    ("Douce", 1, 8, None, "SMS", "relance-1", "cordial", 8, D("15")),
    ("Douce", 2, 20, 10, "téléphone", "relance-2", "ferme", 8, D("15")),
    ("Douce", 3, 45, 15, "e-mail", "derniere-relance", "dernier avis", 15, D("15")),
    ("Douce", 4, 75, 15, "LRAR", "mise-en-demeure", "mise en demeure", 15, D("15")),
)
TOUTES: tuple[Ligne, ...] = (*NIVEAUX, *AUTRES_CANAUX)
