"""What is typed in a form, read; asked again, with what was typed, while it cannot be."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.typed import Unreadable, fold, parse_amount, parse_date, squeeze
from relancier.boutons import langage
from relancier.boutons.ecran import Champ, Ecran, Reponses

T = TypeVar("T")


def demander(ecran: Ecran, titre: str, champs: Sequence[Champ], lire: Callable[[Reponses], T]) -> T | None:
    """Return what `lire` makes of the answers to `champs`; None when the user gave up."""
    while (answers := ecran.demander(titre, champs)) is not None:
        try:
            return lire(answers)
        except InvalidInput as error:
            ecran.dire("À corriger", langage.erreur(error))
            champs = [replace(one, defaut=answers.get(one.nom, "")) for one in champs]
    return None


def jour(answers: Reponses, nom: str, libelle: str) -> date:
    """Return the day typed in `nom`; InvalidInput when it is none."""
    found = jour_ou_rien(answers, nom, libelle)
    if found is None:
        raise InvalidInput("date-absente", f"« {libelle} » est vide.", "Donnez une date, comme 30/11/2026.")
    return found


def jour_ou_rien(answers: Reponses, nom: str, libelle: str) -> date | None:
    """Return the day typed in `nom`, None when it is empty; InvalidInput when it is none."""
    typed = squeeze(answers.get(nom, ""))
    if not typed:
        return None
    try:
        return parse_date(typed)
    except Unreadable as error:
        raise InvalidInput(
            "date-illisible", f"« {libelle} » : {error.message}", "Donnez-la comme 30/11/2026."
        ) from error


def montant_ou_rien(answers: Reponses, nom: str, libelle: str) -> Decimal | None:
    """Return the amount (€) typed in `nom`, None when it is empty; InvalidInput when it is none."""
    typed = squeeze(answers.get(nom, ""))
    if not typed:
        return None
    try:
        return parse_amount(typed)
    except Unreadable as error:
        raise InvalidInput(
            "montant-illisible", f"« {libelle} » : {error.message}", "Donnez-le comme 1234,56."
        ) from error


def texte(answers: Reponses, nom: str) -> str:
    """Return the text typed in `nom`, without useless blanks."""
    return squeeze(answers.get(nom, ""))


def fichier_ou_rien(answers: Reponses, nom: str) -> Path | None:
    """Return the file named in `nom`, None when it is empty; quotes that Windows puts around a path are left out."""
    typed = answers.get(nom, "").strip().strip('"').strip()
    return Path(typed) if typed else None


def champ_jour(nom: str, libelle: str, defaut: date | None, aide: str = "") -> Champ:
    """Return the field of a day."""
    return Champ(nom, libelle, format_short(defaut) if defaut else "", aide=aide)


def choix(answers: Reponses, nom: str, libelle: str, parmi: Sequence[str]) -> str:
    """Return the one of `parmi` that `nom` answers, whatever its case and accents; InvalidInput when it is none."""
    typed = answers.get(nom, "")
    for one in parmi:
        if fold(one) == fold(typed):
            return one
    raise InvalidInput("choix-inconnu", f"« {libelle} » ne prend pas « {typed} ».", f"Choisissez {' ou '.join(parmi)}.")
