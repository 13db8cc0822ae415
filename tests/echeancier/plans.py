"""Plans for the tests: one line each."""

from datetime import date
from decimal import Decimal

from relancier.creances.portefeuille import Debiteur, TypeDebiteur
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.dette import DetteDuPlan, taux_de_la_loi
from relancier.echeancier.modes import ModeInterets
from relancier.echeancier.periodicite import lire_periodicite
from relancier.echeancier.repartition import Terme
from relancier.echeancier.simuler import Demande, Simulation, simuler

ARRETE = date(2026, 11, 30)
TABLE = TableDesTaux()
COURUS, ABANDONNES, DUREE = ModeInterets


def owed(
    principal: str,
    interets: str = "0.00",
    indemnites: str = "0.00",
    type_: str = "professionnel",
    arrete: date = ARRETE,
    **more: object,
) -> DetteDuPlan:
    """A debt, with the law's rate of its day."""
    debiteur = Debiteur("", "le débiteur", TypeDebiteur(type_))
    sums = (Decimal(one) for one in (principal, interets, indemnites))
    return DetteDuPlan(debiteur, arrete, *sums, taux_loi=taux_de_la_loi(debiteur, arrete, TABLE), **more)


def plan(dette: DetteDuPlan | str, nombre: int | None = None, **asked: object) -> Simulation:
    """The plan of `dette`; amounts and periods may be texts."""
    if isinstance(asked.get("periodicite"), str):
        asked["periodicite"] = lire_periodicite(str(asked["periodicite"]))
    for name in ("montant", "apport", "taux"):
        if name in asked:
            asked[name] = Decimal(str(asked[name]))
    return simuler(owed(dette) if isinstance(dette, str) else dette, Demande(nombre=nombre, **asked))


def amounts(found: Simulation) -> list[str]:
    return [str(one.montant) for one in found.termes]


def parts(one: Terme) -> tuple[str, ...]:
    return str(one.montant), str(one.interets), str(one.indemnite), str(one.principal), str(one.reste)
