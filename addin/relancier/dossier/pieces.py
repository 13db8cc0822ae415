"""An exhibit on its way into the bundle: chosen, then made into one clean PDF, then placed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # exhibits are chosen long before anything of a PDF is loaded
    from relancier.dossier.liasse.apercu import Releve


class Gravite(StrEnum):
    """What a finding does to the bundle."""

    REFUS = "refus"  # the exhibit cannot be used as it is
    DEFAUT = "défaut"  # the bundle goes on with it only when the user insists
    REMARQUE = "remarque"


@dataclass(frozen=True, slots=True)
class Constat:
    """Something found about an exhibit, or about the whole file.

    Attributes:
      code: stable identifier, such as "piece-chiffree".
      message, remede: French sentences.
      piece: the exhibit's number; "" when it is about the whole.
      page: from 1; 0 when no page is meant.
    """

    code: str
    gravite: Gravite
    message: str
    remede: str = ""
    piece: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """An exhibit, chosen and numbered.

    Attributes:
      numero: as it is printed: "3", or "3 bis".
      nature: "contrat", "devis", "commande", "CGV", "livraison", "facture", "correspondance", "mise en demeure",
        "preuve de dépôt", "avis de réception", "échéancier", "décompte"…
      intitule: how the bordereau names it: "Facture F2026-014".
      date: its own day; None when it has none.
      reference: the number on it; "" when it has none.
      fichier: the original, untouched.
      factures: the numbers of the factures that it proves something of; none for the whole debtor.
    """

    numero: str
    nature: str
    intitule: str
    fichier: Path
    date: dt.date | None = None
    reference: str = ""
    factures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PiecePrete:
    """An exhibit as one clean PDF, ready to be stamped.

    Attributes:
      pdf: that PDF: nothing active in it, nothing encrypted, all that was visible and nothing more.
      pages: how many.
      empreinte: the SHA-256 of the original, in hexadecimal.
      changements: what was changed to get there, a French sentence each: layers, actions, forms, rotation…
      constats: what was found.
      jointes: files saved beside it: a Factur-X XML, the attachments of an e-mail that are not pages of it.
      releves: what was noted of each page for its stamp; none when nobody looked, which is then done as it is bound.
    """

    piece: Piece
    pdf: Path
    pages: int
    empreinte: str
    changements: tuple[str, ...] = ()
    constats: tuple[Constat, ...] = ()
    jointes: tuple[Path, ...] = ()
    releves: "tuple[Releve, ...]" = ()
