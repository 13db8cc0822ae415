"""What a file is, by its content; its name only decides between things that look alike inside."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

import olefile

from relancier.dossier.intake.rapport import Rejet

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"GIF87a",
    b"GIF89a",
)
_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_HEADER = re.compile(
    rb"(?im)^(from|to|cc|subject|date|received|mime-version|message-id|return-path|delivered-to|content-type"
    rb"|x-[a-z-]+|dkim-signature|reply-to):"
)
_UNPACKED_MAX = 300_000_000  # bytes of an office document once unpacked
_PART_MAX = 80_000_000  # bytes of one of its parts
_SAVE_AS_PDF = "Ouvrez-le dans son programme et enregistrez-le en PDF, puis donnez ce PDF comme pièce."


class Sorte(StrEnum):
    """The kinds of file that become pages."""

    PDF = "pdf"
    IMAGE = "image"
    HEIC = "heic"
    DOCX = "docx"
    BUREAU = "bureau"  # what only LibreOffice prints
    COURRIEL = "courriel"
    MSG = "msg"
    TEXTE = "texte"


def reconnais(fichier: Path, nom: str) -> Sorte:
    """Return what `fichier`, which the user calls `nom`, is.

    Raises:
      Rejet: it is empty, locked, or of a kind that cannot become pages.
    """
    with fichier.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00"):
        raise Rejet("piece-vide", f"« {nom} » est vide.", "Reprenez le fichier à sa source.")
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Sorte.PDF
    if head.startswith(_PICTURES) or _is_bmp(head) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Sorte.IMAGE
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return Sorte.HEIC
    if head.startswith((b"PK\x03\x04", _OLE)):
        return _ole(fichier, nom) if head.startswith(_OLE) else _zip(fichier, nom)
    return _words(head, nom)


def _words(head: bytes, nom: str) -> Sorte:
    """Return what a file without a signature of its own is."""
    if head.lstrip().startswith(b"{\\rtf"):
        return Sorte.BUREAU
    suffix = Path(nom).suffix.lower()
    if suffix == ".pdf":  # beyond repair is for the openers to say
        return Sorte.PDF
    if _is_mail(head, suffix):
        return Sorte.COURRIEL
    if b"%PDF-" in head[:1024]:  # readers accept what stands before
        return Sorte.PDF
    if is_text(head):
        return Sorte.TEXTE
    raise Rejet(
        "piece-inconnue",
        f"« {nom} » n'est ni un PDF, ni une image, ni un document, ni un message que Relancier sache mettre en pages.",
        _SAVE_AS_PDF,
    )


def is_text(data: bytes) -> bool:
    """Whether bytes are meant to be read: no control characters to speak of, or a mark of UTF-16 or UTF-32."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")):
        return True
    controls = sum(1 for byte in data if byte < 32 and byte not in b"\t\n\r\f\x0b\x1b\x1a")
    return b"\x00" not in data and controls * 200 <= len(data)


def _is_bmp(head: bytes) -> bool:
    return (
        head[:2] == b"BM" and head[6:10] == b"\x00" * 4 and head[14:18] in (b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
    )


def _is_mail(head: bytes, suffix: str) -> bool:
    """Whether a text begins as a message does: two headers before its first empty line, one when it is named so."""
    top = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf").lstrip(), maxsplit=1)[0]
    named = {match.group(1).lower() for match in _HEADER.finditer(top)}
    begins = re.match(rb"(From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:", top) is not None
    return begins and len(named) >= (1 if suffix in {".eml", ".mht", ".mhtml"} else 2)


def _zip(fichier: Path, nom: str) -> Sorte:
    try:
        with zipfile.ZipFile(fichier) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            kind = archive.read("mimetype")[:100] if "mimetype" in names and len(entries) < 5000 else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Rejet(
            "piece-abimee", f"« {nom} » est abîmé : son archive ne s'ouvre pas.", "Demandez un nouvel exemplaire."
        ) from error
    office = "[Content_Types].xml" in names or kind.startswith(b"application/vnd.oasis.opendocument")
    if not office:
        raise Rejet(
            "piece-archive",
            f"« {nom} » est une archive de fichiers, pas une pièce.",
            "Décompressez-la et donnez chaque fichier comme une pièce.",
        )
    if sum(entry.file_size for entry in entries) > _UNPACKED_MAX or any(
        entry.file_size > _PART_MAX for entry in entries if entry.filename.endswith((".xml", ".rels"))
    ):
        raise Rejet("piece-trop-grosse", f"« {nom} » est démesuré une fois décompressé.", _SAVE_AS_PDF)
    return Sorte.DOCX if "word/document.xml" in names or nom.lower().endswith(".docx") else Sorte.BUREAU


def _ole(fichier: Path, nom: str) -> Sorte:
    try:
        with olefile.OleFileIO(fichier) as ole:
            names = {"/".join(path).lower() for path in ole.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise Rejet("piece-abimee", f"« {nom} » est abîmé.", "Demandez un nouvel exemplaire.") from error
    if "__properties_version1.0" in names:
        return Sorte.MSG
    if "encryptedpackage" in names:
        raise Rejet(
            "piece-chiffree",
            f"« {nom} » est protégé par un mot de passe.",
            "Ouvrez-le, retirez le mot de passe et enregistrez-le à nouveau, ou enregistrez-le en PDF.",
        )
    if names & {"worddocument", "workbook", "book", "powerpoint document"}:
        return Sorte.BUREAU
    raise Rejet("piece-inconnue", f"« {nom} » est d'un format que Relancier ne met pas en pages.", _SAVE_AS_PDF)
