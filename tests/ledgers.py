"""Small ledgers for the tests of what is owed and of what goes out: one line each."""

from datetime import date, timedelta
from decimal import Decimal

from relancier.creances.portefeuille import (
    Avoir,
    Canal,
    Creancier,
    Debiteur,
    Echeance,
    Niveau,
    Portefeuille,
    Reglement,
    Relance,
    TypeDebiteur,
)
from relancier.creances.situation import situations
from relancier.relances.passage import Passage, Proposition
from relancier.relances.propose import propose

D0 = date(2026, 9, 1)


def jour(days: int) -> date:
    return D0 + timedelta(days=days)


def euros(amount: str) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))


def echeance(facture: str, montant: str, due: int = 0, emise: int = -30, taux: str = "", code: str = "C1") -> Echeance:
    return Echeance(code, facture, jour(emise), jour(due), euros(montant), taux=Decimal(taux) if taux else None)


def reglement(montant: str, le: int, facture: str = "", ligne: int = 0, code: str = "C1") -> Reglement:
    return Reglement(code, jour(le), euros(montant), facture, ligne=ligne)


def avoir(montant: str, le: int, facture: str = "", numero: str = "AV1", ligne: int = 0) -> Avoir:
    return Avoir("C1", numero, jour(le), euros(montant), facture, ligne=ligne)


def niveau(numero: int, delai: int, ecart: int = 0, accorde: int = 0, minimum: str = "0") -> Niveau:
    modele = ("relance-1", "relance-2", "derniere-relance", "mise-en-demeure")[min(numero, 4) - 1]
    return Niveau(
        "Standard",
        numero,
        delai,
        ecart,
        Canal.COURRIER,
        modele,
        delai_accorde=accorde,
        montant_minimum=euros(minimum),
    )


NIVEAUX = (niveau(1, 5), niveau(2, 20), niveau(3, 40))


def relance(facture: str, numero: int, le: int, due: int = 0, statut: str = "émise", code: str = "C1") -> Relance:
    return Relance(f"R{numero}", "P", jour(le), code, facture, jour(due), numero, statut=statut)


def client(code: str = "C1", type_: str = "professionnel", **autres: object) -> Debiteur:
    return Debiteur(code, f"Client {code}", TypeDebiteur(type_), **autres)


def portefeuille(*echeances: Echeance, debiteurs: tuple[Debiteur, ...] = (), **autres: object) -> Portefeuille:
    autres.setdefault("niveaux", NIVEAUX)
    known = debiteurs or tuple(client(code) for code in dict.fromkeys(one.debiteur for one in echeances))
    return Portefeuille(Creancier("ATELIER DU RHÔNE"), {one.code: one for one in known}, echeances, **autres)


def rate(echeance: Echeance, day: date) -> Decimal:
    return echeance.taux or Decimal(0)


def passage(livre: Portefeuille, le: int) -> Passage:
    return propose(livre, situations(livre, jour(le), rate), jour(le))


def decided(livre: Portefeuille, le: int, facture: str = "F1") -> Proposition:
    [one] = [p for p in passage(livre, le).propositions if p.etat.echeance.facture == facture]
    return one
