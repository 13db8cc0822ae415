"""Which debts each movement went to, numbered, and what of it the workbook can compute by itself.

An amount is typed where it was shared out in proportion, or where it comes back otherwise than it had been paid.
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
            debts = [one.dette for one in operation.imputations]
            left = mouvement.montant
            for imputation in operation.imputations:
                self._add(mouvement, imputation, left, only=len(debts) == 1)
                left -= montant_de(imputation)
            self._ended.update((index, mouvement.cloture) for index in debts)
            self._add_idle(mouvement, set(debts))
        return self._made

    def _add(self, mouvement: Mouvement, one: Imputation, left: Decimal, *, only: bool) -> None:
        amount, index = montant_de(one), one.dette
        origin = self._origin(one) if amount < 0 else None
        if origin is not None:
            self._given_back.add(origin)
        if amount < 0:
            typed = not (only and amount == mouvement.montant)
        else:
            typed = not only and amount not in {left, self._owed(mouvement, index)}
        self._made.append(
            Repartition(
                numero=len(self._made) + 1,
                mouvement=mouvement.numero,
                dette=index + 1,
                interets=one.interets,
                indemnite=one.indemnite,
                principal=one.principal,
                saisie=typed,
                origine=origin,
                capitalises=one.capitalises,
                anterieurs=one.anterieurs,
            )
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

    def _origin(self, one: Imputation) -> int | None:
        """Return the last share that `one` gives back whole, part by part."""
        back = (-one.interets, -one.indemnite, -one.principal, -one.capitalises)
        for past in reversed(self._made):
            if past.dette == one.dette + 1 and past.numero not in self._given_back and past.montant > 0:
                parts = (past.interets, past.indemnite, past.principal, past.capitalises)
                # what was running may come back as born before the years to capitalise
                older = {past.anterieurs, past.interets - past.capitalises}
                if not self._mouvements[past.mouvement - 1].prix and parts == back and -one.anterieurs in older:
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
