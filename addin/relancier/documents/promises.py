"""How a letter recalls that the debtor had announced a payment which did not come."""

from datetime import date

from relancier.base.dates import format_long
from relancier.base.money import format_euros
from relancier.documents.context import PromesseRompue
from relancier.relances.passage import Envoi

NONE = PromesseRompue("", "", "")


def broken(envoi: Envoi) -> PromesseRompue:
    """Return the last promise of `envoi` that was not kept, as its letter says it."""
    promises = [one.promesse for one in envoi.lignes if one.promesse is not None and one.promesse.au is not None]
    if not promises:
        return NONE
    last = max(promises, key=lambda one: one.au or date.min)
    return PromesseRompue(
        date=format_long(last.au) if last.au else "",
        montant=format_euros(last.montant_conteste) if last.montant_conteste else "",
        facture=last.facture,
    )
