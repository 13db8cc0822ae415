"""Random ledgers that look for trouble: borders of semesters and leap years, alike debts, rejections, overpayments."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from relancier.creances.conventions import Conventions, Decision, Ordre, Rang
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Reglement, TypeDebiteur
from relancier.creances.regimes import Base, TauxPublic
from second import Rules

ORDERS = {
    "ipf": (Ordre.INTERETS, Rang.APRES),
    "ifp": (Ordre.INTERETS, Rang.AVANT),
    "pif": (Ordre.PRINCIPAL, Rang.APRES),
    "fpi": (Ordre.PRINCIPAL, Rang.AVANT),
}
BASES = {365: Base.J365, 366: Base.J366, "exact": Base.EXACT}
TYPES = {"pro": TypeDebiteur.PROFESSIONNEL, "conso": TypeDebiteur.CONSOMMATEUR, "public": TypeDebiteur.PUBLIC}
LAST = date(2026, 12, 31)
BORDERS = sorted(
    date(year, month, day)
    for year in range(2015, 2027)
    for month, day in ((1, 1), (2, 28), (3, 1), (6, 29), (6, 30), (7, 1), (7, 2), (12, 30), (12, 31))
)


@dataclass
class Ledger:
    """One case, said twice: once for each implementation."""

    debiteur: Debiteur
    terms: list[Echeance]
    credits: list[Avoir | Reglement]
    au: date
    rules: Rules
    conventions: Conventions


def _day(rng: Random, start: date, span: int, liked: list[date]) -> date:
    near = [one for one in (*BORDERS, *liked) if start <= one <= start + timedelta(days=span)]
    if near and rng.random() < 0.4:
        return max(start, min(rng.choice(near) + timedelta(days=rng.choice((-1, 0, 0, 1))), LAST))
    return min(start + timedelta(days=rng.randrange(span + 1)), LAST)


def _amount(rng: Random, top: int) -> Decimal:
    return Decimal(rng.choice((rng.randrange(1, top), rng.randrange(1, 60) * 1000, rng.randrange(1, 500)))) / 100


def _terms(rng: Random, start: date, kind: str) -> list[Echeance]:
    out = []
    for number in range(rng.choice((1, 1, 2, 3, 4))):
        issued = _day(rng, start, 150, [start])
        agreed = kind == "pro" and rng.random() < 0.2
        taux = Decimal(rng.choice(("15.30", "18.00", "15.21", "24.00"))) if agreed else None
        due = _day(rng, issued, 90, [issued]) if rng.random() < 0.97 else max(issued - timedelta(days=5), start)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            if rng.random() < 0.35 and out:
                due = max(issued, out[-1].echeance)  # alike: shared in proportion
            out.append(Echeance("C", f"F{number}", issued, due, _amount(rng, 900_000), taux=taux))
            due = _day(rng, due, 60, [])
    return out


def _credits(rng: Random, terms: list[Echeance], start: date, au: date) -> list[Avoir | Reglement]:
    issued = {one.facture: one.date for one in terms}
    liked = [one.echeance for one in terms]
    out: list[Avoir | Reglement] = []
    for rank in range(rng.choice((0, 1, 2, 3, 5, 8))):
        day = _day(rng, start, max(1, (au - start).days), liked)
        facture = rng.choice(("", "", *(one for one, since in issued.items() if since <= day)))
        amount = rng.choice((_amount(rng, 600_000), rng.choice(terms).montant))
        label = str(rank) if rng.random() < 0.8 else ""
        kind = rng.random()
        if kind < 0.2:
            out.append(Avoir("C", label, day, amount, facture))
            continue
        out += [Reglement("C", day, amount, facture, reference=label)] * rng.choice((1, 1, 1, 1, 1, 1, 2))
        if kind > 0.8:  # sent back, wholly or not, under one name or another
            back = min(day + timedelta(days=rng.randrange(90)), LAST)
            third = max(Decimal("0.01"), (amount / 3).quantize(Decimal("0.01")))
            part = rng.choice((amount, amount, amount, amount, third, third, amount + Decimal("0.01")))
            out.append(Reglement("C", back, -part, rng.choice((facture, facture, "")), reference="rejet"))
    return out


def ledger(rng: Random) -> Ledger:
    """Return a ledger of at most a few years that ends by the last known semester."""
    kind = rng.choice(("pro", "pro", "pro", "conso", "public"))
    start = _day(rng, date(2015, 1, 2), 4200, [])
    au = _day(rng, start, min(900, (LAST - start).days), [])
    terms = _terms(rng, start, kind)
    start = min(one.date for one in terms)
    credits = _credits(rng, terms, start, au)
    rules = Rules(kind, rng.choice(list(BASES)), rng.choice(list(ORDERS)), fees=rng.random() < 0.9)
    rules.penalties = rng.random() < 0.8
    rules.private_creditor = not any(one.taux for one in terms) and rng.random() < 0.1
    rules.public_by_semester = rng.random() < 0.5
    some = [one.facture for one in terms if rng.random() < 0.5]
    rules.notices = {key: _day(rng, start, 400, []) for key in ("", *some) if rng.random() < 0.7}
    if rng.random() < 0.2:
        rules.ruled = _day(rng, start, 300, [])
        rules.enforceable = rules.ruled + timedelta(days=rng.choice((0, 0, 31, 60)))
    if rng.random() < 0.15:
        rules.opening = _day(rng, start, 300, [one.echeance for one in terms])
    if rng.random() < 0.15:
        rules.compound_from = _day(rng, start, 200, [])
    debtor = Debiteur("C", "Dupont", TYPES[kind], procedure_collective=rules.opening)
    return Ledger(debtor, terms, credits, au, rules, conventions(rules))


def returned(rng: Random) -> Ledger:
    """Return a ledger whose interest is capitalised by the year, and most of whose payments come back in part."""
    case = ledger(rng)
    case.rules.compound_from = _day(rng, min(one.date for one in case.terms), 200, [])
    for one in [one for one in case.credits if isinstance(one, Reglement) and one.montant >= 1]:
        if rng.random() < 0.7:
            back = min(one.date + timedelta(days=rng.randrange(700)), LAST)
            part = (one.montant * rng.randrange(1, 10) / 10).quantize(Decimal("0.01"))
            case.credits.append(Reglement("C", back, -part, one.facture, reference="retour"))
    case.conventions = conventions(case.rules)
    return case


def conventions(rules: Rules) -> Conventions:
    """Say `rules` as the engine's settings."""
    ordre, rang = ORDERS[rules.order]
    return Conventions(
        base=BASES[rules.base],
        ordre=ordre,
        rang=rang,
        penalites=rules.penalties,
        indemnites=rules.fees,
        taux_public=TauxPublic.PAR_SEMESTRE if rules.public_by_semester else TauxPublic.AU_DEPART,
        mises_en_demeure=rules.notices,
        decision=Decision(rules.ruled, rules.enforceable) if rules.ruled else None,
        capitalisation=rules.compound_from,
        creancier_particulier=rules.private_creditor,
    )
