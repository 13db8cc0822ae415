"""Random workbooks of 60 debtors and 300 échéances, with a fixed seed: what is typed, and what the oracle is told."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import filled
from oracle import Debtor, Level, Money, Term

DAY = date(2026, 11, 30)
LEVELS = [Level(1, 8, 0, 8, 1500), Level(2, 20, 10, 8, 1500), Level(3, 35, 10, 8, 1500), Level(4, 50, 10, 8, 1500)]
NAMES = ("Éts Lefèvre & Fils", "L'Étoile <du Nord>", 'SARL "Le Phénix"', "Dupont-Müller", "Société Générale d'Œuvres")


@dataclass
class Drawn:
    debtors: list[Debtor] = field(default_factory=list)
    sheets: dict[str, list[dict[str, object]]] = field(
        default_factory=lambda: {"debiteurs": [], "factures": [], "reglements": [], "relances": []}
    )


def draw(seed: int, debtors: int = 60, terms: int = 300) -> Drawn:
    """Return one workbook's rows and the same facts for the oracle."""
    rng = random.Random(seed)
    drawn = Drawn()
    shares = [terms // debtors] * debtors
    for number, count in enumerate(shares, 1):
        _debtor(rng, drawn, f"C{seed}{number:03}", count)
    for rows in (drawn.sheets["debiteurs"], drawn.sheets["relances"]):
        rng.shuffle(rows)
    return drawn


def write(drawn: Drawn, path: Path) -> Path:
    """Type the rows into a blank model."""
    return filled.book(path, **drawn.sheets)


def _debtor(rng: random.Random, drawn: Drawn, code: str, count: int) -> None:
    debtor = Debtor(code)
    drawn.debtors.append(debtor)
    kind = rng.choice(["professionnel", "professionnel", "consommateur", "public"])
    drawn.sheets["debiteurs"].append(
        {
            "Code": code,
            "Nom": f"{rng.choice(NAMES)} {code}",
            "Type": kind,
            "Adresse 1": f"{rng.randint(1, 90)} rue de l'Église",
            "Code postal": "69003",
            "Ville": "Lyon",
            "Procédure": rng.choice(["", "Standard", " standard "]),
        }
    )
    number = 0
    while count:
        number += 1
        parts = min(count, rng.choice([1, 1, 1, 2, 3]))
        count -= parts
        _facture(rng, drawn, debtor, f"F{code}-{number:02}", parts)
    factures = sorted({term.key[1] for term in debtor.terms})
    for index in range(rng.randint(0, 2)):
        _avoir(rng, drawn, debtor, f"A{code}-{index}", rng.choice(factures) if rng.random() < 0.6 else "")
    for _ in range(rng.randint(0, 4)):
        _payment(rng, drawn, debtor, rng.choice(factures) if rng.random() < 0.6 else "")
    _history(rng, drawn, debtor)


def _facture(rng: random.Random, drawn: Drawn, debtor: Debtor, number: str, parts: int) -> None:
    issued = DAY - timedelta(days=rng.randint(-10, 150))
    due = issued + timedelta(days=rng.choice([0, 15, 30, 45]))
    for _ in range(parts):
        cents = rng.choice([rng.randint(500, 900_000), rng.randint(100, 2000)])
        debtor.terms.append(Term((debtor.code, number, due), issued, cents))
        row = {
            "Numéro": number,
            "Code débiteur": debtor.code if rng.random() < 0.8 else f" {debtor.code.lower()} ",
            "Nature": rng.choice(["facture", "", "Facture"]),
            "Date": _typed_day(rng, issued),
            "Échéance": _typed_day(rng, due),
            "Montant TTC": _typed_amount(rng, cents),
            "Objet": "Fournitures",
        }
        drawn.sheets["factures"].append(row)
        due += timedelta(days=30)


def _avoir(rng: random.Random, drawn: Drawn, debtor: Debtor, number: str, facture: str) -> None:
    day, cents = DAY - timedelta(days=rng.randint(-5, 120)), rng.randint(100, 200_000)
    row = len(drawn.sheets["factures"])
    debtor.money.append(Money("a", day, cents, facture, row))
    drawn.sheets["factures"].append(
        {
            "Numéro": number,
            "Code débiteur": debtor.code,
            "Nature": "avoir",
            "Date": _typed_day(rng, day),
            "Montant TTC": _typed_amount(rng, cents),
            "Objet": f"Avoir sur facture {facture}, retour" if facture else "Remise de fin d'année",
        }
    )


def _payment(rng: random.Random, drawn: Drawn, debtor: Debtor, facture: str) -> None:
    day, owed = DAY - timedelta(days=rng.randint(-5, 140)), rng.choice(debtor.terms).cents
    used = {abs(one.cents) for one in debtor.money}
    cents = rng.choice([owed, owed // 3 + 1, owed * 2 + 7])
    while cents in used:
        cents += 1
    _type_payment(rng, drawn, debtor, day, cents, facture)
    if rng.random() < 0.15:
        _type_payment(rng, drawn, debtor, day + timedelta(days=rng.randint(1, 9)), -cents, facture)


def _type_payment(rng: random.Random, drawn: Drawn, debtor: Debtor, day: date, cents: int, facture: str) -> None:
    row = 1_000_000 + len(drawn.sheets["reglements"])
    debtor.money.append(Money("r", day, cents, facture, row))
    drawn.sheets["reglements"].append(
        {
            "Date": _typed_day(rng, day),
            "Code débiteur": debtor.code if not facture or rng.random() < 0.7 else "",
            "Numéro facture": facture,
            "Montant": _typed_amount(rng, cents),
            "Mode": "virement",
        }
    )


def _history(rng: random.Random, drawn: Drawn, debtor: Debtor) -> None:
    for term in debtor.terms:
        if term.key[2] + timedelta(days=8) >= DAY or rng.random() < 0.6:
            continue
        when = DAY
        reached = sum(term.key[2] + timedelta(days=one.delay) < DAY for one in LEVELS)
        for level in range(rng.randint(1, reached), 0, -1):
            when -= timedelta(days=rng.randint(5, 30))
            cancelled = rng.random() < 0.1
            if not cancelled:
                debtor.sent.setdefault(term.key, []).append((level, when))
            drawn.sheets["relances"].append(
                {
                    "Id": f"H{len(drawn.sheets['relances'])}",
                    "Passage": f"P{when}",
                    "Date": when,
                    "Code débiteur": debtor.code,
                    "Numéro facture": term.key[1],
                    "Échéance": term.key[2],
                    "Niveau": level,
                    "Statut": "annulée" if cancelled else "émise",
                }
            )


def _typed_day(rng: random.Random, day: date) -> object:
    return rng.choice([day, day, day, f"{day:%d/%m/%Y}", f"{day:%d-%m-%y}", f" {day:%d.%m.%Y}"])


def _typed_amount(rng: random.Random, cents: int) -> object:
    euros = f"{abs(cents) / 100:,.2f}"
    sign = "-" if cents < 0 else ""
    french = sign + euros.replace(",", " ").replace(".", ",")
    dotted = sign + euros.replace(",", "'").replace(".", ",").replace("'", ".")
    return rng.choice([cents / 100] * 4 + [f"{french} €", french, dotted])
