"""What the documents of a case file are made from: the parties, the décompte, the court, the exhibits, the facts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from relancier.base.errors import InvalidInput
from relancier.creances.conventions import Conventions
from relancier.creances.portefeuille import Creancier, Debiteur
from relancier.creances.releve import Decompte
from relancier.droit.juridiction import Juridiction


@dataclass(frozen=True, slots=True)
class PieceListee:
    """An exhibit, as documents list it.

    Attributes:
      numero: as it is printed: "3", or "3 bis".
      nature: "contrat", "devis", "commande", "CGV", "livraison", "facture", "correspondance", "mise en demeure",
        "preuve de dépôt", "avis de réception", "échéancier", "décompte"…
      intitule: how the bordereau names it: "Facture F2026-014".
      pages: how many.
      reference: the number on it; "" when it has none.
      premiere_page: its first page in the bundle; None when it is not bound.
      volume: the volume that holds it, from 1; 0 when there is but one.
      empreinte: the SHA-256 of the original, in hexadecimal; "" when not counted yet.
      factures: the numbers of the factures that it proves something of; none for the whole debtor.
    """

    numero: str
    nature: str
    intitule: str
    pages: int
    date: dt.date | None = None
    reference: str = ""
    premiere_page: int | None = None
    volume: int = 0
    empreinte: str = ""
    factures: tuple[str, ...] = ()


class NatureDemarche(StrEnum):
    """A step taken before the judge is asked."""

    RELANCE = "relance"
    MISE_EN_DEMEURE = "mise en demeure"


@dataclass(frozen=True, slots=True)
class Demarche:
    """A letter that asked the debtor to pay.

    Attributes:
      date: the day it was sent.
      canal: how: "e-mail", "lettre recommandée avec avis de réception"; "" when not known.
      pieces: the numbers of the exhibits that prove it: the letter, its deposit, its return.
      factures: those that it claimed; none for all.
      depose, recu: the day it was handed to the post, and the day it reached the debtor; None when not known.
      numero: its registration number; "" when it has none.
      absence: why no exhibit shows it, in French, such as "la feuille Relances, ligne 4, ne nomme pas son document"; ""
        when one does, or when that is not known.
    """

    date: dt.date
    nature: NatureDemarche
    canal: str = ""
    pieces: tuple[str, ...] = ()
    factures: tuple[str, ...] = ()
    depose: dt.date | None = None
    recu: dt.date | None = None
    numero: str = ""
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Fait:
    """Something that happened.

    Attributes:
      phrase: what, in French, without its date nor a final stop: "facture F2026-014 de 1 200,00 €, payable le …".
      pieces: the numbers of the exhibits that prove it.
      montant: € that it is about; None when none.
      nature: "facture", "règlement", "livraison"…: facts of one nature are folded in a long chronology; "" for one
        that stands by itself.
      absence: why no exhibit proves it, as in `Demarche`.
    """

    date: dt.date
    phrase: str
    pieces: tuple[str, ...] = ()
    montant: Decimal | None = None
    nature: str = ""
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Affaire:
    """A case.

    Attributes:
      conventions: those in which `decompte` was counted.
      juridiction: the court; `siege` is "" when it must be looked up, and is then left to write.
      pieces: in the order of the bundle.
      demarches: what was sent to the debtor.
      faits: facts that the records do not tell: a signed plan, a promise.
      etabli_le: the day the documents are made.
      renvoi: the court to which the case is asked to go on opposition, "le tribunal de commerce de Lyon"; "" when
        that is not asked (CPC 1408).
      prescription: the last day of the clock that ends first; None when not computed.
      contestee: how the debt is disputed, a French sentence; "" when it is not.

    Raises:
      InvalidInput: two exhibits bear one number, or a fact points to one that is not listed.
    """

    creancier: Creancier
    debiteur: Debiteur
    decompte: Decompte
    conventions: Conventions
    juridiction: Juridiction
    pieces: tuple[PieceListee, ...]
    etabli_le: dt.date
    demarches: tuple[Demarche, ...] = ()
    faits: tuple[Fait, ...] = ()
    renvoi: str = ""
    prescription: dt.date | None = None
    contestee: str = ""
    numeros: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        numbers = [one.numero for one in self.pieces]
        object.__setattr__(self, "numeros", frozenset(numbers))
        if len(self.numeros) != len(numbers):
            twice = next(one for one in numbers if numbers.count(one) > 1)
            raise InvalidInput(
                "piece-en-double", f"Deux pièces portent le numéro {twice}.", "Donnez à chacune le sien."
            )
        for cited in (*(one.pieces for one in self.demarches), *(one.pieces for one in self.faits)):
            self._refuse_unknown(cited)

    def numeros_de(self, *natures: str, facture: str = "") -> tuple[str, ...]:
        """Return the numbers of the exhibits of one of `natures`, those of `facture` when it is given."""
        return tuple(
            one.numero for one in self.pieces if one.nature in natures and (not facture or facture in one.factures)
        )

    def _refuse_unknown(self, cited: Iterable[str]) -> None:
        for numero in cited:
            if numero not in self.numeros:
                raise InvalidInput(
                    "piece-inconnue",
                    f"Un fait renvoie à la pièce n° {numero}, qui n'est pas au bordereau.",
                    "Ajoutez cette pièce, ou corrigez le renvoi.",
                )
