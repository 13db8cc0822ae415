"""A passage as JSON: amounts are strings with two decimals, dates are ISO, paths are as the system writes them."""

from decimal import Decimal
from typing import Any

from relancier.actions.letters import Made
from relancier.actions.reprise import Reprise
from relancier.actions.resultat import Resultat
from relancier.base.errors import Anomalie
from relancier.creances.portefeuille import Avoir
from relancier.creances.situation import Situation
from relancier.relances.faits import Faits
from relancier.relances.propose import Envoi, Proposition

Json = dict[str, Any]


def of_passage(resultat: Resultat) -> Json:
    """Return all that `resultat` did, ready for `json.dumps`."""
    files = {one.envoi.debiteur.code: one for one in resultat.lettres}
    missed = {envoi.debiteur.code: anomalie.code for envoi, anomalie in resultat.manquees}
    return {
        "passage": resultat.nom,
        "date": resultat.passage.date_arrete.isoformat(),
        "simulation": resultat.demande.simuler,
        "creancier": resultat.portefeuille.creancier.nom,
        "sortie": str(resultat.sortie) if resultat.sortie else None,
        "fichiers": {what: str(path) for what, path in resultat.fichiers.items()},
        "totaux": {
            "lettres": len(resultat.passage.envois) - len(missed),
            "manquees": len(missed),
            "echeances": sum(len(one.lignes) for one in resultat.passage.envois if one.debiteur.code not in missed),
            "reste_du": amount(
                sum((one.reste_du for one in resultat.passage.envois if one.debiteur.code not in missed), Decimal(0))
            ),
        },
        "lettres": [
            _letter(one, files.get(one.debiteur.code))
            for one in resultat.passage.envois
            if one.debiteur.code not in missed
        ],
        "manquees": [
            {"debiteur": envoi.debiteur.code, "reste_du": amount(envoi.reste_du), **of_anomaly(anomalie)}
            for envoi, anomalie in resultat.manquees
        ],
        "propositions_perimees": resultat.portefeuille.perimees,
        "propositions": [_proposition(one) for one in resultat.passage.propositions],
        "comptes": [_account(one, resultat.passage.faits[code]) for code, one in resultat.situations.items()],
        "anomalies": [of_anomaly(one) for one in resultat.anomalies],
        "reprise": _resumed(resultat.reprise) if resultat.reprise else None,
        "classeur": {
            "relances_ajoutees": resultat.ecrit.relances if resultat.ecrit else 0,
            "propositions": resultat.ecrit.propositions if resultat.ecrit else 0,
            "sauvegarde": str(resultat.ecrit.backup) if resultat.ecrit and resultat.ecrit.backup else None,
        },
    }


def of_anomaly(one: Anomalie) -> Json:
    """Return an anomaly, with its place."""
    return {
        "code": one.code,
        "gravite": str(one.gravite),
        "feuille": one.lieu.feuille,
        "table": one.lieu.table,
        "ligne": one.lieu.ligne or None,
        "colonne": one.lieu.colonne,
        "cellule": one.lieu.cellule,
        "trouve": one.trouve,
        "message": one.message,
        "remede": one.remede,
    }


def amount(value: Decimal) -> str:
    """Return an amount (€) with two decimals."""
    return f"{value:.2f}"


def _letter(envoi: Envoi, made: Made | None) -> Json:
    return {
        "debiteur": envoi.debiteur.code,
        "nom": envoi.debiteur.nom,
        "niveau": envoi.niveau.niveau,
        "canal": str(envoi.niveau.canal),
        "modele": envoi.niveau.modele,
        "ton": envoi.ton,
        "reste_du": amount(envoi.reste_du),
        "indemnites": amount(sum(made.indemnites.values(), Decimal(0))) if made else None,
        "docx": str(made.docx) if made else None,
        "pdf": str(made.pdf) if made else None,
        "pages": made.pages if made else None,
        "empreinte": made.empreinte if made else None,
        "lignes": [_proposition(one) for one in envoi.lignes],
    }


def _proposition(one: Proposition) -> Json:
    etat = one.etat
    return {
        "debiteur": etat.echeance.debiteur,
        "facture": etat.echeance.facture,
        "echeance": etat.echeance.echeance.isoformat(),
        "ligne": etat.echeance.ligne,
        "ttc": amount(etat.echeance.montant),
        "avoirs": amount(etat.avoirs),
        "regle": amount(etat.regle),
        "reste_du": amount(etat.reste_du),
        "conteste": amount(one.conteste),
        "retard": max(etat.retard, 0),
        "procedure": one.procedure,
        "niveau": one.niveau.niveau if one.niveau else None,
        "decision": str(one.decision),
        "pourquoi": one.pourquoi,
    }


def _resumed(reprise: Reprise) -> Json:
    return {
        "passage": reprise.passage,
        "date": reprise.date.isoformat(),
        "issue": str(reprise.issue),
        "message": reprise.message,
        "sortie": str(reprise.sortie),
        "retires": list(reprise.retires),
        "remis": list(reprise.remis),
        "gardes": list(reprise.gardes),
        "manquants": list(reprise.manquants),
    }


def _account(situation: Situation, faits: Faits) -> Json:
    ways = faits.comportement
    return {
        "debiteur": situation.debiteur,
        "segment": faits.famille.nom,
        "raisons": list(faits.famille.raisons),
        "delai_moyen": ways.delai_moyen,
        "part_en_retard": None if ways.part_en_retard is None else str(ways.part_en_retard),
        "promesses_rompues": ways.promesses_rompues,
        "credit": amount(situation.credit),
        "imputations": [
            {
                "source": "avoir" if isinstance(one.source, Avoir) else "reglement",
                "ligne": one.source.ligne,
                "date": one.source.date.isoformat(),
                "facture": one.echeance.facture,
                "echeance": one.echeance.echeance.isoformat(),
                "montant": amount(one.montant),
                "nommee": one.nommee,
            }
            for one in situation.imputations
        ],
    }
