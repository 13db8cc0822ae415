from dataclasses import replace
from datetime import date
from decimal import Decimal

from ledgers import client, echeance, euros, jour, portefeuille, rate, reglement
from relancier.creances.decompte import decompte_du
from relancier.creances.plans_pointes import pointages_de
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import Echeancier, Mensualite, Portefeuille, Reglement
from relancier.creances.situation import Situation, situations
from relancier.droit.taux import TableDesTaux

PLAN = Echeancier("EC-2026-001", 1, "C1", jour(10), euros("300"), "en cours")
TROIS = tuple(
    Mensualite("EC-2026-001", 1, jour(le), euros("100"), euros("0"), rang=rang)
    for rang, le in enumerate((20, 50, 80), start=1)
)


def book(*paid: Reglement, plan: Echeancier = PLAN, **autres: object) -> Portefeuille:
    autres.setdefault("mensualites", TROIS)
    factures = autres.pop("factures", (echeance("F1", "300"),))
    return portefeuille(*factures, reglements=paid, echeanciers=(plan,), **autres)


def pointage(livre: Portefeuille, le: int) -> Pointage:
    [found] = pointages_de(livre, "C1", jour(le))
    return found


def paid(livre: Portefeuille, le: int = 100) -> list[Decimal]:
    return [one.regle for one in pointage(livre, le).mensualites]


def cited(montant: str, le: int, reference: str, facture: str = "") -> Reglement:
    return replace(reglement(montant, le, facture), reference=reference)


def test_a_payment_that_names_nothing_pays_the_oldest_instalment_unpaid():
    assert paid(book(reglement("100", 20), reglement("60", 50, ligne=1))) == [euros("100"), euros("60"), euros("0")]


def test_one_that_names_the_facture_of_the_plan_is_one_of_its_payments():
    assert paid(book(reglement("100", 20, "F1"))) == [euros("100"), euros("0"), euros("0")]


def test_one_that_names_another_facture_is_not():
    livre = book(reglement("100", 20, "F9"), factures=(echeance("F1", "300"), echeance("F9", "100", 15, 12)))
    assert paid(livre) == [euros("0")] * 3


def test_a_reference_may_name_the_instalment():
    livre = book(cited("100", 20, "VIR EC-2026-001/3"), cited("40", 21, "ec-2026-001 n° 2"))
    assert paid(livre) == [euros("0"), euros("40"), euros("100")]


def test_the_reference_of_a_longer_plan_is_not_that_of_this_one():
    livre = book(
        cited("100", 20, "EC-2026-0012", "F9"), factures=(echeance("F1", "300"), echeance("F9", "100", 15, 12))
    )
    assert paid(livre) == [euros("0")] * 3


def test_an_early_payment_goes_on_to_the_next_instalments():
    assert paid(book(reglement("250", 12))) == [euros("100"), euros("100"), euros("50")]


def test_money_received_before_the_debt_was_counted_is_not_the_plan_s():
    assert paid(book(reglement("100", 9), reglement("100", 10, ligne=1))) == [euros("0")] * 3


def test_money_of_the_very_day_is_when_something_was_due_that_day():
    down = replace(TROIS[0], date=jour(10), rang=0)
    livre = book(reglement("100", 10), mensualites=(down, *TROIS[1:]))
    assert paid(livre) == [euros("100"), euros("0"), euros("0")]


def test_what_is_paid_between_the_count_and_the_signature_is_the_plan_s():
    plan = replace(PLAN, arrete=jour(10), date_accord=jour(15))
    assert paid(book(reglement("100", 12), plan=plan)) == [euros("100"), euros("0"), euros("0")]


def test_a_rejected_debit_leaves_its_own_instalment_unpaid():
    livre = book(reglement("100", 20), reglement("90", 30, ligne=1), reglement("-100", 35, ligne=2))
    assert [one.regle for one in pointage(livre, 34).mensualites] == [euros("100"), euros("90"), euros("0")]
    assert paid(livre) == [euros("0"), euros("90"), euros("0")]
    assert [one.soldee_le for one in pointage(livre, 34).mensualites] == [jour(20), None, None]
    assert [one.soldee_le for one in pointage(livre, 40).mensualites] == [None, None, None]


def test_an_instalment_is_late_from_the_day_after():
    livre = book(reglement("100", 20))
    assert [one.mensualite.rang for one in pointage(livre, 50).retards(jour(50))] == []
    assert [one.mensualite.rang for one in pointage(livre, 51).retards(jour(51))] == [2]


def test_the_plan_is_settled_on_the_day_of_its_last_payment():
    livre = book(reglement("100", 20), reglement("200", 47, ligne=1))
    assert pointage(livre, 46).soldee_le is None
    assert pointage(livre, 60).soldee_le == jour(47)


def test_a_proposed_plan_has_no_payment():
    assert pointages_de(book(reglement("100", 20), plan=replace(PLAN, statut="proposé")), "C1", jour(60)) == ()


def test_each_version_of_a_renegotiated_plan_has_the_payments_of_its_time():
    first = replace(PLAN, statut="remplacé", fin=jour(60))
    second = replace(PLAN, version=2, date_accord=jour(60), montant=euros("200"))
    terms = (*TROIS, *(replace(one, version=2, date=jour(le)) for one, le in zip(TROIS[:2], (90, 120), strict=True)))
    livre = portefeuille(
        echeance("F1", "300"),
        reglements=(reglement("100", 20), reglement("100", 90, ligne=1)),
        echeanciers=(first, second),
        mensualites=terms,
    )
    one, two = pointages_de(livre, "C1", jour(130))
    assert [m.regle for m in one.mensualites] == [euros("100"), euros("0"), euros("0")]
    assert [m.regle for m in two.mensualites] == [euros("100"), euros("0")]


