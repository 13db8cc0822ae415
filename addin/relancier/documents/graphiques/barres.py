"""Horizontal bars: what each range, level or debtor weighs, with its figure at the end of its bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.figure import Figure

from relancier.base.money import ZERO
from relancier.documents.graphiques.colonnes import Serie
from relancier.documents.graphiques.toile import CORPS, ENCRE, GRIS, epurer, style, toile

FEWEST = 4  # two bars are not made as high as the chart


@dataclass(frozen=True, slots=True)
class Barre:
    """A bar.

    Attributes:
      libelle: what stands before it.
      parts: € of each series, from its foot, never negative.
      texte: what stands after it: its figure.
      avant: its length last month (€), drawn as a thin bar under it; None where it is not known.
    """

    libelle: str
    parts: tuple[Decimal, ...]
    texte: str
    avant: Decimal | None = None

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
) -> Figure:
    """Return the chart of `rangees`, the first at the top, `largeur` × `hauteur` mm, without a title.

    Args:
      rangees: the bars.
      series: what their parts stand for.
      par_rang: each bar has one part, filled as the series of its rank: no legend is needed.
    """
    with style():
        figure = toile(largeur, hauteur)
        axes = figure.subplots()
        longest = max((max(one.total, one.avant or ZERO) for one in rangees), default=ZERO)
        doubled = any(one.avant is not None for one in rangees)
        middle, thick = (-0.13, 0.5) if doubled else (0.0, 0.62)
        for place, one in enumerate(rangees):
            left = 0.0
            for rank, part in enumerate(one.parts):
                serie = series[place if par_rang else rank]
                axes.barh(
                    place + middle,
                    float(part),
                    left=left,
                    height=thick,
                    color=serie.trame.fond,
                    hatch=serie.trame.hachure,
                    edgecolor=GRIS,
                    linewidth=0.4,
                    label=serie.nom if place == 0 and not par_rang else None,
                )
                left += float(part)
            if one.avant is not None:
                axes.barh(place + 0.26, float(one.avant), height=0.16, color="white", edgecolor=ENCRE, linewidth=0.5)
            axes.annotate(
                one.texte, (left, place + middle), (4, 0), textcoords="offset points", va="center", size=CORPS
            )
        axes.set_yticks(range(len(rangees)), [one.libelle for one in rangees])
        axes.set_ylim(max(len(rangees), FEWEST) - 0.5, -0.5)
        axes.set_xlim(0, float(longest) or 1)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        epurer(axes, valeurs="x")
        axes.yaxis.set_tick_params(length=0)
        if len(series) > 1 and not par_rang:
            figure.legend(loc="outside upper left", ncols=len(series), fontsize=CORPS)
    return figure
