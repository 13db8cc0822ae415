"""A debtor's history along a line of dates: what fell due above it, what came in below, relances and promises under.

Everything is told by place and shape: dark is what is still owed, a round is a letter, a square a call, and a promise
ends in a full round when it was kept, a cross when it was not, an empty round while it runs.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from relancier.base.dates import format_short
from relancier.base.money import ZERO
from relancier.documents.graphiques.montants import axe, unite
from relancier.documents.graphiques.toile import (
    ACCENT,
    CLAIRE,
    CORPS,
    ENCRE,
    GRIS,
    HACHUREE,
    MOYENNE,
    SOMBRE,
    Trame,
    epurer,
    style,
    toile,
)
from relancier.pilotage.chronologie import Chronologie, Promis
from relancier.pilotage.portrait import EtatPromesse

DE_SUITE = 40  # échéances or payments that can be told apart; beyond, a bar is a month
MARGE = 0.03  # of the days shown, on each side
_MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_FINS = {EtatPromesse.TENUE: "o", EtatPromesse.ROMPUE: "X", EtatPromesse.EN_COURS: "o"}


def par_mois(chrono: Chronologie) -> bool:
    """Say whether bars are months: there are too many échéances or payments for each to have its own."""
    return max(len(chrono.termes), len(chrono.recus)) > DE_SUITE


def frise(chrono: Chronologie, largeur: float, hauteur: float) -> Figure:
    """Return the picture of `chrono`, `largeur` × `hauteur` mm, without a title."""
    first, last = _bounds(chrono)
    with style():
        figure = toile(largeur, hauteur)
        heights = [3.4, *([1.7] if chrono.envoyes else []), *([0.9] if chrono.promis else [])]
        tops = [top for [top] in figure.subplots(len(heights), 1, sharex=True, height_ratios=heights, squeeze=False)]
        money, lowest = tops[0], tops[-1]
        _money(money, chrono, (last - first).days)
        if chrono.envoyes:
            _letters(tops[1], chrono)
        if chrono.promis:
            _promises(lowest, chrono.promis, chrono.jour)
        for axes in tops[:-1]:
            axes.spines["bottom"].set_visible(False)
            axes.tick_params(axis="x", length=0)
        for axes in tops:
            axes.axvline(_at(chrono.jour), color=ENCRE, linewidth=0.8, linestyle=(0, (3, 2)))
        ticks = _ticks(first, last)
        lowest.set_xticks([_at(day) for day in ticks], [_named(day, day == ticks[0]) for day in ticks])
        lowest.set_xlim(_at(first), _at(last))
        money.annotate(
            f"au {format_short(chrono.jour)}",
            (_at(chrono.jour), 1),
            (0, 1),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="right",
            va="bottom",
            size=CORPS - 1,
        )
        figure.legend(handles=_legend(chrono), loc="outside upper left", ncols=5, fontsize=CORPS - 1, columnspacing=1.2)
    return figure


def _bounds(chrono: Chronologie) -> tuple[date, date]:
    ahead = [one.le for one in chrono.termes] + [one.au for one in chrono.promis if one.au]
    first, last = chrono.du, max([chrono.jour, *ahead])
    room = timedelta(days=max(10, round((last - first).days * MARGE)))
    return first - room, last + room


def _money(axes: Axes, chrono: Chronologie, days: int) -> None:
    """Draw what fell due upwards, its unpaid part dark, and what came in downwards."""
    monthly = par_mois(chrono)

    def place(day: date) -> float:
        return _at(day.replace(day=15) if monthly else day)

    due: dict[float, list[Decimal]] = {}
    for one in chrono.termes:
        sums = due.setdefault(place(one.le), [ZERO, ZERO])
        sums[0] += one.reste
        sums[1] += one.montant - one.reste
    got: dict[float, list[Decimal]] = {}
    for money in chrono.recus:
        got.setdefault(place(money.le), [ZERO, ZERO])[money.avoir] -= money.montant
    width = 22.0 if monthly else max(2.0, days / 110)
    _stack(axes, due, (SOMBRE, CLAIRE), width)
    _stack(axes, got, (MOYENNE, HACHUREE), width)
    en = unite(sum(sums, ZERO) for sums in (*due.values(), *got.values()))
    axes.axhline(0, color=ENCRE, linewidth=0.6)
    axes.yaxis.set_major_formatter(lambda value, _: axe(abs(value), en))
    axes.set_ylabel(f"Échu ↑\nreçu ↓\n({en})", rotation=0, ha="right", va="center", size=CORPS - 1)
    up = max((float(sum(sums, ZERO)) for sums in due.values()), default=0)
    down = min((float(sum(sums, ZERO)) for sums in got.values()), default=0)
    room = 0.08 * max(up - down, 1)
    axes.set_ylim(min(down, 0) - room, max(up, 0) + room)
    epurer(axes, valeurs="y")


def _stack(axes: Axes, sums: dict[float, list[Decimal]], trames: Sequence[Trame], width: float) -> None:
    foot = dict.fromkeys(sums, 0.0)
    for rank, trame in enumerate(trames):
        heights = [float(parts[rank]) for parts in sums.values()]
        axes.bar(
            list(sums),
            heights,
            bottom=list(foot.values()),
            width=width,
            color=trame.fond,
            hatch=trame.hachure,
            edgecolor=GRIS,
            linewidth=0.3,
        )
        foot = {day: foot[day] + height for day, height in zip(sums, heights, strict=True)}


def _letters(axes: Axes, chrono: Chronologie) -> None:
    """Draw each relance at the height of its level: an escalation reads as a staircase."""
    levels = sorted({one.niveau for one in chrono.envoyes})
    for call, shape in ((False, "o"), (True, "s")):
        found = [one for one in chrono.envoyes if one.appel is call]
        axes.plot(
            [_at(one.le) for one in found],
            [levels.index(one.niveau) for one in found],
            shape,
            color=ACCENT,
            markersize=4.5 if not call else 4.2,
            markerfacecolor="white" if call else ACCENT,
            markeredgewidth=0.9,
        )
    axes.set_yticks(range(len(levels)), [str(one) for one in levels], size=CORPS - 2)
    axes.set_ylim(-0.7, max(len(levels), 1) - 0.3)
    axes.set_ylabel("Relances\n(niveau)", rotation=0, ha="right", va="center", size=CORPS - 1)
    epurer(axes, valeurs="y")


def _promises(axes: Axes, promis: Sequence[Promis], jour: date) -> None:
    """Draw each promise from the day it was made to the day promised."""
    for one in promis:
        end = one.au or jour
        axes.plot([_at(one.du), _at(end)], [0, 0], color=GRIS, linewidth=1.2, solid_capstyle="butt")
        axes.plot(
            [_at(end)],
            [0],
            _FINS[one.etat],
            color=ENCRE,
            markersize=5.5,
            markerfacecolor="white" if one.etat is EtatPromesse.EN_COURS else ENCRE,
            markeredgewidth=0.9,
        )
    axes.set_yticks([])
    axes.set_ylim(-1, 1)
    axes.set_ylabel("Promesses", rotation=0, ha="right", va="center", size=CORPS - 1)
    axes.spines["left"].set_visible(False)


def _at(day: date) -> float:
    return float(day.toordinal())


def _ticks(first: date, last: date) -> list[date]:
    """Return the first days of months to letter: about ten of them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(one for one in (1, 2, 3, 6, 12) if months / one <= 12 or one == 12)
    found = []
    for index in range(first.year * 12 + first.month, last.year * 12 + last.month):
        day = date(index // 12, index % 12 + 1, 1)
        if index % step == 0 and first <= day <= last:
            found.append(day)
    return found or [first]


def _named(day: date, full: bool) -> str:
    return f"{_MOIS[day.month - 1]}\n{day.year}" if full or day.month == 1 else _MOIS[day.month - 1]


def _legend(chrono: Chronologie) -> list[Patch | Line2D]:
    """Return the legend of what the picture shows, and of nothing else."""
    filled = [
        ("Encore dû", SOMBRE, any(one.reste for one in chrono.termes)),
        ("Payé depuis", CLAIRE, any(one.montant != one.reste for one in chrono.termes)),
        ("Règlement", MOYENNE, any(not one.avoir for one in chrono.recus)),
        ("Avoir", HACHUREE, any(one.avoir for one in chrono.recus)),
    ]
    states = {one.etat for one in chrono.promis}
    marked = [
        ("Lettre, e-mail, SMS", "o", ACCENT, ACCENT, any(not one.appel for one in chrono.envoyes)),
        ("Appel", "s", ACCENT, "white", any(one.appel for one in chrono.envoyes)),
        ("Promesse tenue", "o", ENCRE, ENCRE, EtatPromesse.TENUE in states),
        ("Promesse non tenue", "X", ENCRE, ENCRE, EtatPromesse.ROMPUE in states),
        ("Promesse en cours", "o", ENCRE, "white", EtatPromesse.EN_COURS in states),
    ]
    return [
        *(
            Patch(facecolor=trame.fond, hatch=trame.hachure, edgecolor=GRIS, linewidth=0.3, label=name)
            for name, trame, seen in filled
            if seen
        ),
        *(
            Line2D([], [], linestyle="", marker=shape, color=edge, markerfacecolor=face, markersize=4.5, label=name)
            for name, shape, edge, face, seen in marked
            if seen
        ),
    ]
