"""The ordinary business of the example: factures issued since February, paid as each debtor's habit has it."""

from datetime import date, timedelta
from decimal import Decimal

from workbook.exemple_debiteurs import CONSO
from workbook.exemple_types import ARRETE, Facture, Reglement, jour, ouvre, tirage

PREMIER_ORDINAIRE = 41  # CL041 to CL060 have no other part than to look like a real ledger

OBJETS = (
    "Fenêtres bois double vitrage, {n} unités",
    "Portes intérieures isoplanes, {n} blocs",
    "Placards sur mesure, {n} portes",
    "Volets roulants motorisés, {n} unités",
    "Escalier droit, {n} marches",
    "Lames de terrasse, {n} m²",
    "Plans de travail chêne, {n} m",
    "Bardage mélèze, {n} m²",
    "Réparation et réglage de menuiseries",
    "Fourniture de quincaillerie",
)
OBJETS_PARTICULIERS = (
    "Porte d'entrée, fourniture et pose",
    "Fenêtres de toit, {n} unités",
    "Dressing sur mesure",
    "Remplacement de {n} volets",
)
MODES = ("virement", "virement", "virement", "chèque", "prélèvement")

# code -> days after the due day when this debtor pays; None from the day it stopped paying
LENTS = {"CL046": 18, "CL049": 6, "CL052": 40, "CL053": 24, "CL055": 40, "CL058": 12}
NE_PAIENT_PLUS = {
    "CL042": jour(8, 20),
    "CL044": jour(9, 15),
    "CL047": jour(8, 1),
    "CL050": jour(10, 1),
    "CL051": jour(8, 1),
    "CL054": jour(9, 1),
    "CL057": jour(7, 1),
    "CL060": jour(9, 1),
}


def factures(code: str, type_debiteur: str) -> list[Facture]:
    """Return the ordinary factures of a debtor: three or four until June, then monthly for the ordinary ones."""
    number = int(code[2:])
    months = [2 + tirage(2, code, "départ"), 4, 5 + tirage(2, code, "fin")]
    if tirage(2, code, "plus"):
        months.insert(1, 3)
    if number >= PREMIER_ORDINAIRE:
        months += [7, 8, 9, 10] + [11] * tirage(2, code, "novembre")
    return [_facture(code, type_debiteur, month) for month in dict.fromkeys(months)]


def _facture(code: str, type_debiteur: str, month: int) -> Facture:
    private = type_debiteur == CONSO
    objets = OBJETS_PARTICULIERS if private else OBJETS
    objet = objets[tirage(len(objets), code, month, "objet")].format(n=2 + tirage(18, code, month, "n"))
    issued = ouvre(jour(month, 1 + tirage(26, code, month, "jour")))
    floor, ceiling = (9000, 160000) if private else (18000, 690000)
    montant = Decimal(floor + tirage(ceiling - floor, code, month, "montant")) / 100
    due = issued + timedelta(days=15 if private else 45)
    if not private and tirage(2, code, "fin de mois"):
        due = _end_of_next_month(issued)
    return Facture(code, f"o{month}", issued, ((due, montant),), objet)


def _end_of_next_month(day: date) -> date:
    return date(day.year + (day.month + 2 > 12), (day.month + 1) % 12 + 1, 1) - timedelta(days=1)


def _received(code: str, rang: str, due: date) -> date:
    """Slow debtors pay so many days late; the others on the due day or a little before."""
    if late := LENTS.get(code):
        return ouvre(due + timedelta(days=late))
    early = due - timedelta(days=tirage(6, code, rang, "avance"))
    return early - timedelta(days=max(0, early.weekday() - 4))


def reglements(factures_ordinaires: list[Facture]) -> list[Reglement]:
    """Return what was paid, by the end of the example, on ordinary factures."""
    paid = []
    for facture in factures_ordinaires:
        due, montant = facture.termes[0]
        stopped = NE_PAIENT_PLUS.get(facture.code)
        if stopped and due >= stopped:
            continue
        received = _received(facture.code, facture.rang, due)
        if received <= ARRETE:
            mode = MODES[tirage(len(MODES), facture.code, "mode")]
            paid.append(Reglement(received, facture.code, facture.rang, montant, mode, "Règlement facture {facture}"))
    return paid
