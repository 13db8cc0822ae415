"""A delivery slip photographed with a telephone held sideways: askew on a table, badly lit, grainy."""

import io
import random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

LARGEUR, HAUTEUR = 1080, 1440
COINS = ((70, 95), (1015, 60), (1050, 1385), (40, 1350))  # where the sheet's corners fall in the picture
EXIF_ORIENTATION, TOURNER_A_DROITE = 0x0112, 6
QUALITE = 58


def photographier(pdf: bytes) -> bytes:
    """Return a JPEG of the first page, stored lying on its side; its EXIF says how to hold it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet: Image.Image = document[0].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()
    picture = _table()
    picture.paste(_perspective(sheet), (0, 0), _perspective(Image.new("L", sheet.size, 255)))
    picture = ImageChops.multiply(picture, _light()).filter(ImageFilter.GaussianBlur(0.6))
    picture = Image.blend(picture, _grain(), 0.06)
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = TOURNER_A_DROITE
    whole = io.BytesIO()
    picture.transpose(Image.Transpose.ROTATE_90).save(whole, "JPEG", quality=QUALITE, exif=exif, dpi=(150, 150))
    return whole.getvalue()


def _perspective(sheet: Image.Image) -> Image.Image:
    """Lay `sheet` so that its corners fall on COINS."""
    width, height = sheet.size
    sources = ((0, 0), (width, 0), (width, height), (0, height))
    rows, wanted = [], []
    for (x, y), (u, v) in zip(COINS, sources, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [float(u), float(v)]
    coefficients = _solve([[float(value) for value in row] for row in rows], wanted)
    return sheet.transform(
        (LARGEUR, HAUTEUR), Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=0
    )


def _solve(rows: list[list[float]], wanted: list[float]) -> list[float]:
    """Solve a square linear system by elimination."""
    system = [[*row, value] for row, value in zip(rows, wanted, strict=True)]
    for pivot in range(len(system)):
        best = max(range(pivot, len(system)), key=lambda rank: abs(system[rank][pivot]))
        system[pivot], system[best] = system[best], system[pivot]
        for rank, row in enumerate(system):
            if rank != pivot:
                factor = row[pivot] / system[pivot][pivot]
                system[rank] = [a - factor * b for a, b in zip(row, system[pivot], strict=True)]
    return [row[-1] / row[rank] for rank, row in enumerate(system)]


def _table() -> Image.Image:
    """A wooden table: streaks along the grain."""
    streaks = Image.frombytes("L", (1, 90), random.Random("table").randbytes(90))
    grain = streaks.resize((LARGEUR, HAUTEUR), Image.Resampling.BICUBIC)
    return Image.merge("RGB", [grain.point([base + value // 9 for value in range(256)]) for base in (118, 84, 56)])


def _light() -> Image.Image:
    """The light of a window on the left, and the shadow of the telephone."""
    light = Image.new("L", (4, 4))
    light.putdata([252, 244, 232, 214, 255, 250, 236, 216, 250, 238, 214, 196, 238, 222, 196, 178])
    wide = light.resize((LARGEUR, HAUTEUR), Image.Resampling.BICUBIC)
    return Image.merge("RGB", (wide, wide, wide.point([max(0, value - 10) for value in range(256)])))


def _grain() -> Image.Image:
    size = (LARGEUR // 2, HAUTEUR // 2)
    noise = Image.frombytes("L", size, random.Random("grain").randbytes(size[0] * size[1]))
    return noise.resize((LARGEUR, HAUTEUR), Image.Resampling.BILINEAR).convert("RGB")
