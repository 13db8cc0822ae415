"""From the history of relances, the day on which each term's debtor was put in default (Code civil 1344)."""

from collections.abc import Iterable
from datetime import date

from relancier.creances.annulations import en_vigueur
from relancier.creances.portefeuille import Niveau, Relance

MODELE = "mise-en-demeure"  # its variants by type of debtor begin so too


def mises_en_demeure(
    relances: Iterable[Relance], debiteur: str, niveaux: Iterable[Niveau] = ()
) -> dict[str | tuple[str, date], date]:
    """Return, by term of `debiteur` (facture and due day), the day that its first mise en demeure reached him.

    The day of sending is taken while that of reception is not known.

    Args:
      relances: the history; the cancelled rows do not count.
      niveaux: the steps, for rows that do not say which template they used: such a row counts when every procedure's
        step of that number is a mise en demeure.
    """
    by_step: dict[int, list[bool]] = {}
    for one in niveaux:
        by_step.setdefault(one.niveau, []).append(one.modele.startswith(MODELE))
    notices = {step for step, found in by_step.items() if all(found)}
    out: dict[str | tuple[str, date], date] = {}
    for relance in en_vigueur(relances):
        is_notice = relance.modele.startswith(MODELE) if relance.modele else relance.niveau in notices
        if relance.debiteur != debiteur or not is_notice:
            continue
        day = relance.recu or relance.date
        term = relance.facture, relance.echeance
        out[term] = min(day, out.get(term, day))
    return out
