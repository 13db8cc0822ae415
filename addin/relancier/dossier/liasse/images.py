"""Images of an exhibit too heavy for a volume, reduced only as far as needed, each time from the original.

Pictures in grey or colour become JPEG of 600 to 150 dots per inch on paper, never less, never more than they had: the
finest that fits is looked for by halves. One-bit scans are text: they are never touched, nor is what cannot be redrawn
with certainty.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Matrix, Name

from relancier.dossier.liasse.geometrie import look

FINEST, COARSEST = (600, 90), (150, 75)  # dots per inch, JPEG quality
_COUNT = 32
STEPS = tuple(
    (
        round(FINEST[0] * (COARSEST[0] / FINEST[0]) ** (rank / (_COUNT - 1))),
        round(FINEST[1] + (COARSEST[1] - FINEST[1]) * rank / (_COUNT - 1)),
    )
    for rank in range(_COUNT)
)
_WORTH = 0.9  # of what it weighed: below that saving, an image stays as it was
_DEPTH = 8  # of forms within forms
_COLOURS = {1: ("L", Name.DeviceGray), 3: ("RGB", Name.DeviceRGB)}


@dataclass(frozen=True, slots=True)
class Reduction:
    """What was done to an exhibit.

    Attributes:
      images: how many were made smaller.
      dpi: the most dots per inch that one of them has left; 0 when nothing could be reduced.
      qualite: of their JPEG.
      rapetissees: some have fewer dots than before; otherwise only their compression changed.
      avant, apres: bytes of the clean PDF.
      pages: the pages that show such an image, from 1.
    """

    images: int
    dpi: int
    qualite: int
    avant: int
    apres: int
    pages: tuple[int, ...]
    rapetissees: bool = True


@dataclass(slots=True)
class _Vue:
    """An image as pages show it: its least resolution, and where."""

    image: pikepdf.Stream
    dpi: float
    pages: set[int]


def reduce(pdf: Path, out: Path, fits: Callable[[Path], bool]) -> Reduction:
    """Write to `out` the exhibit `pdf` with images as fine as `fits` allows; the coarsest stay when none fits."""
    before = pdf.stat().st_size
    done = _step(pdf, *STEPS[-1])
    if done is None:
        return Reduction(0, 0, 0, before, before, ())
    coarse, fine = len(STEPS) - 1, 0
    out.write_bytes(done.contenu)
    if not fits(out):
        fine = coarse
    while fine < coarse:
        middle = (fine + coarse) // 2
        tried = _step(pdf, *STEPS[middle])
        if tried is not None:
            out.write_bytes(tried.contenu)
        if tried is not None and fits(out):
            done, coarse = tried, middle
        else:
            fine = middle + 1
    out.write_bytes(done.contenu)
    quality = STEPS[coarse][1]
    return Reduction(done.images, done.dpi, quality, before, len(done.contenu), done.pages, done.rapetissees)


@dataclass(frozen=True, slots=True)
class _Essai:
    """The exhibit at one step: its bytes, and the rest as in `Reduction`."""

    contenu: bytes
    images: int
    dpi: int
    pages: tuple[int, ...]
    rapetissees: bool


def _step(pdf: Path, dpi: int, quality: int) -> _Essai | None:
    """Return the exhibit with its images redrawn at one step; None when none is worth it."""
    with pikepdf.open(pdf) as opened:
        changed = [seen for seen in _shown(opened) if _redraw(seen, dpi, quality)]
        if not changed:
            return None
        whole = io.BytesIO()
        opened.remove_unreferenced_resources()
        opened.save(whole, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        pages = tuple(sorted(set().union(*(seen.pages for seen in changed))))
        finest = max(min(dpi, round(seen.dpi)) for seen in changed)
        return _Essai(whole.getvalue(), len(changed), finest, pages, any(seen.dpi > dpi for seen in changed))


def _shown(pdf: pikepdf.Pdf) -> list[_Vue]:
    """Return the images that pages show, once each, in a fixed order."""
    seen: dict[tuple[int, int], _Vue] = {}
    for number, page in enumerate(pdf.pages, 1):
        unit = look(page).unite
        _walk(page.obj, page.obj.get(Name.Resources), Matrix(unit, 0, 0, unit, 0, 0), number, seen, 0)
    return [seen[key] for key in sorted(seen)]


def _walk(
    holder: pikepdf.Object,
    resources: pikepdf.Object | None,
    matrix: Matrix,
    page: int,
    seen: dict[tuple[int, int], _Vue],
    depth: int,
) -> None:
    """Follow the matrix through a content stream and the forms that it draws."""
    named = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    if depth > _DEPTH or not isinstance(named, Dictionary):
        return
    stack: list[Matrix] = []
    for step in pikepdf.parse_content_stream(holder, "q Q cm Do"):
        kind, operands = str(step.operator), step.operands
        if kind == "q":
            stack.append(matrix)
        elif kind == "Q" and stack:
            matrix = stack.pop()
        elif kind == "cm" and len(operands) == 6:
            matrix = Matrix(*(float(one) for one in operands)) @ matrix
        elif kind == "Do" and operands and isinstance(drawn := named.get(str(operands[0])), pikepdf.Stream):
            if drawn.get(Name.Subtype) == Name.Image:
                _note(drawn, matrix, page, seen)
            elif drawn.get(Name.Subtype) == Name.Form:
                own = drawn.get(Name.Matrix)
                inner = Matrix(*(float(one) for one in own)) @ matrix if own is not None else matrix
                _walk(drawn, drawn.get(Name.Resources, resources), inner, page, seen, depth + 1)


def _note(image: pikepdf.Stream, matrix: Matrix, page: int, seen: dict[tuple[int, int], _Vue]) -> None:
    wide = (matrix.a**2 + matrix.b**2) ** 0.5 / 72
    high = (matrix.c**2 + matrix.d**2) ** 0.5 / 72
    if wide <= 0 or high <= 0:
        return
    dpi = min(float(image.get(Name.Width, 0)) / wide, float(image.get(Name.Height, 0)) / high)
    known = seen.setdefault(image.objgen, _Vue(image, dpi, set()))
    known.dpi = min(known.dpi, dpi)
    known.pages.add(page)


def _redraw(seen: _Vue, dpi: int, quality: int) -> bool:
    """Make an image a JPEG of `dpi` at most; say whether it was worth it."""
    from PIL import Image  # noqa: PLC0415 - most bundles have no image to make smaller

    image = seen.image
    if not _redrawable(image):
        return False
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, pikepdf.UnsupportedImageTypeError, NotImplementedError, ValueError, OSError):
        return False  # kept as it is: a heavy exhibit is better than a changed one
    if picture.mode == "P":
        picture = picture.convert("RGB")
    colours = len(picture.getbands())
    mode, space = _COLOURS.get(colours, ("", Name.DeviceGray))
    if picture.mode != mode:
        return False
    scale = min(dpi / seen.dpi, 1.0) if seen.dpi else 1.0
    if scale < 1:
        size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=quality, optimize=True)
    if len(made.getvalue()) > _WORTH * len(image.read_raw_bytes()):
        return False
    kept = image.get(Name.ColorSpace)
    indexed = not isinstance(kept, pikepdf.Array) or str(kept[0]) != "/ICCBased" or int(kept[1].get("/N", 0)) != colours
    image.write(made.getvalue(), filter=Name.DCTDecode)
    image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
    if indexed:
        image.ColorSpace = space
    return True


def _redrawable(image: pikepdf.Stream) -> bool:
    """Whether nothing about the image makes its colours depend on more than its pixels; never a one-bit scan."""
    if image.get(Name.ImageMask, False) or int(image.get(Name.BitsPerComponent, 8)) == 1:
        return False
    if any(key in image for key in ("/Mask", "/Decode", "/SMaskInData", "/Matte")):
        return False
    filters = image.get(Name.Filter)
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    return not {"/JBIG2Decode", "/CCITTFaxDecode"} & set(names)
