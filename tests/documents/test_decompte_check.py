"""The second computation, from the workbook's inputs alone, which stands between the engine and whoever issues."""

import dataclasses
from datetime import date

import pytest
from decomptes_rendus import F1, F2, MIXED, UNNAMED, Cas, D, cas, credit, fixed, forget, lawful, paid, retype
from relancier.creances.releve import Decompte
from relancier.documents.decompte.check import check

FIXED = fixed()


@pytest.mark.parametrize("name", FIXED)
def test_it_finds_the_same_cents_on_each_story(name, tmp_path):
    case = FIXED[name]
    assert check(case.write(tmp_path), case.decompte) == ()


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_it_finds_the_same_cents_on_ledgers_drawn_at_random(first, tmp_path):
    for seed in range(first, first + 10):
        case = lawful(seed)
        if case is not None:
            assert check(case.write(tmp_path), case.decompte) == (), f"seed {seed}"


def wrong(decompte: Decompte) -> Decompte:
    """The same décompte with one cent more on the first line of interest."""
    first, *others = decompte.dettes
    line, *lines = first.lignes
    line = dataclasses.replace(line, montant=line.montant + D("0.01"))
    first = dataclasses.replace(
        first,
        lignes=(line, *lines),
        interets=first.interets + D("0.01"),
        interets_produits=first.interets_produits + D("0.01"),
    )
    return dataclasses.replace(decompte, dettes=(first, *others))


def test_one_cent_too_much_on_one_line_is_seen(tmp_path):
    case = cas(F1)
    mistaken = wrong(case.decompte)
    path = Cas(mistaken, case.conventions).write(tmp_path)
    assert check(path, mistaken) == (
        "facture FA-101, échéance du 31/08/2025 : ligne du 01/09/2025 au 31/12/2025 différente.",
        "facture FA-101, échéance du 31/08/2025 : intérêts 40.61 au lieu de 40.62.",
        "facture FA-101, échéance du 31/08/2025 : intérêts produits 40.61 au lieu de 40.62.",
    )


def test_a_payment_put_on_the_principal_instead_of_interest_is_seen(tmp_path):
    case = cas(F1, paid("2025-09-30", "400.00", "FA-101"), au="2025-10-31")
    (dette,) = case.decompte.dettes
    moved = dataclasses.replace(dette, principal=D("600.00"), interets=dette.interets + D("9.99"))
    assert "principal 609.99 au lieu de 600.00" in " ".join(
        check(case.write(tmp_path), dataclasses.replace(case.decompte, dettes=(moved,)))
    )


def test_a_lost_facture_is_seen(tmp_path):
    path = cas(F1).write(tmp_path)
    assert check(path, cas(F1, F2).decompte) == (
        "Le classeur ne porte pas les échéances du décompte, ou une autre date d'arrêté.",
    )


def test_another_rate_typed_in_the_file_is_seen(tmp_path):
    case = cas(*MIXED, *UNNAMED)
    path = retype(case.write(tmp_path), "Taux", "C9", 2.16)
    assert "ligne du 01/09/2025 au 31/12/2025 différente" in " ".join(check(path, case.decompte))


def test_a_credit_that_was_forgotten_is_seen(tmp_path):
    case = cas(F1, paid("2025-08-31", "1000.00", "FA-101"), credit("2025-09-05", "30.00", "FA-101"))
    assert case.decompte.totaux.credit == D("30.00")
    none = dataclasses.replace(case.decompte.totaux, credit=D("0.00"))
    assert check(case.write(tmp_path), dataclasses.replace(case.decompte, totaux=none)) == (
        "Crédit du débiteur : 30.00 au lieu de 0.00.",
    )


def test_it_reads_the_inputs_and_none_of_the_formulas(tmp_path):
    case = cas(*MIXED, *UNNAMED, mises_en_demeure={"": date(2025, 1, 3)})
    path = case.write(tmp_path)
    forget(path)
    assert check(path, case.decompte) == ()
