"""`relancier echeancier promesse`: a promise to pay one sum on one day, confirmed by letter, and remembered.

It is no plan: the row goes to the suspensions, where it holds the reminders until its day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from relancier.actions.doubts import refuse_doubt
from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.plans import FOLDER, Fichier, conventions_of, placed, write
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.files import digests
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.splicing.edits import AppendRows, Row
from relancier.creances.decompte import decompte_du
from relancier.creances.portefeuille import Debiteur, NatureSuspension, Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier import courriers
from relancier.documents.echeancier.accord import DetteCouverte
from relancier.droit.taux import TableDesTaux


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that was recorded.

    Attributes:
      montant: € promised.
      promis: the day.
      facture: the one that it is about; "" for all that is due.
    """

    debiteur: Debiteur
    montant: Decimal
    promis: date
    facture: str
    fichier: Fichier
    ecrit: Written


@dataclass(frozen=True, slots=True)
class Convenu:
    """What a promise would be about, before anything is written.

    Attributes:
      montant: € promised.
      facture: the one that it is about; "" for all that is due.
      dettes: the debts that it is about.
    """

    debiteur: Debiteur
    montant: Decimal
    promis: date
    facture: str
    dettes: tuple[DetteCouverte, ...]


def foresee(
    host: Host, code: str, promis: date, jour: date, montant: Decimal | None = None, facture: str | None = None
) -> Convenu:
    """Return what `promise` would record; raises as it does, but for what cannot be written."""
    return _agreed(host.read(), code, promis, jour, montant, facture)


def promise(
    host: Host,
    code: str,
    promis: date,
    jour: date,
    montant: Decimal | None = None,
    facture: str | None = None,
    sortie: Path | None = None,
    modeles: Path | None = None,
    pdf: PdfChoice = "auto",
    suivi: Progress | None = None,
) -> Promise:
    """Confirm that the debtor `code` promised on `jour` to pay by `promis`; `montant` is all that is due by default.

    Raises:
      InvalidInput: "debiteur-inconnu", "facture-inconnue", "promesse-passee", "rien-de-promis", "promesse-trop-grande".
      Refus: a doubtful row; an insolvency; the workbook or the folder cannot be written.
    """
    suivi = suivi or Silent()
    with alone(host.path):
        portefeuille = host.read()
        agreed = _agreed(portefeuille, code, promis, jour, montant, facture)
        debiteur, sum_ = agreed.debiteur, agreed.montant
        letter = courriers.promesse(
            portefeuille.creancier, debiteur, sum_, promis, jour, dettes=agreed.dettes, entretien=jour
        )
        catalog = Catalog(own_templates(host.path, portefeuille.creancier, modeles))
        sortie = sortie or host.path.parent / FOLDER
        with aside(sortie) as folder:
            suivi.stage("Rédaction de la lettre", 0)
            files = write([letter], catalog, folder, pdf)
            with in_place(folder, sortie) as moved:
                (made,) = placed(files, moved)
                row: Row = {
                    "Code débiteur": debiteur.code,
                    "Numéro facture": agreed.facture,
                    "Nature": str(NatureSuspension.PROMESSE),
                    "Du": jour,
                    "Au": promis,
                    "Motif": f"Promesse de {format_euros(sum_)}, confirmée par lettre",
                }
                edits = [AppendRows(schema.SUSPENSIONS.name, [row])]
                written = host.keep(edits, f"promesse {debiteur.code}", digests(moved.values()))
    return Promise(debiteur, sum_, promis, agreed.facture, made, written)


def _agreed(
    portefeuille: Portefeuille, code: str, promis: date, jour: date, montant: Decimal | None, facture: str | None
) -> Convenu:
    if promis < jour:
        raise InvalidInput(
            "promesse-passee",
            f"Le jour promis, {format_short(promis)}, précède celui de la promesse, {format_short(jour)}.",
            "Corrigez --le ou --date.",
        )
    debts, debiteur = _debts(portefeuille, code, jour, facture)
    owed = sum((one.principal for one in debts), ZERO)
    sum_ = owed if montant is None else montant
    _check_sum(debiteur, sum_, sum((one.principal + one.interets + one.indemnite for one in debts), ZERO), jour)
    return Convenu(debiteur, sum_, promis, debts[0].facture if facture is not None else "", debts)


def _debts(
    portefeuille: Portefeuille, code: str, jour: date, facture: str | None
) -> tuple[tuple[DetteCouverte, ...], Debiteur]:
    known = next((one for one in portefeuille.debiteurs if fold(one) == fold(code)), code)
    refuse_doubt(portefeuille, known, "La promesse", "douteuse")
    counted = decompte_du(
        portefeuille, known, jour, TableDesTaux(portefeuille.taux), conventions_of(portefeuille, known)
    )
    opened = counted.debiteur.procedure_collective
    if opened is not None and opened <= jour:
        raise Refus(
            "procedure-collective",
            f"Une procédure collective est ouverte depuis le {format_short(opened)} : les dettes antérieures ne se "
            "paient plus.",
            "Déclarez la créance au mandataire judiciaire.",
        )
    due = [one for one in counted.dettes if one.principal and (one.echue or facture is not None)]
    if facture is not None:
        due = [one for one in due if fold(one.echeance.facture) == fold(facture)]
        if not due:
            raise InvalidInput(
                "facture-inconnue", f"{known} ne doit rien sur une facture « {facture} ».", "Vérifiez son numéro."
            )
    return tuple(DetteCouverte.of(one) for one in due), counted.debiteur


def _check_sum(debiteur: Debiteur, montant: Decimal, most: Decimal, jour: date) -> None:
    if not most or montant <= 0:
        raise InvalidInput(
            "rien-de-promis",
            f"{debiteur.nom} ne doit rien au {format_short(jour)}."
            if not most
            else "La somme promise doit être positive.",
            "Vérifiez le débiteur, la date et les règlements saisis.",
        )
    if montant > most:
        raise InvalidInput(
            "promesse-trop-grande",
            f"La somme promise, {format_euros(montant)}, dépasse ce qui est dû, {format_euros(most)}.",
            "Corrigez --montant.",
        )
