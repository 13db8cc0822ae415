"""What the décompte's workbook holds as typed inputs: everything else on its sheets is a formula.

Factures, movements and the settings come from the records. Which debts a movement went to is an input as well (the law
leaves it to the debtor, then to article 1342-10); how much each took, and how it parts between interest, indemnity and
principal, is computed on the sheet, save where a payment was shared out in proportion or came back in part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions
from relancier.creances.interets import Ligne
from relancier.creances.portefeuille import Debiteur, Echeance
from relancier.creances.releve import Decompte, Imputation, NatureOperation, Operation
from relancier.droit.semestre import Semestre
from relancier.droit.taux import TableDesTaux, Taux

FACTURE = str(NatureOperation.FACTURE)
AVOIR, EXCEDENT, EXCEDENT_D_AVOIR = (
    str(NatureOperation.AVOIR),
    str(NatureOperation.REPORT),
    f"{NatureOperation.REPORT} d'avoir",
)
TYPED, COMPUTED, PARTED = "saisi", "calculé", "parts saisies"  # how the workbook says what an amount is
DAY = timedelta(days=1)
Jour = date  # the type, where a field named `date` hides it
CREDITS = (NatureOperation.AVOIR, NatureOperation.REGLEMENT, NatureOperation.REJET)


@dataclass(frozen=True, slots=True)
class Reglages:
    """The settings, as the sheet « Conventions » holds them."""

    debiteur: Debiteur
    conventions: Conventions
    au: date


@dataclass(frozen=True, slots=True)
class Dette:
    """An échéance.

    Attributes:
      numero: from 1, in the order of the décompte.
      mise_en_demeure: the day that its notice reached the debtor; None when there is none.
    """

    numero: int
    echeance: Echeance
    mise_en_demeure: date | None


@dataclass(frozen=True, slots=True)
class Mouvement:
    """An operation of the account.

    Attributes:
      numero: from 1, in order of date.
      prix: it lowers the price, as an avoir does, and pays neither interest nor indemnity.
      cloture: the last day whose base it does not change.
    """

    numero: int
    date: date
    nature: NatureOperation
    libelle: str
    montant: Decimal
    prix: bool
    cloture: Jour

    @property
    def intitule(self) -> str:
        """Its nature as the sheets name it."""
        return EXCEDENT_D_AVOIR if self.prix and self.nature is NatureOperation.REPORT else str(self.nature)


@dataclass(frozen=True, slots=True)
class Repartition:
    """What a movement took off one debt, or gave back (negative).

    Attributes:
      numero: from 1, in the order in which they happened.
      mouvement, dette: their numbers.
      interets, indemnite, principal: the engine's shares (€).
      saisie: the amount is typed; else the sheet computes it: what is left of the movement, at most what is owed.
      origine: the number of the share that a rejected payment gives back whole; None otherwise.
    """

    numero: int
    mouvement: int
    dette: int
    interets: Decimal
    indemnite: Decimal
    principal: Decimal
    saisie: bool
    origine: int | None

    @property
    def montant(self) -> Decimal:
        """The whole share (€)."""
        return self.interets + self.indemnite + self.principal

    @property
    def parts_saisies(self) -> bool:
        """It gives back a part only of a payment: how it had been parted is typed."""
        return self.montant < 0 and self.origine is None


@dataclass(frozen=True, slots=True)
class Saisies:
    """All the inputs of the workbook."""

    reglages: Reglages
    dettes: tuple[Dette, ...]
    mouvements: tuple[Mouvement, ...]
    repartitions: tuple[Repartition, ...]
    taux: tuple[Taux, ...]


def saisies(decompte: Decompte, table: TableDesTaux, conventions: Conventions) -> Saisies:
    """Return the inputs of the workbook that recomputes `decompte`, made with `table` and `conventions`."""
    dettes = tuple(
        Dette(rank, one.echeance, conventions.mise_en_demeure(one.echeance))
        for rank, one in enumerate(decompte.dettes, 1)
    )
    operations = tuple(_by_source(decompte))
    mouvements = tuple(
        Mouvement(rank, one.date, one.nature, one.libelle, one.montant, prix, _closing(one, decompte, prix=prix))
        for rank, (one, prix) in enumerate(operations, 1)
    )
    return Saisies(
        Reglages(decompte.debiteur, conventions, decompte.au),
        dettes,
        mouvements,
        tuple(_Repartiteur(decompte, [one for one, _ in operations], mouvements).repartitions()),
        tuple(_needed(decompte, table)),
    )


def _by_source(decompte: Decompte) -> Iterator[tuple[Operation, bool]]:
    """Yield the operations, each with "lowers the price"; an excess that waited is parted into avoirs and payments."""
    lowered: dict[tuple[str, date], Decimal] = {}
    for dette in decompte.dettes:
        key = dette.echeance.facture, dette.echeance.echeance
        lowered[key] = lowered.get(key, ZERO) + dette.avoirs
    for one in decompte.operations:
        if one.nature is NatureOperation.AVOIR:
            for part in one.imputations:
                lowered[part.facture, part.echeance] -= part.principal
    for one in decompte.operations:
        if one.nature is not NatureOperation.REPORT:
            yield one, one.nature is NatureOperation.AVOIR
            continue
        price, paid = [], []
        for part in one.imputations:
            key = part.facture, part.echeance
            avoir = min(lowered[key], part.principal)
            lowered[key] -= avoir
            price.append(replace(part, interets=ZERO, indemnite=ZERO, principal=avoir))
            paid.append(replace(part, principal=part.principal - avoir))
        for parts, prix in ((price, True), (paid, False)):
            kept = tuple(part for part in parts if _amount(part))
            if kept:
                yield replace(one, montant=sum(map(_amount, kept), ZERO), imputations=kept), prix


def _closing(one: Operation, decompte: Decompte, *, prix: bool) -> date:
    """A payment bears on the day after it; all else (an avoir, a facture, money that had waited) on the very day."""
    if one.nature is NatureOperation.REPORT and not prix:
        touched = {(part.facture, part.echeance) for part in one.imputations}
        of_the_day = any(
            line.au == one.date
            for dette in decompte.dettes
            if (dette.echeance.facture, dette.echeance.echeance) in touched
            for line in dette.lignes
        )
        return one.date if of_the_day else one.date - DAY
    return one.date if one.nature in {NatureOperation.REGLEMENT, NatureOperation.REJET} else one.date - DAY


def _amount(one: Imputation) -> Decimal:
    return one.interets + one.indemnite + one.principal


def _needed(decompte: Decompte, table: TableDesTaux) -> Iterator[Taux]:
    """The lines of the table from the first échéance to the cut-off, and the next one of a debt due on its last day."""
    if not decompte.dettes:
        return
    first = Semestre.of(min(one.echeance.echeance for one in decompte.dettes))
    last = Semestre.of(decompte.au)
    for row in table:
        if first <= row.semestre <= last:
            yield row


class _Repartiteur:
    """Numbers the shares of each movement and says which of them the sheet can compute."""

    def __init__(self, decompte: Decompte, operations: Sequence[Operation], mouvements: Sequence[Mouvement]) -> None:
        self._decompte = decompte
        self._operations = operations
        self._mouvements = mouvements
        self._principal = [one.echeance.montant for one in decompte.dettes]
        self._alike: dict[tuple[str, date], list[int]] = {}
        for index, dette in enumerate(decompte.dettes):
            self._alike.setdefault((dette.echeance.facture, dette.echeance.echeance), []).append(index)
        self._made: list[Repartition] = []
        self._given_back: set[int] = set()
        self._ended: set[tuple[int, date]] = set()  # a debt, and the last day of a line that a share ends

    def repartitions(self) -> list[Repartition]:
        """Return the shares, in the order in which they happened."""
        for operation, mouvement in zip(self._operations, self._mouvements, strict=True):
            debts = self._debts(operation)
            left = mouvement.montant
            for index, imputation in zip(debts, operation.imputations, strict=True):
                self._add(mouvement, index, imputation, left, only=len(debts) == 1)
                left -= _amount(imputation)
            self._ended.update((index, mouvement.cloture) for index in debts)
            self._add_idle(mouvement, set(debts))
        return self._made

    def _debts(self, operation: Operation) -> list[int]:
        """Return the debt of each imputation: its facture and échéance name it, unless two are alike."""
        groups: dict[tuple[str, date], list[Imputation]] = {}
        for one in operation.imputations:
            groups.setdefault((one.facture, one.echeance), []).append(one)
        found = {
            key: iter(self._feasible(parts, self._alike[key]) or self._alike[key]) for key, parts in groups.items()
        }
        return [next(found[one.facture, one.echeance]) for one in operation.imputations]

    def _feasible(self, parts: Sequence[Imputation], alike: Sequence[int]) -> list[int]:
        """Return which of the debts `alike` each part concerns, so that none goes under zero; [] if that cannot be."""
        if not parts:
            return []
        one = parts[0]
        if _amount(one) < 0:  # a payment is undone backwards
            alike = sorted(alike, key=lambda index: (self._origin(index, one) is None, -index))
        for index in alike:
            whole = self._decompte.dettes[index].echeance.montant
            if ZERO <= self._principal[index] - one.principal <= whole:
                rest = self._feasible(parts[1:], [other for other in alike if other != index])
                if rest or len(parts) == 1:
                    return [index, *rest]
        return []

    def _add(self, mouvement: Mouvement, index: int, one: Imputation, left: Decimal, *, only: bool) -> None:
        amount = one.interets + one.indemnite + one.principal
        origin = self._origin(index, one) if amount < 0 else None
        if origin is not None:
            self._given_back.add(origin)
        if amount < 0:
            typed = not (only and amount == mouvement.montant)
        else:
            typed = not only and amount not in {left, self._owed(mouvement, index)}
        number = len(self._made) + 1
        self._made.append(
            Repartition(number, mouvement.numero, index + 1, one.interets, one.indemnite, one.principal, typed, origin)
        )
        self._principal[index] -= one.principal

    def _owed(self, mouvement: Mouvement, index: int) -> Decimal | None:
        """What `mouvement` may take off a debt (€); None where payments that came back make it uncertain here."""
        dette = self._decompte.dettes[index]
        mine = [one for one in self._made if one.dette == index + 1]
        if mouvement.prix:
            return self._principal[index]
        if any(one.montant < 0 for one in mine):
            return None
        grown = sum((line.montant for line in dette.lignes if line.au <= mouvement.cloture), ZERO)
        fee = dette.indemnite_due if dette.echeance.echeance < mouvement.date else ZERO
        taken = sum((one.interets + one.indemnite for one in mine), ZERO)
        return self._principal[index] + grown + fee - taken

    def _origin(self, index: int, one: Imputation) -> int | None:
        for past in reversed(self._made):
            shares = (-past.interets, -past.indemnite, -past.principal)
            if past.dette == index + 1 and past.numero not in self._given_back and past.montant > 0:
                mouvement = self._mouvements[past.mouvement - 1]
                if not mouvement.prix and shares == (one.interets, one.indemnite, one.principal):
                    return past.numero
        return None

    def _add_idle(self, mouvement: Mouvement, used: set[int]) -> None:
        """Add the shares of zero euro: what found nothing to take off a debt may still end its line of interest."""
        for index, dette in enumerate(self._decompte.dettes):
            cut = any(
                a.au == mouvement.cloture and b.du == a.au + DAY and _same(a, b)
                for a, b in zip(dette.lignes, dette.lignes[1:], strict=False)
            )
            if cut and index not in used and (index, mouvement.cloture) not in self._ended:
                number = len(self._made) + 1
                self._made.append(Repartition(number, mouvement.numero, index + 1, ZERO, ZERO, ZERO, True, None))
                self._ended.add((index, mouvement.cloture))


def _same(a: Ligne, b: Ligne) -> bool:
    """Say whether nothing but a movement can have parted two lines of interest that follow each other."""
    names = ("base_principal", "taux", "diviseur", "regime", "semestre")
    return all(getattr(a, name) == getattr(b, name) for name in names)
