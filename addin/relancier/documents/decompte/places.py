"""Where things stand on the sheets of the décompte's workbook."""

from collections.abc import Sequence

from relancier.documents.decompte.comptes import CompteDeDette
from relancier.documents.decompte.inputs import Saisies

HEAD = 4  # the row of the headings, on every sheet but « Récapitulatif »
FIRST = HEAD + 1


class Places:
    """Where things stand: rows of « Mouvements » and of « Intérêts », known before any formula is written."""

    def __init__(self, inputs: Saisies, accounts: Sequence[CompteDeDette]) -> None:
        self.shares = FIRST + len(inputs.mouvements) + 3  # the first row of the second table of « Mouvements »
        self.prix = {one.numero for one in inputs.mouvements if one.prix}
        self.totals: dict[int, int] = {}
        self.rows: dict[int, tuple[int, int]] = {}  # a share's number -> the row above it, its own
        row = FIRST
        for account in accounts:
            for one in account.rangs:
                row += 1  # the first one leaves a row to the block's heading
                one.feuille = row
                if one.repartition is not None:
                    self.rows[one.repartition.numero] = row - 1, row
            self.totals[account.dette.numero] = row + 1
            row += 3
        self.last = row

    def mouvement(self, numero: int) -> int:
        """Return the row of a movement."""
        return FIRST + numero - 1

    def share(self, numero: int) -> int:
        """Return the row of a share."""
        return self.shares + numero - 1