def owed(livre: Portefeuille, le: int) -> Situation:
    return situations(livre, jour(le), rate)["C1"]


def test_what_exceeds_the_plan_goes_to_the_other_debts():
    livre = book(reglement("340", 20, "F1"), factures=(echeance("F1", "300"), echeance("F9", "100", 15, 12)))
    assert paid(livre) == [euros("100")] * 3
    assert [one.reste_du for one in owed(livre, 30).etats] == [euros("0"), euros("60")]


def test_money_that_names_nothing_pays_what_is_due_elsewhere_before_instalments_to_come():
    livre = book(reglement("220", 20), factures=(echeance("F1", "300"), echeance("F9", "100", 15, 12)))
    assert paid(livre) == [euros("100"), euros("20"), euros("0")]
    assert [one.reste_du for one in owed(livre, 30).etats] == [euros("180"), euros("0")]


def test_the_very_sum_of_the_next_instalment_is_that_instalment_a_few_days_early():
    livre = book(
        reglement("100", 20),
        reglement("100", 47, ligne=1),
        factures=(echeance("F1", "300"), echeance("F9", "60", 45, 12)),
    )
    assert paid(livre) == [euros("100"), euros("100"), euros("0")]


def test_of_two_plans_what_is_due_comes_before_what_is_to_come():
    other = replace(PLAN, id="EC-2", factures=("F9",), montant=euros("200"), date_accord=jour(11))
    first = replace(PLAN, factures=("F1",))
    terms = (*TROIS, Mensualite("EC-2", 1, jour(20), euros("200"), euros("0"), rang=1))
    livre = portefeuille(
        echeance("F1", "300"),
        echeance("F9", "200"),
        reglements=(reglement("300", 20),),
        echeanciers=(first, other),
        mensualites=terms,
    )
    one, two = pointages_de(livre, "C1", jour(30))
    assert [m.regle for m in one.mensualites] == [euros("100"), euros("0"), euros("0")]
    assert [m.regle for m in two.mensualites] == [euros("200")]


def test_a_debit_that_comes_back_undoes_its_own_part_of_the_plan_and_no_more():
    livre = book(
        reglement("100", 20),
        reglement("250", 22, "F1", ligne=1),  # 200 of it pay the plan, 50 what else is owed
        reglement("-250", 26, "F1", ligne=2),
        factures=(echeance("F1", "300"), echeance("F9", "100", 15, 12)),
    )
    assert [one.regle for one in pointage(livre, 24).mensualites] == [euros("100")] * 3
    assert paid(livre) == [euros("100"), euros("0"), euros("0")]


def test_money_that_was_never_the_plan_s_takes_nothing_from_it_when_it_comes_back():
    livre = book(
        reglement("80", 5),
        reglement("100", 20, ligne=1),
        reglement("-80", 25, ligne=2),
    )
    assert paid(livre) == [euros("100"), euros("0"), euros("0")]


def test_an_instalment_goes_to_the_plan_s_debts_even_when_another_is_more_onerous():
    dear = echeance("F9", "100", due=-5, emise=-6, taux="20")
    plan = replace(PLAN, factures=("F1",))
    livre = book(reglement("100", 20), factures=(dear, echeance("F1", "300")), plan=plan)
    assert [one.reste_du for one in owed(livre, 30).etats] == [euros("100"), euros("200")]


def test_the_interest_of_a_plan_pays_no_other_debt():
    plan = replace(PLAN, montant=euros("330"))
    terms = tuple(replace(one, montant=euros("110"), interets=euros("10")) for one in TROIS)
    livre = book(
        reglement("330", 20, "F1"),
        plan=plan,
        mensualites=terms,
        factures=(echeance("F1", "300"), echeance("F9", "100", 15, 12)),
    )
    found = owed(livre, 30)
    assert [one.reste_du for one in found.etats] == [euros("0"), euros("100")]
    assert found.credit == euros("0")


def test_the_interest_of_a_plan_that_comes_back_leaves_its_debt_alone():
    plan = replace(PLAN, montant=euros("330"))
    terms = tuple(replace(one, montant=euros("110"), interets=euros("10")) for one in TROIS)
    livre = book(reglement("330", 20), reglement("-330", 25, ligne=1), plan=plan, mensualites=terms)
    assert [one.reste_du for one in owed(livre, 30).etats] == [euros("300")]
    assert owed(livre, 30).incomprises == ()


def test_the_decompte_too_gives_an_instalment_to_the_plan_s_debts():
    dear = echeance("F9", "100", due=-5, emise=-6, taux="20")
    plan = replace(PLAN, factures=("F1",))
    livre = book(reglement("100", 20), factures=(dear, echeance("F1", "300")), plan=plan, debiteurs=(client("C1"),))
    found = decompte_du(livre, "C1", date(2026, 10, 15), TableDesTaux(()))
    paid_on = {one.echeance.facture: one.principal_paye + one.interets_payes for one in found.dettes}
    assert paid_on == {"F9": euros("0"), "F1": euros("100")}
