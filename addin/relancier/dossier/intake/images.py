"""Pictures become pages: embedded as they are where a PDF can hold them, upright as the camera says, at a sane size."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from relancier.dossier.intake.rapport import Limites, Rejet

_PIXELS_MAX = 400_000_000  # a plan in A0 at 500 dpi, in one bit a pixel; twice as many is an attack

Image.MAX_IMAGE_PIXELS = _PIXELS_MAX

_A4 = (595.276, 841.89)  # points
_A3_LONG = 1190.6
_DPI = (75.0, 1300.0)  # outside, a picture's own resolution is not believed: cameras say 72 whatever they took
_ORIENTATION = 0x0112
_TURNS = {3: 180, 6: 90, 8: 270}  # EXIF: by how much to turn clockwise to see it upright
_MIRRORED = {2, 4, 5, 7}
_AS_IS = {"JPEG", "MPO", "PNG", "TIFF"}
_PLAIN = {"1", "L", "RGB", "CMYK", "P", "I;16", "I;16B"}
_QUALITY = 92
_FAULTS = (
    OSError,
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, SyntaxError, EOFError, OverflowError),
    *(NotImplementedError, ZeroDivisionError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class Cadre:
    """One page of a picture: what img2pdf is given, and how the page is to be."""

    data: bytes
    size: tuple[float, float]
    turn: int


def en_pdf(fichier: Path, nom: str, made: Path, heic: bool, limites: Limites, changements: list[str]) -> None:
    """Write to `made` a PDF of the picture `fichier`, which the user calls `nom`, a page for each of its frames.

    Raises:
      Rejet: it is damaged, enormous, or of a kind that is not read here.
    """
    if heic:
        _register_heic(nom)
    said: dict[str, list[int]] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            pages = list(_frames(fichier, nom, limites, said))
            pdf = _bind(pages)
    except Image.DecompressionBombError as error:
        raise Rejet(
            "piece-trop-grosse",
            f"L'image « {nom} » est démesurée : plus de {_PIXELS_MAX * 2 // 1_000_000} millions de points.",
            "Réduisez-la, ou imprimez-la en PDF.",
        ) from error
    except UnidentifiedImageError as error:
        raise _damaged(nom) from error
    except _FAULTS as error:
        raise _damaged(nom, str(error)) from error
    with pdf:
        pdf.save(made, deterministic_id=True)
    for what, ranks in said.items():
        changements.append(what if len(pages) == 1 else f"{what} Pages : {', '.join(map(str, ranks))}.")


def _damaged(nom: str, detail: str = "") -> Rejet:
    why = f" ({' '.join(detail.split())[:100]})" if detail else ""
    return Rejet(
        "piece-abimee",
        f"L'image « {nom} » est abîmée ou incomplète{why}.",
        "Reprenez la photo ou la numérisation d'origine.",
    )


def _register_heic(nom: str) -> None:
    try:
        import pi_heif  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise Rejet(
            "piece-heic",
            f"« {nom} » est une photo HEIC, que cette installation ne lit pas.",
            "Installez « relancier[heic] », ou enregistrez la photo en JPEG.",
        ) from error
    pi_heif.register_heif_opener()


def _frames(fichier: Path, nom: str, limites: Limites, said: dict[str, list[int]]) -> Iterator[Cadre]:
    with Image.open(fichier) as image:
        kind = image.format or ""
        count = getattr(image, "n_frames", 1) if kind == "TIFF" else 1
        if count > limites.pages:
            raise Rejet(
                "piece-trop-longue",
                f"« {nom} » a {count} pages ; Relancier en accepte {limites.pages} par pièce.",
                "Faites-en plusieurs pièces.",
            )
        if getattr(image, "n_frames", 1) > count and kind not in {"MPO"}:
            said["Image animée : seule la première image est gardée."] = [1]
        whole = fichier.read_bytes() if kind in _AS_IS and count == 1 and kind != "MPO" else None
        for rank, frame in enumerate(ImageSequence.Iterator(image), 1):
            if rank > count:
                return
            yield _frame(frame, kind, whole, rank, said)


def _frame(image: Image.Image, kind: str, whole: bytes | None, rank: int, said: dict[str, list[int]]) -> Cadre:
    def say(what: str) -> None:
        said.setdefault(what, []).append(rank)

    size = _size(image, kind)
    orientation = _orientation(image, kind)
    turn = _TURNS.get(orientation, 0)
    if turn:
        say("Image redressée comme l'appareil l'a noté (EXIF).")
    clear = _has_alpha(image)
    if whole is not None and not clear and image.mode in _PLAIN and orientation not in _MIRRORED:
        _prove_whole(image, whole, kind)
        return Cadre(whole, size, turn)
    if kind == "MPO":
        say("Photo à plusieurs vues : la vue principale est gardée.")
    if orientation in _MIRRORED:
        image, turn = ImageOps.exif_transpose(image), 0
        say("Image redressée comme l'appareil l'a noté (EXIF).")
    if clear:
        image = _on_white(image)
        say("Transparence remplacée par du blanc.")
    elif image.mode not in _PLAIN:
        image = image.convert("RGB")
        say("Couleurs ramenées au RVB.")
    data = io.BytesIO()
    if kind in {"HEIF", "AVIF", "MPO"} or (kind == "JPEG" and image.mode in {"L", "RGB", "CMYK"}):
        image.save(data, "JPEG", quality=_QUALITY, subsampling=0)
        say("Image réenregistrée en JPEG.")
    elif image.mode == "1":
        image.save(data, "TIFF", compression="group4")  # lossless
    elif image.mode == "CMYK":
        image.save(data, "TIFF", compression="tiff_lzw")
    else:
        image.save(data, "PNG")
    return Cadre(data.getvalue(), size, turn)


def _prove_whole(image: Image.Image, whole: bytes, kind: str) -> None:
    """Decode the picture: what is cut short raises here, and would else be embedded as it is.

    Raises:
      OSError: it is cut short.
    """
    if kind == "JPEG":
        with Image.open(io.BytesIO(whole)) as again:
            again.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))  # reads all, draws an eighth
            again.load()
    else:
        image.load()


def _size(image: Image.Image, kind: str) -> tuple[float, float]:
    """Return the page's size in points: the picture's own, or within A4 where it tells none that can be believed."""
    width, height = image.size
    dpi = image.info.get("dpi", (0, 0))
    try:
        horizontal, vertical = (float(one) for one in dpi)
    except (TypeError, ValueError, ZeroDivisionError):
        horizontal = vertical = 0.0
    if kind == "TIFF" and image.tag_v2.get(296, 2) == 1:  # type: ignore[attr-defined]  # a ratio, without a unit
        horizontal = vertical = 0.0
    if all(_DPI[0] <= one <= _DPI[1] for one in (horizontal, vertical)):
        own = (width / horizontal * 72, height / vertical * 72)
        if min(own) >= 140 and max(own) <= _A3_LONG * 1.02:
            return own
    portrait = height >= width
    most = _A4 if portrait else (_A4[1], _A4[0])
    scale = min(most[0] / width, most[1] / height)
    return (max(3.0, width * scale), max(3.0, height * scale))


def _orientation(image: Image.Image, kind: str) -> int:
    if kind in {"HEIF", "AVIF"}:  # its reader has turned it
        return 1
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _FAULTS:
        return 1
    return value if isinstance(value, int) else 1


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info


def _on_white(image: Image.Image) -> Image.Image:
    layered = image.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    flat = Image.alpha_composite(white, layered).convert("RGB")
    return flat.convert("L") if image.mode in {"LA", "La"} else flat


def _bind(frames: list[Cadre]) -> pikepdf.Pdf:
    whole = pikepdf.new()
    for frame in frames:
        layout = img2pdf.get_layout_fun(frame.size)
        raw = img2pdf.convert(frame.data, layout_fun=layout, nodate=True, rotation=img2pdf.Rotation.none)
        with pikepdf.open(io.BytesIO(raw)) as one:
            whole.add_pages_from(one)
        if frame.turn:
            whole.pages[-1].obj.Rotate = frame.turn
    return whole
