"""The relevé de compte: what was invoiced, credited and received, in order of date, with the running balance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.creances.portefeuille import Avoir, Reglement
from relancier.creances.situation import Situation
from relancier.documents.context import Mouvement


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """A line before its balance is known: `montant` (€) is positive in debit, negative in credit."""

    jour: date
    rang: int
    libelle: str
    echeance: str
    montant: Decimal


def mouvements(situation: Situation) -> tuple[Mouvement, ...]:
    """Return the account's lines up to the situation's day."""
    return tuple(_running(sorted([*_factures(situation), *_credits(situation)])))


def _factures(situation: Situation) -> Iterator[_Entry]:
    for etat in situation.etats:
        one = etat.echeance
        if one.date <= situation.date_arrete:
            yield _Entry(one.date, 0, f"Facture {one.facture}", format_short(one.echeance), one.montant)


def _credits(situation: Situation) -> Iterator[_Entry]:
    for one in situation.recus:
        yield _Entry(one.date, 1 if isinstance(one, Avoir) else 2, _wording(one), "", -one.montant)


def _wording(one: Avoir | Reglement) -> str:
    about = f", facture {one.facture}" if one.facture else ""
    if isinstance(one, Avoir):
        return f"Avoir n°{NBSP}{one.numero}{about}"
    what = "Règlement" if one.montant >= 0 else "Règlement rejeté"
    how = " ".join(part for part in (one.mode, one.reference) if part)
    return f"{what} {how}".rstrip() + about


def _running(entries: list[_Entry]) -> Iterator[Mouvement]:
    balance = ZERO
    for one in entries:
        balance += one.montant
        yield Mouvement(
            date=format_short(one.jour),
            libelle=one.libelle,
            echeance=one.echeance,
            debit=format_euros(one.montant) if one.montant > 0 else "",
            credit=format_euros(-one.montant) if one.montant < 0 else "",
            solde=format_euros(balance),
        )
