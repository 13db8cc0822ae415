"""Rows of a history, as a passage adds them."""

from datetime import date
from decimal import Decimal

from relancier.classeur.splicing.edits import Row


def relances(rows: int) -> list[Row]:
    """Return so many of them."""
    return [
        {
            "Id": f"N{rank:05}",
            "Passage": "P2026-11-30",
            "Date": date(2026, 11, 30),
            "Code débiteur": f"CL{rank:05}",
            "Numéro facture": f"F26-{rank:06}",
            "Échéance": date(2026, 10, 1),
            "Niveau": 1,
            "Canal": "courrier",
            "Modèle": "relance-1",
            "Reste dû": Decimal(1000 + rank) / 10,
            "Document": f"Relances 2026-11-30/2026-11-30 CL{rank:05} Relance 1.pdf",
            "Statut": "émise",
        }
        for rank in range(rows)
    ]
