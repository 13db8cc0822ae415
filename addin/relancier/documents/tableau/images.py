"""The pictures of the report, each as PNG by the alternative text of the template's picture that it replaces."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from matplotlib.figure import Figure

from relancier.base.money import ZERO
from relancier.documents.graphiques.barres import Barre, barres
from relancier.documents.graphiques.colonnes import Colonne, Serie, colonnes
from relancier.documents.graphiques.toile import CLAIRE, DEGRADE, HACHUREE, MOYENNE, SOMBRE, png
from relancier.documents.tableau.titres import mois_connus
from relancier.documents.tournures import compte, euros, part
from relancier.pilotage.balance import LigneBalance
from relancier.pilotage.tableau import Tableau
from relancier.pilotage.tranches import Tranche

LARGEUR = 170.0  # mm, as the template's pictures
# alternative text -> height in mm, as the template's pictures
HAUTEURS: Mapping[str, float] = {
    "Encours sur douze mois": 60.0,
    "Balance âgée": 42.0,
    "Balance par segment": 38.0,
    "Encaissements attendus": 48.0,
    "Étapes de la relance": 44.0,
}
SEGMENTS, NOM_MAX = 6, 34
_MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_AGES = tuple(Serie(str(age), trame) for age, trame in zip(Tranche, DEGRADE, strict=True))


def images(tableau: Tableau) -> dict[str, bytes]:
    """Return every picture that has something to show."""
    return {name: png(draw(tableau, HAUTEURS[name])) for name, draw in _DESSINS.items() if _has(tableau, name)}


def _has(tableau: Tableau, name: str) -> bool:
    if name == "Encours sur douze mois":
        return bool(mois_connus(tableau.encours))
    if name == "Encaissements attendus":
        return bool(tableau.previsions.attendu)
    return bool(tableau.balance.ensemble.total)


def encours(tableau: Tableau, hauteur: float) -> Figure:
    """What is owed at each month end, late and not."""
    points = mois_connus(tableau.encours)
    return colonnes(
        [
            Colonne(_mois(one.le, full=rank in (0, len(points) - 1)), (one.echu, one.encours - one.echu))
            for rank, one in enumerate(points)
        ],
        (Serie("Échu", SOMBRE), Serie("Non échu", CLAIRE)),
        LARGEUR,
        hauteur,
    )


def balance(tableau: Tableau, hauteur: float) -> Figure:
    """What is owed by age, beside what it was a month before."""
    now, then = tableau.balance.ensemble, tableau.balance_precedente.ensemble
    known = bool(then.total)
    return barres(
        [
            Barre(
                str(age),
                (now.montants[age],),
                f"{euros(now.montants[age])}  ·  {_part(now.montants[age], now.total)}",
                then.montants[age] if known else None,
            )
            for age in Tranche
        ],
        _AGES,
        LARGEUR,
        hauteur,
        par_rang=True,
    )


def segments(tableau: Tableau, hauteur: float) -> Figure:
    """What each family of clients owes, by age."""
    found = tableau.balance.segments
    shown = found if len(found) <= SEGMENTS else (*found[: SEGMENTS - 1], _others(found[SEGMENTS - 1 :]))
    return barres(
        [Barre(_court(one.nom), tuple(one.montants[age] for age in Tranche), euros(one.total)) for one in shown],
        _AGES,
        LARGEUR,
        hauteur,
    )


def tresorerie(tableau: Tableau, hauteur: float) -> Figure:
    """What should come in each week, by what it rests on."""
    return colonnes(
        [Colonne(f"{one.du:%d/%m}", (one.echeances, one.promesses, one.plans)) for one in tableau.previsions.semaines],
        (Serie("Échéances à venir", CLAIRE), Serie("Promesses", HACHUREE), Serie("Échéanciers", SOMBRE)),
        LARGEUR,
        hauteur,
        tout_chiffrer=True,
    )


def entonnoir(tableau: Tableau, hauteur: float) -> Figure:
    """What is late, by the last step that was taken."""
    return barres(
        [
            Barre(one.nom, (one.montant,), f"{euros(one.montant)}  ·  {compte(one.echeances, 'échéance')}")
            for one in tableau.entonnoir
        ],
        [Serie(one.nom, MOYENNE if one.niveau is not None else HACHUREE) for one in tableau.entonnoir],
        LARGEUR,
        hauteur,
        par_rang=True,
    )


_DESSINS: Mapping[str, Callable[[Tableau, float], Figure]] = dict(
    zip(HAUTEURS, (encours, balance, segments, tresorerie, entonnoir), strict=True)
)


def _others(rows: tuple[LigneBalance, ...]) -> LigneBalance:
    sums = {age: sum((one.montants[age] for one in rows), ZERO) for age in Tranche}
    count, total = sum(one.echeances for one in rows), sum(sums.values(), ZERO)
    return LigneBalance(f"{len(rows)} autres segments", sums, count, total)


def _mois(day: date, *, full: bool) -> str:
    return f"{_MOIS[day.month - 1]}\n{day.year}" if full or day.month == 1 else _MOIS[day.month - 1]


def _part(montant: Decimal, total: Decimal) -> str:
    return part(montant, total) if total else ""


def _court(nom: str) -> str:
    return nom if len(nom) <= NOM_MAX else f"{nom[: NOM_MAX - 1]}…"
