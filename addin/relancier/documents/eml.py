"""An e-mail draft as an .eml file: Outlook and Thunderbird open it ready to be read over and sent.

Every header is made of one line: a name with line breaks can add none. The same message gives the same bytes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime

from relancier.documents.courriel import Message
from relancier.documents.text_template import one_line


@dataclass(frozen=True, slots=True)
class Correspondant:
    """Somebody at one or more addresses, each of them valid ASCII."""

    nom: str
    adresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF to attach: the name that the reader sees, with its suffix, and the file's bytes."""

    nom: str
    octets: bytes


def draft(
    message: Message, de: Correspondant, a: Correspondant, pieces: Sequence[Piece], jour: date, reference: str
) -> bytes:
    """Return the draft of `message`.

    Args:
      de: the sender; without an address the mail program puts its own.
      a: the addressee; no address for a draft that must not leave.
      jour: the day that it bears.
      reference: tells it from the passage's other drafts.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # Outlook opens it as a message to send, not as one received
    if de.adresses:
        mail["From"] = _address(de.nom, de.adresses[0])
    if a.adresses:
        mail["To"] = [_address(a.nom, one) for one in a.adresses]
    mail["Subject"] = one_line(message.objet)
    mail["Date"] = format_datetime(datetime.combine(jour, time(12)))
    print_ = _fingerprint(message, pieces, reference)
    domain = de.adresses[0].rpartition("@")[2] if de.adresses else "relancier.invalid"
    mail["Message-ID"] = f"<{print_}@{domain}>"
    mail.set_content(message.texte, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    for piece in pieces:
        mail.add_attachment(piece.octets, maintype="application", subtype="pdf", filename=one_line(piece.nom))
    _fix_boundaries(mail, print_)
    return mail.as_bytes()


def _address(nom: str, address: str) -> Address:
    return Address(one_line(nom), addr_spec=address)


def _fingerprint(message: Message, pieces: Sequence[Piece], reference: str) -> str:
    digest = hashlib.sha256()
    for part in (reference, message.objet, message.texte, message.html):
        digest.update(part.encode() + b"\0")
    for piece in pieces:
        digest.update(piece.nom.encode() + b"\0" + piece.octets)
    return digest.hexdigest()[:32]


def _fix_boundaries(mail: EmailMessage, print_: str) -> None:
    """Give each multipart a boundary of its own, in place of a drawn one; "=_" stands in no encoded body."""
    parts = [part for part in mail.walk() if isinstance(part, MIMEPart) and part.is_multipart()]
    for rank, part in enumerate(parts):
        part.set_boundary(f"=_{print_}_{rank}")
