"""What leaves by e-mail and by SMS: drafts to open in a mail program, texts to send, and the list of the latter."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from relancier.base.contacts import read_emails
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.filenames import safe_stem
from relancier.creances.portefeuille import Creancier
from relancier.documents.courriel import Message
from relancier.documents.eml import Correspondant, Piece, draft
from relancier.documents.gsm import septets
from relancier.documents.sms import number_of
from relancier.relances.passage import Envoi

SMS_LIST = "SMS.csv"
HEADINGS = ("Code", "Nom", "Numéro", "Texte", "Longueur")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what Excel would compute


class Post:
    """Makes the messages of one passage.

    Attributes:
      remarques: what somebody should know about them, each once.
    """

    def __init__(self, creancier: Creancier, day: date, passage: str, *, projet: bool) -> None:
        self._creancier = creancier
        self._day = day
        self._passage = passage
        self._projet = projet
        self._from = Correspondant(creancier.nom, read_emails(creancier.email).valables[:1])
        self.remarques: list[Anomalie] = []

    def eml(self, envoi: Envoi, message: Message, titre: str, pdf: bytes) -> bytes:
        """Return the draft of `message` with its letter `pdf` attached; a project has no addressee."""
        self._remark_no_sender()
        addresses = () if self._projet else read_emails(envoi.debiteur.email).valables
        name = safe_stem(f"{titre} - {self._creancier.nom} - {self._day:%Y-%m-%d}")
        reference = f"{self._passage} {envoi.debiteur.code} {envoi.groupe}"
        return draft(
            message,
            self._from,
            Correspondant(envoi.debiteur.nom, addresses),
            [Piece(f"{name}.pdf", pdf)],
            self._day,
            reference,
        )

    def sms(self, envoi: Envoi, text: str) -> bytes:
        """Return the file that keeps an SMS: the number, an empty line, the text."""
        heading = "PROJET – NE PAS ENVOYER\r\n" if self._projet else ""
        return f"{heading}{number_of(envoi)}\r\n\r\n{text}\r\n".encode()

    def _remark_no_sender(self) -> None:
        if self._from.adresses or self.remarques:
            return
        self.remarques.append(
            Anomalie(
                "e-mail-creancier",
                Gravite.REMARQUE,
                Lieu(feuille="Créancier", table="tblCreancier", colonne="Valeur"),
                self._creancier.email,
                "Les e-mails n'ont pas d'expéditeur : votre messagerie mettra le sien.",
                "Remplissez « E-mail », feuille Créancier.",
            )
        )


def sms_list(messages: Iterable[tuple[Envoi, str]]) -> bytes:
    """Return the SMS to send as a table that Excel opens in French: semicolons, UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for envoi, text in messages:
        cells = (envoi.debiteur.code, envoi.debiteur.nom, number_of(envoi), text)
        writer.writerow([*map(_inert, cells), septets(text)])
    return out.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    """Return `text` as a cell that Excel only shows."""
    return f"'{text}" if text.startswith(FORMULA) else text
