"""The files of a passage's report: one workbook, where all is, and one PDF, which people read."""

import dataclasses
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from relancier.actions import report_workbook
from relancier.actions.compte_rendu import EXPECTED, canal, count, summary, to_do
from relancier.actions.letters import Made
from relancier.actions.resultat import Resultat
from relancier.base.dates import format_long, format_short
from relancier.base.errors import Anomalie, Gravite
from relancier.base.money import ZERO, format_euros
from relancier.base.resources import shipped
from relancier.creances.imputation import Credit
from relancier.creances.portefeuille import Avoir, Portefeuille
from relancier.documents.pdf.port import Engine, EngineUnavailable
from relancier.documents.press.crew import Crew
from relancier.documents.press.order import Chunk, Order, Pressed, Written
from relancier.documents.press.printers import EMBEDDED
from relancier.documents.report_context import AnomalieLue, CompteRendu, LettreEcrite, NonEnvoyee, SoldeCrediteur
from relancier.documents.template import Template
from relancier.relances.passage import Decision, Proposition

WORKBOOK, PDF = "compte-rendu (classeur)", "compte-rendu"
MOST_ROWS = 300  # of each list of what was not sent or is doubtful: beyond, nobody reads them on paper
MOST_LETTERS = 1000  # of the list of letters; four thousand take an engine twenty seconds


@dataclass(frozen=True, slots=True)
class Begun:
    """A report under way.

    Attributes:
      resultat: what it tells.
      context: what it says of that.
      order: its PDF, as a template and its fields.
      pressing: what becomes of that PDF; None when nobody is there to make it.
    """

    resultat: Resultat
    context: CompteRendu
    order: Order
    pressing: Future[Pressed] | None


def begin(resultat: Resultat, crew: Crew | None = None) -> Begun:
    """Have the PDF of the report of `resultat` made by `crew`, when there is one, while something else is done."""
    stem = "compte-rendu (simulation)" if resultat.demande.simuler else "compte-rendu"
    context = build(resultat)
    fields = {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}
    order = Order(Template(shipped("templates") / "compte-rendu.docx", CompteRendu), stem, fields)
    return Begun(resultat, context, order, crew.submit(Chunk([order], EMBEDDED)) if crew else None)


def write(begun: Begun, folder: Path, engine: Engine) -> dict[str, Path]:
    """Write the report into `folder`; return its files by what they are. A PDF that nobody made is left to `engine`."""
    workbook = folder / f"{begun.order.stem}.xlsx"
    report_workbook.write_workbook(workbook, begun.resultat, begun.context)
    return {WORKBOOK: workbook, PDF: _printed(begun.order, folder, engine, begun.pressing)}


def _printed(order: Order, folder: Path, engine: Engine, pressing: "Future[Pressed] | None") -> Path:
    """Return the PDF of the report; its Word document where no engine makes one."""
    made = None
    if pressing is not None:
        with suppress(EngineUnavailable):  # the user may have chosen the other engine for that very reason
            made = pressing.result().letters[0]
    if isinstance(made, Written) and made.pdf:
        pdf = folder / f"{order.stem}.pdf"
        pdf.write_bytes(made.pdf)
        return pdf
    draft = folder / f"{order.stem}.docx"
    draft.write_bytes(made.docx if isinstance(made, Written) else order.template.render(order.fields).docx)
    report = engine.convert([draft], folder)
    if draft not in report.pdfs:
        return draft  # it is still there to be read
    draft.unlink()
    return report.pdfs[draft]


def build(resultat: Resultat) -> CompteRendu:
    """Return what the report says."""
    portefeuille, situations = resultat.portefeuille, resultat.situations
    held_back = [one for one in resultat.passage.propositions if one.decision not in EXPECTED]
    return CompteRendu(
        creancier_nom=portefeuille.creancier.nom,
        date=format_long(resultat.passage.date_arrete),
        passage=resultat.nom,
        simulation=resultat.demande.simuler,
        resume=tuple(summary(resultat)),
        a_faire=tuple(to_do(resultat)),
        lettres=_rows_written(resultat.lettres),
        total_lettres=format_euros(resultat.total),
        non_envoyees=_rows_held_back(held_back, portefeuille),
        anomalies=_rows_read(resultat.anomalies),
        soldes_crediteurs=tuple(
            SoldeCrediteur(
                code, portefeuille.debiteurs[code].nom, format_euros(situation.credit), _sources(situation.credits)
            )
            for code, situation in situations.items()
            if situation.credit
        ),
    )


