"""What the actions on negotiated plans share: which plan is meant, what it covers, and how its documents are made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from relancier.actions.doubts import refuse_doubt
from relancier.actions.proved_pdfs import convert
from relancier.actions.resultat import PdfChoice
from relancier.base.errors import InvalidInput, Lieu, Refus
from relancier.base.files import digest
from relancier.base.money import ZERO
from relancier.base.typed import fold
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte_du
from relancier.creances.interets import INTERETS, Poste
from relancier.creances.mises_en_demeure import jours, mises_en_demeure
from relancier.creances.plans import RUNNING, StatutEcheancier
from relancier.creances.portefeuille import Echeancier, Mensualite, Portefeuille
from relancier.creances.reglages import lire_reglages
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier.accord import Accord, DetteCouverte
from relancier.documents.echeancier.compose import Ecrit, compose, modele
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.modes import ModeInterets
from relancier.echeancier.reglages import lire_reglages_echeancier, retour_de
from relancier.echeancier.sceau import est_intact

FOLDER = "Échéanciers"  # beside the workbook


@dataclass(frozen=True, slots=True)
class Fichier:
    """A document that was made.

    Attributes:
      titre: its template's name.
      empreinte: the PDF's SHA-256.
    """

    titre: str
    docx: Path
    pdf: Path
    empreinte: str


def conventions_of(portefeuille: Portefeuille, code: str) -> Conventions:
    """Return the settings in which the debts of `code` are counted, as for its décompte."""
    notices = mises_en_demeure(portefeuille.relances, code, portefeuille.niveaux)
    return lire_reglages(portefeuille.creancier.reglages, mises_en_demeure=jours(notices)).conventions


def latest(portefeuille: Portefeuille) -> Mapping[str, Echeancier]:
    """Return the last version of each plan, by its Id, folded."""
    found: dict[str, Echeancier] = {}
    for one in portefeuille.echeanciers:
        known = found.get(fold(one.id))
        if known is None or one.version >= known.version:
            found[fold(one.id)] = one
    return found


def the_plan(
    portefeuille: Portefeuille, echeancier: str | None, debiteur: str | None, *, ruling: bool = False
) -> Echeancier:
    """Return the last version of the plan of Id `echeancier`, or of the only plan of `debiteur` that is not over.

    With `ruling`, the version that runs is preferred to one that is proposed to replace it.

    Raises:
      InvalidInput: "echeancier-de-qui", "echeancier-inconnu", "echeancier-ambigu".
      Refus: a row that touches its debtor could not be read.
    """
    if (echeancier is None) == (debiteur is None):
        raise InvalidInput(
            "echeancier-de-qui", "Dites quel échéancier : --echeancier ou --debiteur.", "Donnez l'un des deux."
        )
    plans = latest(portefeuille)
    if echeancier is not None:
        found = plans.get(fold(echeancier))
        if found is None:
            names = ", ".join(one.id for one in plans.values())
            none = "Le classeur n'en a aucun : « relancier echeancier proposer » en fait un."
            raise InvalidInput(
                "echeancier-inconnu",
                f"Aucun échéancier n'a l'Id « {echeancier} ».",
                f"Le classeur a : {names}." if names else none,
            )
    else:
        found = _only_plan(plans.values(), debiteur or "")
    refuse_doubt(portefeuille, found.debiteur, "L'échéancier")
    return running_version(portefeuille, found) or found if ruling else found


def running_version(portefeuille: Portefeuille, plan: Echeancier) -> Echeancier | None:
    """Return the version of the same plan that runs; None when none does."""
    mine = [one for one in portefeuille.echeanciers if one.id == plan.id and one.statut in RUNNING]
    return max(mine, key=lambda one: one.version, default=None)


def _only_plan(plans: Iterable[Echeancier], code: str) -> Echeancier:
    over = (StatutEcheancier.ROMPU, StatutEcheancier.SOLDE, StatutEcheancier.RETIRE)
    mine = [one for one in plans if fold(one.debiteur) == fold(code)]
    live = [one for one in mine if one.statut not in over] or mine
    if not live:
        raise InvalidInput(
            "echeancier-inconnu",
            f"Aucun échéancier n'est au nom de « {code} ».",
            "Vérifiez le code, ou faites-en un : « relancier echeancier proposer ».",
        )
    if len(live) > 1:
        names = ", ".join(one.id for one in live)
        raise InvalidInput(
            "echeancier-ambigu", f"« {code} » a plusieurs échéanciers : {names}.", "Donnez --echeancier."
        )
    return live[0]


def terms_of(portefeuille: Portefeuille, plan: Echeancier) -> tuple[Mensualite, ...]:
    """Return the instalments of `plan`, in order of date."""
    mine = [one for one in portefeuille.mensualites if one.plan == plan.cle]
    return tuple(sorted(mine, key=lambda one: (one.date, one.rang)))


def place_of(plan: Echeancier) -> Lieu:
    """Return where the row of `plan` stands."""
    return Lieu(feuille="Échéanciers", table="tblEcheanciers", ligne=plan.ligne)


def refuse_changed(plan: Echeancier, mensualites: Iterable[Mensualite]) -> None:
    """Refuse to act on a signed version that is no longer what was signed.

    Raises:
      Refus: "echeancier-altere".
    """
    if not est_intact(plan, mensualites):
        raise Refus(
            "echeancier-altere",
            f"L'échéancier {plan.id}, version {plan.version}, n'est plus ce qui a été signé : un montant, une date ou "
            "un terme a été changé depuis.",
            "Remettez-le comme il était (une copie d'avant est dans « Sauvegardes Relancier »), ou renégociez-le : "
            "« relancier echeancier proposer --echeancier ».",
            place_of(plan),
        )


def accord_of(
    portefeuille: Portefeuille, plan: Echeancier, mensualites: Sequence[Mensualite], table: TableDesTaux
) -> Accord:
    """Return `plan` with all that its documents say: its debts as they stood on the day they were counted.

    Raises:
      InvalidInput: "echeancier-incoherent" when the plan is not the sum of what it covers; as `decompte_du`.
    """
    code = plan.debiteur
    conventions = conventions_of(portefeuille, code)
    counted = decompte_du(portefeuille, code, plan.arrete or plan.date_accord, table, conventions)
    covered = [one for one in counted.dettes if one.total and plan.couvre(one.echeance)]
    debts = [DetteCouverte.of(one) for one in covered]
    credit = min(counted.totaux.credit, sum((one.total for one in covered), ZERO))
    debts = _less(debts, credit, conventions.postes)
    mode, debts = _mode(plan, debts)
    reglages = lire_reglages_echeancier(portefeuille.creancier.reglages)
    return Accord(
        creancier=portefeuille.creancier,
        debiteur=portefeuille.debiteurs[code],
        plan=plan,
        mensualites=tuple(mensualites),
        dettes=tuple(debts),
        mode=mode,
        abandon=sum((one.interets for one in debts), ZERO) if mode is ModeInterets.ABANDONNES else ZERO,
        conventions=conventions,
        reglages=replace(reglages, retour=retour_de(plan, reglages)),
    )


def _mode(plan: Echeancier, debts: list[DetteCouverte]) -> tuple[ModeInterets, list[DetteCouverte]]:
    """Return which interest the plan asks; one typed by hand may ask for the principal alone, and say nothing."""
    for mode in ModeInterets:
        if fold(plan.interets) == fold(mode):
            return mode, debts
    if plan.montant == sum((one.principal for one in debts), ZERO):
        return ModeInterets.COURUS, [replace(one, interets=ZERO, indemnite=ZERO) for one in debts]
    kept = sum((one.principal + one.indemnite for one in debts), ZERO)
    return (ModeInterets.ABANDONNES if plan.montant == kept else ModeInterets.COURUS), debts


def _less(debts: Sequence[DetteCouverte], credit: Decimal, postes: Iterable[Poste]) -> list[DetteCouverte]:
    """Take what was held for the debtor (€) off its debts, part after part, the oldest debt first."""
    out = list(debts)
    for poste in postes:
        field = "interets" if poste in INTERETS else "principal" if poste is Poste.PRINCIPAL else "indemnite"
        for index, one in enumerate(out):
            taken = min(credit, getattr(one, field))
            out[index] = replace(one, **{field: getattr(one, field) - taken})
            credit -= taken
    return out


def write(ecrits: Sequence[Ecrit], catalog: Catalog, folder: Path, pdf: PdfChoice) -> tuple[Fichier, ...]:
    """Write each of `ecrits` in `folder`, as .docx and .pdf, and prove that each figure is in the PDF.

    Raises:
      InvalidInput: a template is missing or faulty, or a figure is missing from a PDF.
      Refus: a PDF cannot be made.
    """
    drafts = [compose(one, modele(one, catalog), folder) for one in ecrits]
    made = convert(drafts, folder, pdf)
    return tuple(
        Fichier(ecrit.modele, draft.docx, path, digest(path))
        for ecrit, draft, path in zip(ecrits, drafts, made, strict=True)
    )


def placed(files: Iterable[Fichier], moved: Mapping[Path, Path]) -> tuple[Fichier, ...]:
    """Return `files` where they now are."""
    return tuple(replace(one, docx=moved[one.docx], pdf=moved[one.pdf]) for one in files)


def check_day(plan: Echeancier, day: date) -> None:
    """Refuse a day before the plan was agreed.

    Raises:
      InvalidInput: "date-avant-accord".
    """
    if day < plan.date_accord:
        raise InvalidInput(
            "date-avant-accord",
            f"L'échéancier {plan.id} est du {plan.date_accord:%d/%m/%Y} : rien ne s'y passe avant.",
            "Donnez avec --date un jour qui le suit.",
        )
