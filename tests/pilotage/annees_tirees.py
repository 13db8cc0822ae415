"""A year of history drawn at random, said twice: as a portefeuille, and as plain rows that anybody can add up.

Each facture has one term and each payment or avoir names one, within what is left: who pays what leaves no doubt.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ledgers import NIVEAUX, client
from relancier.creances.portefeuille import (
    Avoir,
    Creancier,
    Echeance,
    Frais,
    NatureSuspension,
    Portefeuille,
    Reglement,
    Relance,
    Suspension,
)

ARRETE = date(2026, 11, 30)
DEBUT = date(2025, 10, 1)


@dataclass
class Ligne:
    """A facture and what happened to it: (day, €) pairs; a payment that came back is there with its return."""

    code: str
    numero: str
    emise: date
    echeance: date
    montant: Decimal
    avoirs: list[tuple[date, Decimal]] = field(default_factory=list)
    payes: list[tuple[date, Decimal]] = field(default_factory=list)
    rejets: list[tuple[date, date, Decimal]] = field(default_factory=list)

    def reste(self, day: date) -> Decimal:
        taken = [amount for on, amount in (*self.avoirs, *self.payes) if on <= day]
        held = [amount for paid, back, amount in self.rejets if paid <= day < back]
        return self.montant - sum(taken, Decimal(0)) - sum(held, Decimal(0))


@dataclass
class Annee:
    lignes: list[Ligne]
    portefeuille: Portefeuille
    frais: list[tuple[date, str, Decimal]]
    relances: list[tuple[date, str]]


def annee(rng: Random) -> Annee:
    lines = [_ligne(rng, number) for number in range(rng.randrange(1, 40))]
    codes = sorted({one.code for one in lines})
    costs = [
        (_day(rng), rng.choice(("", *codes)), Decimal(rng.randrange(100, 9000)) / 100) for _ in range(rng.randrange(4))
    ]
    sent = [one for one in lines if rng.random() < 0.4]
    letters = [(one.echeance + timedelta(days=6), one) for one in sent]
    book = Portefeuille(
        Creancier("ATELIER DU RHÔNE"),
        {code: client(code) for code in codes},
        tuple(Echeance(one.code, one.numero, one.emise, one.echeance, one.montant) for one in lines),
        avoirs=tuple(
            Avoir(one.code, f"AV{one.numero}{rank}", on, amount, one.numero)
            for one in lines
            for rank, (on, amount) in enumerate(one.avoirs)
        ),
        reglements=tuple(_reglements(lines)),
        suspensions=tuple(_litiges(rng, lines)),
        niveaux=NIVEAUX,
        relances=tuple(
            Relance(f"R{rank}", "P", day, one.code, one.numero, one.echeance, 1, statut="émise")
            for rank, (day, one) in enumerate(letters)
        ),
        frais=tuple(Frais(day, amount, code) for day, code, amount in costs),
    )
    return Annee(lines, book, costs, [(day, one.code) for day, one in letters])


def _day(rng: Random, start: date = DEBUT, end: date = ARRETE + timedelta(days=20)) -> date:
    return start + timedelta(days=rng.randrange(max(1, (end - start).days)))


def _ligne(rng: Random, number: int) -> Ligne:
    issued = _day(rng)
    line = Ligne(
        f"C{rng.randrange(8)}",
        f"F{number:03}",
        issued,
        issued + timedelta(days=rng.choice((0, 15, 30, 45))),
        Decimal(rng.randrange(100, 900_000)) / 100,
    )
    left = line.montant
    if rng.random() < 0.2:
        part = (left / rng.choice((3, 4))).quantize(Decimal("0.01"))
        line.avoirs.append((_day(rng, issued), part))
        left -= part
    for _ in range(rng.choice((0, 1, 1, 2))):
        part = rng.choice((left, (left / 2).quantize(Decimal("0.01"))))
        if part > 0:
            line.payes.append((_day(rng, issued), part))
            left -= part
    if left > 0 and rng.random() < 0.2:
        paid = _day(rng, issued)
        line.rejets.append((paid, paid + timedelta(days=rng.randrange(1, 40)), left))
    return line


def _reglements(lines: list[Ligne]) -> list[Reglement]:
    out = []
    for line in lines:
        out += [
            Reglement(line.code, on, amount, line.numero, ligne=rank) for rank, (on, amount) in enumerate(line.payes)
        ]
        for paid, back, amount in line.rejets:
            out.append(Reglement(line.code, paid, amount, line.numero, reference="prélèvement", ligne=100))
            out.append(Reglement(line.code, back, -amount, line.numero, reference="rejet", ligne=101))
    return out


def _litiges(rng: Random, lines: list[Ligne]) -> list[Suspension]:
    out = []
    for line in lines:
        if rng.random() < 0.15:
            since = _day(rng, line.emise)
            until = since + timedelta(days=rng.randrange(10, 90)) if rng.random() < 0.4 else None
            out.append(Suspension(line.code, NatureSuspension.LITIGE, since, line.numero, until))
    return out
