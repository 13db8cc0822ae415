"""`relancier suspendre`: a debtor or a facture is left alone for a time, or a part of it is in dispute."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.actions.debtors import known_debtor
from relancier.actions.motif import reason
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.splicing.edits import AppendRows, Row
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Debiteur, NatureSuspension, Portefeuille, Suspension
from relancier.creances.situation import Etat, situations
from relancier.relances.promesses import covers


@dataclass(frozen=True, slots=True)
class Saisie:
    """What is typed.

    Attributes:
      nature: a suspension or a dispute; a promise has its own action, with its letter.
      au: the last day; None for as long as it is not lifted.
      facture: "" for all the debtor's factures.
      conteste: € in dispute; None when the whole is.
    """

    nature: NatureSuspension
    du: date
    motif: str
    au: date | None = None
    facture: str = ""
    conteste: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Suspendu:
    """What is left alone.

    Attributes:
      etats: the échéances that it is about, those with something left to pay.
      montant: € that will not be claimed.
      deja: the rows of the sheet that already hold back some of them on its first day.
      ecrit: None while nothing is written.
    """

    debiteur: Debiteur
    saisie: Saisie
    etats: tuple[Etat, ...]
    montant: Decimal
    deja: tuple[Suspension, ...]
    ecrit: Written | None = None


def foresee(host: Host, code: str, saisie: Saisie) -> Suspendu:
    """Return what `hold` would record; raises as it does, but for what cannot be written."""
    return _prepare(host.read(), code, saisie)


def hold(host: Host, code: str, saisie: Saisie) -> Suspendu:
    """Add a row to the sheet Suspensions, for the debtor `code`.

    Raises:
      InvalidInput: no reason; "debiteur-inconnu", "facture-inconnue", "dates-inversees", "rien-a-suspendre",
        "contestation-trop-grande"; the workbook has no such sheet.
      Refus: the workbook cannot be written.
    """
    with alone(host.path):
        found = _prepare(host.read(), code, saisie)
        row: Row = {
            "Code débiteur": found.debiteur.code,
            "Numéro facture": found.saisie.facture or None,
            "Nature": str(saisie.nature),
            "Du": saisie.du,
            "Au": saisie.au,
            "Montant contesté": saisie.conteste,
            "Motif": found.saisie.motif,
        }
        name = f"{saisie.nature} {found.debiteur.code}"
        return replace(found, ecrit=host.keep([AppendRows(schema.SUSPENSIONS.name, [row])], name))


def _prepare(portefeuille: Portefeuille, code: str, saisie: Saisie) -> Suspendu:
    saisie = replace(saisie, motif=reason(saisie.motif, f"Une {saisie.nature}" if _is_plain(saisie) else "Un litige"))
    if saisie.au is not None and saisie.au < saisie.du:
        raise InvalidInput(
            "dates-inversees",
            f"La dernière date, {format_short(saisie.au)}, précède la première, {format_short(saisie.du)}.",
            "Corrigez l'une des deux.",
        )
    debiteur = known_debtor(portefeuille, code)
    etats = _owed(portefeuille, debiteur, saisie)
    if saisie.facture:
        saisie = replace(saisie, facture=etats[0].echeance.facture)
    owed = sum((one.reste_du for one in etats), ZERO)
    if saisie.conteste is not None and not ZERO < saisie.conteste <= owed:
        raise InvalidInput(
            "contestation-trop-grande",
            f"Le montant contesté, {format_euros(saisie.conteste)}, n'est pas entre zéro et ce qui reste dû, "
            f"{format_euros(owed)}.",
            "Corrigez-le, ou laissez-le vide si tout est contesté.",
        )
    already = tuple(
        one
        for one in portefeuille.suspensions
        if one.debiteur == debiteur.code
        and one.du <= saisie.du
        and (one.au is None or saisie.du <= one.au)
        and any(covers(one, etat.echeance) for etat in etats)
    )
    return Suspendu(debiteur, saisie, etats, saisie.conteste or owed, already)


def _is_plain(saisie: Saisie) -> bool:
    return saisie.nature is NatureSuspension.SUSPENSION


def _owed(portefeuille: Portefeuille, debiteur: Debiteur, saisie: Saisie) -> tuple[Etat, ...]:
    """Return what is left to pay of the debtor's factures, or of the one that is named."""
    account = situations(portefeuille, saisie.du, onerosite(portefeuille))[debiteur.code]
    mine = [one for one in account.etats if not saisie.facture or fold(one.echeance.facture) == fold(saisie.facture)]
    if saisie.facture and not mine:
        raise InvalidInput(
            "facture-inconnue", f"{debiteur.nom} n'a pas de facture « {saisie.facture} ».", "Vérifiez son numéro."
        )
    owed = tuple(one for one in mine if one.reste_du > 0)
    if not owed:
        what = f"La facture {mine[0].echeance.facture} est soldée" if saisie.facture else f"{debiteur.nom} ne doit rien"
        raise InvalidInput(
            "rien-a-suspendre",
            f"{what} au {format_short(saisie.du)} : il n'y a rien à suspendre.",
            "Vérifiez le client, la facture et la date.",
        )
    return owed
