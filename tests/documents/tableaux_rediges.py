"""Books to draw dashboards and sheets from, and what they say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ledgers import client, echeance, euros, jour, portefeuille, reglement, relance
from relancier.creances.portefeuille import Adresse, NatureSuspension, Portefeuille, Suspension
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


def crowded() -> Portefeuille:
    """A client at its longest: 200 factures in four years, 60 relances, promises, disputes, a plan, odd characters."""
    nom = "Société « L'Été & Fils » <Bâtiment> coopérative d'intérêt collectif pour la rénovation du Haut-Jura"
    debtor = client(
        forme_juridique="SCIC SA à capital variable",
        adresse=Adresse("Zone d'activité des Épicéas, 1250 avenue du Général-de-Gaulle", "Bâtiment B", "39200", "Bois"),
        siren="404833048",
        rcs="Lons-le-Saunier",
        telephone="01 99 00 45 10 / 06 39 98 01 02 (M. le directeur administratif et financier)",
        email="comptabilite.fournisseurs@scic-renovation.example.fr; direction@scic-renovation.example.fr",
        note="Vire des sommes rondes sans citer de facture. " * 12,
        plafond=Decimal("12345678.90"),
    )
    numbers = [f"FACT-2023-{number:06}-ABCDEF" for number in range(200)]
    dues = [7 * n - 1380 for n in range(200)]
    terms = [
        echeance(one, f"{100_000 + 997 * n}.37", due=due, emise=due - 30)
        for n, (one, due) in enumerate(zip(numbers, dues, strict=True))
    ]
    paid = [reglement(str(one.montant), 7 * n - 1340, one.facture, ligne=n) for n, one in enumerate(terms[:170])]
    sent = [relance(numbers[140 + n], 1 + n % 4, -400 + 7 * n, due=7 * (140 + n) - 1380) for n in range(60)]
    promises = [
        Suspension("C1", NatureSuspension.PROMESSE, jour(-300 + 40 * n), au=jour(-290 + 40 * n), motif="Virement " * 20)
        for n in range(9)
    ]
    disputes = [
        Suspension(
            *("C1", NatureSuspension.LITIGE, jour(-20)),
            facture=numbers[-1 - n],
            montant_conteste=euros("1234.56"),
            motif="Travaux inachevés sur le bâtiment & la cour <nord>. " * 6,
        )
        for n in range(7)
    ]
    return portefeuille(
        *terms,
        debiteurs=(replace(debtor, nom=nom),),
        reglements=tuple(paid),
        relances=tuple(sent),
        suspensions=(*promises, *disputes),
    )
