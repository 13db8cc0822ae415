"""How a letter tells that a payment or an avoir without a facture number was shared out (Code civil 1342-10)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_long
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.creances.imputation import Imputation, Source
from relancier.creances.portefeuille import Avoir
from relancier.relances.passage import Envoi


def sentences(envoi: Envoi) -> tuple[str, ...]:
    """One sentence for each credit that the debtor may think paid a line of the letter: where it went.

    It lowered a line that it did not name; or it named none and came after the first of the factures claimed.
    """
    claimed = {one.etat.echeance.cle for one in envoi.lignes}
    first = min(one.etat.echeance.date for one in envoi.lignes)
    shares: dict[Source, list[Imputation]] = {}
    for one in envoi.situation.imputations:
        shares.setdefault(one.source, []).append(one)
    return tuple(
        _share_sentence(source, parts) for source, parts in shares.items() if _is_told(source, parts, claimed, first)
    )


def _is_told(source: Source, parts: Sequence[Imputation], claimed: set[tuple[str, str, date]], first: date) -> bool:
    """Say whether the letter tells of a credit; a payment sent back lowers nothing, and is not told."""
    net: dict[tuple[str, str, date], Decimal] = {}
    for one in parts:
        if not one.nommee:
            net[one.echeance.cle] = net.get(one.echeance.cle, ZERO) + one.montant
    lowered = {cle for cle, amount in net.items() if amount}
    unallocated = not source.facture and source.date >= first
    return bool(lowered if unallocated else lowered & claimed)


def _share_sentence(source: Source, parts: Sequence[Imputation]) -> str:
    net: dict[str, Decimal] = {}
    for one in parts:
        net[one.echeance.facture] = net.get(one.echeance.facture, ZERO) + one.montant
    where = ", ".join(f"facture {facture} ({format_euros(amount)})" for facture, amount in net.items() if amount)
    if isinstance(source, Avoir):
        return (
            f"Notre avoir n°{NBSP}{source.numero} de {format_euros(source.montant)} du {format_long(source.date)} "
            f"a été imputé ainsi{NBSP}: {where}."
        )
    label = f" ({source.reference})" if source.reference else ""
    return (
        f"Votre règlement de {format_euros(source.montant)} du {format_long(source.date)}{label} a été imputé "
        f"ainsi{NBSP}: {where}."
    )
