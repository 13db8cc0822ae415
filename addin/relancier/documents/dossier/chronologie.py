"""The chronology, on one page: a line for each fact, or for those of one nature in a month or a year when many."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from relancier.base.dates import format_long, format_short
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.documents.dossier.affaire import Affaire, Fait
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import Chronologie, LigneChronologie
from relancier.documents.dossier.declaration import declarees
from relancier.documents.dossier.faits import demarches, enumere, faits
from relancier.documents.dossier.renvois import NONE, imprime
from relancier.documents.dossier.sommes import reclamees
from relancier.documents.dossier.typographie import francais

SANS_PIECE = "sans pièce"
LIGNES = 36  # that surely hold on one page, some of them on two lines
PLURIELS = {
    "facture": "factures",
    "règlement": "règlements",
    "avoir": "avoirs",
    "commande": "commandes",
    "devis": "devis",
    "livraison": "livraisons",
    "correspondance": "courriers",
    "relance": "relances",
}
SPANS: tuple[Callable[[date], tuple[int, ...]], ...] = (
    lambda day: (day.year, day.month),
    lambda day: (day.year, (day.month - 1) // 3),
    lambda day: (day.year,),
    lambda _: (),
)


def chronologie(affaire: Affaire) -> Document:
    """Return the chronology of what is claimed, or of what is declared where nothing is claimed."""
    sums = affaire.decompte.totaux
    facts = _facts(affaire)
    order = {one.numero: rank for rank, one in enumerate(affaire.pieces)}
    context = Chronologie(
        **tete(affaire),
        lignes=tuple(_line(group, order) for group in _fold(facts)),
        total=format_euros(sums.exigible or sums.a_declarer),
        arrete_au=format_long(affaire.decompte.au),
    )
    return Document("chronologie", "chronologie", context)


def remarques(affaire: Affaire) -> tuple[str, ...]:
    """Return a French sentence for each line that points to no exhibit: which, and why when that is known."""
    return tuple(
        f"Chronologie, {format_short(one.date)}, sans pièce : {one.phrase}{f' ({one.absence})' if one.absence else ''}."
        for one in _facts(affaire)
        if not one.pieces
    )


def _facts(affaire: Affaire) -> list[Fait]:
    debts = reclamees(affaire) or declarees(affaire)
    return sorted((*faits(affaire, debts), *demarches(affaire, debts)), key=lambda one: one.date)


def _fold(facts: Sequence[Fait]) -> list[list[Fait]]:
    """Return the facts, one a line; together by nature, over the shortest span that makes them hold on a page."""
    lines = [[one] for one in facts]
    for span in SPANS:
        if len(lines) <= LIGNES:
            break
        groups: dict[object, list[Fait]] = {}
        for rank, one in enumerate(facts):
            key = (one.nature, span(one.date)) if one.nature in PLURIELS else rank
            groups.setdefault(key, []).append(one)
        lines = list(groups.values())
    return lines


def _line(facts: Sequence[Fait], order: dict[str, int]) -> LigneChronologie:
    first, last = facts[0], facts[-1]
    amounts = [one.montant for one in facts if one.montant is not None]
    told = first.phrase[:1].upper() + first.phrase[1:]
    if len(facts) > 1:
        told = f"{len(facts)}{NBSP}{PLURIELS[first.nature]}, jusqu'au {format_short(last.date)}"
    cited = sorted({numero for one in facts for numero in one.pieces}, key=order.__getitem__)
    return LigneChronologie(
        date=format_short(first.date),
        evenement=francais(told),
        montant=format_euros(sum(amounts, ZERO)) if amounts else NONE,
        pieces=_numbers(cited, order) or SANS_PIECE,
    )


def _numbers(cited: Sequence[str], order: dict[str, int]) -> str:
    """Return the numbers, three or more that follow one another as "4 à 9"."""
    parts: list[str] = []
    for _, run in groupby(enumerate(cited), key=lambda one: order[one[1]] - one[0]):
        numbers = [imprime(one) for _, one in run]
        parts += [f"{numbers[0]} à {numbers[-1]}"] if len(numbers) > 2 else numbers
    return enumere(parts)
