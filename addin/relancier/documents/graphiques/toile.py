"""The canvas of every chart: its size in mm, its fonts, its greys and its hatches, and its PNG.

What a chart tells by colour it tells twice: shades keep their order in grey, and a hatch parts two that are close. The
shades are one hue, so no pair of colours has to be told apart by an eye that cannot.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it remarks on the user's own fonts

import matplotlib  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import fontManager  # noqa: E402

from relancier.documents.pdf import fonts  # noqa: E402

POINTS_PER_INCH, MM_PER_INCH = 72, 25.4
RESOLUTION = 300  # dots an inch, the figure of printers
CORPS = 8.0  # points
ENCRE, GRIS, FILET, ACCENT = "#000000", "#4A4A4A", "#C9D1DA", "#1F3A5F"


@dataclass(frozen=True, slots=True)
class Trame:
    """How a surface is filled.

    Attributes:
      fond: its colour.
      hachure: matplotlib's hatch, "" for a plain surface.
    """

    fond: str
    hachure: str = ""


CLAIRE = Trame("#DCE5F0")
MOYENNE = Trame("#8FAACB")
SOMBRE = Trame(ACCENT)
HACHUREE = Trame("#FFFFFF", "////")
POINTILLEE = Trame("#FFFFFF", "....")
# from what worries least to what worries most: the darker, the later
DEGRADE = (Trame("#E9EEF5"), Trame("#C3D2E5"), Trame("#8FAACB"), Trame("#55799F"), Trame(ACCENT))

_STYLE: dict[Any, Any] = {
    "font.size": CORPS,
    "text.color": ENCRE,
    "axes.edgecolor": GRIS,
    "axes.labelcolor": GRIS,
    "axes.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": ENCRE,
    "ytick.color": ENCRE,
    "xtick.major.size": 2,
    "ytick.major.size": 2,
    "xtick.major.width": 0.5,
    "ytick.major.width": 0.5,
    "hatch.linewidth": 0.4,
    "legend.frameon": False,
    "legend.handlelength": 1.3,
    "legend.handleheight": 0.9,
    "axes.unicode_minus": True,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw with our fonts and lines inside the block, whatever the user's own matplotlib settings."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE | {"font.family": [_family()]})
        yield


def toile(largeur: float, hauteur: float) -> Figure:
    """Return an empty figure of `largeur` × `hauteur` mm, which is the size that it takes on the page."""
    return Figure(figsize=(largeur / MM_PER_INCH, hauteur / MM_PER_INCH), dpi=RESOLUTION, layout="constrained")


def png(figure: Figure) -> bytes:
    """Return `figure` as PNG: the same bytes for the same figure, with no name of a program nor date inside."""
    FigureCanvasAgg(figure)
    out = BytesIO()
    figure.savefig(out, format="png", dpi=RESOLUTION, metadata={"Software": None})
    return out.getvalue()


def epurer(axes: Axes, *, valeurs: str) -> None:
    """Leave of the axis of values ("x" or "y") only its thin rules, behind the surfaces."""
    axis, spine = (axes.xaxis, "bottom") if valeurs == "x" else (axes.yaxis, "left")
    axis.grid(visible=True, color=FILET, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.spines[spine].set_visible(False)
    axis.set_tick_params(length=0, labelcolor=GRIS)


@cache
def _family() -> str:
    """Return the name of the font that pictures are lettered with: that of the PDF, where it was made."""
    faces = sorted(fonts.FOLDER.glob("Arimo-*.ttf"))
    for one in faces:
        fontManager.addfont(str(one))
    return "Arimo" if faces else "DejaVu Sans"
