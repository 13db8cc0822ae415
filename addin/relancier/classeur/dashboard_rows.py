"""The rows of the dashboard's tables, from its measures."""

from collections.abc import Iterable, Iterator, Mapping

from relancier.classeur import schema
from relancier.classeur.splicing.edits import Row
from relancier.pilotage.alertes import Alerte
from relancier.pilotage.balance import SANS_SEGMENT, Balance
from relancier.pilotage.encours import Encours
from relancier.pilotage.indicateurs import Indicateur
from relancier.pilotage.principaux import Principal
from relancier.pilotage.situation import LigneSituation
from relancier.pilotage.tableau import Tableau
from relancier.pilotage.tresorerie import Semaine

ENCOURS, TRESORERIE, PRINCIPAUX = "encours", "trésorerie", "principaux"
SEGMENTS = "segments"


def bodies(tableau: Tableau) -> Mapping[str, list[Row]]:
    """Return the new rows of each table that a refresh makes again, by its name."""
    return {
        schema.SITUATION.name: [_situation(one) for one in tableau.lignes],
        schema.ALERTES.name: [_alerte(rang, one) for rang, one in enumerate(tableau.alertes, start=1)],
        schema.INDICATEURS.name: [_indicateur(one, tableau) for one in tableau.indicateurs],
        schema.SERIES.name: list(_series(tableau)),
    }


def _situation(one: LigneSituation) -> Row:
    return {
        "Code débiteur": one.debiteur,
        "Nom": one.nom,
        "Segment": one.segment or SANS_SEGMENT,
        "Numéro facture": one.facture,
        "Date": one.date,
        "Échéance": one.echeance,
        "Montant TTC": one.montant,
        "Avoirs": one.avoirs,
        "Réglé": one.regle,
        "Reste dû": one.reste,
        "Contesté": one.conteste,
        "Retard": one.retard,
        "Tranche": str(one.tranche),
        "Intérêts": one.interets,
        "Étape": one.etape,
        "Niveau": one.niveau or None,
        "Dernière relance": one.relancee,
        "Décision": one.etat,
        "Prescription": one.prescription,
        "Pourquoi": one.pourquoi,
    }


def _alerte(rang: int, one: Alerte) -> Row:
    return {
        "Rang": rang,
        "On perd": str(one.perte),
        "Alerte": str(one.nature),
        "Le": one.le,
        "Code débiteur": one.debiteur,
        "Nom": one.nom,
        "Numéro facture": one.facture,
        "Montant": one.montant,
        "Ce qui se passe": one.quoi,
        "Que faire": one.faire,
        "Sinon": one.consequence,
    }


def _indicateur(one: Indicateur, tableau: Tableau) -> Row:
    reasons = [one.actuel.raison, f"Un mois plus tôt : {one.ancien.raison}" if one.ancien.raison else ""]
    return {
        "Clé": one.cle,
        "Indicateur": one.libelle,
        "Valeur": one.valeur,
        "Unité": str(one.definition.unite),
        "Mois précédent": one.precedent,
        "Écart": one.ecart,
        "Remarque": " ".join(reason for reason in reasons if reason),
        "Définition": one.definition.texte,
        "Arrêté au": tableau.arrete,
        "Mois précédent au": tableau.precedent,
    }


def _series(tableau: Tableau) -> Iterator[Row]:
    yield from _numbered(ENCOURS, map(_encours, tableau.encours))
    yield from _numbered(TRESORERIE, map(_semaine, tableau.previsions.semaines))
    yield from _numbered(PRINCIPAUX, map(_principal, tableau.principaux))
    yield from _numbered(SEGMENTS, _segments(tableau.balance))


def _numbered(serie: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `rows` with the key by which a formula finds each: the series and a rank of two digits."""
    for rang, row in enumerate(rows, start=1):
        yield {"Clé": f"{serie}-{rang:02}", "Série": serie, "Rang": rang, **row}


def _encours(one: Encours) -> Row:
    return {"Date": one.le, "Montant 1": one.encours, "Montant 2": one.echu}


def _semaine(one: Semaine) -> Row:
    return {"Date": one.du, "Montant 1": one.echeances, "Montant 2": one.promesses, "Montant 3": one.plans}


def _principal(one: Principal) -> Row:
    return {"Libellé": one.nom, "Montant 1": one.reste, "Montant 2": one.echu, "Montant 3": one.part}


def _segments(balance: Balance) -> Iterator[Row]:
    for one in balance.segments:
        yield {"Libellé": one.nom, "Montant 1": one.total, "Montant 2": one.echu}
