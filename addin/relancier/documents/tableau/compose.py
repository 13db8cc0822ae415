"""From the measures to all that the month-end report says."""

from datetime import date

from relancier.base.dates import format_days, format_long, format_short
from relancier.base.money import format_euros, format_number
from relancier.base.typed import squeeze
from relancier.creances.portefeuille import Portefeuille
from relancier.documents.tableau import titres
from relancier.documents.tableau.context import (
    Chiffre,
    LigneAlerte,
    LigneIndicateur,
    LignePrincipal,
    Phrase,
    Rapport,
)
from relancier.documents.tableau.essentiel import essentiel
from relancier.documents.tableau.pourquoi import pourquoi
from relancier.documents.tournures import compte, euros, nul, pourcent, short, soigne
from relancier.pilotage.activite import Activite
from relancier.pilotage.alertes import Alerte
from relancier.pilotage.indicateurs import Indicateur, Unite, Valeur
from relancier.pilotage.principaux import Principal
from relancier.pilotage.tableau import Tableau
from relancier.pilotage.variation import Variation

# the six to look at first, among all the indicators
CHIFFRES = ("encours", "echu", "taux-recouvrement", "delai-paiement", "dso-comptable", "taux-litige")
ALERTES = 8  # how many the report holds
NOM_MAX, QUOI_MAX = 48, 260  # characters
SANS = "–"


def compose(tableau: Tableau, variation: Variation, activite: Activite, portefeuille: Portefeuille) -> Rapport:
    """Return what the report of `tableau` says."""
    told = [Phrase(soigne(one.tete), soigne(one.suite)) for one in essentiel(tableau, variation)]
    return Rapport(
        creancier_nom=squeeze(portefeuille.creancier.nom),
        date=format_long(tableau.arrete),
        precedent=format_long(tableau.precedent),
        date_courte=format_short(tableau.arrete),
        precedent_court=format_short(tableau.precedent),
        essentiel=tuple(told),
        chiffres=tuple(_chiffre(tableau.indicateur(one), tableau.precedent) for one in CHIFFRES),
        pourquoi=tuple(map(soigne, pourquoi(variation, activite, portefeuille.debiteurs))),
        avec_encours=not nul(variation.encours_apres),
        encours=titres.encours(tableau),
        balance=titres.balance(tableau),
        segments=titres.segments(tableau),
        tresorerie=titres.tresorerie(tableau),
        entonnoir=titres.entonnoir(tableau),
        titre_principaux=titres.principaux(tableau),
        principaux=tuple(map(_principal, tableau.principaux)),
        hypothese=soigne(tableau.previsions.hypothese),
        alertes=tuple(_alerte(one, tableau.arrete) for one in tableau.alertes[:ALERTES]),
        autres_alertes=_others(len(tableau.alertes) - ALERTES),
        indicateurs=tuple(map(_indicateur, tableau.indicateurs)),
        remarques=tuple(map(soigne, tableau.remarques)),
    )


def _chiffre(one: Indicateur, before: date) -> Chiffre:
    past = SANS if one.precedent is None else _value(one, one.ancien)
    return Chiffre(
        libelle=soigne(one.libelle),
        valeur=_value(one, one.actuel),
        avant=f"{past} au {format_short(before)}",
        ecart=_change(one),
        lecture=_reading(one),
    )


def _value(one: Indicateur, valeur: Valeur) -> str:
    if valeur.valeur is None:
        return SANS
    match one.definition.unite:
        case Unite.POURCENT:
            return pourcent(valeur.valeur)
        case Unite.JOURS:
            return format_days(int(valeur.valeur))
        case Unite.EUROS:
            small = one.cle == "cout-dossier"
            return format_euros(valeur.valeur) if small else euros(valeur.valeur)
        case Unite.NOMBRE:
            return compte(int(valeur.valeur), "facture")


def _change(one: Indicateur) -> str:
    if not one.ecart:
        return "" if one.ecart is None else "inchangé"
    arrow = "▲" if one.ecart > 0 else "▼"
    sign = "+" if one.ecart > 0 else ""
    match one.definition.unite:
        case Unite.POURCENT:
            said = f"{sign}{format_number(one.ecart, 1)} pt"
        case Unite.JOURS:
            said = f"{sign}{format_number(one.ecart, 0)} j"
        case Unite.EUROS:
            said = f"{sign}{euros(one.ecart)}"
        case Unite.NOMBRE:
            said = f"{sign}{format_number(one.ecart, 0)}"
    return soigne(f"{arrow} {said}")


def _reading(one: Indicateur) -> str:
    if not one.ecart or one.definition.hausse is None:
        return ""
    return "mieux" if (one.ecart > 0) == one.definition.hausse else "moins bien"


def _principal(one: Principal) -> LignePrincipal:
    return LignePrincipal(
        rang=str(one.rang),
        nom=short(one.nom, NOM_MAX),
        code=one.debiteur,
        reste=euros(one.reste),
        echu=euros(one.echu),
        part=pourcent(one.part),
        retard=format_days(one.retard) if one.retard else SANS,
    )


def _alerte(one: Alerte, arrete: date) -> LigneAlerte:
    return LigneAlerte(
        le=_when(one, arrete),
        objet=soigne(f"{one.nature[0].upper()}{one.nature[1:]}"),
        client="" if one.nom in one.quoi else short(one.nom, NOM_MAX),
        quoi=short(soigne(one.quoi), QUOI_MAX),
        faire=short(soigne(one.faire), QUOI_MAX),
        montant=euros(one.montant) if one.montant else SANS,
        perte=soigne(str(one.perte)),
    )


def _when(one: Alerte, arrete: date) -> str:
    if one.le is None:
        return SANS
    return f"{'jusqu’au' if one.le >= arrete else 'depuis le'} {format_short(one.le)}"


def _others(count: int) -> str:
    if count <= 0:
        return ""
    return soigne(f"et {compte(count, 'autre alerte', 'autres alertes')} : feuille Alertes du classeur.")


def _indicateur(one: Indicateur) -> LigneIndicateur:
    return LigneIndicateur(
        libelle=soigne(one.libelle),
        valeur=_value(one, one.actuel),
        avant=_value(one, one.ancien),
        definition=soigne(f"{one.definition.texte} {one.actuel.raison}".strip()),
    )
