"""What stands above each chart: one sentence made from its data, then its unit and its day."""

from collections.abc import Iterable
from datetime import date

from relancier.base.dates import MONTHS, format_short
from relancier.base.money import ZERO
from relancier.documents.tableau.context import Graphique
from relancier.documents.tournures import accorde, compte, euros, evolution, nul, part, soigne
from relancier.pilotage.balance import SANS_SEGMENT
from relancier.pilotage.encours import Encours
from relancier.pilotage.etapes import PAS_RELANCE
from relancier.pilotage.tableau import Tableau
from relancier.pilotage.tranches import Tranche
from relancier.pilotage.tresorerie import Semaine

RIEN = Graphique("", "")


def mois_connus(points: Iterable[Encours]) -> tuple[Encours, ...]:
    """Return `points` from the first at which something was owed."""
    known = tuple(points)
    first = next((rank for rank, one in enumerate(known) if one.encours), len(known))
    return known[first:]


def encours(tableau: Tableau) -> Graphique:
    """Whether what is owed is at its highest or lowest of the year, else how it moved in the month."""
    points = mois_connus(tableau.encours)
    if not points:
        return RIEN
    last, *before = reversed(points)
    amount = euros(last.encours)
    if before and all(one.encours < last.encours for one in before):
        said = f"L'encours est à son plus haut depuis {_mois(points[0].le)} : {amount}"
    elif before and all(one.encours > last.encours for one in before):
        said = f"L'encours est à son plus bas depuis {_mois(points[0].le)} : {amount}"
    elif before:
        said = f"L'encours est de {amount}, {evolution(before[0].encours, last.encours)} depuis {_le(before[0].le)}"
    else:
        said = f"L'encours est de {amount}"
    return _above(said, f"Encours TTC en fin de mois et au {format_short(last.le)}, échu et non échu.")


def balance(tableau: Tableau) -> Graphique:
    """What is late, and what is very late."""
    ages = tableau.balance.ensemble
    if nul(ages.total):
        return RIEN
    old = ages.montants[Tranche.PLUS_DE_90]
    if nul(ages.echu):
        said = "Rien n'est en retard"
    else:
        said = f"{part(ages.echu, ages.total)} de l'encours est en retard, " + (
            "rien de plus de 90 jours" if nul(old) else f"dont {euros(old)} de plus de 90 jours"
        )
    return _above(
        said, f"Balance âgée, TTC, au {format_short(tableau.arrete)} ; part de l'encours. {_barre_fine(tableau)}"
    )


def _barre_fine(tableau: Tableau) -> str:
    return f"Barre fine : au {format_short(tableau.precedent)}." if tableau.balance_precedente.ensemble.total else ""


def segments(tableau: Tableau) -> Graphique:
    """Which family of clients carries what is late."""
    found = tableau.balance.segments
    if len(found) < 2:
        return RIEN
    worst = max(found, key=lambda one: one.echu)
    late = tableau.balance.ensemble.echu
    if nul(late):
        said = "Aucun segment n'est en retard"
    elif worst.nom == SANS_SEGMENT:
        said = f"{part(worst.echu, late)} des retards viennent de clients sans segment, {euros(worst.echu)}"
    else:
        said = f"« {worst.nom} » porte {part(worst.echu, late)} des retards, {euros(worst.echu)}"
    return _above(said, f"Encours TTC par segment et par âge, au {format_short(tableau.arrete)}.")


def tresorerie(tableau: Tableau) -> Graphique:
    """What should come in, and the fullest week."""
    found = tableau.previsions
    if nul(found.attendu):
        return RIEN
    best = max(found.semaines, key=lambda one: one.total)
    return _above(
        f"{euros(found.attendu)} {accorde(found.attendu, 'est attendu', 'sont attendus')} en "
        f"{compte(len(found.semaines), 'semaine')}, le plus {_semaine(best)} : {euros(best.total)}",
        f"TTC, par semaine, du {format_short(found.semaines[0].du)} au {format_short(found.semaines[-1].au)}, d'après "
        "les échéances, les promesses et les échéanciers.",
    )


def _semaine(one: Semaine) -> str:
    if one.du == one.au:
        return f"le {format_short(one.du)}"
    return f"du {one.du:%d/%m} au {one.au:%d/%m}"


def entonnoir(tableau: Tableau) -> Graphique:
    """How much of what is late was never chased."""
    late = tableau.balance.ensemble.echu
    if nul(late):
        return RIEN
    never = next(one for one in tableau.entonnoir if one.nom == PAS_RELANCE)
    said = (
        "Tout ce qui est en retard a été relancé, ou est suivi autrement"
        if not never.echeances
        else f"{euros(never.montant)} en retard ({part(never.montant, late)}) n'ont encore reçu aucune relance"
    )
    return _above(said, f"Ce qui est en retard, TTC, par dernière étape franchie, au {format_short(tableau.arrete)}.")


def principaux(tableau: Tableau) -> str:
    """How concentrated the debt is."""
    found = tableau.principaux
    if not found:
        return ""
    first = found[:3]
    share = part(sum((one.reste for one in first), ZERO), tableau.balance.ensemble.total)
    who = "Un seul client doit" if len(found) == 1 else f"{compte(len(first), 'client')} doivent"
    return soigne(f"{who} {'tout' if len(first) == len(found) else share + ' de'} l'encours")


def _above(titre: str, note: str) -> Graphique:
    return Graphique(soigne(titre), soigne(note.strip()))


def _mois(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _le(day: date) -> str:
    return f"le {format_short(day)}"
