"""Rows that could not be read: a figure that they may change is refused rather than given."""

from relancier.base.errors import Gravite, Refus
from relancier.creances.portefeuille import Portefeuille


def refuse_doubt(portefeuille: Portefeuille, code: str, sujet: str = "Le décompte", genre: str = "douteux") -> None:
    """Refuse `sujet` for the debtor `code` when a row that touches it could not be read.

    Raises:
      Refus: "decompte-douteux", naming the first such row.
    """
    doubts = [one for one in portefeuille.anomalies if one.gravite is Gravite.BLOQUANTE and one.debiteur == code]
    if doubts:
        more = f" (et {len(doubts) - 1} autre(s))" if len(doubts) > 1 else ""
        raise Refus(
            "decompte-douteux",
            f"{sujet} de {code} serait {genre}. {doubts[0].message}{more}",
            doubts[0].remede,
            doubts[0].lieu,
        )
