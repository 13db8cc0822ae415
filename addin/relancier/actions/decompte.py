"""`relancier decompte`: what one debtor owes on a day, as .docx, .pdf and .xlsx."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from relancier.actions.output import aside, in_place
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.errors import Gravite, InvalidInput, Refus
from relancier.base.filenames import safe_stem
from relancier.base.resources import shipped
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte_du
from relancier.creances.mises_en_demeure import mises_en_demeure
from relancier.creances.portefeuille import Creancier, Portefeuille
from relancier.creances.reglages import lire_reglages
from relancier.creances.releve import Decompte
from relancier.documents import decompte_workbook
from relancier.documents.decompte_check import check
from relancier.documents.decompte_compose import compose
from relancier.documents.decompte_context import DecompteImprime
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.text import missing
from relancier.documents.template import Template
from relancier.droit.taux import TableDesTaux

TEMPLATE = "decompte.docx"


@dataclass(frozen=True, slots=True)
class Etabli:
    """A décompte that was drawn up.

    Attributes:
      fichiers: where it was written, by kind: "docx", "pdf", "xlsx".
    """

    decompte: Decompte
    fichiers: Mapping[str, Path] = field(default_factory=dict)


def draw_up(
    host: Host, code: str, au: date, sortie: Path | None = None, pdf: PdfChoice = "auto", suivi: Progress | None = None
) -> Etabli:
    """Draw up the décompte of the debtor `code` on `au`, in `sortie` (else "Décomptes" beside the workbook).

    Raises:
      InvalidInput: the workbook, the debtor or a date cannot be used; as `creances.decompte` says.
      Refus: a row that cannot be read may change the figures ("decompte-douteux"); the workbook that recomputes the
        décompte finds another figure ("decompte-contredit"); an agreed rate is not allowed; the folder is closed.
    """
    suivi = suivi or Silent()
    suivi.stage("Lecture du classeur", 0)
    portefeuille = host.read()
    known = next((one for one in portefeuille.debiteurs if fold(one) == fold(code)), code)
    _refuse_doubt(portefeuille, known)
    table = TableDesTaux(portefeuille.taux)
    notices = mises_en_demeure(portefeuille.relances, known, portefeuille.niveaux)
    creancier = portefeuille.creancier
    conventions = lire_reglages(creancier.reglages, mises_en_demeure=notices).conventions
    suivi.stage("Calcul", 0)
    result = decompte_du(portefeuille, known, au, table, conventions)
    sortie = sortie or host.path.parent / "Décomptes"
    with aside(sortie) as folder:
        suivi.stage("Rédaction du décompte", 0)
        files = _write(result, creancier, folder, table, conventions, pdf)
        with in_place(folder, sortie) as moved:
            return Etabli(result, {kind: moved[path] for kind, path in files.items()})


def _refuse_doubt(portefeuille: Portefeuille, code: str) -> None:
    doubts = [one for one in portefeuille.anomalies if one.gravite is Gravite.BLOQUANTE and one.debiteur == code]
    if doubts:
        more = f" (et {len(doubts) - 1} autre(s))" if len(doubts) > 1 else ""
        raise Refus(
            "decompte-douteux",
            f"Le décompte de {code} serait douteux. {doubts[0].message}{more}",
            doubts[0].remede,
            doubts[0].lieu,
        )


def _write(
    result: Decompte, creancier: Creancier, folder: Path, table: TableDesTaux, conventions: Conventions, pdf: PdfChoice
) -> dict[str, Path]:
    stem = safe_stem(f"{result.au:%Y-%m-%d} {result.debiteur.code} Décompte")
    workbook, document = folder / f"{stem}.xlsx", folder / f"{stem}.docx"
    decompte_workbook.write(workbook, result, creancier, table, conventions)
    if differences := check(workbook, result):
        raise Refus(
            "decompte-contredit",
            f"Le calcul de contrôle ne retrouve pas le décompte : {differences[0]}",
            "Ne l'employez pas, et transmettez-nous le classeur.",
        )
    printed = compose(result, creancier, result.au)
    template = Template(shipped("templates") / TEMPLATE, DecompteImprime)
    fields = {one.name: getattr(printed, one.name) for one in dataclasses.fields(printed)}
    total = printed.recapitulatif.total
    document.write_bytes(template.render(fields, (total,)).docx)
    report = choose(pdf).convert([document], folder)
    if document in report.failures:
        failure = report.failures[document]
        raise Refus("pdf-impossible", f"Le PDF du décompte n'a pas pu être fait. {failure.message}", failure.remede)
    if lost := missing(report.pdfs[document], (total,)):
        raise InvalidInput("pdf-incomplet", f"Le PDF ne porte pas « {lost[0]} ».", "Essayez --pdf libreoffice.")
    return {"docx": document, "pdf": report.pdfs[document], "xlsx": workbook}
