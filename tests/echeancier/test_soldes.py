from dataclasses import replace
from datetime import date

from ledgers import echeance, euros, jour, portefeuille, reglement
from relancier.creances.decompte import decompte_du
from relancier.creances.portefeuille import Echeancier, Mensualite, Portefeuille, Reglement
from relancier.creances.releve import Decompte
from relancier.droit.taux import TableDesTaux

# 300 € of principal and 40 € spread over two instalments, the interest being waived
PLAN = Echeancier("EC-1", 1, "C1", jour(10), euros("340"), "soldé", arrete=jour(10), factures=("F1",), fin=jour(60))
DEUX = tuple(Mensualite("EC-1", 1, jour(le), euros("170"), euros("0"), rang=i) for i, le in enumerate((30, 60), 1))
PAID = (reglement("170", 30, ligne=2), reglement("170", 60, ligne=3))


def book(*paid: Reglement, plan: Echeancier = PLAN) -> Portefeuille:
    return portefeuille(
        echeance("F1", "300"), echeance("F2", "500", 20, 11), reglements=paid, echeanciers=(plan,), mensualites=DEUX
    )


def at(livre: Portefeuille, day: date = date(2026, 12, 1)) -> Decompte:
    return decompte_du(livre, "C1", day, TableDesTaux(()))


def alone() -> Decompte:
    return at(portefeuille(echeance("F2", "500", 20, 11)))


def test_a_settled_plan_leaves_its_debts_and_their_interest_out_of_the_decompte():
    found = at(book(*PAID))
    assert [one.echeance.facture for one in found.dettes] == ["F2"]
    assert found.totaux == alone().totaux
    assert found.remarques[-1].startswith("La facture F1 a été réglée par l'échéancier EC-1, soldé le 31/10/2026")


def test_while_it_runs_the_decompte_shows_them():
    found = at(book(PAID[0], plan=replace(PLAN, statut="en cours", fin=None)))
    assert [one.echeance.facture for one in found.dettes] == ["F1", "F2"]


def test_before_it_was_settled_too():
    assert [one.echeance.facture for one in at(book(*PAID), jour(59)).dettes] == ["F1", "F2"]


def test_what_had_been_paid_before_it_on_another_facture_stays():
    book_ = portefeuille(
        echeance("F1", "300"),
        echeance("F0", "80", -40, -60),
        reglements=(reglement("380", 5, ligne=1),),
        echeanciers=(replace(PLAN, montant=euros("0"), fin=jour(12)),),
        mensualites=(),
    )
    found = at(book_)
    [debt] = found.dettes
    assert debt.echeance.facture == "F0"
    assert debt.principal_paye + debt.interets_payes + debt.indemnite_payee > euros("80")


def test_a_payment_larger_than_the_plan_leaves_its_excess_to_the_rest():
    found = at(book(PAID[0], reglement("270", 60, ligne=3)))
    assert found.totaux.reglements == euros("100")
    assert found.totaux.total < alone().totaux.total


def test_money_that_came_and_went_before_the_plan_leaves_no_trace():
    livre = book(reglement("100", 2, "F1"), reglement("-100", 4, "F1", ligne=1), *PAID)
    assert at(livre).totaux == alone().totaux
