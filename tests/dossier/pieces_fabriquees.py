"""Exhibits of every kind, made by hand: sound, odd and hostile ones, each in one function that returns its bytes."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pikepdf
from docx import Document
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

A4 = (595, 842)


def nouveau(textes: tuple[str, ...] = ("Bonjour",), size: tuple[float, float] = A4) -> pikepdf.Pdf:
    """A PDF of one page a text, in Helvetica."""
    pdf = pikepdf.new()
    for texte in textes:
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F1=police(pdf)))
        page.obj.Contents = pdf.make_stream(f"BT /F1 24 Tf 60 700 Td ({texte}) Tj ET".encode("latin-1"))
    return pdf


def police(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


def octets(pdf: pikepdf.Pdf, **how: object) -> bytes:
    whole = io.BytesIO()
    pdf.save(whole, **{"static_id": True, **how})  # type: ignore[arg-type]
    return whole.getvalue()


def simple(texte: str = "Bonjour") -> bytes:
    return octets(nouveau((texte,)))


def chiffre(user: str) -> bytes:
    return octets(nouveau(), static_id=False, encryption=pikepdf.Encryption(user=user, owner="maître", R=6))


def sans_index() -> bytes:
    return simple("Réparé").replace(b"startxref", b"startxxxx").replace(b"xref\n", b"xxxx\n")


def coupe() -> bytes:
    whole = octets(nouveau(("Un", "Deux", "Trois")), compress_streams=False)
    return whole[: len(whole) // 2]


def sans_page() -> bytes:
    return octets(pikepdf.new())


def arbre_sans_fin() -> bytes:
    pdf = nouveau()
    tree = pdf.Root.Pages
    tree.Kids.append(tree)
    return octets(pdf)


def signets_en_boucle() -> bytes:
    pdf = nouveau()
    one = pdf.make_indirect(Dictionary(Title=String("Sans fin")))
    one.Next, one.First, one.Last = one, one, one
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=one, Last=one, Count=1))
    return octets(pdf)


def bombe() -> bytes:
    """A stream of 200 kB that unpacks to 200 MB."""
    pdf = nouveau()
    packed = zlib.compress(b" " * 200_000_000, 9)
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    return octets(pdf)


def couches(total: int = 33, cachees: int = 3) -> bytes:
    """A page with a word on each layer; the last ones are hidden, one of them inside a form."""
    pdf = nouveau(("Base",))
    page = pdf.pages[0].obj
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"Calque {n}"))) for n in range(1, total + 1)]
    page.Resources.Properties = Dictionary({f"/MC{n}": group for n, group in enumerate(groups, 1)})
    parts = [b"BT /F1 24 Tf 60 700 Td (Base) Tj ET"]
    parts += [f"/OC /MC{n} BDC BT /F1 12 Tf 60 {700 - 18 * n} Td (Mot {n}) Tj ET EMC".encode() for n in range(1, total)]
    form = pdf.make_stream(f"/OC /MC{total} BDC 0 0 100 100 re f EMC".encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = Dictionary(Properties=Dictionary({f"/MC{total}": groups[-1]}))
    page.Resources.XObject = Dictionary(X1=form)
    page.Contents = pdf.make_stream(b"\n".join([*parts, b"q /X1 Do Q"]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(groups[total - cachees :])))
    return octets(pdf)


def actif() -> bytes:
    """Scripts at opening and on a page, a Launch and an URI link, a hidden note, a popup, a video, a file."""
    pdf = nouveau(("Actif", "Deux"))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.Root.AA = Dictionary(WC=script)
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("calc.exe")))

    def note(kind: str, **more: object) -> Dictionary:
        return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([60, 60, 160, 90]), **more)

    pdf.pages[0].obj.Annots = Array(
        [
            note("Link", A=Dictionary(S=Name.Launch, F=String("calc.exe"))),
            note("Link", A=Dictionary(S=Name.URI, URI=String("https://exemple.fr"))),
            note("Link", A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]), Next=script)),
            note("Text", F=2, Contents=String("cachée")),
            note("Popup", F=0),
            note("RichMedia", RichMediaContent=Dictionary()),
        ]
    )
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"secret", filename="notes.txt")
    return octets(pdf)


def formulaire(dessine: bool, valeur: str = "Valeur 42") -> bytes:
    """A text field, with or without the picture of its value."""
    pdf = nouveau(("Nom :",))
    font = police(pdf)
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("nom"),
            V=String(valeur),
            F=4,
            Rect=Array([60, 600, 360, 640]),
            DA=String("/Helv 18 Tf 0 g"),
            P=pdf.pages[0].obj,
        )
    )
    if dessine:
        look = pdf.make_stream(f"/Tx BMC q BT /Helv 18 Tf 2 12 Td ({valeur}) Tj ET Q EMC".encode())
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 40])
        look.Resources = Dictionary(Font=Dictionary(Helv=font))
        field.AP = Dictionary(N=look)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DR=Dictionary(Font=Dictionary(Helv=font)), DA=String("/Helv 0 Tf 0 g")
    )
    pdf.pages[0].obj.Annots = Array([field])
    return octets(pdf)


def signe() -> bytes:
    pdf = nouveau(("Contrat",))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("s"),
            Rect=Array([0, 0, 0, 0]),
            F=132,
            V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x" * 20)),
        )
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    pdf.pages[0].obj.Annots = Array([field])
    return octets(pdf)


def xfa(dynamique: bool) -> bytes:
    pdf = pikepdf.open(io.BytesIO(formulaire(True)))
    render = b"<dynamicRender>required</dynamicRender>" if dynamique else b"<dynamicRender>forbidden</dynamicRender>"
    pdf.Root.AcroForm.XFA = Array([String("config"), pdf.make_stream(b"<config>" + render + b"</config>")])
    return octets(pdf)


def factur_x() -> bytes:
    pdf = nouveau(("Facture F2026-014",))
    xml = b'<?xml version="1.0"?><rsm:CrossIndustryInvoice xmlns:rsm="x"/>'
    pdf.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(pdf, xml, filename="factur-x.xml")
    pdf.Root.AF = Array([pdf.attachments["factur-x.xml"].obj])
    return octets(pdf)


def pages(*kinds: str) -> bytes:
    """Pages that are "vide", "envers", "couchee", or that say the text given."""
    pdf = nouveau(tuple("" if one == "vide" else one for one in kinds))
    for page, kind in zip(pdf.pages, kinds, strict=True):
        if kind == "envers":
            page.obj.Rotate = 180
        elif kind == "couchee":
            page.obj.Rotate = 90
    return octets(pdf)


def geante() -> bytes:
    pdf = nouveau(size=(14_400, 14_400))
    pdf.pages[0].obj.UserUnit = 3
    return octets(pdf)


def sans_format() -> bytes:
    pdf = nouveau()
    pdf.pages[0].obj.MediaBox = Array([0, 0, 0, 0])
    pdf.pages[0].obj.Rotate = 45
    return octets(pdf)


def photo(exif: int = 1, mode: str = "RGB", kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """A picture, red at the left and blue at the right."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill="blue")
    image = image.convert(mode)
    noted = Image.Exif()
    noted[0x0112] = exif
    data = io.BytesIO()
    image.save(data, kind, exif=noted.tobytes()) if kind == "JPEG" else image.save(data, kind)
    return data.getvalue()


