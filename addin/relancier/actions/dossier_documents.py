"""The documents of a file: which ones each kind has, written and proved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from relancier.actions.proved_pdfs import convert
from relancier.actions.resultat import PdfChoice
from relancier.base.files import digest
from relancier.documents.catalog import Catalog
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.bordereau import bordereau
from relancier.documents.dossier.chronologie import chronologie
from relancier.documents.dossier.compose import Document, compose, modele
from relancier.documents.dossier.controle import (
    BilanControle,
    ConstatListe,
    EpreuveFaite,
    FichierControle,
    PieceControlee,
    controle,
)
from relancier.documents.dossier.releve import releve
from relancier.dossier.pieces import Constat, Gravite, PiecePrete

LEFT_OUT = {Gravite.REFUS: Gravite.DEFAUT}


@dataclass(frozen=True, slots=True)
class EcritAuDossier:
    """A document of the file, as .docx to edit and as .pdf."""

    nom: str
    docx: Path
    pdf: Path


def write(documents: Sequence[Document], catalog: Catalog, folder: Path, pdf: PdfChoice) -> tuple[EcritAuDossier, ...]:
    """Write `documents` in `folder`, each under its own name.

    Raises:
      InvalidInput: a template is missing or faulty, or a figure is missing from a PDF.
      Refus: a PDF cannot be made.
    """
    drafts = [compose(one, modele(one, catalog), folder) for one in documents]
    made = convert(drafts, folder, pdf)
    return tuple(
        EcritAuDossier(one.nom, draft.docx, path) for one, draft, path in zip(documents, drafts, made, strict=True)
    )


def communs(affaire: Affaire) -> tuple[Document, ...]:
    """Return the documents that every kind of file has."""
    return bordereau(affaire), chronologie(affaire), releve(affaire)


def rapport(
    affaire: Affaire,
    profil: str,
    constats: Iterable[Constat],
    epreuves: Sequence[EpreuveFaite],
    pieces: Iterable[PiecePrete],
    changements: Iterable[tuple[str, str]],
    files: Iterable[Path],
    root: Path,
) -> Document:
    """Return the report of what was checked, and of what each exhibit went through."""
    changed: dict[str, list[str]] = {}
    for numero, sentence in changements:
        changed.setdefault(numero, []).append(sentence)
    return controle(
        affaire,
        BilanControle(
            profil=profil,
            constats=[
                # what was refused is not in the file: that it is missing is a flaw of it
                ConstatListe(str(LEFT_OUT.get(one.gravite, one.gravite)), one.message, one.remede, one.piece, one.page)
                for one in dict.fromkeys(constats)
            ],
            epreuves=epreuves,
            pieces=[
                PieceControlee(
                    one.piece.numero,
                    one.piece.intitule,
                    one.piece.fichier.name,
                    one.empreinte,
                    one.pages,
                    tuple(dict.fromkeys((*one.changements, *changed.get(one.piece.numero, ())))),
                )
                for one in pieces
            ],
            fichiers=[
                FichierControle(path.relative_to(root).as_posix(), path.stat().st_size, digest(path)) for path in files
            ],
        ),
    )
