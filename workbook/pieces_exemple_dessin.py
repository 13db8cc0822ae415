"""What a hand adds to a paper: a signature, a company's stamp, a post office's date. Drawn, the same every time."""

import io
import math
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFont
from relancier.documents.pdf import fonts

Point = tuple[float, float]
BLEU = (28, 48, 130)


@cache
def police(taille: int, gras: bool = False) -> ImageFont.FreeTypeFont:
    """Return the font of the embedded engine, `taille` in pixels, laid out the same on every machine."""
    name = "Arimo-Bold.ttf" if gras else "Arimo-Regular.ttf"
    return ImageFont.truetype(str(fonts.FOLDER / name), taille, layout_engine=ImageFont.Layout.BASIC)


def paraphe(cle: str, largeur: float, hauteur: float) -> list[Point]:
    """Return the points of a signature within a box, different for each `cle`."""
    draw = random.Random(cle)
    loops, phase = draw.randint(2, 6), draw.uniform(0, 6)
    tall, flat = draw.uniform(0.2, 0.4), draw.uniform(0.04, 0.13)
    shrink, swell, pulse = draw.uniform(-0.6, 0.8), draw.uniform(0.2, 0.9), draw.uniform(4, 14)
    points = []
    for step in range(241):
        t = step / 240
        angle = t * loops * 2 * math.pi + phase
        size = min(0.46, tall * (1 - shrink * t) * (1 + swell * math.sin(pulse * t + phase)))
        x = 0.14 + 0.62 * t + flat * math.cos(angle) + 0.08 * size * math.sin(angle)
        points.append((largeur * x, hauteur * (0.5 - size * math.sin(angle))))
    # the stroke under the name
    points += [(largeur * (0.8 - 0.7 * k / 20), hauteur * (0.86 - 0.08 * math.sin(k / 5))) for k in range(21)]
    return points


@cache
def signature(cle: str, tampon: tuple[str, ...] = ()) -> bytes:
    """Return a PNG of a signature, over a company's rectangular stamp when it has one."""
    image = Image.new("RGB", (520, 220), "white")
    draw = ImageDraw.Draw(image)
    if tampon:
        draw.rectangle((20, 30, 500, 190), outline=(150, 60, 70), width=4)
        for rank, line in enumerate(tampon):
            draw.text((260, 65 + 42 * rank), line, (150, 60, 70), police(30 if rank else 34, rank == 0), anchor="mm")
    draw.line(paraphe(cle, 520, 220), fill=BLEU, width=4, joint="curve")
    return png(image)


def cachet(image: Image.Image, centre: Point, rayon: int, ville: str, jour: str) -> None:
    """Draw a round date stamp on `image`: no country's post uses this one."""
    draw = ImageDraw.Draw(image)
    x, y = centre
    for inner in (0, 10):
        box = (x - rayon + inner, y - rayon + inner, x + rayon - inner, y + rayon - inner)
        draw.ellipse(box, outline="black", width=4 if inner == 0 else 2)
    draw.text((x, y - rayon * 0.4), ville, "black", police(rayon // 6, gras=True), anchor="mm")
    draw.text((x, y + 4), jour, "black", police(rayon // 3, gras=True), anchor="mm")
    draw.text((x, y + rayon * 0.5), "*  *", "black", police(rayon // 4), anchor="mm")


def png(image: Image.Image) -> bytes:
    """Return a picture's PNG."""
    whole = io.BytesIO()
    image.save(whole, "PNG", optimize=False, compress_level=9)
    return whole.getvalue()
