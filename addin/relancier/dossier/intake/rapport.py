"""What intake says of an exhibit, and how far it goes with one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeAlias

from relancier.dossier.liasse.apercu import Releve, deballe_releve, emballe_releve
from relancier.dossier.pieces import Constat, Gravite, Piece

MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Limites:
    """How far intake goes with one exhibit.

    Attributes:
      secondes: the most that opening and cleaning it may take.
      memoire: bytes that its worker may ask for, beyond what it takes to start.
      octets: the most that the original may weigh.
      pages: the most that it may have.
      cote: the longest side that a page may have, in points (PDF readers stop at 14,400, 5.08 m).
      caracteres: the most that a text or an e-mail may have.
      jointes: the most files that an e-mail may carry.
      sortie: bytes that the clean PDF should not pass; None for no limit. Passing it is a finding, not a refusal.
    """

    secondes: float = 120.0
    memoire: int = 2_000 * MEGA
    octets: int = 300 * MEGA
    pages: int = 2_000
    cote: float = 14_173.0
    caracteres: int = 2 * MEGA
    jointes: int = 100
    sortie: int | None = None


@dataclass(frozen=True, slots=True)
class Refusee:
    """An exhibit that cannot be used as it is.

    Attributes:
      constat: why, and what to do; its gravite is REFUS.
      empreinte: the SHA-256 of the original; "" when it could not be read.
    """

    piece: Piece
    constat: Constat
    empreinte: str = ""


class Rejet(Exception):
    """A file cannot be used: a code, a French sentence and the remedy. It never leaves the intake."""

    def __init__(self, code: str, message: str, remede: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remede = remede


@dataclass(frozen=True, slots=True)
class Vue:
    """One page of a clean PDF, as it looks.

    Attributes:
      image: the SHA-256 of its picture.
      vide: nothing is drawn on it.
      texte: it holds text that can be searched.
      sens: by how many degrees its text is turned away from upright, clockwise; 0 when it has none.
      releve: what is noted of it for the stamp that it will bear; None when that cannot be.
    """

    image: str
    vide: bool
    texte: bool
    sens: int = 0
    releve: Releve | None = None


@dataclass(frozen=True, slots=True)
class Morceau:
    """A part of an exhibit, in its order: a clean PDF, or a document that an engine has yet to print.

    Attributes:
      fichier: where it is.
      sorte: "pdf", "docx", "texte" (a .docx that was written here) or "bureau".
      nom: what the user calls it.
      pages: how each page looks; none before it is a PDF.
      jointe: it came with an e-mail: a failure becomes a page that says so, the file is handed over as it is.
      original: the attachment as it was, when it is one.
    """

    fichier: Path
    sorte: str
    nom: str
    pages: tuple[Vue, ...] = ()
    jointe: bool = False
    original: Path | None = None


@dataclass(frozen=True, slots=True)
class Examen:
    """What the worker found in one file: its parts, what was changed, what was noticed, what was saved beside."""

    morceaux: tuple[Morceau, ...]
    changements: tuple[str, ...] = ()
    constats: tuple[Constat, ...] = ()
    jointes: tuple[Path, ...] = ()


def remarque(code: str, message: str, remede: str = "", page: int = 0) -> Constat:
    """Return a finding that somebody should read."""
    return Constat(code, Gravite.REMARQUE, message, remede, page=page)


def defaut(code: str, message: str, remede: str, page: int = 0) -> Constat:
    """Return a finding with which the bundle goes on only when the user insists."""
    return Constat(code, Gravite.DEFAUT, message, remede, page=page)


Paquet: TypeAlias = Mapping[str, Any]  # what JSON carries between the two processes


def emballe(examen: Examen) -> Paquet:
    """Return the examination as JSON can carry it."""
    return {
        "morceaux": [
            {
                **asdict(replace(one, pages=())),
                "fichier": str(one.fichier),
                "original": str(one.original) if one.original else None,
                "pages": [
                    {**asdict(replace(page, releve=None)), "releve": page.releve and emballe_releve(page.releve)}
                    for page in one.pages
                ],
            }
            for one in examen.morceaux
        ],
        "changements": examen.changements,
        "constats": [asdict(one) for one in examen.constats],
        "jointes": [str(one) for one in examen.jointes],
    }


def deballe(paquet: Paquet) -> Examen:
    """Return the examination that JSON carried."""
    return Examen(
        morceaux=tuple(_morceau(one) for one in paquet["morceaux"]),
        changements=tuple(paquet["changements"]),
        constats=tuple(_constat(one) for one in paquet["constats"]),
        jointes=tuple(Path(one) for one in paquet["jointes"]),
    )


def limites(paquet: Paquet) -> Limites:
    """Return the limits that JSON carried."""
    return Limites(**{field.name: paquet[field.name] for field in fields(Limites)})


def _morceau(paquet: Paquet) -> Morceau:
    original = paquet["original"]
    return Morceau(
        fichier=Path(paquet["fichier"]),
        sorte=paquet["sorte"],
        nom=paquet["nom"],
        pages=tuple(
            Vue(**{**page, "releve": page["releve"] and deballe_releve(page["releve"])}) for page in paquet["pages"]
        ),
        jointe=paquet["jointe"],
        original=Path(original) if original else None,
    )


def _constat(paquet: Paquet) -> Constat:
    return Constat(**{**paquet, "gravite": Gravite(paquet["gravite"])})
