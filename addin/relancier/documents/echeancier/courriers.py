"""The letters of a plan that is kept: confirmation, promise to pay, reminder of an instalment, receipt."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict

from relancier.base.dates import format_long, format_short
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.base.typed import squeeze
from relancier.creances.portefeuille import Creancier, Debiteur, Mensualite, Reglement
from relancier.documents import qr
from relancier.documents.context import Destinataire, Expediteur, Paiement
from relancier.documents.echeancier.accord import Accord, DetteCouverte
from relancier.documents.echeancier.compose import Ecrit
from relancier.documents.echeancier.context import (
    Confirmation,
    PaiementRecu,
    PromesseDePaiement,
    Quittance,
    RappelMensualite,
)
from relancier.documents.echeancier.plan import conditions, dette, factures, or_empty
from relancier.documents.parties import destinataire, expediteur
from relancier.documents.virement import paiement
from relancier.documents.words import spell_euros, spell_integer

ORIGINAUX = 2


class Tete(TypedDict):
    """What each letter's context begins with."""

    creancier: Expediteur
    debiteur: Destinataire
    envoi: str
    projet: str
    lieu: str
    date: str
    reference: str
    echeancier: str
    signe_le: str
    paiement: Paiement


def confirmation(
    accord: Accord, jour: date, *, entretien: date | None = None, retour_avant: date | None = None, projet: str = ""
) -> Ecrit:
    """Return the letter that comes with the originals of a protocole to sign.

    Args:
      entretien: the day of the call in which the plan was agreed.
      retour_avant: the last day to send the originals back.
    """
    owed = dette(accord)
    context = Confirmation(
        **tete(accord, jour, projet),
        entretien=long_or_empty(entretien),
        dette=owed,
        plan=conditions(accord),
        originaux=spell_integer(ORIGINAUX),
        retour_avant=long_or_empty(retour_avant),
    )
    return Ecrit("confirmation-echeancier", context, accord.debiteur, jour, (_nom(accord.debiteur), owed.a_payer))


def promesse(
    creancier: Creancier,
    debiteur: Debiteur,
    montant: Decimal,
    promis: date,
    jour: date,
    *,
    dettes: Sequence[DetteCouverte] = (),
    entretien: date | None = None,
    projet: str = "",
) -> Ecrit:
    """Return the letter that confirms that `montant` (€) will be paid on the day `promis`, for `dettes` if any."""
    reference = " ".join((debiteur.code, *dict.fromkeys(one.facture for one in dettes[:3])))
    png = _qr(creancier, montant, reference)
    terms = sorted(dettes, key=lambda one: (one.echeance, one.date, one.facture))
    context = PromesseDePaiement(
        **_tete(creancier, debiteur, jour, debiteur.code, paiement(creancier, reference, has_qr=bool(png)), projet),
        entretien=long_or_empty(entretien),
        montant=format_euros(montant),
        montant_en_lettres=spell_euros(montant),
        jour=format_long(promis),
        factures=factures(terms),
        total_ttc=format_euros(sum((one.montant for one in terms), ZERO)),
        total_reste=format_euros(sum((one.principal for one in terms), ZERO)),
    )
    return Ecrit("promesse-de-paiement", context, debiteur, jour, (_nom(debiteur), context.montant), png)


def rappel(accord: Accord, mensualite: Mensualite, reste: Decimal, jour: date, *, projet: str = "") -> Ecrit:
    """Return the reminder of `mensualite`, of which `regle` was paid; `reste` is what (€) of the plan is unpaid."""
    due = mensualite.montant - mensualite.regle
    png = _qr(accord.creancier, due, accord.plan.id)
    context = RappelMensualite(
        **tete(accord, jour, projet, has_qr=bool(png)),
        rang=str(mensualite.rang),
        nombre=str(sum(1 for one in accord.mensualites if one.rang)),
        jour=format_long(mensualite.date),
        montant=format_euros(mensualite.montant),
        deja_regle=or_empty(mensualite.regle),
        a_payer=format_euros(due),
        reste_apres=or_empty(reste - due),
        dernier=format_long(accord.mensualites[-1].date),
    )
    return Ecrit("rappel-mensualite", context, accord.debiteur, jour, (_nom(accord.debiteur), context.a_payer), png)


def quittance(accord: Accord, reglements: Sequence[Reglement], jour: date, *, projet: str = "") -> Ecrit:
    """Return the receipt of the plan, settled by `reglements` in order (one sent back is negative)."""
    received = sum((one.montant for one in reglements), ZERO)
    context = Quittance(
        **tete(accord, jour, projet),
        paiements=recus(reglements),
        total=format_euros(received),
        total_en_lettres=spell_euros(received),
        solde_le=format_long(max(one.date for one in reglements)),
        dette=dette(accord),
    )
    return Ecrit("quittance", context, accord.debiteur, jour, (_nom(accord.debiteur), context.total))


def recus(reglements: Sequence[Reglement]) -> tuple[PaiementRecu, ...]:
    """Return the rows of the table of payments."""
    return tuple(PaiementRecu(format_short(one.date), _libelle(one), format_euros(one.montant)) for one in reglements)


def tete(accord: Accord, jour: date, projet: str = "", *, envoi: str = "", has_qr: bool = False) -> Tete:
    """Return what the context of a letter about `accord` begins with; its transfers quote the plan's identifier."""
    plan, signed = accord.plan, accord.signe
    account = paiement(accord.creancier, plan.id, has_qr=has_qr)
    reference = f"{accord.debiteur.code}{NBSP}/ {plan.id}"
    head = _tete(accord.creancier, accord.debiteur, jour, reference, account, projet)
    head["envoi"], head["echeancier"] = envoi, plan.id
    head["signe_le"] = format_long(plan.date_accord) if signed else ""
    return head


def _tete(creancier: Creancier, debiteur: Debiteur, jour: date, reference: str, account: Paiement, projet: str) -> Tete:
    return Tete(
        creancier=expediteur(creancier),
        debiteur=destinataire(debiteur),
        envoi="",
        projet=projet,
        lieu=creancier.lieu or creancier.adresse.ville,
        date=format_long(jour),
        reference=reference,
        echeancier="",
        signe_le="",
        paiement=account,
    )


def long_or_empty(day: date | None) -> str:
    """Return a day in words; "" when it is not known."""
    return format_long(day) if day else ""


def _libelle(one: Reglement) -> str:
    back = "" if one.montant >= 0 else "rejet"
    return " – ".join(part for part in (back, one.mode, one.reference) if part) or "règlement"


def _nom(debiteur: Debiteur) -> str:
    return squeeze(debiteur.nom)


def _qr(creancier: Creancier, montant: Decimal, reference: str) -> bytes:
    return qr.transfer_png(creancier.titulaire or creancier.nom, creancier.iban, creancier.bic, montant, reference)
