"""The sentences to read first: what is owed, what is late, how fast it comes in, what to expect, what to do."""

from collections.abc import Iterator
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.documents.tableau.context import Phrase
from relancier.documents.tournures import accorde, compte, euros, evolution, liste, nul, part
from relancier.pilotage.alertes import Nature
from relancier.pilotage.tableau import Tableau
from relancier.pilotage.variation import Variation


def essentiel(tableau: Tableau, variation: Variation) -> Iterator[Phrase]:
    """Yield them; what is not known is not said, and what is not counted is said first."""
    for one in tableau.alertes:
        if one.nature is Nature.ILLISIBLE:
            yield Phrase("Attention", f": {one.quoi}")
    yield _encours(variation)
    if not nul(variation.encours_apres):
        yield _echu(variation)
    yield from _delai(tableau)
    if tableau.previsions.attendu or tableau.previsions.sans_date:
        yield _attendu(tableau)
    yield _alertes(tableau)


def _encours(one: Variation) -> Phrase:
    day, before = format_long(one.apres), format_long(one.avant)
    owed = one.encours_apres
    head = "Rien" if nul(owed) else euros(owed)
    said = f"{accorde(_or_one(owed), 'nous est dû', 'nous sont dus')} au {day}"
    if nul(owed):
        said = f"ne nous est dû au {day}"
    if one.vide:
        return Phrase(head, f"{said} ; rien n'était facturé au {before}, il n'y a rien à comparer.")
    moves = list(_moves(one))
    because = f" : {', '.join(moves)}" if moves else " : rien n'a été facturé, réglé ni réduit"
    change = evolution(one.encours_avant, owed)
    compared = f"autant qu'au {before}" if change == "inchangé" else f"{change} depuis le {before}"
    return Phrase(head, f"{said}, {compared}{because}.")


def _moves(one: Variation) -> Iterator[str]:
    """Yield the parts of the change, which sum to it."""
    if one.factures:
        yield f"{euros(one.factures)} facturés"
    taken = (("de règlements", one.regles), ("d'avoirs", one.avoirs))
    if less := [f"{euros(amount)} {what}" for what, amount in taken if amount > 0]:
        yield f"moins {liste(less)}"
    for (what, amount), back in zip(taken, ("rejetés", "repris"), strict=True):
        if amount < 0:
            yield f"plus {euros(-amount)} {what} {back}"


def _echu(one: Variation) -> Phrase:
    if nul(one.echu_apres):
        return Phrase("Rien", "n'est en retard.")
    verb = accorde(_or_one(one.echu_apres), "est", "sont")
    share = part(one.echu_apres, one.encours_apres)
    before = (
        f", contre {part(one.echu_avant, one.encours_avant)} au {format_short(one.avant)}"
        if one.encours_avant > 0
        else ""
    )
    return Phrase(euros(one.echu_apres), f"{verb} en retard, soit {share} de l'encours{before}.")


def _delai(tableau: Tableau) -> Iterator[Phrase]:
    paid, late = tableau.indicateur("delai-paiement"), tableau.indicateur("delai-recouvrement")
    if paid.valeur is None:
        return
    before = (
        f" ({compte(int(paid.precedent), 'jour')} au {format_short(tableau.precedent)})"
        if paid.precedent is not None
        else ""
    )
    said = f"{accorde(int(paid.valeur), 'passe', 'passent')} en moyenne entre une facture et son règlement{before}"
    if late.valeur is not None:
        said += f" ; ce qui est payé en retard l'est de {compte(int(late.valeur), 'jour')}"
    yield Phrase(compte(int(paid.valeur), "jour"), f"{said}.")


def _attendu(tableau: Tableau) -> Phrase:
    found = tableau.previsions
    last = format_long(found.semaines[-1].au)
    why = liste(list(found.incertain), "ou")
    undated = f" ; pour {euros(found.sans_date)} {why}, personne n'a dit quand" if why else ""
    if nul(found.attendu):
        return Phrase("Rien", f"n'est attendu à une date connue d'ici le {last}{undated}.")
    verb = accorde(found.attendu, "est attendu", "sont attendus")
    return Phrase(euros(found.attendu), f"{verb} d'ici le {last}{undated}.")


def _alertes(tableau: Tableau) -> Phrase:
    count = len(tableau.alertes)
    if not count:
        return Phrase("Aucune alerte", ": rien n'est à faire d'urgence.")
    first = tableau.alertes[0]
    who = f", {first.nom}" if first.nom else ""
    amount = f", {euros(first.montant)}" if first.montant else ""
    last = (
        f", {'au plus tard le' if first.le >= tableau.arrete else 'depuis le'} {format_long(first.le)}"
        if first.le
        else ""
    )
    verb = accorde(count, "attend", "attendent")
    return Phrase(compte(count, "alerte"), f"{verb} ; d'abord : {first.nature}{who}{amount}{last} (voir plus loin).")


def _or_one(montant: Decimal) -> Decimal:
    """Return the sum as it is printed, to the euro: its verb agrees with that."""
    return Decimal(round(montant))
