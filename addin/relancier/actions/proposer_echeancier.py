"""`relancier echeancier proposer`: a plan put in writing, to be signed. Until then it changes nothing.

The protocole and the letter that goes with it are made, the version is recorded as proposed. A proposal that nobody
signed is withdrawn by the next one; a plan that runs goes on until its new version is signed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.plans import FOLDER, Fichier, accord_of, latest, placed, write
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.actions.simuler_echeancier import Simulees, Souhait, simulate_plan
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.filenames import beside
from relancier.base.files import digests
from relancier.base.money import ZERO
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.plan_cells import mensualite_row, plan_row
from relancier.classeur.splicing.edits import AppendRows, Edit, Row, SetRow
from relancier.creances.plans import RUNNING, StatutEcheancier
from relancier.creances.portefeuille import Debiteur, Echeancier, Mensualite, Portefeuille, TypeDebiteur
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier import courriers
from relancier.documents.echeancier.protocole import protocole, remarques
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.modes import Decheance
from relancier.echeancier.reglages import ReglagesEcheancier, lire_reglages_echeancier
from relancier.echeancier.simuler import Simulation

IDENTIFIANT = re.compile(r"ech-(\d{4})-(\d+)")


@dataclass(frozen=True, slots=True)
class Options:
    """How a plan is put in writing.

    Attributes:
      echeancier: the Id of the plan that it renegotiates; None for a new one.
      delai: days that a notice leaves to cure a missed instalment; 0 for none, where the law allows to waive it; None
        for the creditor's settings.
      entretien: the day of the call in which it was agreed.
      retour_avant: the last day to send the originals back.
      modeles: a folder of Word templates.
    """

    echeancier: str | None = None
    delai: int | None = None
    entretien: date | None = None
    retour_avant: date | None = None
    modeles: Path | None = None
    pdf: PdfChoice = "auto"


@dataclass(frozen=True, slots=True)
class Propose:
    """A plan that was proposed.

    Attributes:
      simulees: what it spreads, and what it costs.
      retire: the proposal that it withdraws; None when there was none.
      remarques: French sentences: what to look at before it is sent.
    """

    plan: Echeancier
    mensualites: tuple[Mensualite, ...]
    simulees: Simulees
    fichiers: tuple[Fichier, ...]
    retire: Echeancier | None
    remarques: tuple[str, ...]
    ecrit: Written


def propose(
    host: Host, code: str, souhait: Souhait, options: Options, sortie: Path | None = None, suivi: Progress | None = None
) -> Propose:
    """Put in writing the plan of `souhait` for the debtor `code`, and record it as proposed.

    Raises:
      InvalidInput: as `simuler_echeancier.simulate_debtor`; "un-seul-plan", "echeancier-inconnu",
        "echeancier-d-autrui", "renonciation-interdite".
      Refus: "echeancier-en-cours", "echeancier-solde"; the workbook or the folder cannot be written.
    """
    suivi = suivi or Silent()
    _check_dates(souhait, options)
    with alone(host.path):
        suivi.stage("Lecture du classeur", 0)
        portefeuille = host.read()
        table = TableDesTaux(portefeuille.taux)
        simulees = simulate_plan(portefeuille, code, souhait, table)
        simulation = _the_only(simulees)
        debiteur = portefeuille.debiteurs[simulees.dette.debiteur.code]
        previous = _renegotiated(portefeuille, debiteur, simulation, options.echeancier)
        plan = _plan(portefeuille, simulation, previous, options)
        terms = _terms(plan, simulation)
        accord = accord_of(portefeuille, plan, terms, table)
        catalog = Catalog(own_templates(host.path, portefeuille.creancier, options.modeles))
        letter = courriers.confirmation(
            accord, souhait.arrete, entretien=options.entretien, retour_avant=options.retour_avant
        )
        sortie = sortie or host.path.parent / FOLDER
        with aside(sortie) as folder:
            suivi.stage("Rédaction du protocole", 0)
            files = write([protocole(accord, souhait.arrete), letter], catalog, folder, options.pdf)
            with in_place(folder, sortie) as moved:
                files = placed(files, moved)
                plan = replace(plan, document=beside(files[0].pdf, host.path), empreinte=files[0].empreinte)
                edits = _edits(plan, terms, simulation, previous)
                written = host.keep(edits, f"proposition {plan.id} v{plan.version}", digests(moved.values()))
    withdrawn = previous if previous is not None and previous.statut == StatutEcheancier.PROPOSE else None
    return Propose(plan, terms, simulees, files, withdrawn, remarques(accord), written)


def _check_dates(souhait: Souhait, options: Options) -> None:
    counted = format_short(souhait.arrete)
    if options.retour_avant is not None and options.retour_avant < souhait.arrete:
        raise InvalidInput(
            "retour-passe",
            f"Le dernier jour pour renvoyer les originaux, {format_short(options.retour_avant)}, est déjà passé au "
            f"{counted}.",
            "Corrigez --retour-avant.",
        )
    if options.entretien is not None and options.entretien > souhait.arrete:
        raise InvalidInput(
            "entretien-a-venir",
            f"L'entretien du {format_short(options.entretien)} n'a pas encore eu lieu au {counted}.",
            "Corrigez --entretien.",
        )


def _the_only(simulees: Simulees) -> Simulation:
    if len(simulees.plans) > 1:
        raise InvalidInput(
            "un-seul-plan",
            "Un seul plan se propose à la fois.",
            "Donnez un --nombre, un --montant ou un --jusqu-au ; « relancier echeancier simuler » les compare.",
        )
    return simulees.plans[0].simulation


def _renegotiated(
    portefeuille: Portefeuille, debiteur: Debiteur, simulation: Simulation, echeancier: str | None
) -> Echeancier | None:
    """Return the version that comes before the one to be proposed; None for a new plan."""
    plans = latest(portefeuille)
    if echeancier is not None:
        found = plans.get(fold(echeancier))
        if found is None:
            raise InvalidInput("echeancier-inconnu", f"Aucun échéancier n'a l'Id « {echeancier} ».", "Vérifiez-le.")
        if found.debiteur != debiteur.code:
            raise InvalidInput(
                "echeancier-d-autrui", f"L'échéancier {found.id} est celui de {found.debiteur}.", "Vérifiez les deux."
            )
        if found.statut == StatutEcheancier.SOLDE:
            raise Refus("echeancier-solde", f"L'échéancier {found.id} est soldé.", "Proposez-en un nouveau.")
        return found
    mine = [one for one in plans.values() if one.debiteur == debiteur.code]
    same = [one for one in mine if any(one.couvre(echeance) for echeance in simulation.dette.echeances)]
    if running := [one for one in same if one.statut in RUNNING]:
        raise Refus(
            "echeancier-en-cours",
            f"L'échéancier {running[0].id} court déjà sur tout ou partie de cette dette.",
            f"Renégociez-le avec --echeancier {running[0].id}, ou ne proposez que d'autres factures (--facture).",
        )
    return next((one for one in same if one.statut == StatutEcheancier.PROPOSE), None)


def _plan(
    portefeuille: Portefeuille, simulation: Simulation, previous: Echeancier | None, options: Options
) -> Echeancier:
    dette = simulation.dette
    reglages = lire_reglages_echeancier(portefeuille.creancier.reglages)
    return Echeancier(
        id=previous.id if previous else _new_id(portefeuille, dette.arrete),
        version=previous.version + 1 if previous else 1,
        debiteur=dette.debiteur.code,
        date_accord=dette.arrete,
        montant=simulation.total,
        statut=StatutEcheancier.PROPOSE,
        periodicite=simulation.demande.periodicite.libelle,
        interets=str(simulation.demande.interets),
        arrete=dette.arrete,
        factures=tuple(dict.fromkeys(one.facture for one in dette.echeances)),
        jusqu_au=dette.jusqu_au,
        taux=simulation.taux,
        delai=_delai(dette.debiteur.type, reglages, options.delai),
        retour=str(reglages.retour),
    )


def _delai(type_: TypeDebiteur, reglages: ReglagesEcheancier, asked: int | None) -> int:
    """Return the days that a notice leaves; the setting that waives it is for professionals alone."""
    if asked is not None:
        return asked
    waived = reglages.decheance is Decheance.DE_PLEIN_DROIT and type_ is TypeDebiteur.PROFESSIONNEL
    return 0 if waived else reglages.regularisation


def _new_id(portefeuille: Portefeuille, day: date) -> str:
    """Return the next number of the year: ECH-2026-001."""
    known = [IDENTIFIANT.fullmatch(fold(one.id)) for one in portefeuille.echeanciers]
    numbers = [int(one[2]) for one in known if one and int(one[1]) == day.year]
    return f"ECH-{day.year}-{max(numbers, default=0) + 1:03}"


def _terms(plan: Echeancier, simulation: Simulation) -> tuple[Mensualite, ...]:
    return tuple(
        Mensualite(
            plan.id,
            plan.version,
            one.date,
            one.montant,
            ZERO,
            rang=one.rang,
            interets=one.interets,
        )
        for one in simulation.versements
    )


def _edits(
    plan: Echeancier, terms: Sequence[Mensualite], simulation: Simulation, previous: Echeancier | None
) -> list[Edit]:
    edits: list[Edit] = []
    if previous is not None and previous.statut == StatutEcheancier.PROPOSE:
        withdrawn: Row = {"Statut": str(StatutEcheancier.RETIRE), "Fin le": plan.date_accord}
        edits.append(SetRow(schema.ECHEANCIERS.name, previous.ligne, withdrawn))
    edits.append(AppendRows(schema.ECHEANCIERS.name, [plan_row(plan, simulation.nombre)]))
    edits.append(AppendRows(schema.MENSUALITES.name, [mensualite_row(one) for one in terms]))
    return edits
