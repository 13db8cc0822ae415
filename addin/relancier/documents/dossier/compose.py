"""Writing a document of the case file: its template, its context, one .docx, and the figures that its PDF must hold."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from relancier.base.dates import format_long
from relancier.base.typed import squeeze
from relancier.documents.catalog import Catalog
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.context import DeclarationCreance, Requete, Tete
from relancier.documents.parties import expediteur
from relancier.documents.redige import Redige, rediger
from relancier.documents.template import Template

Contexte: TypeAlias = Requete | DeclarationCreance | Tete


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the case file, ready to be written.

    Attributes:
      nom: its file's name, without a suffix.
      modele: the name of its template.
      contexte: what it may say.
      attendus: texts that it must hold, whatever its template.
    """

    nom: str
    modele: str
    contexte: Contexte
    attendus: tuple[str, ...] = ()


def modele(document: Document, catalog: Catalog) -> Template:
    """Return the template of `document`: the user's own first.

    Raises:
      InvalidInput: it is missing or faulty.
    """
    return catalog.document(document.modele, type(document.contexte))


def compose(document: Document, template: Template, folder: Path) -> Redige:
    """Write `document` in `folder` as .docx, under its name.

    Raises:
      InvalidInput: the template cannot be rendered.
      LostValue: a value is missing from the result.
    """
    return rediger(template, document.contexte, document.attendus, folder / f"{document.nom}.docx")


def tete(affaire: Affaire) -> dict[str, str]:
    """Return the fields of `Tete`."""
    one = affaire.creancier
    return {
        "creancier": squeeze(one.nom),
        "debiteur": squeeze(affaire.debiteur.nom),
        "code": affaire.debiteur.code,
        "mentions": expediteur(one).mentions,
        "lieu": one.lieu or one.adresse.ville,
        "date": format_long(affaire.etabli_le),
        "signataire": one.signataire,
        "qualite": one.qualite,
    }
