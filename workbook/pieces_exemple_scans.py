"""The post office's slips for a registered letter, filled, stamped, signed and scanned in black and white (G4)."""

import io
import random
from datetime import date

from PIL import Image, ImageDraw
from relancier.base.dates import format_short

from workbook.pieces_exemple_affaire import Partie
from workbook.pieces_exemple_dessin import cachet, paraphe, police

DPI = 200
TAILLE = 1654, 820  # pixels: a slip of 210 × 104 mm
GRAINS = 420


def preuve_de_depot(numero: str, depose: date, expediteur: Partie, client: Partie) -> bytes:
    """Return a TIFF of one page: the counter's receipt."""
    image, draw = _fiche("PREUVE DE DÉPÔT", "Lettre recommandée avec avis de réception", numero)
    _adresse(draw, (90, 300), "Expéditeur", expediteur)
    _adresse(draw, (90, 540), "Destinataire", client)
    draw.text((900, 560), f"Déposée le : {format_short(depose)}", "black", police(32))
    draw.text((900, 620), "Poids : 20 g – une enveloppe", "black", police(28))
    draw.text((900, 670), "À conserver par l’expéditeur", "black", police(26))
    cachet(image, (1450, 420), 125, "VILLEFRANCHE", f"{depose:%d-%m-%Y}")
    return _tiff([_scanner(image, numero)])


def avis_de_reception(numero: str, recu: date, expediteur: Partie, client: Partie) -> bytes:
    """Return a TIFF of two pages: the slip that the addressee signed, and its back, addressed to the sender."""
    recto, draw = _fiche("AVIS DE RÉCEPTION", "Lettre recommandée", numero)
    _adresse(draw, (90, 300), "Destinataire", client)
    draw.text((90, 560), "Présentée et distribuée le :", "black", police(30))
    draw.text((470, 552), format_short(recu), "black", police(40))
    draw.rectangle((90, 630, 122, 662), outline="black", width=3)
    draw.line(((94, 646), (104, 658), (120, 632)), fill="black", width=5)
    draw.text((140, 630), "le destinataire", "black", police(28))
    draw.rectangle((400, 630, 432, 662), outline="black", width=3)
    draw.text((450, 630), "son mandataire", "black", police(28))
    draw.rectangle((860, 520, 1260, 740), outline="black", width=3)
    draw.text((875, 530), "Signature", "black", police(24))
    draw.line([(880 + x, 545 + y) for x, y in paraphe(f"{client.nom} poste", 360, 180)], "black", 5, joint="curve")
    cachet(recto, (1450, 590), 125, "CHAUFFAILLES", f"{recu:%d-%m-%Y}")
    verso, draw = _fiche("AVIS DE RÉCEPTION", "À renvoyer à :", numero)
    _adresse(draw, (620, 340), "Expéditeur de la lettre", expediteur, 40)
    cachet(verso, (260, 560), 125, "CHAUFFAILLES", f"{recu:%d-%m-%Y}")
    return _tiff([_scanner(recto, f"{numero} recto"), _scanner(verso, f"{numero} verso")])


def _fiche(titre: str, sous_titre: str, numero: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return a blank slip with its heading, its number and the bars that a machine reads."""
    image = Image.new("L", TAILLE, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, TAILLE[0] - 40, TAILLE[1] - 40), outline="black", width=4)
    draw.text((90, 75), titre, "black", police(54, gras=True))
    draw.text((90, 150), sous_titre, "black", police(34))
    draw.line(((60, 220), (820, 220)), fill="black", width=3)
    draw.text((90, 235), f"N° {numero}", "black", police(40, gras=True))
    bars, x = random.Random(numero), 900
    while x < 1560:
        width = bars.choice((3, 3, 6, 9))
        draw.rectangle((x, 80, x + width, 190), fill="black")
        x += width + bars.choice((4, 4, 7, 10))
    draw.text((1230, 215), numero, "black", police(30), anchor="mm")
    return image, draw


def _adresse(draw: ImageDraw.ImageDraw, place: tuple[int, int], role: str, partie: Partie, size: int = 32) -> None:
    x, y = place
    draw.text((x, y), role, "black", police(22))
    for rank, line in enumerate((f"{partie.nom} {partie.forme}".strip(), *partie.lignes)):
        draw.text((x, y + 32 + rank * (size + 10)), line, "black", police(size, gras=rank == 0))


def _scanner(image: Image.Image, cle: str) -> Image.Image:
    """Return the slip as a cheap scanner sees it: a little askew, specked, black or white."""
    draw = random.Random(cle)
    askew = image.rotate(draw.uniform(-0.9, 0.9), Image.Resampling.BICUBIC, fillcolor=255)
    for _ in range(GRAINS):
        askew.putpixel((draw.randrange(TAILLE[0]), draw.randrange(TAILLE[1])), draw.choice((0, 0, 255)))
    return askew.point([255 * (value > 150) for value in range(256)]).convert("1", dither=Image.Dither.NONE)


def _tiff(pages: list[Image.Image]) -> bytes:
    whole = io.BytesIO()
    pages[0].save(whole, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(DPI, DPI))
    return whole.getvalue()
