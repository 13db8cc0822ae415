"""The report of what was checked: findings, tests of the finished bundle, what was changed in each exhibit, hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from relancier.base.money import NBSP, format_number
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import (
    ConstatImprime,
    Controle,
    Epreuve,
    FichierLivre,
    PieceVerifiee,
)
from relancier.documents.dossier.renvois import imprime, pluriel
from relancier.documents.dossier.typographie import francais

GRAVITES = ("refus", "défaut", "remarque")  # the gravest first
MO, KO = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class ConstatListe:
    """A finding.

    Attributes:
      gravite: one of GRAVITES.
      message, remede: French sentences.
      piece: the exhibit's number; "" when it is about the whole file.
      page: from 1; 0 when no page is meant.
    """

    gravite: str
    message: str
    remede: str = ""
    piece: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class PieceControlee:
    """An exhibit: its original's file name and SHA-256, its pages, what was changed in it (a sentence each)."""

    numero: str
    intitule: str
    fichier: str
    empreinte: str
    pages: int
    changements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EpreuveFaite:
    """A check of the finished bundle.

    Attributes:
      libelle: "chaque page porte son tampon".
      reussie: it passed.
      detail: "550 pages lues", or what is wrong.
    """

    libelle: str
    reussie: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FichierControle:
    """A file of the case: its name in the folder, its size in bytes, its SHA-256."""

    nom: str
    octets: int
    empreinte: str


@dataclass(frozen=True, slots=True)
class BilanControle:
    """All that was checked.

    Attributes:
      profil: where the file is sent and what that place accepts, in French.
    """

    profil: str
    constats: Sequence[ConstatListe] = ()
    epreuves: Sequence[EpreuveFaite] = ()
    pieces: Sequence[PieceControlee] = ()
    fichiers: Sequence[FichierControle] = ()

    @property
    def verdict(self) -> str:
        """Whether the bundle may be sent, in French."""
        if not all(one.reussie for one in self.epreuves) or any(one.gravite == GRAVITES[0] for one in self.constats):
            return "Non conforme"
        flaws = sum(1 for one in self.constats if one.gravite == GRAVITES[1])
        if not flaws:
            return "Conforme"
        return f"Conforme, avec {pluriel(flaws, 'défaut')} signalé{'s' if flaws > 1 else ''}"


def controle(affaire: Affaire, bilan: BilanControle) -> Document:
    """Return the report of `bilan`."""
    findings = sorted(bilan.constats, key=lambda one: GRAVITES.index(one.gravite))
    context = Controle(
        **tete(affaire),
        verdict=bilan.verdict,
        profil=francais(bilan.profil),
        constats=tuple(map(_finding, findings)),
        epreuves=tuple(Epreuve(francais(one.libelle), francais(_result(one))) for one in bilan.epreuves),
        pieces=tuple(map(_exhibit, bilan.pieces)),
        fichiers=tuple(FichierLivre(one.nom, taille(one.octets), one.empreinte) for one in bilan.fichiers),
    )
    return Document("controle", "controle", context, (context.verdict, *(one.message for one in context.constats)))


def taille(octets: int) -> str:
    """Return a size as people read it, `3,42 Mo`."""
    if octets >= MO:
        return f"{format_number(Decimal(octets) / MO)}{NBSP}Mo"
    return f"{format_number(Decimal(-(-octets // KO)), 0)}{NBSP}ko"


def _finding(one: ConstatListe) -> ConstatImprime:
    where = f"pièce{NBSP}{imprime(one.piece)}" if one.piece else "le dossier"
    page = f", p.{NBSP}{one.page}" if one.page else ""
    return ConstatImprime(one.gravite, f"{where}{page}", francais(one.message), francais(one.remede))


def _result(one: EpreuveFaite) -> str:
    found = "conforme" if one.reussie else "NON CONFORME"
    return f"{found} – {one.detail}" if one.detail else found


def _exhibit(one: PieceControlee) -> PieceVerifiee:
    return PieceVerifiee(
        numero=imprime(one.numero),
        intitule=one.intitule,
        fichier=one.fichier,
        empreinte=one.empreinte,
        pages=str(one.pages),
        changements=tuple(map(francais, one.changements)) or ("aucun changement",),
    )