def png_transparent() -> bytes:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 50, 50), fill=(0, 0, 0, 255))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def png_16_bits() -> bytes:
    image = Image.new("I;16", (60, 40), 40_000)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def avis_numerise(pages: int = 2) -> bytes:
    """A scan in one bit a pixel, at 200 dpi."""
    sheets = []
    for number in range(pages):
        sheet = Image.new("1", (1654, 2339), 1)
        ImageDraw.Draw(sheet).text((300, 300 + 100 * number), f"AVIS {number}", fill=0, font_size=60)
        sheets.append(sheet)
    data = io.BytesIO()
    sheets[0].save(data, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=sheets[1:])
    return data.getvalue()


def heic() -> bytes:
    """A photo of 16 × 16 points, all orange."""
    return base64.b64decode(HEIC)


def contrat_docx(texte: str = "Contrat de fourniture") -> bytes:
    document = Document()
    document.add_paragraph(texte)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def courriel(texte: str = "Voici le devis.", html: str = "", jointes: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    message = EmailMessage()
    message["From"] = "Éva Martin <eva@exemple.fr>"
    message["To"] = "compta@client.fr"
    message["Cc"] = "direction@client.fr"
    message["Subject"] = "Facture n° 14 : relance"
    message["Date"] = "Mon, 04 May 2026 10:32:00 +0200"
    if texte:
        message.set_content(texte)
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    for name, data in jointes:
        if name.endswith(".eml"):
            inner = EmailMessage()
            inner["From"], inner["Subject"] = "x@y.fr", "Dedans"
            inner.set_content(data.decode())
            message.add_attachment(inner, filename=name)
        else:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def outlook(objet: str = "Relance", corps: str = "Merci de régler.", jointe: bytes = b"") -> bytes:
    """An Outlook message: a compound file whose streams all stand in its big sectors."""

    def text(tag: int, value: str) -> tuple[str, bytes]:
        return f"__substg1.0_{tag:04X}001F", value.encode("utf-16-le")

    headers = "From: Paul <paul@exemple.fr>\r\nTo: compta@client.fr\r\nDate: Mon, 04 May 2026 10:32:00 +0200\r\n\r\n"
    root: dict[str, object] = dict(
        [text(0x0037, objet), text(0x1000, corps), text(0x007D, headers), text(0x001A, "IPM.Note")]
    )
    listed = b"".join(struct.pack("<IIII", tag << 16 | 0x1F, 6, 0, 0) for tag in (0x0037, 0x1000, 0x007D, 0x001A))
    listed += struct.pack("<IIII", 0x340D0003, 6, 0x40000, 0)
    root["__properties_version1.0"] = struct.pack("<8x4I8x", 0, int(bool(jointe)), 0, int(bool(jointe))) + listed
    if jointe:
        listed = struct.pack("<12I", 0x37050003, 6, 1, 0, 0x3707001F, 6, 0, 0, 0x37010102, 6, 0, 0)
        file = [text(0x3707, "devis.txt"), ("__substg1.0_37010102", jointe)]
        root["__attach_version1.0_#00000000"] = dict(file) | {"__properties_version1.0": bytes(8) + listed}
    return _compound(root)


def _compound(root: dict[str, object]) -> bytes:
    """A compound file (MS-CFB, version 3) of the tree given, whose streams are all small."""
    entries: list[tuple[str, int, int, bytes]] = []  # name, child, right sibling, data; no data: a storage

    def add(tree: dict[str, object]) -> int:
        first = 0
        # a chain to the right, from the least name
        for name, value in sorted(tree.items(), key=lambda pair: (len(pair[0]), pair[0].upper()), reverse=True):
            child = add(value) if isinstance(value, dict) else 0
            entries.append((name, child, first, value if isinstance(value, bytes) else b""))
            first = len(entries)  # the root entry stands first
        return first

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        links = [0xFFFFFFFF, right or 0xFFFFFFFF, child or 0xFFFFFFFF]
        head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, *links)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    def sectors(data: bytes) -> bytes:
        return data.ljust(-(-len(data) // 512) * 512, b"\0")

    top = add(root)
    small, mini, listing = b"", [], b""
    for name, child, right, data in entries:
        count = -(-len(data) // 64)
        start = len(mini) if count else 0xFFFFFFFE
        mini += [len(mini) + n + 1 for n in range(count - 1)] + [0xFFFFFFFE] * bool(count)
        small += data.ljust(count * 64, b"\0")
        listing += entry(name, 2 if data else 1, child, right, start if data else 0, len(data))
    parts = [sectors(small), sectors(struct.pack(f"<{len(mini)}I", *mini).ljust(512, b"\xff")), b""]
    first_listing = (len(parts[0]) + len(parts[1])) // 512
    parts[2] = sectors(entry("Root Entry", 5, top, 0, 0, len(small)) + listing)
    fat: list[int] = []
    for part in parts:
        count = len(part) // 512
        fat += [len(fat) + n + 1 for n in range(count - 1)] + [0xFFFFFFFE]
    table = len(fat)
    fat += [0xFFFFFFFD]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, first_listing, 0, 4096, len(parts[0]) // 512, 1, 0xFFFFFFFE, 0)
    header += struct.pack("<I", table).ljust(436, b"\xff")
    return header + b"".join(parts) + struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")


def archive() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as whole:
        whole.writestr("facture.pdf", simple())
    return data.getvalue()


def ecris(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


FABRIQUES: dict[str, Callable[[], bytes]] = {
    "simple.pdf": simple,
    "jumeau.pdf": simple,
    "ouvert.pdf": lambda: chiffre(""),
    "ferme.pdf": lambda: chiffre("sésame"),
    "repare.pdf": sans_index,
    "coupe.pdf": coupe,
    "sans_page.pdf": sans_page,
    "ordures.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "arbre.pdf": arbre_sans_fin,
    "signets.pdf": signets_en_boucle,
    "couches.pdf": couches,
    "actif.pdf": actif,
    "rempli.pdf": lambda: formulaire(True),
    "a_dessiner.pdf": lambda: formulaire(False),
    "signe.pdf": signe,
    "xfa_dynamique.pdf": lambda: xfa(True),
    "xfa_fixe.pdf": lambda: xfa(False),
    "factur_x.pdf": factur_x,
    "pages.pdf": lambda: pages("Page", "vide", "Page", "envers", "couchee"),
    "geante.pdf": geante,
    "sans_format.pdf": sans_format,
    "photo.jpg": lambda: photo(6),
    "miroir.jpg": lambda: photo(2),
    "cmjn.jpg": lambda: photo(mode="CMYK"),
    "coupee.jpg": lambda: photo(size=(1200, 900))[:3000],
    "sans_extension": photo,
    "transparent.png": png_transparent,
    "seize.png": png_16_bits,
    "palette.png": lambda: photo(mode="P", kind="PNG"),
    "avis.tif": avis_numerise,
    "iphone.heic": heic,
    "contrat.docx": contrat_docx,
    "abime.docx": lambda: contrat_docx()[:-200],
    "archive.zip": archive,
    "vide.txt": lambda: b"  \n\t\n",
    "latin.txt": lambda: "Réglé à la échéance – 40 €".encode("cp1252"),
    "utf16.txt": lambda: "Très bien".encode("utf-16"),
    "emoji.txt": "Payé 😀 !".encode,
    "message.eml": lambda: courriel(
        jointes=(
            ("devis.pdf", simple("Devis joint")),
            ("clos.pdf", chiffre("sésame")),
            ("dedans.eml", b"Message dedans"),
            ("contrat.docx", contrat_docx("Contrat joint")),
            ("programme.exe", b"MZ\x00\x01" * 50),
        )
    ),
    "html.eml": lambda: courriel(
        texte="",
        html="<html><head><style>p{}</style></head><body><p>Cher <b>client</b>,</p><p>voir "
        "<a href='https://exemple.fr/f'>ici</a></p><img src='https://pisteur.fr/x.gif'><script>alert(1)</script></body>",
    ),
    "outlook.msg": lambda: outlook(jointe=b"Devis en texte"),
    "inconnu.bin": lambda: bytes(range(256)) * 4,
    "rien.pdf": lambda: b"",
}

HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAXxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ACJpbG9jAAAAAERAAAEAAQAAAAABoAABAAAAAAAAADMAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt"
    "AAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAAABNjb2xybmNs"
    "eAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAAAAEAAAAQAAAAAf///9AAAAAC////0AAAAAIAAAAQcGl4"
    "aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAO21kYXQAAAAvKAGvEyFkY0D4EPdmodRdl/8pzT/qDsenOyEdwNIg"
    "gJtASJNdUAsWEICHdqVW3Pg="
)
