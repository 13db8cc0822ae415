"""How a document points to an exhibit: its number, and the bookmark around that number in the list of the document."""

from collections.abc import Iterable

from relancier.base.dates import format_short
from relancier.base.money import NBSP
from relancier.documents.dossier.affaire import PieceListee
from relancier.documents.dossier.context import PieceImprimee, Renvoi
from relancier.documents.tags import Invisible

NONE = "–"


def renvois(numeros: Iterable[str]) -> tuple[Renvoi, ...]:
    """Return the references to the exhibits of these numbers, in the order given, each once."""
    return tuple(Renvoi(imprime(one), signet(one)) for one in dict.fromkeys(numeros))


def signet(numero: str) -> Invisible:
    """Return the name of the bookmark: letters, figures and underscores, as Word asks."""
    kept = "".join(one if one.isascii() and one.isalnum() else "_" for one in numero)
    return Invisible(f"Piece_{kept}")


def imprime(numero: str) -> str:
    """Return a number as it is printed: "3 bis" is not cut at a line's end."""
    return numero.replace(" ", NBSP)


def piece(one: PieceListee) -> PieceImprimee:
    """Return the row of an exhibit."""
    page = "" if one.premiere_page is None else str(one.premiere_page)
    return PieceImprimee(
        numero=imprime(one.numero),
        signet=signet(one.numero),
        nature=one.nature,
        intitule=one.intitule,
        date=format_short(one.date) if one.date else NONE,
        reference=one.reference or NONE,
        pages=str(one.pages),
        premiere_page=f"vol.{NBSP}{one.volume}, p.{NBSP}{page}" if page and one.volume else page or NONE,
        empreinte=one.empreinte,
    )


def pluriel(count: int, noun: str) -> str:
    """Return a count with its noun: "1 pièce", "12 pièces"."""
    return f"{count}{NBSP}{noun}{'s' if count > 1 else ''}"
