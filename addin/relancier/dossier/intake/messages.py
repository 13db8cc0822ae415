"""E-mails, as files: who wrote to whom, when, what, and the files that came with it. Nothing is fetched."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

import oxmsg

from relancier.base.dates import NBSP, format_long
from relancier.dossier.intake.html_texte import en_texte
from relancier.dossier.intake.lecture_texte import decode
from relancier.dossier.intake.rapport import Limites, Rejet

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_LABELS = (("from", "De"), ("to", "À"), ("cc", "Cc"), ("bcc", "Cci"), ("reply-to", "Répondre à"))
_PARTS_MAX = 2_000
# what the parsers raise on headers and bodies that no mail program wrote
_FAULTS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError, OSError, OverflowError)


@dataclass(frozen=True, slots=True)
class Jointe:
    """A file that came with a message."""

    nom: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Courriel:
    """A message.

    Attributes:
      entetes: label in French -> value, in the order in which they are shown.
      texte: what it says.
      depuis_html: the text was drawn from HTML, whose layout is lost.
      jointes: in their order.
      perdues: the names of files that it should carry, but does not.
    """

    entetes: tuple[tuple[str, str], ...]
    texte: str
    depuis_html: bool
    jointes: tuple[Jointe, ...]
    perdues: tuple[str, ...] = ()


def lis_eml(fichier: Path, nom: str, limites: Limites) -> Courriel:
    """Read an .eml.

    Raises:
      Rejet: it holds nothing, or too much.
    """
    message = email.message_from_bytes(fichier.read_bytes(), policy=email.policy.compat32)
    headers = [(label, value) for key, label in _LABELS if (value := _header(message, key))]
    if when := _header(message, "date"):
        headers.append(("Date", _french(when)))
    headers.append(("Objet", _header(message, "subject") or "(sans objet)"))
    plain, html, joined = _sort_parts(message)
    text = "\n\n".join(one for one in plain if one.strip())
    from_html = not text and bool(html)
    if from_html:
        text = "\n\n".join(en_texte(one) for one in html)
    return _checked(Courriel(tuple(headers), text, from_html, tuple(joined)), nom, limites)


def lis_msg(fichier: Path, nom: str, limites: Limites) -> Courriel:
    """Read an Outlook .msg.

    Raises:
      Rejet: it is damaged, holds nothing, or too much.
    """
    try:
        message = oxmsg.Message.load(str(fichier))
        headers = _msg_headers(message)
        text, html = message.body or "", ""
        if not text.strip():
            html = message.html_body or ""
            text = en_texte(html)
        joined, lost = [], []
        for attachment in message.attachments:
            name, data = attachment.file_name or "sans nom", attachment.file_bytes
            if data is None:  # a message inside a message, or a link to a file
                lost.append(name)
            else:
                joined.append(Jointe(name, data))
    except (*_FAULTS, EOFError) as error:
        raise Rejet(
            "piece-abimee",
            f"Le message « {nom} » ne peut pas être lu ({' '.join(str(error).split())[:100]}).",
            "Ouvrez-le dans Outlook et enregistrez-le en PDF.",
        ) from error
    return _checked(Courriel(tuple(headers), text, bool(html), tuple(joined), tuple(lost)), nom, limites)


def _msg_headers(message: oxmsg.Message) -> list[tuple[str, str]]:
    told = {key.casefold(): value for key, value in message.message_headers.items()}
    to = told.get("to") or ", ".join(
        f"{one.name} <{one.email_address}>" if one.name else one.email_address for one in message.recipients
    )
    found = {"from": message.sender or "", "to": to, "cc": told.get("cc", ""), "bcc": told.get("bcc", "")}
    headers = [(label, value) for key, label in _LABELS if (value := _decoded(found.get(key, "")))]
    if message.sent_date:
        headers.append(("Date", _date(message.sent_date)))
    elif told.get("date"):
        headers.append(("Date", _french(told["date"])))
    headers.append(("Objet", message.subject or "(sans objet)"))
    return headers


def _checked(found: Courriel, nom: str, limites: Limites) -> Courriel:
    if not found.texte.strip() and not found.jointes and len(found.entetes) < 2:
        raise Rejet("piece-vide", f"Le message « {nom} » est vide.", "Enregistrez-le à nouveau depuis la messagerie.")
    if len(found.texte) > limites.caracteres or len(found.jointes) > limites.jointes:
        raise Rejet(
            "piece-trop-longue",
            f"Le message « {nom} » est démesuré : {len(found.texte)} caractères, {len(found.jointes)} pièces jointes.",
            "Enregistrez-en la partie utile en PDF.",
        )
    return found


def _sort_parts(message: Message) -> tuple[list[str], list[str], list[Jointe]]:
    """Return the plain texts, the HTML ones, and the files."""
    plain: list[str] = []
    html: list[str] = []
    joined: list[Jointe] = []
    for rank, part in enumerate(_leaves(message)):
        if rank >= _PARTS_MAX:
            raise Rejet("piece-trop-longue", "Le message a trop de parties.", "Enregistrez-en la partie utile en PDF.")
        kind = part.get_content_type()
        name = _filename(part)
        if kind == "message/rfc822":
            joined.append(_inner(part, name))
        elif kind in {"text/plain", "text/html"} and not name and part.get_content_disposition() != "attachment":
            (html if kind == "text/html" else plain).append(_text(part))
        else:
            extension = (part.get_content_subtype() or "bin").split("+")[0][:8]
            joined.append(Jointe(name or f"partie-{len(joined) + 1}.{extension}", _payload(part)))
    return plain, html, joined


def _leaves(message: Message) -> Iterator[Message]:
    """Every part that holds content, in order; a message inside is one part, whatever it holds."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        content = part.get_payload()
        if part.get_content_type() != "message/rfc822" and isinstance(content, list):
            waiting += [one for one in reversed(content) if isinstance(one, Message)]
        else:
            yield part


