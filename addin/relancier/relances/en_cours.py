"""What a debtor's open debts are under on a day: a dispute, a plan, a promise. A décompte remarks it, and counts on.

The décompte states the whole account; whoever uses it must know what of it is contested or was given time.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.base.reglage import Lecteur
from relancier.creances.plans import running
from relancier.creances.plans_pointes import plans_au
from relancier.creances.portefeuille import Echeance, Echeancier, NatureSuspension, Portefeuille, Suspension
from relancier.relances.promesses import covers, last_day
from relancier.relances.reglages import GRACE


def en_cours(portefeuille: Portefeuille, code: str, ouvertes: Iterable[Echeance], au: date) -> tuple[str, ...]:
    """Return a French sentence for each dispute, plan and promise that runs on `au` over some of `ouvertes`.

    Args:
      portefeuille: the workbook.
      code: the debtor.
      ouvertes: the échéances on which something is left.
      au: the day.

    Raises:
      InvalidInput: "reglage-illisible", for the days of grace.
    """
    owed = tuple(ouvertes)
    blocks = [one for one in portefeuille.suspensions if one.debiteur == code]
    plans = running((one for one in plans_au(portefeuille, au) if one.debiteur == code), au)
    grace = Lecteur(portefeuille.creancier.reglages).days(GRACE)
    return (
        *(said for one in blocks for said in _suspension(one, owed, au, grace)),
        *(said for one in plans for said in _plan(one, owed)),
    )


def _suspension(one: Suspension, owed: Sequence[Echeance], au: date, grace: int) -> Iterator[str]:
    end = last_day(one, grace)
    covered = [echeance for echeance in owed if covers(one, echeance)]
    if not covered or one.du > au or (end is not None and end < au):
        return
    why = f" ({one.motif.rstrip('.')})" if one.motif else ""
    since = f"depuis le {format_short(one.du)}{why}"
    if one.nature is NatureSuspension.LITIGE:
        what = f"{format_euros(one.montant_conteste)} contestés" if one.montant_conteste else "en totalité"
        yield f"{_names(covered, owed)} : en litige {since}, {what}. Ce décompte n'en retire rien."
    elif one.nature is NatureSuspension.PROMESSE:
        what = f"pour le {format_short(one.au)}" if one.au else "sans date"
        yield f"{_names(covered, owed)} : promesse de paiement {what}, en cours {since}."


def _plan(one: Echeancier, owed: Sequence[Echeance]) -> Iterator[str]:
    covered = [echeance for echeance in owed if one.couvre(echeance)]
    if covered:
        yield (
            f"{_names(covered, owed)} : échéancier {one.id} du {format_short(one.date_accord)},"
            f" {format_euros(one.montant)}, {one.statut}. Ce décompte ne tient pas compte des délais qu'il accorde."
        )


def _names(covered: Sequence[Echeance], owed: Sequence[Echeance]) -> str:
    named = list(dict.fromkeys(one.facture for one in covered))
    if len(named) > 1 and len(covered) == len(owed):
        return "Toutes les factures encore dues"
    return f"Facture{'s' if len(named) > 1 else ''} {', '.join(named)}"
