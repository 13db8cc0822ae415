"""The interest counted for a whole workbook is that of each debtor's décompte."""

from random import Random

import pytest
from random_ledgers import Ledger, ledger, returned
from relancier.base.errors import RelancierError
from relancier.creances.decompte import decompte_du, interets_dus
from relancier.creances.portefeuille import Avoir, Creancier, Portefeuille, Reglement
from relancier.creances.releve import Decompte
from relancier.droit.taux import TableDesTaux

TABLE = TableDesTaux()


def _said(count, book: Portefeuille, case: Ledger):
    """What is counted, or the sentence of the refusal."""
    try:
        return count(book, "C", case.au, TABLE, case.conventions)
    except RelancierError as error:
        return error.message


@pytest.mark.parametrize("draw", [ledger, returned])
@pytest.mark.parametrize("seed", range(4))
def test_interest_is_the_same_with_and_without_the_account_laid_out(draw, seed: int) -> None:
    rng = Random(1000 + seed)
    compared = 0
    for _ in range(40):
        case = draw(rng)
        book = Portefeuille(
            Creancier("A"),
            {"C": case.debiteur},
            tuple(case.terms),
            avoirs=tuple(one for one in case.credits if isinstance(one, Avoir)),
            reglements=tuple(one for one in case.credits if isinstance(one, Reglement)),
        )
        lean, laid_out = _said(interets_dus, book, case), _said(decompte_du, book, case)
        if isinstance(laid_out, Decompte):
            assert lean == {one.echeance.cle: one.interets for one in laid_out.dettes}
            compared += len(lean)
        else:
            assert lean == laid_out
    assert compared > 20
