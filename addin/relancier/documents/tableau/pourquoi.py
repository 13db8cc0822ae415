"""What the change comes from: clients, new delays, payments, relances, promises. Exact sums, and no cause invented."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from relancier.base.dates import format_long
from relancier.base.money import ZERO
from relancier.creances.portefeuille import Debiteur
from relancier.documents.tournures import accorde, compte, euros, liste, nul, part, signe
from relancier.pilotage.activite import Activite
from relancier.pilotage.variation import EcartClient, Mouvement, Variation

NOMMES = 3  # clients named in a sentence


def pourquoi(variation: Variation, activite: Activite, debiteurs: Mapping[str, Debiteur]) -> Iterator[str]:
    """Yield one sentence for each thing that is known."""
    since = f"depuis le {format_long(variation.avant)}"
    if not variation.vide:
        yield from _clients(variation.clients)
        yield from _retards(variation, since)
    yield _relances(activite, since)
    yield from _promesses(activite, since, debiteurs)


def _clients(clients: Sequence[EcartClient]) -> Iterator[str]:
    up = [one for one in clients if one.ecart > 0 and not nul(one.ecart)]
    down = [one for one in clients if one.ecart < 0 and not nul(one.ecart)]
    for what, found in (("hausse", up), ("baisse", down)):
        if len(found) == 1:
            yield f"La seule {what} d'encours : {_client(found[0])}."
        elif found:
            named = liste([_client(one) for one in found[:NOMMES]])
            which = f", les plus fortes sur {compte(len(found), 'client')}" if len(found) > NOMMES else ""
            yield f"Les {what}s d'encours{which} : {named}."


def _client(one: EcartClient) -> str:
    return f"{one.nom} ({signe(one.ecart)})"


def _retards(one: Variation, since: str) -> Iterator[str]:
    if one.entrees:
        count = len(one.entrees)
        yield (
            f"{compte(count, 'échéance')} {accorde(count, 'a pris', 'ont pris')} du retard {since}, pour "
            f"{euros(_total(one.entrees))}{_from(one.entrees)}."
        )
    if one.sorties:
        count = len(one.sorties)
        lowered = f"{compte(count, 'échéance')} {accorde(count, 'réglée ou réduite', 'réglées ou réduites')}"
        yield (
            f"Sur ce qui était déjà en retard, {euros(_total(one.sorties))} de moins ({lowered}){_from(one.sorties)}."
        )
    elif one.echu_avant > 0:
        yield f"De ce qui était en retard au {format_long(one.avant)}, rien n'a été réglé."
    if one.remontees:
        named = liste([f"{nom} ({euros(amount)})" for nom, amount in _heaviest(one.remontees)])
        yield f"{euros(_total(one.remontees))} sont de nouveau dus, un règlement ayant été rejeté : {named}."


def _from(moves: Sequence[Mouvement]) -> str:
    """Say which clients weigh the most in `moves`, and which échéance is the largest."""
    heaviest, total = _heaviest(moves), _total(moves)
    if len(moves) == 1:
        return f" : facture {moves[0].facture} ({moves[0].nom})"
    whole = sum((amount for _, amount in heaviest), ZERO)
    named = liste([f"{nom} ({euros(amount)})" for nom, amount in heaviest])
    share = "" if whole == total else f" {accorde(len(heaviest), 'en fait', 'en font')} {part(whole, total)}"
    return f" : {named}{share}. La plus grosse : {moves[0].facture}, {euros(moves[0].montant)}"


def _total(moves: Sequence[Mouvement]) -> Decimal:
    return sum((one.montant for one in moves), ZERO)


def _heaviest(moves: Sequence[Mouvement]) -> list[tuple[str, Decimal]]:
    """Return the clients that weigh the most in `moves`, with their sum (€)."""
    sums: dict[str, Decimal] = {}
    for one in moves:
        sums[one.debiteur] = sums.get(one.debiteur, ZERO) + one.montant
    names = {one.debiteur: one.nom for one in moves}
    first = sorted(sums, key=lambda code: (-sums[code], code))[:NOMMES]
    return [(names[code], sums[code]) for code in first]


def _relances(one: Activite, since: str) -> str:
    sent = []
    if one.envois:
        sent.append(f"{compte(one.envois, 'relance')} {accorde(one.envois, 'est partie', 'sont parties')}")
    if one.appels:
        sent.append(f"{compte(one.appels, 'appel')} {accorde(one.appels, 'a été passé', 'ont été passés')}")
    if not sent:
        return f"Aucune relance n'est partie {since}."
    paid = (
        f"{euros(one.regle)} ont été reçus ensuite sur ces échéances"
        if one.regle > 0
        else "rien n'a encore été reçu sur ces échéances"
    )
    return f"{liste(sent)} {since}, vers {compte(one.clients, 'client')} ; {paid}."


def _promesses(one: Activite, since: str, debiteurs: Mapping[str, Debiteur]) -> Iterator[str]:
    ended, broken = len(one.promesses), len(one.rompues)
    if not ended:
        return
    codes = list(dict.fromkeys(promise.debiteur for promise in one.rompues))
    names = [debiteurs[code].nom for code in codes[:NOMMES]]
    who = liste([*names, *(["d'autres"] if len(codes) > NOMMES else [])])
    kept = ended - broken
    told = (kept, accorde(kept, "tenue", "tenues")), (broken, f"non {accorde(broken, 'tenue', 'tenues')} ({who})")
    parts = [f"{count} {what}" if ended > 1 else what for count, what in told if count]
    yield f"{compte(ended, 'promesse')} {accorde(ended, 'est venue', 'sont venues')} à terme {since} : {liste(parts)}."
