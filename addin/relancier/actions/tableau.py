"""`relancier tableau`: the month-end report as .docx and .pdf, and the workbook's own dashboard made again."""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.actions.actualiser import Actualise, measured, record
from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.progress import Progress, Silent
from relancier.actions.proved_documents import proved
from relancier.actions.resultat import PdfChoice
from relancier.base.errors import Anomalie, Gravite
from relancier.base.filenames import safe_stem
from relancier.base.records import records_in_bulk
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host
from relancier.documents.catalog import Catalog
from relancier.documents.tableau.compose import compose
from relancier.documents.tableau.context import Rapport
from relancier.documents.tableau.images import images
from relancier.pilotage.activite import activite
from relancier.pilotage.variation import Variation, variation
from relancier.pilotage.vue import vue

MODELE = "tableau-de-bord"


@dataclass(frozen=True, slots=True)
class TableauEtabli:
    """A report that was drawn up.

    Attributes:
      actualise: what was measured; `ecrit` is None when the workbook was left as it is.
      rapport: what the report says.
      fichiers: where it was written, by kind: "docx", "pdf".
    """

    actualise: Actualise
    variation: Variation
    rapport: Rapport
    fichiers: Mapping[str, Path]

    @property
    def bloquantes(self) -> tuple[Anomalie, ...]:
        """The rows that could not be read: the figures lack them."""
        return tuple(one for one in self.actualise.remarques if one.gravite is Gravite.BLOQUANTE)


def draw_up(
    host: Host,
    arrete: date,
    sortie: Path | None = None,
    pdf: PdfChoice = "auto",
    *,
    modeles: Path | None = None,
    sans_classeur: bool = False,
    suivi: Progress | None = None,
) -> TableauEtabli:
    """Draw up the report of `host` at the end of `arrete`, in `sortie` (else "Tableaux de bord" beside the workbook).

    The workbook's dashboard is made again too, after the report and before it is put in place, unless `sans_classeur`.

    Raises:
      InvalidInput: the workbook, one of its settings or a template cannot be used.
      Refus: the workbook cannot be written, the PDF cannot be made, the folder is closed; nothing was written.
    """
    suivi = suivi or Silent()
    sortie = sortie or host.path.parent / "Tableaux de bord"
    with nullcontext() if sans_classeur else alone(host.path):
        found = measured(host, arrete, suivi)
        with aside(sortie) as folder:
            change, report, files = _write(host, found, folder, pdf, modeles, suivi)
            if not sans_classeur:
                with records_in_bulk():
                    found = record(host, found, suivi)
            with in_place(folder, sortie) as moved:
                placed = {kind: moved[path] for kind, path in files.items()}
    return TableauEtabli(found, change, report, placed)


def _write(
    host: Host, found: Actualise, folder: Path, pdf: PdfChoice, modeles: Path | None, suivi: Progress
) -> tuple[Variation, Rapport, dict[str, Path]]:
    suivi.stage("Rédaction du rapport", 0)
    tableau, portefeuille = found.tableau, found.portefeuille
    with records_in_bulk():
        today = vue(portefeuille, tableau.arrete)
        change = variation(vue(portefeuille, tableau.precedent), today)
        report = compose(tableau, change, activite(today, tableau.precedent), portefeuille)
    own = own_templates(host.path, portefeuille.creancier, modeles)
    template = Catalog(own).document(MODELE, Rapport)
    fields = {one.name: getattr(report, one.name) for one in dataclasses.fields(report)}
    rendered = template.render(fields, pictures=images(tableau))
    document = folder / f"{safe_stem(f'{tableau.arrete:%Y-%m-%d} Tableau de bord')}.docx"
    document.write_bytes(rendered.docx)
    suivi.stage("Conversion en PDF", 0)
    return change, report, {"docx": document, "pdf": proved(document, folder, pdf, tuple(_figures(report)))}


def _figures(report: Rapport) -> Iterator[str]:
    """Yield what the PDF must hold, whatever its template kept of the rest."""
    yield from (one.valeur for one in report.chiffres[:2])
