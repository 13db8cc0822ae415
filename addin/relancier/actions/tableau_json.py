"""The dashboard as JSON: every measure, what the report says of it, and the files."""

from decimal import Decimal

from relancier.actions.json_view import Json, amount, of_anomaly
from relancier.actions.tableau import TableauEtabli
from relancier.pilotage.alertes import Alerte
from relancier.pilotage.balance import Balance, LigneBalance
from relancier.pilotage.indicateurs import Indicateur
from relancier.pilotage.tresorerie import Previsions
from relancier.pilotage.variation import Mouvement, Variation


def of_tableau(drawn: TableauEtabli) -> Json:
    """Return all that was measured and said, ready for `json.dumps`."""
    found = drawn.actualise.tableau
    written = drawn.actualise.ecrit
    return {
        "arrete": found.arrete.isoformat(),
        "precedent": found.precedent.isoformat(),
        "essentiel": [f"{one.tete} {one.suite}" for one in drawn.rapport.essentiel],
        "pourquoi": list(drawn.rapport.pourquoi),
        "indicateurs": [_indicator(one) for one in found.indicateurs],
        "variation": _change(drawn.variation),
        "encours": [
            {"le": one.le.isoformat(), "encours": amount(one.encours), "echu": amount(one.echu)}
            for one in found.encours
        ],
        "balance": _balance(found.balance),
        "balance_precedente": _balance(found.balance_precedente),
        "previsions": _expected(found.previsions),
        "entonnoir": [
            {"niveau": one.niveau, "nom": one.nom, "echeances": one.echeances, "montant": amount(one.montant)}
            for one in found.entonnoir
        ],
        "principaux": [
            {
                "rang": one.rang,
                "debiteur": one.debiteur,
                "nom": one.nom,
                "reste": amount(one.reste),
                "echu": amount(one.echu),
                "part": str(one.part),
                "retard": one.retard,
            }
            for one in found.principaux
        ],
        "alertes": [_alert(one) for one in found.alertes],
        "remarques": list(found.remarques),
        "anomalies": [of_anomaly(one) for one in drawn.actualise.remarques],
        "classeur_actualise": drawn.actualise.actualise,
        "feuilles_absentes": list(drawn.actualise.absentes),
        "sauvegarde": str(written.backup) if written and written.backup else None,
        "fichiers": {kind: str(path) for kind, path in drawn.fichiers.items()},
    }


def _indicator(one: Indicateur) -> Json:
    def said(value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    return {
        "cle": one.cle,
        "libelle": one.libelle,
        "unite": str(one.definition.unite),
        "valeur": said(one.valeur),
        "raison": one.actuel.raison,
        "precedent": said(one.precedent),
        "definition": one.definition.texte,
    }


def _change(one: Variation) -> Json:
    return {
        "encours_avant": amount(one.encours_avant),
        "encours_apres": amount(one.encours_apres),
        "factures": amount(one.factures),
        "avoirs": amount(one.avoirs),
        "regles": amount(one.regles),
        "echu_avant": amount(one.echu_avant),
        "echu_apres": amount(one.echu_apres),
        "entrees": [_move(two) for two in one.entrees],
        "sorties": [_move(two) for two in one.sorties],
        "remontees": [_move(two) for two in one.remontees],
        "clients": [{"debiteur": two.debiteur, "nom": two.nom, "ecart": amount(two.ecart)} for two in one.clients],
    }


def _move(one: Mouvement) -> Json:
    return {
        "debiteur": one.debiteur,
        "facture": one.facture,
        "echeance": one.echeance.isoformat(),
        "montant": amount(one.montant),
    }


def _balance(one: Balance) -> Json:
    return {"ensemble": _ages(one.ensemble), "segments": [{"nom": row.nom, **_ages(row)} for row in one.segments]}


def _ages(one: LigneBalance) -> Json:
    sums = {str(age): amount(value) for age, value in one.montants.items()}
    return {"tranches": sums, "echeances": one.echeances, "total": amount(one.total)}


def _expected(one: Previsions) -> Json:
    return {
        "semaines": [
            {
                "du": week.du.isoformat(),
                "au": week.au.isoformat(),
                "echeances": amount(week.echeances),
                "promesses": amount(week.promesses),
                "plans": amount(week.plans),
            }
            for week in one.semaines
        ],
        "attendu": amount(one.attendu),
        "au_dela": amount(one.au_dela),
        "sans_date": amount(one.sans_date),
        "sans_date_motifs": {str(why): amount(value) for why, value in one.incertain.items()},
        "hypothese": one.hypothese,
    }


def _alert(one: Alerte) -> Json:
    return {
        "nature": str(one.nature),
        "le": one.le.isoformat() if one.le else None,
        "debiteur": one.debiteur or None,
        "facture": one.facture or None,
        "quoi": one.quoi,
        "faire": one.faire,
        "montant": None if one.montant is None else amount(one.montant),
        "perte": str(one.perte),
        "consequence": one.consequence,
    }
