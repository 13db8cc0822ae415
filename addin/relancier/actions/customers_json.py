"""A call and a suspension as JSON: amounts are strings with two decimals, dates are ISO."""

from typing import Any

from relancier.actions.consigner_appel import Appel
from relancier.actions.json_view import amount
from relancier.actions.suspendre import Suspendu
from relancier.classeur.host import Written

Json = dict[str, Any]


def of_call(done: Appel) -> Json:
    """Return what a call left."""
    return {
        "debiteur": done.debiteur.code,
        "date": done.saisie.jour.isoformat(),
        "issue": str(done.saisie.issue),
        "niveaux": list(done.niveaux),
        "relances": [str(one["Id"]) for one in done.lignes],
        "reste_du": amount(done.montant),
        "classeur": _written(done.ecrit),
    }


def of_block(done: Suspendu) -> Json:
    """Return what a suspension or a dispute holds back."""
    typed = done.saisie
    return {
        "debiteur": done.debiteur.code,
        "nature": str(typed.nature),
        "du": typed.du.isoformat(),
        "au": typed.au.isoformat() if typed.au else None,
        "facture": typed.facture or None,
        "echeances": len(done.etats),
        "montant": amount(done.montant),
        "classeur": _written(done.ecrit),
    }


def _written(done: Written | None) -> Json | None:
    if done is None:
        return None
    return {
        "sauvegarde": str(done.backup) if done.backup else None,
        "remarques": [one.message for one in done.remarques],
    }
