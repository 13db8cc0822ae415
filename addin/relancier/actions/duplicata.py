"""`relancier duplicata`: the letter that was sent, again: the recorded PDF, marked as a copy. No row, no new letter."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.actions.output import aside, in_place
from relancier.actions.sent_letters import SentLetter, letter_of, letters_to
from relancier.base.errors import InvalidInput, Lieu, Refus
from relancier.classeur.host import Host
from relancier.documents.pdf.duplicata import WORD, stamp
from relancier.documents.pdf.text import missing

FOLDER = "Duplicatas"


@dataclass(frozen=True, slots=True)
class Duplicata:
    """A copy that was made.

    Attributes:
      original: the recorded PDF, untouched.
      copie: the marked copy.
      remarques: what to know before handing it over, a sentence each.
    """

    lettre: SentLetter
    original: Path
    empreinte: str
    copie: Path
    pages: int
    remarques: tuple[str, ...] = ()

    @property
    def date(self) -> date | None:
        """The letter's day."""
        return self.lettre.rows[0].day("Date")


def copy(
    host: Host,
    relance: str | None = None,
    debiteur: str | None = None,
    passage: str | None = None,
    sortie: Path | None = None,
) -> Duplicata:
    """Copy the letter of the row `relance`, or the latest to `debiteur` (of `passage`), in `sortie`.

    Raises:
      InvalidInput: no such letter, or no document is recorded for it.
      Refus: the recorded PDF is missing, or is not the one that was sent; the folder cannot be written.
    """
    if (relance is None) == (debiteur is None):
        raise InvalidInput(
            "duplicata-de-quoi", "Dites de quelle lettre : --relance ou --debiteur, et un seul des deux.", ""
        )
    history = host.history()
    remarks = []
    if relance is not None:
        letter = letter_of(history, relance)
    else:
        found = letters_to(history, debiteur or "", passage)
        with_document = [one for one in found if one["Document"]]
        letter = (with_document or found)[-1]
        if len(found) > 1:
            remarks.append(
                f"{len(found)} lettres à ce client : voici {'la dernière,' if passage is None else 'celle'} du "
                f"passage {letter['Passage'] or letter['Date']}."
            )
    if letter.is_cancelled:
        remarks.append("Cette lettre a été annulée : ne la remettez pas comme une demande de paiement.")
    original = _proved(host, letter)
    sortie = sortie or host.path.parent / FOLDER
    with aside(sortie) as folder:
        made = folder / f"{original.stem} {WORD}.pdf"
        pages = stamp(original, made)
        if missing(made, (WORD,)):
            raise InvalidInput("pdf-incomplet", f"Le PDF ne porte pas « {WORD} ».", "Transmettez-nous cette lettre.")
        with in_place(folder, sortie) as moved:
            placed = moved[made]
    return Duplicata(letter, original, letter["Empreinte"], placed, pages, tuple(remarks))


def _proved(host: Host, letter: SentLetter) -> Path:
    """Return the recorded PDF once its bytes are known to be those that were sent."""
    recorded, expected = letter["Document"], letter["Empreinte"]
    place = Lieu(feuille="Relances", ligne=letter.rows[0].ligne)
    if not recorded or not expected:
        what = "Document" if not recorded else "Empreinte"
        raise InvalidInput(
            "document-non-enregistre",
            f"L'historique ne dit pas quel PDF est parti : la colonne {what} est vide.",
            "Seules les lettres faites par Relancier ont un duplicata.",
            place,
        )
    original = host.path.parent / recorded
    if not original.is_file():
        raise Refus(
            "document-absent",
            f"Le PDF envoyé n'est plus là : « {recorded} ».",
            "Remettez-le à sa place depuis une sauvegarde ; Relancier ne le refait pas.",
            place,
        )
    if hashlib.sha256(original.read_bytes()).hexdigest() != expected.casefold():
        raise Refus(
            "document-altere",
            f"« {recorded} » n'est pas le PDF qui a été envoyé : son empreinte SHA-256 est une autre.",
            "Reprenez l'original d'une sauvegarde.",
            place,
        )
    return original