def _inner(part: Message, name: str) -> Jointe:
    content = part.get_payload()
    inner = content[0] if isinstance(content, list) and content else None
    if not isinstance(inner, Message):
        return Jointe(name or "message.eml", _payload(part))
    try:
        data = inner.as_bytes()
    except _FAULTS:
        data = str(inner.get_payload()).encode("utf-8", "replace")
    subject = re.sub(r"\s+", " ", _header(inner, "subject"))[:60]
    return Jointe(name or f"{subject or 'message'}.eml", data)


def _payload(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        data = None
    if isinstance(data, bytes):
        return data
    return str(part.get_payload()).encode("utf-8", "replace")


def _text(part: Message) -> str:
    data = _payload(part)
    charset = part.get_content_charset() or ""
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return decode(data)


def _filename(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except _FAULTS:
        return ""
    return re.sub(r"\s+", " ", _decoded(name)).replace("\\", "/").rsplit("/", 1)[-1].strip()


def _header(message: Message, key: str) -> str:
    # as they came: `get` would replace what is not ASCII, as old programs write it
    values = [value for name, value in message.raw_items() if name.casefold() == key]
    return ", ".join(one for one in (_decoded(value) for value in values) if one)


def _decoded(value: object) -> str:
    try:
        raw = str(value).encode("utf-8", "surrogateescape")  # headers in raw 8-bit come as surrogates
        text = str(make_header(decode_header(decode(raw))))
    except _FAULTS:
        text = str(value)
    return re.sub(r"\s+", " ", text.encode("utf-8", "replace").decode("utf-8")).strip()


def _french(raw: str) -> str:
    try:
        return _date(parsedate_to_datetime(raw))
    except _FAULTS:
        return raw


def _date(moment: datetime) -> str:
    """Return "lundi 4 mai 2026 à 10 h 32 (heure UTC+2)"."""
    text = f"{_DAYS[moment.weekday()]} {format_long(moment.date())} à {moment.hour}{NBSP}h{NBSP}{moment.minute:02}"
    offset = moment.utcoffset()
    if offset is None:
        return text
    hours, minutes = divmod(abs(int(offset / timedelta(minutes=1))), 60)
    sign = "-" if offset < timedelta(0) else "+"
    zone = f"{sign}{hours}" + (f":{minutes:02}" if minutes else "") if offset else ""
    return f"{text} (heure UTC{zone})"
