"""`relancier fiche`: one debtor on one page, as .docx and .pdf."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.progress import Progress, Silent
from relancier.actions.proved_documents import proved
from relancier.actions.resultat import PdfChoice
from relancier.base.filenames import safe_stem
from relancier.base.records import records_in_bulk
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.portefeuille import Creancier
from relancier.documents.catalog import Catalog
from relancier.documents.fiche_debiteur.compose import compose
from relancier.documents.fiche_debiteur.context import FicheClient
from relancier.documents.graphiques.frise import frise
from relancier.documents.graphiques.toile import png
from relancier.pilotage.chronologie import Chronologie, chronologie
from relancier.pilotage.portrait import Portrait, portrait

MODELE = "fiche-client"
FRISE, LARGEUR, HAUTEUR = "Frise du client", 170.0, 54.0  # the template's picture, mm


@dataclass(frozen=True, slots=True)
class FicheEtablie:
    """A debtor's sheet that was drawn up.

    Attributes:
      fichiers: where it was written, by kind: "docx", "pdf".
    """

    portrait: Portrait
    chronologie: Chronologie
    fiche: FicheClient
    fichiers: Mapping[str, Path]


def draw_up(
    host: Host,
    code: str,
    jour: date,
    sortie: Path | None = None,
    pdf: PdfChoice = "auto",
    *,
    modeles: Path | None = None,
    suivi: Progress | None = None,
) -> FicheEtablie:
    """Draw up the sheet of the debtor `code` at the end of `jour`, in `sortie` (else "Fiches" beside the workbook).

    Raises:
      InvalidInput: the workbook, one of its settings, the debtor or a template cannot be used.
      Refus: the PDF cannot be made, the folder is closed; nothing was written.
    """
    suivi = suivi or Silent()
    suivi.stage("Lecture du classeur", 0)
    with records_in_bulk():
        portefeuille = host.read()
        known = next((one for one in portefeuille.debiteurs if fold(one) == fold(code)), code)
        found = portrait(portefeuille, known, jour)
        history = chronologie(found)
    sortie = sortie or host.path.parent / "Fiches"
    catalog = Catalog(own_templates(host.path, portefeuille.creancier, modeles))
    with aside(sortie) as folder:
        suivi.stage("Rédaction de la fiche", 0)
        sheet, files = _write(found, history, portefeuille.creancier, catalog, folder, pdf)
        with in_place(folder, sortie) as moved:
            placed = {kind: moved[path] for kind, path in files.items()}
    return FicheEtablie(found, history, sheet, placed)


def _write(
    found: Portrait, history: Chronologie, creancier: Creancier, catalog: Catalog, folder: Path, pdf: PdfChoice
) -> tuple[FicheClient, dict[str, Path]]:
    sheet = compose(found, history, creancier, catalog)
    template = catalog.document(MODELE, FicheClient)
    fields = {one.name: getattr(sheet, one.name) for one in dataclasses.fields(sheet)}
    pictures = {} if history.vide else {FRISE: png(frise(history, LARGEUR, HAUTEUR))}
    document = folder / f"{safe_stem(f'{found.jour:%Y-%m-%d} {found.debiteur.code} Fiche client')}.docx"
    document.write_bytes(template.render(fields, pictures=pictures).docx)
    made = proved(document, folder, pdf, (sheet.mesures[0].valeur, sheet.mesures[1].valeur))
    return sheet, {"docx": document, "pdf": made}
