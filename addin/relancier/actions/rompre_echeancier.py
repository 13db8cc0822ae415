"""`relancier echeancier rompre`: the term is lost, the whole is due again, and the reminders resume where they were.

Only where the agreement allows it: after a notice left without effect, or from the first day late when the agreement
waives the notice (Code civil 1305-4).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from relancier.actions.etat_echeancier import EtatDuPlan, states
from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.plans import (
    FOLDER,
    Fichier,
    accord_of,
    check_day,
    conventions_of,
    place_of,
    placed,
    refuse_changed,
    the_plan,
    write,
)
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.dates import format_short
from relancier.base.errors import Refus
from relancier.base.filenames import beside
from relancier.base.files import digests
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.splicing.edits import Edit, SetRow
from relancier.creances.plans import RUNNING, StatutEcheancier
from relancier.creances.portefeuille import Echeancier, Portefeuille
from relancier.creances.releve import Reste
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier import suites
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.actes import Acte, NatureActe
from relancier.echeancier.decheance import exigible
from relancier.echeancier.reglages import lire_reglages_echeancier, retour_de
from relancier.echeancier.suivi import statut_mensualite


@dataclass(frozen=True, slots=True)
class Rompu:
    """A plan that was broken.

    Attributes:
      etat: where it stood.
      acte: what allowed it.
      reste: what is due again on the day (€), payments taken off.
    """

    jour: date
    etat: EtatDuPlan
    acte: Acte
    reste: Reste
    fichier: Fichier
    ecrit: Written


def break_off(
    host: Host,
    jour: date,
    echeancier: str | None = None,
    debiteur: str | None = None,
    sortie: Path | None = None,
    modeles: Path | None = None,
    pdf: PdfChoice = "auto",
    suivi: Progress | None = None,
) -> Rompu:
    """Pronounce on `jour` the loss of the term of a plan: its letter is made, and the plan no longer holds.

    Raises:
      InvalidInput: as `plans.the_plan`; "date-avant-accord"; as `decompte_du`.
      Refus: "rien-a-rompre", "delai-en-cours", "mise-en-demeure-d-abord", "echeancier-altere"; the workbook or the
        folder cannot be written.
    """
    suivi = suivi or Silent()
    with alone(host.path):
        suivi.stage("Lecture du classeur", 0)
        portefeuille = host.read()
        plan = the_plan(portefeuille, echeancier, debiteur, ruling=True)
        check_day(plan, jour)
        [found] = states(portefeuille, jour, [plan])
        _refuse_insolvency(portefeuille, plan, jour)
        acte = _ground(found)
        terms = tuple(one.mensualite for one in found.pointage.mensualites)
        refuse_changed(plan, terms)
        table = TableDesTaux(portefeuille.taux)
        accord = accord_of(portefeuille, plan, terms, table)
        retour = retour_de(plan, lire_reglages_echeancier(portefeuille.creancier.reglages))
        conventions = conventions_of(portefeuille, plan.debiteur)
        reste = exigible(portefeuille, found.pointage, jour, table, conventions, retour)
        missed = tuple(replace(one.mensualite, regle=one.regle) for one in acte.mensualites)
        letter = suites.decheance(accord, missed, reste, found.pointage.recus, jour, notice=_notice(acte))
        sortie = sortie or host.path.parent / FOLDER
        catalog = Catalog(own_templates(host.path, portefeuille.creancier, modeles))
        with aside(sortie) as folder:
            suivi.stage("Rédaction de la lettre", 0)
            files = write([letter], catalog, folder, pdf)
            with in_place(folder, sortie) as moved:
                (made,) = placed(files, moved)
                edits = _edits(found, jour, beside(made.pdf, host.path), made.empreinte)
                written = host.keep(edits, f"déchéance {plan.id} v{plan.version}", digests(moved.values()))
    return Rompu(jour, found, acte, reste, made, written)


def _refuse_insolvency(portefeuille: Portefeuille, plan: Echeancier, jour: date) -> None:
    opened = portefeuille.debiteurs[plan.debiteur].procedure_collective
    if opened is not None and opened <= jour:
        raise Refus(
            "procedure-collective",
            f"Une procédure collective est ouverte depuis le {format_short(opened)} : ce qui reste dû ne se réclame "
            "plus.",
            "Déclarez-le au mandataire judiciaire.",
            place_of(plan),
        )


def _ground(found: EtatDuPlan) -> Acte:
    """Return the act that allows the plan to be broken.

    Raises:
      Refus: nothing does.
    """
    plan, acts = found.plan, {one.nature: one for one in found.actes}
    if NatureActe.DECHEANCE in acts:
        return acts[NatureActe.DECHEANCE]
    if plan.statut not in RUNNING:
        raise Refus(
            "rien-a-rompre",
            f"L'échéancier {plan.id} est « {found.statut} » : il n'y a rien à rompre.",
            "« relancier echeancier etat » dit où en est chaque échéancier.",
            place_of(plan),
        )
    if (waits := acts.get(NatureActe.ATTENTE)) is not None and waits.dernier_jour is not None:
        last = format_short(waits.dernier_jour)
        raise Refus(
            "delai-en-cours",
            f"Le débiteur a jusqu'au {last} inclus pour payer ce que réclame la mise en demeure.",
            f"Attendez le lendemain du {last}.",
            place_of(plan),
        )
    if NatureActe.MISE_EN_DEMEURE in acts:
        raise Refus(
            "mise-en-demeure-d-abord",
            f"{acts[NatureActe.MISE_EN_DEMEURE].pourquoi} L'accord demande une mise en demeure avant la déchéance.",
            "Faites-la : « relancier echeancier pointer --courrier mise-en-demeure ».",
            place_of(plan),
        )
    raise Refus(
        "rien-a-rompre",
        f"L'échéancier {plan.id} est tenu : aucune mensualité n'est en retard.",
        "S'il vient d'être payé, saisissez-le dans la feuille Règlements.",
        place_of(plan),
    )


def _notice(acte: Acte) -> tuple[date, date] | None:
    """Return the day of the notice that was left without effect, and its last day; None when none was needed."""
    told = [
        (one.mensualite.notifiee, one.mensualite.regulariser)
        for one in acte.mensualites
        if one.mensualite.notifiee is not None and one.mensualite.regulariser is not None
    ]
    days = [(sent, last) for sent, last in told if sent is not None and last is not None and last < acte.depuis]
    return min(days, default=None)


def _edits(found: EtatDuPlan, jour: date, document: str, empreinte: str) -> Sequence[Edit]:
    edits: list[Edit] = [
        SetRow(
            schema.ECHEANCIERS.name,
            found.plan.ligne,
            {
                "Statut": str(StatutEcheancier.ROMPU),
                "Fin le": jour,
                "Document final": document,
                "Empreinte finale": empreinte,
            },
        )
    ]
    edits += [
        SetRow(
            schema.MENSUALITES.name,
            one.mensualite.ligne,
            {"Réglé": one.regle, "Statut": str(statut_mensualite(one, jour))},
        )
        for one in found.pointage.mensualites
    ]
    return edits
