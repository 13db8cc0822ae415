"""A second computation of the décompte, from nothing but the inputs typed in its workbook.

It shares no code with the interest engine: interest runs day by day here, each run of days alike is one line, in whole
cents and exact fractions, rounded half-up once. Whoever issues a décompte calls `check` and refuses on any difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from relancier.base.dates import format_short
from relancier.creances.releve import Decompte, DetteArretee
from relancier.documents.decompte.read_back import Dette, Fichier, Mouvement, Part, lire
from relancier.documents.decompte.rule import Regle

DAY = timedelta(days=1)
RECEIVED = frozenset({"avoir", "règlement", "rejet de règlement"})


@dataclass(slots=True)
class Etat:
    """A debt being lived; cents throughout.

    Attributes:
      regle: what it bears, day by day.
      jour: the last day computed.
      restes: what is owed: capitalised interest, interest from before, interest, indemnity, principal.
      lignes: first day, last day, base, rate, cents.
      nee, jugee: the indemnity that arose, and whether being unpaid at term was looked at.
    """

    dette: Dette
    regle: Regle
    jour: date
    restes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("cap", "ant", "int", "fee", "pri"), 0))
    lignes: list[tuple[date, date, int, Fraction, int]] = field(default_factory=list)
    nee: int = 0
    jugee: bool = False


def check(path: Path, decompte: Decompte) -> tuple[str, ...]:
    """Return how the inputs of the workbook at `path` give other figures than `decompte`, a French sentence each.

    Compared to the cent: each line of interest, what is left of each échéance, the credit, what is left of the debts
    born before an insolvency procedure. Nothing when all is equal.
    """
    book = lire(path)
    found = _Recalcul(book)
    found.run()
    return tuple(_differences(found, decompte))


class _Recalcul:
    def __init__(self, book: Fichier) -> None:
        self.book = book
        self.etats = [Etat(one, Regle(book, one), min(one.emise, one.echeance)) for one in book.dettes]
        for etat in self.etats:
            etat.restes["pri"] = etat.dette.montant
        self.au = book.jour("Arrete_au") or date.max
        self.ordre = _order(book)
        self.credit = sum(one.montant for one in book.mouvements if one.nature in RECEIVED)
        self.parts: dict[int, dict[str, int]] = {}
        self.jours: dict[int, date] = {}

    def run(self) -> None:
        """Live the account up to the cut-off."""
        shares: dict[int, list[Part]] = {}
        for one in self.book.parts:
            shares.setdefault(one.mouvement, []).append(one)
        today = date.min
        for move in self.book.mouvements:
            if move.date > today:  # looked at in the morning: what comes back meets first what is held that day
                self._judge(move.date)
            today = move.date
            left = move.montant
            for share in shares.get(move.numero, ()):
                left -= self._apply(move, share, left)
        self._judge(self.au)
        for etat in self.etats:
            self._advance(etat, self.au)

    def _judge(self, day: date) -> None:
        """Let the indemnity arise on what was unpaid at a term before `day`, once a facture."""
        for etat in self.etats:
            if etat.jugee or etat.dette.echeance >= day:
                continue
            etat.jugee = True
            borne = any(one.nee and one.dette.facture == etat.dette.facture for one in self.etats)
            if etat.restes["pri"] > 0 and not borne:
                etat.nee = etat.regle.indemnite
                etat.restes["fee"] += etat.nee

    def _apply(self, move: Mouvement, share: Part, left: int) -> int:
        etat = self.etats[share.dette - 1]
        self._advance(etat, move.cloture)
        if move.montant < 0 or (share.montant is not None and share.montant < 0):
            taken = self._give_back(etat, share, move)
        else:
            order = ("pri",) if move.prix else self.ordre
            limit = sum(etat.restes[name] for name in order)
            amount = min(left, limit) if share.montant is None else share.montant
            taken = {}
            rest = amount
            for name in order:
                taken[name] = min(rest, etat.restes[name])
                rest -= taken[name]
        for name, amount in taken.items():
            etat.restes[name] -= amount
        if taken.get("pri", 0) < 0:
            etat.jugee = False  # unpaid again
        self.parts[share.numero], self.jours[share.numero] = taken, move.date
        return sum(taken.values())

    def _give_back(self, etat: Etat, share: Part, move: Mouvement) -> dict[str, int]:
        if share.origine is not None:
            back = {name: -amount for name, amount in self.parts[share.origine].items()}
            start = etat.regle.annees
            if start is not None and self.jours[share.origine] <= start <= etat.jour:
                back["ant"] = back.get("ant", 0) + back.pop("int", 0)  # born before those years, it stays so
            return back
        whole = move.montant if share.montant is None else share.montant
        return {
            "cap": share.capitalises,
            "ant": share.anterieurs,
            "int": share.interets - share.capitalises - share.anterieurs,
            "fee": share.indemnite,
            "pri": whole - share.interets - share.indemnite,
        }

    def _advance(self, etat: Etat, last: date) -> None:
        """Compute interest day by day up to `last`, then close the line."""
        run: tuple[date, tuple[object, ...], int, Fraction, int] | None = None
        while etat.jour < last:
            day = etat.jour + DAY
            base = etat.restes["pri"] + etat.restes["cap"]
            terms = etat.regle.taux(day) if base else None
            if terms is not None and (run is None or run[1] != terms.cle):
                self._close(etat, run)
                run = (day, terms.cle, base, terms.taux, terms.diviseur)
            elif terms is None:
                self._close(etat, run)
                run = None
            etat.jour = day
            kind = etat.regle.anniversaire(day)
            if kind is not None:
                self._close(etat, run)
                run = None
                etat.restes[kind] += etat.restes["int"]
                etat.restes["int"] = 0
        self._close(etat, run)

    @staticmethod
    def _close(etat: Etat, run: tuple[date, tuple[object, ...], int, Fraction, int] | None) -> None:
        if run is None:
            return
        first, _, base, rate, divisor = run
        days = (etat.jour - first).days + 1
        exact = base * rate * days / (100 * divisor)
        cents = int((exact + Fraction(1, 2)) // 1)
        etat.lignes.append((first, etat.jour, base, rate, cents))
        etat.restes["int"] += cents


def _order(book: Fichier) -> tuple[str, ...]:
    """What a payment lowers, in order."""
    first = book.reglages["Rang_indemnite"] == "avant le principal"
    interest = ("cap", "ant", "int")
    if book.reglages["Ordre_imputation"] == "les intérêts":
        return (*interest, "fee", "pri") if first else (*interest, "pri", "fee")
    return ("fee", "pri", *interest) if first else ("pri", *interest, "fee")


def _differences(found: _Recalcul, decompte: Decompte) -> Iterator[str]:
    if len(found.etats) != len(decompte.dettes) or found.au != decompte.au:
        yield "Le classeur ne porte pas les échéances du décompte, ou une autre date d'arrêté."
        return
    for etat, dette in zip(found.etats, decompte.dettes, strict=True):
        label = f"facture {dette.echeance.facture}, échéance du {format_short(dette.echeance.echeance)}"
        yield from _lines(label, etat, dette)
        interest = etat.restes["cap"] + etat.restes["ant"] + etat.restes["int"]
        sums = {
            "principal": (etat.restes["pri"], dette.principal),
            "intérêts": (interest, dette.interets),
            "indemnité": (etat.restes["fee"], dette.indemnite),
            "intérêts produits": (sum(line[4] for line in etat.lignes), dette.interets_produits),
        }
        for name, (cents, amount) in sums.items():
            if cents != int(amount * 100):
                yield f"{label} : {name} {cents / 100:.2f} au lieu de {amount}."
    credit = found.credit - sum(sum(parts.values()) for parts in found.parts.values())
    if credit != int(decompte.totaux.credit * 100):
        yield f"Crédit du débiteur : {credit / 100:.2f} au lieu de {decompte.totaux.credit}."
    opened = found.book.jour("Procedure_collective")
    old = [one for one in found.etats if opened is not None and one.dette.emise <= opened <= found.au]
    declared = sum(sum(etat.restes.values()) for etat in old)
    if declared != int(decompte.totaux.anterieures.total * 100):
        yield f"Dettes à déclarer : {declared / 100:.2f} au lieu de {decompte.totaux.anterieures.total}."


def _lines(label: str, etat: Etat, dette: DetteArretee) -> Iterator[str]:
    engine = [
        (one.du, one.au, int(one.base_principal * 100), Fraction(one.taux), int(one.montant * 100))
        for one in dette.lignes
    ]
    if etat.lignes == engine:
        return
    for mine, theirs in zip(etat.lignes, engine, strict=False):
        if mine != theirs:
            yield f"{label} : ligne du {format_short(theirs[0])} au {format_short(theirs[1])} différente."
    if len(etat.lignes) != len(engine):
        yield f"{label} : {len(etat.lignes)} lignes d'intérêts au lieu de {len(engine)}."
