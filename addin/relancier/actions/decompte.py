"""`relancier decompte`: what one debtor owes on a day, as .docx, .pdf and .xlsx."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from relancier.actions.doubts import refuse_doubt
from relancier.actions.output import aside, in_place
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.errors import InvalidInput, Refus
from relancier.base.filenames import safe_stem
from relancier.base.resources import shipped
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.conventions import Conventions, sans_penalites
from relancier.creances.decompte import decompte_du
from relancier.creances.mises_en_demeure import MiseEnDemeure, jours, mises_en_demeure, reserves
from relancier.creances.plans import StatutEcheancier
from relancier.creances.portefeuille import Creancier, Portefeuille
from relancier.creances.prescriptions import prescription_de, prescription_sentence
from relancier.creances.reglages import lire_reglages
from relancier.creances.releve import Decompte
from relancier.creances.termes import trop_longs
from relancier.documents.decompte import workbook as workbook_of
from relancier.documents.decompte.check import check
from relancier.documents.decompte.compose import compose
from relancier.documents.decompte.context import DecompteImprime
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.text import missing
from relancier.documents.template import Template
from relancier.droit.juridiction import Juridiction, Partie, juridiction
from relancier.droit.prescription import Prescription
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.modes import Retour
from relancier.echeancier.reglages import lire_reglages_echeancier, retour_de
from relancier.relances.en_cours import en_cours

TEMPLATE = "decompte.docx"


@dataclass(frozen=True, slots=True)
class Etabli:
    """A décompte that was drawn up.

    Attributes:
      prescriptions: the clock of each debt that is left, by facture and due day.
      mises_en_demeure: the notice from which legal interest runs, by facture and due day; none where none counts.
      juridiction: where the claim would be brought; None when nothing can be claimed (earlier debts are declared).
      fichiers: where it was written, by kind: "docx", "pdf", "xlsx".
    """

    decompte: Decompte
    prescriptions: Mapping[tuple[str, date], Prescription]
    mises_en_demeure: Mapping[tuple[str, date], MiseEnDemeure]
    juridiction: Juridiction | None
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
    refuse_doubt(portefeuille, known)
    table = TableDesTaux(portefeuille.taux)
    notices = mises_en_demeure(portefeuille.relances, known, portefeuille.niveaux)
    creancier = portefeuille.creancier
    reglages = lire_reglages(creancier.reglages, mises_en_demeure=jours(notices))
    suivi.stage("Calcul", 0)
    result = decompte_du(portefeuille, known, au, table, reglages.conventions)
    used = _notices(result, notices, reglages.conventions)
    clocks = _clocks(result, portefeuille)
    terms = trop_longs((one.echeance for one in result.dettes if one.principal), result.debiteur, reglages.fin_de_mois)
    running = en_cours(portefeuille, known, (one.echeance for one in result.dettes if one.total), au)
    agreed = _as_agreed(portefeuille, known, au)
    told = (*result.remarques, *running, *agreed, *reserves(used, au), *_warnings(clocks, au), *terms)
    result = replace(result, remarques=told)
    sortie = sortie or host.path.parent / "Décomptes"
    with aside(sortie) as folder:
        suivi.stage("Rédaction du décompte", 0)
        files = _write(result, creancier, folder, table, reglages.conventions, pdf)
        with in_place(folder, sortie) as moved:
            placed = {kind: moved[path] for kind, path in files.items()}
    return Etabli(result, clocks, used, _court(result), placed)


def _as_agreed(portefeuille: Portefeuille, code: str, au: date) -> Iterator[str]:
    """Yield a remark for each broken plan whose parties agreed on other interest than this décompte counts."""
    settings = lire_reglages_echeancier(portefeuille.creancier.reglages)
    for plan in portefeuille.echeanciers:
        broken = plan.debiteur == code and plan.statut == StatutEcheancier.ROMPU
        if broken and (plan.fin is None or plan.fin <= au) and retour_de(plan, settings) is Retour.CONVENU:
            yield (
                f"L'échéancier {plan.id}, rompu, prévoit les intérêts du plan (« {Retour.CONVENU} ») : ce décompte les "
                "compte comme sans plan. La lettre de déchéance dit ce qui est dû d'après l'accord."
            )


def _notices(
    result: Decompte, notices: Mapping[tuple[str, date], MiseEnDemeure], conventions: Conventions
) -> dict[tuple[str, date], MiseEnDemeure]:
    if not sans_penalites(result.debiteur, conventions):
        return {}
    terms = ((one.echeance.facture, one.echeance.echeance) for one in result.dettes)
    return {term: notices[term] for term in terms if term in notices}


def _clocks(result: Decompte, portefeuille: Portefeuille) -> dict[tuple[str, date], Prescription]:
    return {
        (one.echeance.facture, one.echeance.echeance): prescription_de(
            one.echeance, result.debiteur, portefeuille.echeanciers
        )
        for one in result.dettes
        if one.principal and one.echue
    }


def _warnings(clocks: Mapping[tuple[str, date], Prescription], au: date) -> Iterator[str]:
    for (facture, due), clock in clocks.items():
        if (months := clock.alerte(au)) is not None:
            yield prescription_sentence(facture, due, clock, months)


def _court(result: Decompte) -> Juridiction | None:
    debiteur, sums = result.debiteur, result.totaux
    if not sums.exigible:
        return None
    place = debiteur.adresse
    forme, ville = debiteur.forme_juridique, place.ville
    partie, claimed = Partie(str(debiteur.type)), sums.reclamable.principal
    return juridiction(partie, place.code_postal, claimed, result.au, forme=forme, ville=ville)


def _write(
    result: Decompte, creancier: Creancier, folder: Path, table: TableDesTaux, conventions: Conventions, pdf: PdfChoice
) -> dict[str, Path]:
    stem = safe_stem(f"{result.au:%Y-%m-%d} {result.debiteur.code} Décompte")
    workbook, document = folder / f"{stem}.xlsx", folder / f"{stem}.docx"
    workbook_of.write(workbook, result, creancier, table, conventions)
    if differences := check(workbook, result):
        raise Refus(
            "decompte-contredit",
            f"Le calcul de contrôle ne retrouve pas le décompte : {differences[0]}",
            "Ne l'employez pas, et transmettez-nous le classeur.",
        )
    printed = compose(result, creancier, result.au)
    template = Template(shipped("templates") / TEMPLATE, DecompteImprime)
    fields = {one.name: getattr(printed, one.name) for one in dataclasses.fields(printed)}
    totals = tuple(one for one in (printed.recapitulatif.total, printed.recapitulatif.a_declarer) if one)
    document.write_bytes(template.render(fields, totals).docx)
    report = choose(pdf).convert([document], folder)
    if document in report.failures:
        failure = report.failures[document]
        raise Refus("pdf-impossible", f"Le PDF du décompte n'a pas pu être fait. {failure.message}", failure.remede)
    if lost := missing(report.pdfs[document], totals):
        raise InvalidInput("pdf-incomplet", f"Le PDF ne porte pas « {lost[0]} ».", "Essayez --pdf libreoffice.")
    return {"docx": document, "pdf": report.pdfs[document], "xlsx": workbook}
