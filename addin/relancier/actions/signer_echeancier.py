"""`relancier echeancier signer`: the plan is agreed. It suspends what it covers, and its prescription starts anew.

The version is frozen: its document's digest and a seal over its terms are recorded. A running version that it
renegotiates is replaced, and stays in the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copyfile

from relancier.actions.output import aside, in_place
from relancier.actions.plans import FOLDER, place_of, running_version, terms_of, the_plan
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.filenames import beside, safe_stem
from relancier.base.files import digest, digests, why
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import NO_FILES, Host, Written
from relancier.classeur.splicing.edits import Edit, Row, SetRow
from relancier.creances.plans import StatutEcheancier, running
from relancier.creances.portefeuille import Echeance, Echeancier, Mensualite, Portefeuille
from relancier.creances.prescriptions import prescription_de
from relancier.droit.prescription import Prescription
from relancier.echeancier.sceau import sceller


@dataclass(frozen=True, slots=True)
class Signe:
    """A plan that was signed.

    Attributes:
      remplace: the version that ran until then; None when there was none.
      prescriptions: the clock of each covered échéance before, and since the signature.
    """

    plan: Echeancier
    mensualites: tuple[Mensualite, ...]
    remplace: Echeancier | None
    prescriptions: tuple[tuple[Echeance, Prescription, Prescription], ...]
    remarques: tuple[str, ...]
    ecrit: Written


def sign(
    host: Host, jour: date, echeancier: str | None = None, debiteur: str | None = None, document: Path | None = None
) -> Signe:
    """Record that the proposed plan was signed on `jour`; `document` is the signed copy, scanned, if there is one.

    Raises:
      InvalidInput: "pas-propose", "signature-avant-proposition", "document-illisible", or as `plans.the_plan`.
      Refus: "procedure-collective", "protocole-altere"; the workbook cannot be written.
    """
    with alone(host.path):
        portefeuille = host.read()
        plan = the_plan(portefeuille, echeancier, debiteur)
        terms = terms_of(portefeuille, plan)
        _check(portefeuille, plan, terms, jour)
        terms = tuple(one if one.rang else replace(one, date=jour) for one in terms)
        _refuse_overlap(portefeuille, plan, jour)
        signed = replace(plan, statut=StatutEcheancier.EN_COURS, date_accord=jour)
        before = running_version(portefeuille, plan)
        if document is None:
            said = _proposal_kept(host, plan)
            written, signed = _record(host, signed, terms, before)
        else:
            said = ()
            written, signed = _with_copy(host, signed, terms, before, document)
        clocks = _clocks(portefeuille, plan, signed)
    return Signe(signed, terms, before, clocks, (*said, *_remarks(terms, clocks, jour)), written)


def _check(portefeuille: Portefeuille, plan: Echeancier, terms: Sequence[Mensualite], jour: date) -> None:
    if plan.statut != StatutEcheancier.PROPOSE:
        raise InvalidInput(
            "pas-propose",
            f"L'échéancier {plan.id}, version {plan.version}, est « {plan.statut} » : il n'y a rien à signer.",
            "Pour le changer, proposez-en une nouvelle version : « relancier echeancier proposer --echeancier ».",
            place_of(plan),
        )
    proposed = plan.arrete or plan.date_accord
    if jour < proposed:
        raise InvalidInput(
            "signature-avant-proposition",
            f"L'échéancier {plan.id} a été proposé le {format_short(proposed)} : il n'a pas pu être signé le "
            f"{format_short(jour)}.",
            "Corrigez --date.",
        )
    if sum(one.montant for one in terms) != plan.montant:
        raise Refus(
            "echeancier-incoherent",
            f"Les mensualités de l'échéancier {plan.id} ne font pas son montant.",
            "Corrigez-les dans la feuille Mensualités, ou proposez-le de nouveau.",
            place_of(plan),
        )
    opened = portefeuille.debiteurs[plan.debiteur].procedure_collective
    if opened is not None and opened <= jour:
        raise Refus(
            "procedure-collective",
            f"Une procédure collective est ouverte depuis le {format_short(opened)} : {plan.debiteur} ne peut plus "
            "s'engager à payer ses dettes antérieures.",
            "Déclarez la créance au mandataire judiciaire.",
        )


def _refuse_overlap(portefeuille: Portefeuille, plan: Echeancier, jour: date) -> None:
    """Refuse a second plan on a debt that another spreads."""
    owed = [one for one in portefeuille.echeances if plan.couvre(one)]
    for other in running(portefeuille.echeanciers, jour):
        shared = [one.facture for one in owed if other.couvre(one)]
        if other.id != plan.id and shared:
            raise Refus(
                "echeancier-en-cours",
                f"L'échéancier {other.id} court déjà sur {', '.join(dict.fromkeys(shared))}.",
                f"Renégociez-le (--echeancier {other.id}), ou attendez sa fin.",
                place_of(plan),
            )


def _proposal_kept(host: Host, plan: Echeancier) -> tuple[str, ...]:
    """Check that the protocole which is said to be signed is the one that was made.

    Raises:
      Refus: "protocole-altere".
    """
    if not plan.document:
        return ("Aucun document n'est gardé pour cet accord : donnez la copie signée avec --document.",)
    kept = host.path.parent / plan.document
    if not kept.is_file():
        return (f"Le protocole « {plan.document} » n'est plus là : gardez au moins la copie signée.",)
    if plan.empreinte and digest(kept) != plan.empreinte.casefold():
        raise Refus(
            "protocole-altere",
            f"« {plan.document} » n'est plus le protocole qui a été proposé.",
            "Si vous l'avez reformulé, donnez la copie signée avec --document.",
            place_of(plan),
        )
    return ("Gardez la copie signée : avec --document, son empreinte est enregistrée.",)


def _with_copy(
    host: Host, plan: Echeancier, terms: Sequence[Mensualite], before: Echeancier | None, document: Path
) -> tuple[Written, Echeancier]:
    """Keep the signed copy beside the workbook, and record it."""
    sortie = host.path.parent / FOLDER
    with aside(sortie) as folder:
        name = safe_stem(f"{plan.date_accord:%Y-%m-%d} {plan.debiteur} Protocole signé {plan.id} v{plan.version}")
        made = folder / f"{name}{document.suffix.casefold()}"
        try:
            copyfile(document, made)
        except OSError as error:
            raise InvalidInput(
                "document-illisible",
                f"La copie signée « {document} » ne peut pas être lue ({why(error)}).",
                "Vérifiez --document.",
            ) from error
        with in_place(folder, sortie) as moved:
            kept = moved[made]
            signed = replace(plan, document=beside(kept, host.path), empreinte=digest(kept))
            return _record(host, signed, terms, before, digests(moved.values()))


def _record(
    host: Host,
    plan: Echeancier,
    terms: Sequence[Mensualite],
    before: Echeancier | None,
    fichiers: Mapping[Path, str] = NO_FILES,
) -> tuple[Written, Echeancier]:
    signed = replace(plan, sceau=sceller(plan, terms))
    row: Row = {
        "Date accord": signed.date_accord,
        "Statut": str(signed.statut),
        "Document": signed.document,
        "Empreinte": signed.empreinte,
        "Sceau": signed.sceau,
    }
    edits: list[Edit] = [SetRow(schema.ECHEANCIERS.name, plan.ligne, row)]
    if before is not None:
        replaced: Row = {"Statut": str(StatutEcheancier.REMPLACE), "Fin le": signed.date_accord}
        edits.append(SetRow(schema.ECHEANCIERS.name, before.ligne, replaced))
    edits += [SetRow(schema.MENSUALITES.name, one.ligne, {"Date": one.date}) for one in terms if not one.rang]
    return host.keep(edits, f"signature {plan.id} v{plan.version}", fichiers), signed


def _clocks(
    portefeuille: Portefeuille, proposed: Echeancier, signed: Echeancier
) -> tuple[tuple[Echeance, Prescription, Prescription], ...]:
    debtor = portefeuille.debiteurs[signed.debiteur]
    known = portefeuille.echeanciers
    since = [signed if one is proposed else one for one in known]
    return tuple(
        (one, prescription_de(one, debtor, known), prescription_de(one, debtor, since))
        for one in portefeuille.echeances
        if signed.couvre(one) and one.echeance <= signed.date_accord
    )


def _remarks(
    terms: Sequence[Mensualite], clocks: Sequence[tuple[Echeance, Prescription, Prescription]], jour: date
) -> list[str]:
    said = []
    first = next((one for one in terms if one.rang), None)
    if first is not None and first.date < jour:
        said.append(
            f"La première mensualité ({format_short(first.date)}) précède la signature : elle est déjà en retard."
        )
    barred = [one.facture for one, before, _ in clocks if before.acquise(jour)]
    if barred:
        names = ", ".join(dict.fromkeys(barred))
        said.append(f"La prescription était déjà acquise pour {names} : faites vérifier ce que vaut la signature.")
    return said
