"""A debtor's sheet as JSON: the account, the history, the habits, what comes next and why."""

from relancier.actions.fiche_debiteur import FicheEtablie
from relancier.actions.json_view import Json, amount, of_anomaly
from relancier.pilotage.chronologie import Chronologie
from relancier.pilotage.tendance import Delai, Tendance


def of_sheet(drawn: FicheEtablie) -> Json:
    """Return all that the sheet rests on and says, ready for `json.dumps`."""
    found, sheet = drawn.portrait, drawn.fiche
    limit = found.debiteur.plafond
    return {
        "debiteur": found.debiteur.code,
        "nom": found.debiteur.nom,
        "au": found.jour.isoformat(),
        "encours": amount(found.encours),
        "echu": amount(found.echu),
        "conteste": amount(found.conteste),
        "credit": amount(found.situation.credit),
        "plafond": None if limit is None else amount(limit),
        "interets": None if found.interets is None else amount(found.interets),
        "echeances": [
            {
                "facture": one.facture,
                "echeance": one.echeance.isoformat(),
                "reste": amount(one.reste),
                "retard": one.retard,
                "etape": one.etape,
                "etat": one.etat,
                "prescription": one.prescription.isoformat() if one.prescription else None,
                "pourquoi": one.pourquoi,
            }
            for one in found.lignes
        ],
        "tendance": _trend(found.tendance),
        "chronologie": _history(drawn.chronologie),
        "habitudes": list(sheet.habitudes),
        "en_cours": list(sheet.en_cours),
        "suite": sheet.suite,
        "raisons": list(sheet.raisons),
        "doutes": [of_anomaly(one) for one in found.doutes],
        "fichiers": {kind: str(path) for kind, path in drawn.fichiers.items()},
    }


def _trend(one: Tendance) -> Json:
    def said(delay: Delai) -> Json:
        return {"jours": delay.jours, "echeances": delay.echeances}

    return {
        "ensemble": said(one.ensemble),
        "recent": said(one.recent),
        "avant": said(one.avant),
        "sens": str(one.sens) if one.sens else None,
    }


def _history(one: Chronologie) -> Json:
    return {
        "du": one.du.isoformat(),
        "factures": one.factures,
        "reglements": sum(not each.avoir for each in one.recus),
        "avoirs": sum(each.avoir for each in one.recus),
        "relances": sum(not each.appel for each in one.envoyes),
        "appels": sum(each.appel for each in one.envoyes),
        "promesses": [{"du": each.du.isoformat(), "etat": str(each.etat)} for each in one.promis],
        "avant": {
            "factures": one.avant.factures,
            "montant": amount(one.avant.montant),
            "reste": amount(one.avant.reste),
            "recu": amount(one.avant.recu),
            "relances": one.avant.relances,
            "promesses": one.avant.promesses,
        },
    }
