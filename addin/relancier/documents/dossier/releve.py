"""The account of the case: every movement with the balance after it, interest and indemnities at the end."""

from collections.abc import Iterator
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import ZERO, format_euros
from relancier.creances.releve import NatureOperation, Operation
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import LigneReleve, ReleveDossier
from relancier.documents.dossier.sommes import nom_interets, or_empty
from relancier.documents.dossier.typographie import francais


def releve(affaire: Affaire) -> Document:
    """Return the account of the décompte; its last balance is the décompte's, to the cent."""
    sums = affaire.decompte.totaux
    lines = tuple(_lines(affaire))
    refunds = sum((-one.montant for one in affaire.decompte.operations if one.nature is NatureOperation.REJET), ZERO)
    context = ReleveDossier(
        **tete(affaire),
        arrete_au=format_long(affaire.decompte.au),
        lignes=lines,
        debits=format_euros(sums.factures + sums.interets_produits + sums.indemnites_dues + refunds),
        credits=or_empty(sums.avoirs + sums.reglements + refunds),
        solde=format_euros(sums.a_payer),
        dont_a_echoir=or_empty(sums.a_echoir),
    )
    return Document("releve", "releve-dossier", context, (context.solde,))


def _lines(affaire: Affaire) -> Iterator[LigneReleve]:
    balance = ZERO
    for one in affaire.decompte.operations:
        charged = _charged(one)
        balance += charged
        if charged:
            yield _line(format_short(one.date), one.libelle, charged, balance)
    sums, au = affaire.decompte.totaux, format_short(affaire.decompte.au)
    name = nom_interets(affaire)
    for label, amount in (
        (f"{name[0].upper()}{name[1:]}, total produit", sums.interets_produits),
        ("Indemnités forfaitaires pour frais de recouvrement", sums.indemnites_dues),
    ):
        if amount:
            balance += amount
            yield _line(au, label, amount, balance)


def _charged(one: Operation) -> Decimal:
    """What a movement adds to the account (€); nothing for money that waited, which was counted when it came."""
    if one.nature is NatureOperation.REPORT:
        return ZERO
    return one.montant if one.nature is NatureOperation.FACTURE else -one.montant


def _line(day: str, label: str, charged: Decimal, balance: Decimal) -> LigneReleve:
    return LigneReleve(
        date=day,
        libelle=francais(label),
        debit=format_euros(charged) if charged > 0 else "",
        credit=format_euros(-charged) if charged < 0 else "",
        solde=format_euros(balance),
    )
