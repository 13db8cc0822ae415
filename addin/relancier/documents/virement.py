"""How a debtor pays: the creditor's account, as documents print it."""

from relancier.base.money import NBSP
from relancier.creances.portefeuille import Creancier
from relancier.documents.context import Paiement


def paiement(creancier: Creancier, reference: str, *, has_qr: bool) -> Paiement:
    """Return the account of `creancier`, its IBAN in groups of four; `reference` is what the transfer quotes."""
    grouped = NBSP.join(creancier.iban[i : i + 4] for i in range(0, len(creancier.iban), 4))
    return Paiement(
        iban=grouped,
        bic=creancier.bic,
        titulaire=creancier.titulaire or creancier.nom,
        reference=reference,
        qr=has_qr,
    )
