"""From the parts of an exhibit to one PDF: what had to be printed is printed and cleaned, then all is bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from relancier.documents.pdf.port import Failure
from relancier.dossier.intake.atelier import Atelier
from relancier.dossier.intake.impression import print_all
from relancier.dossier.intake.rapport import Examen, Morceau, Rejet, Vue, defaut
from relancier.dossier.pieces import Constat, Piece


@dataclass(slots=True)
class Encours:
    """An exhibit on the way: what was found of it so far, or why it is refused.

    Attributes:
      dossier: where it is worked at, a folder of its own.
    """

    piece: Piece
    dossier: Path
    empreinte: str = ""
    rejet: Rejet | None = None
    morceaux: list[Morceau] = field(default_factory=list)
    vues: tuple[Vue, ...] = ()
    changements: list[str] = field(default_factory=list)
    constats: list[Constat] = field(default_factory=list)
    jointes: list[Path] = field(default_factory=list)

    def take(self, examen: Examen) -> None:
        """Add what a worker found."""
        self.morceaux += examen.morceaux
        self.note(examen)

    def note(self, examen: Examen) -> None:
        """Add what a worker noticed, without its parts."""
        self.changements += examen.changements
        self.constats += examen.constats
        self.jointes += examen.jointes


def settle(atelier: Atelier, going: Sequence[Encours], out: Path) -> None:
    """Print what has to be: an exhibit that cannot be is refused, an attachment becomes a page that says so.

    Raises:
      OSError: the disk is full, or gone.
    """
    alive = [one for one in going if not one.rejet]
    printed = print_all([part for one in alive for part in one.morceaux if part.sorte != "pdf"], out)
    for one in alive:
        try:
            one.morceaux = [_placed(atelier, one, part, rank, printed) for rank, part in enumerate(one.morceaux)]
        except Rejet as rejet:
            one.rejet = rejet
    alive = [one for one in alive if not one.rejet]
    again = print_all([part for one in alive for part in one.morceaux if part.sorte == "texte"], out)
    for one in alive:
        try:
            one.morceaux = [_printed(part, again) for part in one.morceaux]
        except Rejet as rejet:
            one.rejet = rejet


def assemble(atelier: Atelier, one: Encours) -> Path:
    """Return the clean PDF of an exhibit, all its parts in order; `one` learns what its pages look like.

    Raises:
      Rejet: a part cannot be cleaned.
    """
    parts: list[Morceau] = []
    for rank, part in enumerate(one.morceaux):
        if part.sorte == "pdf":
            parts.append(part)
            continue
        place = one.dossier / f"imprime{rank:04}"
        place.mkdir()
        examen = atelier.ask("examiner", part.nom, fichier=part.fichier, dossier=place)
        parts += examen.morceaux
        one.note(examen)
    one.vues = tuple(vue for part in parts for vue in part.pages)
    if len(parts) == 1:
        return parts[0].fichier
    names = [str(part.fichier) for part in parts]
    bound = atelier.ask("relier", one.piece.fichier.name, dossier=one.dossier, parties=names).morceaux[0]
    if len(bound.pages) != len(one.vues):
        raise Rejet(
            "piece-incomplete",
            f"« {one.piece.fichier.name} » a perdu des pages à l'assemblage : {len(bound.pages)} sur {len(one.vues)}.",
            "Imprimez la pièce en PDF et donnez ce PDF.",
        )
    return bound.fichier


def _placed(
    atelier: Atelier, one: Encours, part: Morceau, rank: int, printed: Mapping[Path, Path | Failure]
) -> Morceau:
    """Return the part as the PDF that was printed of it, or the page that stands for it, yet to be printed."""
    made = printed.get(part.fichier)
    if not isinstance(made, Failure) or not part.jointe or part.sorte == "texte":
        return _printed(part, printed)
    one.constats.append(defaut("jointe-refusee", f"Pièce jointe non mise en pages. {made.message}", made.remede))
    if part.original and part.original not in one.jointes:
        one.jointes.append(part.original)
    place = f"{one.dossier.name}-avis{rank:04}"
    notice = atelier.ask("aviser", part.nom, dossier=one.dossier, place=place, message=made.message)
    return notice.morceaux[0]


def _printed(part: Morceau, printed: Mapping[Path, Path | Failure]) -> Morceau:
    made = printed.get(part.fichier)
    if isinstance(made, Failure):
        raise Rejet("piece-non-imprimee", made.message, made.remede)
    return replace(part, fichier=made, sorte="imprime") if made else part
