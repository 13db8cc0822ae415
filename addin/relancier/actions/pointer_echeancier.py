"""`relancier echeancier pointer`: the payments are matched to the instalments, and written there.

With the letters that are asked for: the courtesy reminder before an instalment, the notice of a missed one, the
quittance of a plan that is paid. The table says that each was made, and keeps the digest of what binds.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from relancier.actions.etat_echeancier import EtatDuPlan, states, wanted
from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.plans import FOLDER, Fichier, accord_of, placed, refuse_changed, write
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.errors import Anomalie, Gravite, InvalidInput, RelancierError
from relancier.base.filenames import beside
from relancier.base.files import digests
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.splicing.cell_xml import Cell
from relancier.classeur.splicing.edits import Edit, SetRow
from relancier.creances.plans import StatutEcheancier
from relancier.creances.pointage import MensualitePointee
from relancier.creances.portefeuille import Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier import courriers, suites
from relancier.documents.echeancier.accord import Accord
from relancier.documents.echeancier.compose import Ecrit
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.actes import Acte, NatureActe, delai_de
from relancier.echeancier.reglages import ReglagesEcheancier, lire_reglages_echeancier
from relancier.echeancier.suivi import statut_mensualite


class Courrier(StrEnum):
    """A letter that matching may make, as it is asked for."""

    RAPPEL = "rappel"
    MISE_EN_DEMEURE = "mise-en-demeure"
    QUITTANCE = "quittance"


NATURES = {
    Courrier.RAPPEL: NatureActe.RAPPEL,
    Courrier.MISE_EN_DEMEURE: NatureActe.MISE_EN_DEMEURE,
    Courrier.QUITTANCE: NatureActe.QUITTANCE,
}


def courriers_demandes(typed: Iterable[str]) -> frozenset[Courrier]:
    """Return the letters that were asked for by their names.

    Raises:
      InvalidInput: "courrier-inconnu".
    """
    asked = [word for one in typed for word in one.replace(",", " ").split()]
    unknown = [word for word in asked if fold(word) not in set(Courrier)]
    if unknown:
        raise InvalidInput(
            "courrier-inconnu", f"« {unknown[0]} » n'est pas une lettre connue.", f"Choisissez {', '.join(Courrier)}."
        )
    return frozenset(Courrier(fold(word)) for word in asked)


@dataclass(frozen=True, slots=True)
class Envoye:
    """A letter that was made.

    Attributes:
      acte: why.
    """

    acte: Acte
    fichier: Fichier


@dataclass(frozen=True, slots=True)
class Pointe:
    """What matching did.

    Attributes:
      etats: each plan on the day, before its letters; its `actes` say what was or could be done.
      changes: how many rows of the tables were changed.
      manques: letters that could not be made, each with its reason.
      inutiles: letters that were asked for and that no plan calls for.
      ecrit: None when nothing had to be written.
    """

    au: date
    etats: tuple[EtatDuPlan, ...]
    envoyes: tuple[Envoye, ...]
    manques: tuple[Anomalie, ...]
    inutiles: tuple[Courrier, ...]
    changes: int
    ecrit: Written | None


Changes = dict[tuple[str, int], dict[str, Cell]]  # by table and row


def match(
    host: Host,
    au: date,
    echeancier: str | None = None,
    debiteur: str | None = None,
    lettres: Collection[Courrier] = (),
    sortie: Path | None = None,
    modeles: Path | None = None,
    pdf: PdfChoice = "auto",
    suivi: Progress | None = None,
) -> Pointe:
    """Match the payments received by the end of `au`, write where each plan stands, and make `lettres`.

    Raises:
      InvalidInput: "echeancier-inconnu", or a template is missing or faulty.
      Refus: a workbook or folder that cannot be written. One plan's letter that fails does not stop the others.
    """
    suivi = suivi or Silent()
    with alone(host.path), ExitStack() as stack:
        suivi.stage("Lecture du classeur", 0)
        portefeuille = host.read()
        found = states(portefeuille, au, wanted(portefeuille, echeancier, debiteur))
        changes = _changes(found, au)
        asked = [
            (one, acte) for one in found for acte in one.actes if acte.nature in {NATURES[kind] for kind in lettres}
        ]
        moved: Mapping[Path, Path] = {}
        sent: tuple[Envoye, ...] = ()
        missed: tuple[Anomalie, ...] = ()
        if asked:
            sortie = sortie or host.path.parent / FOLDER
            folder = stack.enter_context(aside(sortie))
            catalog = Catalog(own_templates(host.path, portefeuille.creancier, modeles))
            suivi.stage("Rédaction des lettres", len(asked))
            sent, missed = _letters(portefeuille, asked, au, catalog, folder, pdf, suivi)
            moved = stack.enter_context(in_place(folder, sortie))
            sent = tuple(replace(one, fichier=placed([one.fichier], moved)[0]) for one in sent)
            _note(changes, sent, au, lire_reglages_echeancier(portefeuille.creancier.reglages), host.path)
        edits: list[Edit] = [SetRow(table, line, values) for (table, line), values in changes.items() if values]
        written = host.keep(edits, f"pointage {au:%Y-%m-%d}", digests(moved.values())) if edits else None
    called = {acte.nature for _, acte in asked}
    useless = tuple(kind for kind in Courrier if kind in lettres and NATURES[kind] not in called)
    return Pointe(au, found, sent, missed, useless, len(edits), written)


def _changes(found: Iterable[EtatDuPlan], au: date) -> Changes:
    """Return the cells that no longer say what is."""
    out: Changes = {}
    for one in found:
        if one.plan.statut in (StatutEcheancier.PROPOSE, StatutEcheancier.RETIRE):
            continue
        row: dict[str, Cell] = {}
        if one.statut != one.plan.statut:
            row["Statut"] = str(one.statut)
            paid = one.pointage.soldee_le or max((source.date for source in one.pointage.recus), default=None)
            row["Fin le"] = paid if one.statut is StatutEcheancier.SOLDE else None
            if one.plan.document_final:  # a quittance, and a payment came back since
                row |= {"Document final": None, "Empreinte finale": None}
        out[schema.ECHEANCIERS.name, one.plan.ligne] = row
        for term in one.pointage.mensualites:
            out[schema.MENSUALITES.name, term.mensualite.ligne] = _term_changes(term, au)
    return out


def _term_changes(term: MensualitePointee, au: date) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    if term.regle != term.mensualite.regle:
        row["Réglé"] = term.regle
    now = str(statut_mensualite(term, au))
    if now != term.mensualite.statut:
        row["Statut"] = now
    return row


def _letters(
    portefeuille: Portefeuille,
    asked: Sequence[tuple[EtatDuPlan, Acte]],
    au: date,
    catalog: Catalog,
    folder: Path,
    pdf: PdfChoice,
    suivi: Progress,
) -> tuple[tuple[Envoye, ...], tuple[Anomalie, ...]]:
    sent: list[Envoye] = []
    missed: list[Anomalie] = []
    table = TableDesTaux(portefeuille.taux)
    for one, acte in asked:
        try:
            terms = tuple(term.mensualite for term in one.pointage.mensualites)
            refuse_changed(one.plan, terms)
            accord = accord_of(portefeuille, one.plan, terms, table)
            (made,) = write([_ecrit(accord, one, acte, au)], catalog, folder, pdf)
            sent.append(Envoye(acte, made))
        except RelancierError as error:  # one plan's trouble is told, and the others have their letters
            missed.append(_missed(one, acte, error))
        suivi.step()
    return tuple(sent), tuple(missed)


def _missed(one: EtatDuPlan, acte: Acte, error: RelancierError) -> Anomalie:
    return Anomalie(
        error.code,
        Gravite.BLOQUANTE,
        error.lieu,
        one.plan.id,
        f"La lettre « {acte.nature} » de l'échéancier {one.plan.id} n'a pas été faite. {error.message}",
        error.remede,
        one.plan.debiteur,
    )


def _ecrit(accord: Accord, one: EtatDuPlan, acte: Acte, au: date) -> Ecrit:
    pointage = one.pointage
    about = tuple(replace(term.mensualite, regle=term.regle) for term in acte.mensualites)
    if acte.nature is NatureActe.RAPPEL:
        return courriers.rappel(accord, about[0], pointage.reste, au)
    if acte.nature is NatureActe.MISE_EN_DEMEURE:
        last = acte.dernier_jour or au + timedelta(days=accord.delai)
        return suites.mise_en_demeure(accord, about, pointage.reste, au, last)
    return courriers.quittance(accord, pointage.recus, au)


def _note(changes: Changes, sent: Iterable[Envoye], au: date, reglages: ReglagesEcheancier, classeur: Path) -> None:
    """Add to `changes` that the letters were made."""
    for one in sent:
        plan, path = one.acte.plan, beside(one.fichier.pdf, classeur)
        if one.acte.nature is NatureActe.QUITTANCE:
            changes[schema.ECHEANCIERS.name, plan.ligne] |= {
                "Document final": path,
                "Empreinte finale": one.fichier.empreinte,
            }
            continue
        for term in one.acte.mensualites:
            row = changes[schema.MENSUALITES.name, term.mensualite.ligne]
            if one.acte.nature is NatureActe.RAPPEL:
                row["Rappelée le"] = au
                continue
            last = one.acte.dernier_jour or au + timedelta(days=delai_de(plan, reglages))
            row |= {
                "Mise en demeure le": au,
                "Délai jusqu'au": last,
                "Document": path,
                "Empreinte": one.fichier.empreinte,
            }
