"""Horizontal bars: what each range, level or debtor weighs, with its figure at the end of its bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.figure import Figure

from relancier.base.money import ZERO
from relancier.documents.graphiques.colonnes import Serie
from relancier.documents.graphiques.toile import CORPS, ENCRE, GRIS, epurer, style, toile


@dataclass(frozen=True, slots=True)
class Barre:
    """A bar.

    Attributes:
      libelle: what stands before it.
      parts: € of each series, from its foot, never negative.
      texte: what stands after it: its figure.
      repere: where it ended last month (€), drawn as a thin mark; None where it is not known.
    """

    libelle: str
    parts: tuple[Decimal, ...]
    texte: str
    repere: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Its length (€)."""
        return sum(self.parts, ZERO)


def barres(
    rangees: Sequence[Barre],
    series: Sequence[Serie],
    largeur: float,
    hauteur: float,
    *,
    par_rang: bool = False,
    repere: str = "",
) -> Figure:
    """Return the chart of `rangees`, the first at the top, `largeur` × `hauteur` mm, without a title.

    Args:
      rangees: the bars.
      series: what their parts stand for.
      par_rang: each bar has one part, filled as the series of its rank: no legend is needed.
      repere: the name of the marks in the legend; "" where there are none.
    """
    with style():
        figure = toile(largeur, hauteur)
        axes = figure.subplots()
        longest = max((max(one.total, one.repere or ZERO) for one in rangees), default=ZERO)
        for place, one in enumerate(rangees):
            left = 0.0
            for rank, part in enumerate(one.parts):
                serie = series[place if par_rang else rank]
                axes.barh(
                    place,
                    float(part),
                    left=left,
                    height=0.62,
                    color=serie.trame.fond,
                    hatch=serie.trame.hachure,
                    edgecolor=GRIS,
                    linewidth=0.4,
                    label=serie.nom if place == 0 and not par_rang else None,
                )
                left += float(part)
            if one.repere is not None:
                axes.plot(
                    [float(one.repere)] * 2,
                    [place - 0.42, place + 0.42],
                    color=ENCRE,
                    linewidth=1.4,
                    label=repere if place == 0 else None,
                )
            end = max(left, float(one.repere or 0))
            axes.annotate(one.texte, (end, place), (4, 0), textcoords="offset points", va="center", size=CORPS)
        axes.set_yticks(range(len(rangees)), [one.libelle for one in rangees])
        axes.set_ylim(len(rangees) - 0.5, -0.5)
        axes.set_xlim(0, float(longest) or 1)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        epurer(axes, valeurs="x")
        axes.yaxis.set_tick_params(length=0)
        if repere or (len(series) > 1 and not par_rang):
            figure.legend(loc="outside upper left", ncols=len(series) + 1, fontsize=CORPS)
    return figure
