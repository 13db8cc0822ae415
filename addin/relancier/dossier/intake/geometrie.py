"""The boxes of pages: what readers repair silently is repaired here and told; what no reader shows is refused."""

import math

import pikepdf
from pikepdf import Array, Name

from relancier.dossier.intake.rapport import Limites, Rejet

_LETTER = (0.0, 0.0, 612.0, 792.0)  # what readers take where a page states no size
_QUARTERS = (0, 90, 180, 270)


def redresse(pdf: pikepdf.Pdf, nom: str, limites: Limites, changements: list[str]) -> None:
    """Give every page a box and a turn that all readers understand alike.

    Raises:
      Rejet: a page is longer than readers can show.
    """
    repaired: list[int] = []
    for rank, page in enumerate(pdf.pages, 1):
        media = _box(page.obj.get(Name.MediaBox))
        if media is None:
            media = _LETTER
            repaired.append(rank)
        page.obj.MediaBox = Array([round(edge, 4) for edge in media])
        crop = _box(page.obj.get(Name.CropBox))
        shown = _meet(media, crop) if crop else None
        if shown:
            page.obj.CropBox = Array([round(edge, 4) for edge in shown])
        elif Name.CropBox in page.obj:
            del page.obj[Name.CropBox]
        turn = page.obj.get(Name.Rotate, 0)
        if not isinstance(turn, int) or turn % 360 not in _QUARTERS:
            page.obj.Rotate = 0
            repaired.append(rank)
        _refuse_absurd(page, shown or media, rank, nom, limites)
    if repaired:
        ranks = ", ".join(str(rank) for rank in dict.fromkeys(repaired))
        changements.append(f"Format ou orientation de page illisible, remplacé par celui des lecteurs : page {ranks}.")


def _box(value: object) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right, top; None when it is no box with an inside."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        edges = [float(one) for one in value]
    except (TypeError, ValueError, OverflowError):
        return None
    left, right = sorted((edges[0], edges[2]))
    bottom, top = sorted((edges[1], edges[3]))
    sound = all(map(math.isfinite, edges)) and right - left > 0 and top - bottom > 0
    return (left, bottom, right, top) if sound else None


def _meet(
    media: tuple[float, float, float, float], crop: tuple[float, float, float, float]
) -> tuple[float, float, float, float] | None:
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else None


def _refuse_absurd(
    page: pikepdf.Page, shown: tuple[float, float, float, float], rank: int, nom: str, limites: Limites
) -> None:
    unit = page.obj.get(Name.UserUnit, 1)
    try:
        scale = float(unit)
    except (TypeError, ValueError):
        scale = 1.0
        del page.obj[Name.UserUnit]
    width, height = (shown[2] - shown[0]) * scale, (shown[3] - shown[1]) * scale
    if max(width, height) > limites.cote or min(width, height) < 3:
        size = f"{_metres(width)} × {_metres(height)}"
        raise Rejet(
            "piece-format-absurde",
            f"La page {rank} de « {nom} » mesure {size} : aucun lecteur ne la montre bien.",
            "Ouvrez le fichier et imprimez-le en PDF au format A4.",
        )


def _metres(points: float) -> str:
    return f"{points / 72 * 0.0254:.3f}".rstrip("0").rstrip(".").replace(".", ",") + "\u202fm"