def _rows_written(lettres: Sequence[Made]) -> tuple[LettreEcrite, ...]:
    """Return the letters written; of very many, the first."""
    rows = tuple(
        LettreEcrite(
            debiteur=one.envoi.debiteur.code,
            nom=one.envoi.debiteur.nom,
            niveau=one.libelle,
            canal=canal(one.envoi),
            lignes=str(len(one.envoi.lignes)),
            reste_du=format_euros(one.envoi.reste_du),
            fichier=(one.eml or one.document).name,
        )
        for one in lettres[:MOST_LETTERS]
    )
    if not (rest := lettres[MOST_LETTERS:]):
        return rows
    others = f"et {count(len(rest), 'autre lettre', 'autres lettres')}"
    lines = str(sum(len(one.envoi.lignes) for one in rest))
    due = format_euros(sum((one.envoi.reste_du for one in rest), ZERO))
    where = "Toutes sont dans le classeur du compte rendu, feuille « Lettres »."
    return (*rows, LettreEcrite("", others, "", "", lines, due, where))


def _rows_held_back(held_back: Sequence[Proposition], portefeuille: Portefeuille) -> tuple[NonEnvoyee, ...]:
    """Return the échéances left alone; of very many, those that somebody should look at come first."""
    shown = held_back
    if len(held_back) > MOST_ROWS:
        pressing = [one for one in held_back if one.decision is not Decision.ATTENDRE]
        shown = [*pressing, *(one for one in held_back if one.decision is Decision.ATTENDRE)][:MOST_ROWS]
    rows = tuple(_held_back(one, portefeuille.debiteurs[one.etat.echeance.debiteur].nom) for one in shown)
    if (more := len(held_back) - len(shown)) == 0:
        return rows
    rest = sum((one.etat.reste_du for one in held_back), ZERO) - sum((one.etat.reste_du for one in shown), ZERO)
    others = f"et {count(more, 'autre échéance', 'autres échéances')}"
    where = "Toutes sont dans le classeur du compte rendu, feuille « Échéances »."
    return (*rows, NonEnvoyee("", others, "", "", format_euros(rest), "", where))


def _held_back(one: Proposition, nom: str) -> NonEnvoyee:
    echeance = one.etat.echeance
    return NonEnvoyee(
        debiteur=echeance.debiteur,
        nom=nom,
        facture=echeance.facture,
        echeance=format_short(echeance.echeance),
        reste_du=format_euros(one.etat.reste_du),
        decision=str(one.decision),
        pourquoi=one.pourquoi,
    )


def _rows_read(anomalies: Sequence[Anomalie]) -> tuple[AnomalieLue, ...]:
    """Return what is doubtful; of very many, what stopped something comes first."""
    shown = anomalies
    if len(anomalies) > MOST_ROWS:
        shown = sorted(anomalies, key=lambda one: one.gravite is not Gravite.BLOQUANTE)[:MOST_ROWS]
    rows = tuple(AnomalieLue(str(one.lieu), one.trouve, one.message, one.remede) for one in shown)
    if (more := len(anomalies) - len(shown)) == 0:
        return rows
    where = "Toutes sont dans le classeur du compte rendu, feuille « À corriger »."
    return (*rows, AnomalieLue("", "", f"Et {count(more, 'autre', 'autres')}.", where))


def _sources(credits: Sequence[Credit]) -> str:
    return ", ".join(
        f"{'avoir ' + one.source.numero if isinstance(one.source, Avoir) else 'règlement'} du "
        f"{format_short(one.source.date)}"
        for one in credits
    )
