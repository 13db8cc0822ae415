"""Books to draw dashboards and sheets from, and what they say."""

from datetime import date

from relancier.creances.portefeuille import Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.fiche_debiteur.compose import compose as compose_sheet
from relancier.documents.fiche_debiteur.context import FicheClient
from relancier.documents.tableau.compose import compose
from relancier.documents.tableau.context import Rapport
from relancier.pilotage.activite import activite
from relancier.pilotage.chronologie import chronologie
from relancier.pilotage.portrait import portrait
from relancier.pilotage.tableau import measure
from relancier.pilotage.variation import variation
from relancier.pilotage.vue import vue


def report(livre: Portefeuille, le: date) -> Rapport:
    """What the month-end report of `livre` says on `le`."""
    found = measure(livre, le)
    today = vue(livre, le)
    change = variation(vue(livre, found.precedent), today)
    return compose(found, change, activite(today, found.precedent), livre)


def sheet(livre: Portefeuille, le: date, code: str = "C1") -> FicheClient:
    """What the sheet of the debtor `code` says on `le`."""
    found = portrait(livre, code, le)
    return compose_sheet(found, chronologie(found), livre.creancier, Catalog())
