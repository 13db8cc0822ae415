"""Which debts each movement went to, numbered, and what of it the workbook can compute by itself.

The décompte names a share by its facture and échéance. Where two échéances are alike in both, the one is taken whose
balance allows it, and whose interest afterwards runs on what is then left.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.interets import Ligne
from relancier.creances.releve import Decompte, Imputation, Operation
from relancier.documents.decompte.inputs import Mouvement, Repartition

DAY = timedelta(days=1)


def montant_de(one: Imputation) -> Decimal:
    """Return the whole of a share (€)."""
    return one.interets + one.indemnite + one.principal


class Repartiteur:
    """Numbers the shares of each movement and says which of them the sheet can compute."""

    def __init__(self, decompte: Decompte, operations: Sequence[Operation], mouvements: Sequence[Mouvement]) -> None:
        self._decompte = decompte
        self._operations = operations
        self._mouvements = mouvements
        self._principal = [one.echeance.montant for one in decompte.dettes]
        self._alike: dict[tuple[str, date], list[int]] = {}
        for index, dette in enumerate(decompte.dettes):
            self._alike.setdefault((dette.echeance.facture, dette.echeance.echeance), []).append(index)
        self._cuts: dict[date, list[int]] = {}  # where a line ends that nothing but a movement can have ended
        for index, dette in enumerate(decompte.dettes):
            for a, b in zip(dette.lignes, dette.lignes[1:], strict=False):
                if b.du == a.au + DAY and _same(a, b):
                    self._cuts.setdefault(a.au, []).append(index)
        self._made: list[Repartition] = []
        self._given_back: set[int] = set()
        self._ended: set[tuple[int, date]] = set()  # a debt, and the last day of a line that a share ends

    def repartitions(self) -> list[Repartition]:
        """Return the shares, in the order in which they happened."""
        for operation, mouvement in zip(self._operations, self._mouvements, strict=True):
            debts = self._debts(operation, mouvement)
            left = mouvement.montant
            for index, imputation in zip(debts, operation.imputations, strict=True):
                self._add(mouvement, index, imputation, left, only=len(debts) == 1)
                left -= montant_de(imputation)
            self._ended.update((index, mouvement.cloture) for index in debts)
            self._add_idle(mouvement, set(debts))
        return self._made

    def _debts(self, operation: Operation, mouvement: Mouvement) -> list[int]:
        """Return the debt of each imputation: its facture and échéance name it, unless two are alike."""
        groups: dict[tuple[str, date], list[Imputation]] = {}
        for one in operation.imputations:
            groups.setdefault((one.facture, one.echeance), []).append(one)
        found = {}
        for key, parts in groups.items():
            alike = self._alike[key]
            found[key] = iter((self._feasible(parts, alike, mouvement) or alike) if len(alike) > 1 else alike)
        return [next(found[one.facture, one.echeance]) for one in operation.imputations]

    def _feasible(self, parts: Sequence[Imputation], alike: Sequence[int], mouvement: Mouvement) -> list[int]:
        """Return which of the debts `alike` each part concerns, so that none goes under zero; [] if that cannot be."""
        if not parts:
            return []
        one = parts[0]
        back = montant_de(one) < 0  # a payment is undone backwards

        def doubt(index: int) -> tuple[bool, bool, int]:
            unlike = back and self._origin(index, one) is None
            return unlike, not self._shown(index, one, mouvement), -index if back else index

        for index in sorted(alike, key=doubt):
            whole = self._decompte.dettes[index].echeance.montant
            if ZERO <= self._principal[index] - one.principal <= whole:
                rest = self._feasible(parts[1:], [other for other in alike if other != index], mouvement)
                if rest or len(parts) == 1:
                    return [index, *rest]
        return []

    def _shown(self, index: int, one: Imputation, mouvement: Mouvement) -> bool:
        """Say whether the interest of a debt, after `mouvement`, runs on what `one` would leave of it."""
        left = self._principal[index] - one.principal
        following = mouvement.cloture + DAY
        bases = [line.base_principal for line in self._decompte.dettes[index].lignes if line.du == following]
        return left in bases if bases else not left

    def _add(self, mouvement: Mouvement, index: int, one: Imputation, left: Decimal, *, only: bool) -> None:
        amount = montant_de(one)
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
        for index in self._cuts.get(mouvement.cloture, ()):
            if index not in used and (index, mouvement.cloture) not in self._ended:
                number = len(self._made) + 1
                self._made.append(Repartition(number, mouvement.numero, index + 1, ZERO, ZERO, ZERO, True, None))
                self._ended.add((index, mouvement.cloture))


def _same(a: Ligne, b: Ligne) -> bool:
    """Say whether nothing but a movement can have parted two lines of interest that follow each other."""
    names = ("base_principal", "taux", "diviseur", "regime", "semestre")
    return all(getattr(a, name) == getattr(b, name) for name in names)
