"""Writing a plan's document: its template, its context, one .docx, and the figures that its PDF must hold."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.base.filenames import free_path, safe_stem
from relancier.creances.portefeuille import Debiteur
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier.context import Courrier, Protocole
from relancier.documents.redige import Redige, rediger
from relancier.documents.template import Template

QR = "QR"  # alternative text of the template's picture that the transfer code replaces


@dataclass(frozen=True, slots=True)
class Ecrit:
    """A document of a plan, ready to be written.

    Attributes:
      modele: the name of its template.
      contexte: what it may say.
      jour: the day on it.
      attendus: texts that it must hold, whatever its template.
      qr_png: its transfer code; b"" when there is none.
    """

    modele: str
    contexte: Protocole | Courrier
    debiteur: Debiteur
    jour: date
    attendus: tuple[str, ...] = ()
    qr_png: bytes = b""


def modele(ecrit: Ecrit, catalog: Catalog) -> Template:
    """Return the template of `ecrit`: the user's own first.

    Raises:
      InvalidInput: it is missing or faulty.
    """
    return catalog.plan(ecrit.modele, type(ecrit.contexte), ecrit.debiteur.type)


def compose(ecrit: Ecrit, template: Template, folder: Path) -> Redige:
    """Write `ecrit` in `folder` as .docx, under a name made of its day, its debtor and its title.

    Raises:
      InvalidInput: the template cannot be rendered.
      LostValue: a value is missing from the result.
    """
    name = safe_stem(f"{ecrit.jour:%Y-%m-%d} {ecrit.debiteur.code} {template.title}")
    path = free_path(folder / f"{name}.docx")  # a debtor may have two plans
    return rediger(template, ecrit.contexte, ecrit.attendus, path, {QR: ecrit.qr_png} if ecrit.qr_png else None)
