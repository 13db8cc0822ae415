"""The exhibits of the example: which file proves what, for three debtors. Their factures stand in `tblFactures`.

CL036 is the case to take to court; CL024 is a person; CL004 has a file behind a password and a damaged one.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbook.exemple_types import jour
from workbook.feuilles import Ligne

HERE = Path(__file__).resolve().parent
FOLDER = "pieces"


@dataclass(frozen=True, slots=True)
class PieceExemple:
    """A row of `tblPieces`; `facture` "" when the piece concerns the whole debtor."""

    code: str
    facture: str
    nature: str
    date: date
    intitule: str
    fichier: str


PIECES: tuple[PieceExemple, ...] = (
    PieceExemple("CL036", "", "contrat", jour(1, 12), "Contrat-cadre de fourniture et ses CGV", "contrat-cadre.docx"),
    PieceExemple("CL036", "", "devis", jour(5, 4), "Devis D2026-041, accepté le 7 mai 2026", "devis-D2026-041.pdf"),
    PieceExemple(
        "CL036", "F2026-0163", "commande", jour(5, 11), "Bon de commande BC-6562", "bon-de-commande-BC-6562.pdf"
    ),
    PieceExemple(
        "CL036", "F2026-0164", "commande", jour(5, 11), "Bon de commande BC-9665", "bon-de-commande-BC-9665.pdf"
    ),
    PieceExemple("CL036", "F2026-0163", "livraison", jour(5, 27), "Bon de livraison BL-0163, signé", "BL-0163.pdf"),
    PieceExemple(
        "CL036", "F2026-0164", "livraison", jour(5, 28), "Bon de livraison BL-0164, photographié", "BL-0164.jpg"
    ),
    PieceExemple(
        "CL036",
        "",
        "correspondance",
        jour(9, 8),
        "Courriel du client : livraison reconnue, délai demandé",
        "courriel-2026-09-08.eml",
    ),
    PieceExemple(
        "CL036", "", "mise en demeure", jour(10, 30), "Mise en demeure en LRAR", "mise-en-demeure-2026-10-30.pdf"
    ),
    PieceExemple(
        "CL036",
        "",
        "preuve de dépôt",
        jour(10, 30),
        "Preuve de dépôt n° 2C 000 036 1030 4",
        "preuve-de-depot-2026-10-30.tif",
    ),
    PieceExemple(
        "CL036",
        "",
        "avis de réception",
        jour(11, 3),
        "Avis de réception signé, n° 2C 000 036 1030 4",
        "avis-de-reception-2026-11-03.tif",
    ),
    PieceExemple("CL024", "F2026-0198", "devis", jour(5, 11), "Devis D2026-044, signé", "devis-D2026-044.pdf"),
    PieceExemple(
        "CL024", "F2026-0198", "commande", jour(5, 18), "Bon de commande BC-6072", "bon-de-commande-BC-6072.pdf"
    ),
    PieceExemple("CL024", "", "CGV", jour(1, 1), "Conditions générales de vente aux particuliers", "CGV.pdf"),
    PieceExemple("CL024", "F2026-0198", "livraison", jour(6, 24), "Bon de livraison BL-0198, signé", "BL-0198.pdf"),
    PieceExemple(
        "CL024",
        "F2026-0198",
        "correspondance",
        jour(9, 14),
        "Courriel de la cliente : délai demandé",
        "courriel-2026-09-14.eml",
    ),
    PieceExemple("CL004", "F2026-0196", "devis", jour(5, 27), "Devis D2026-047, signé", "devis-D2026-047.pdf"),
    PieceExemple(
        "CL004", "F2026-0196", "commande", jour(6, 2), "Bon de commande BC-8483", "bon-de-commande-BC-8483.pdf"
    ),
    PieceExemple("CL004", "", "CGV", jour(1, 1), "Conditions générales de vente aux entreprises", "CGV.pdf"),
    PieceExemple("CL004", "F2026-0196", "livraison", jour(6, 25), "Bon de livraison BL-0196", "BL-0196.pdf"),
    PieceExemple(
        "CL004",
        "F2026-0196",
        "correspondance",
        jour(6, 29),
        "Courriel d'envoi de la facture",
        "courriel-2026-06-29.eml",
    ),
)


def lignes(folder: Path = HERE / FOLDER) -> list[Ligne]:
    """Return the rows of `tblPieces`; `folder` holds the files whose SHA-256 they state, in hexadecimal.

    Raises:
      FileNotFoundError: a file was not made.
    """
    return [
        (
            one.code,
            one.facture,
            one.nature,
            one.date,
            one.intitule,
            f"{FOLDER}/{one.code}/{one.fichier}",
            hashlib.sha256((folder / one.code / one.fichier).read_bytes()).hexdigest(),
            "",
        )
        for one in PIECES
    ]
