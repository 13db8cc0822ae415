"""Stacked columns: sums through time, a column a month or a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.figure import Figure

from relancier.documents.graphiques.montants import axe, rond, unite
from relancier.documents.graphiques.toile import CORPS, ENCRE, GRIS, Trame, epurer, style, toile


@dataclass(frozen=True, slots=True)
class Serie:
    """What one shade of the columns stands for: its name in the legend and its filling."""

    nom: str
    trame: Trame


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: its label, and € of each series, from the foot up, never negative."""

    libelle: str
    parts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """Its height (€)."""
        return sum(self.parts, Decimal(0))


def colonnes(
    rangees: Sequence[Colonne], series: Sequence[Serie], largeur: float, hauteur: float, *, tout_chiffrer: bool = False
) -> Figure:
    """Return the chart of `rangees`, `largeur` × `hauteur` mm, without a title: the document says it.

    The last column bears its total, so that the present is read and not measured; all of them with `tout_chiffrer`.
    """
    with style():
        figure = toile(largeur, hauteur)
        axes = figure.subplots()
        en = unite(one.total for one in rangees)
        places = range(len(rangees))
        foot = [0.0] * len(rangees)
        for rank, serie in enumerate(series):
            heights = [float(one.parts[rank]) for one in rangees]
            axes.bar(
                places,
                heights,
                bottom=foot,
                width=0.66,
                color=serie.trame.fond,
                hatch=serie.trame.hachure,
                edgecolor=GRIS,
                linewidth=0.4,
                label=serie.nom,
            )
            foot = [one + more for one, more in zip(foot, heights, strict=True)]
        for place, one in enumerate(rangees):
            if one.total and (tout_chiffrer or place == len(rangees) - 1):
                axes.annotate(
                    _said(one.total, en, exact=not tout_chiffrer),
                    (place, float(one.total)),
                    (0, 2),
                    textcoords="offset points",
                    ha="center",
                    va="bottom",
                    color=ENCRE,
                    weight="normal" if tout_chiffrer else "bold",
                    size=CORPS - (1 if tout_chiffrer else 0),
                )
        axes.set_xticks(list(places), [one.libelle for one in rangees])
        axes.set_xlim(-0.6, len(rangees) - 0.4)
        axes.set_ylim(0, max(foot, default=0) * 1.12 or 1)
        axes.yaxis.set_major_formatter(lambda value, _: axe(value, en))
        axes.set_ylabel(en, rotation=0, ha="right", va="bottom", y=1.0)
        epurer(axes, valeurs="y")
        if len(series) > 1:
            figure.legend(loc="outside upper left", ncols=len(series), fontsize=CORPS)
    return figure


def _said(total: Decimal, en: str, *, exact: bool) -> str:
    return rond(total) if exact else axe(float(total), en)
