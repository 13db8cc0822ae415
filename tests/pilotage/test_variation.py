"""What changed between two days: parts that sum to the change, and the debtors that they come from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from annees_tirees import ARRETE, annee
from ledgers import avoir, client, echeance, euros, jour, portefeuille, reglement, relance
from relancier.creances.portefeuille import Canal, NatureSuspension, Portefeuille, Suspension
from relancier.pilotage.activite import Activite, activite
from relancier.pilotage.variation import Variation, variation
from relancier.pilotage.vue import vue

AVANT = date(2026, 10, 31)


def changed(livre: Portefeuille, du: int, au: int) -> Variation:
    return variation(vue(livre, jour(du)), vue(livre, jour(au)))


def done(livre: Portefeuille, du: int, au: int) -> Activite:
    return activite(vue(livre, jour(au)), jour(du))


def test_what_is_owed_grows_by_what_is_invoiced_and_falls_by_what_is_paid_or_credited() -> None:
    livre = portefeuille(
        echeance("F1", "1000", due=0, emise=-30),
        echeance("F2", "400", due=40, emise=10),
        reglements=(reglement("300", 12, "F1"),),
        avoirs=(avoir("50", 14, "F1"),),
    )
    found = changed(livre, 0, 20)
    assert (found.encours_avant, found.factures, found.regles, found.avoirs, found.encours_apres) == (
        *(euros("1000"), euros("400"), euros("300"), euros("50")),
        euros("1050"),
    )


def test_a_facture_becomes_late_the_day_after_its_due_day() -> None:
    livre = portefeuille(echeance("F1", "1000", due=10))
    assert [one.montant for one in changed(livre, 0, 10).entrees] == []
    [entered] = changed(livre, 0, 11).entrees
    assert (entered.facture, entered.montant) == ("F1", euros("1000"))


def test_what_came_due_and_was_paid_between_the_two_days_is_no_new_delay() -> None:
    livre = portefeuille(echeance("F1", "1000", due=10), reglements=(reglement("1000", 15, "F1"),))
    found = changed(livre, 0, 30)
    assert (found.entrees, found.sorties, found.echu) == ((), (), euros("0"))


def test_a_part_payment_on_what_was_late_is_told_for_what_it_took_off() -> None:
    livre = portefeuille(echeance("F1", "1000", due=0), reglements=(reglement("250", 15, "F1"),))
    found = changed(livre, 10, 30)
    assert [(one.facture, one.montant) for one in found.sorties] == [("F1", euros("250"))]
    assert (found.echu_avant, found.echu_apres) == (euros("1000"), euros("750"))


def test_a_payment_that_comes_back_makes_the_delay_grow_again_and_is_no_new_delay() -> None:
    paid = reglement("600", 5, "F1", ligne=1)
    back = replace(reglement("-600", 15, "F1", ligne=2))
    found = changed(portefeuille(echeance("F1", "1000", due=0), reglements=(paid, back)), 10, 30)
    assert [(one.facture, one.montant) for one in found.remontees] == [("F1", euros("600"))]
    assert (found.entrees, found.regles) == ((), euros("-600"))


def test_before_the_first_facture_there_is_nothing_to_compare() -> None:
    livre = portefeuille(echeance("F1", "1000", due=40, emise=10))
    assert changed(livre, 0, 20).vide
    assert not changed(livre, 15, 20).vide


@pytest.mark.parametrize("seed", range(25))
def test_the_parts_sum_to_the_change_whatever_the_year(seed: int) -> None:
    drawn = annee(Random(seed))
    found = variation(vue(drawn.portefeuille, AVANT), vue(drawn.portefeuille, ARRETE))
    assert found.encours_apres == found.encours_avant + found.factures - found.avoirs - found.regles
    assert sum((one.ecart for one in found.clients), Decimal(0)) == found.encours
    moved = [sum((one.montant for one in part), Decimal(0)) for part in (found.entrees, found.remontees, found.sorties)]
    assert found.echu_apres == found.echu_avant + moved[0] + moved[1] - moved[2]
    # the same two sums, added up from the plain rows
    for day, owed, late in (
        (AVANT, found.encours_avant, found.echu_avant),
        (ARRETE, found.encours_apres, found.echu_apres),
    ):
        issued = [one for one in drawn.lignes if one.emise <= day]
        assert owed == sum((one.reste(day) for one in issued), Decimal(0))
        assert late == sum((one.reste(day) for one in issued if one.echeance < day), Decimal(0))


def test_a_letter_of_three_factures_is_one_message_and_a_call_is_no_letter() -> None:
    letter = tuple(replace(relance(f"F{n}", 1, 10), document="L1.pdf") for n in (1, 2, 3))
    call = replace(relance("F1", 2, 20), canal=str(Canal.TELEPHONE))
    livre = portefeuille(*(echeance(f"F{n}", "100") for n in (1, 2, 3)), relances=(*letter, call))
    found = done(livre, 5, 30)
    assert (found.envois, found.appels, found.clients) == (1, 1, 1)


def test_what_is_received_after_a_relance_counts_from_the_day_after_it_on_the_factures_chased() -> None:
    livre = portefeuille(
        echeance("F1", "1000"),
        echeance("F2", "1000"),
        relances=(relance("F1", 1, 10),),
        reglements=(reglement("100", 9, "F1"), reglement("200", 11, "F1"), reglement("400", 12, "F2")),
    )
    assert done(livre, 5, 30).regle == euros("200")


def test_a_promise_counts_in_the_period_in_which_its_time_ends() -> None:
    promise = Suspension("C1", NatureSuspension.PROMESSE, jour(2), au=jour(10))
    livre = portefeuille(echeance("F1", "1000"), debiteurs=(client(),), suspensions=(promise,))
    grace = vue(livre, jour(0)).reglages.grace
    end = 10 + grace
    assert done(livre, 0, end).promesses == ()  # it may still be kept that day
    found = done(livre, 0, end + 1)
    assert (found.promesses, found.rompues) == ((promise,), (promise,))
    assert done(livre, end + 1, end + 30).promesses == ()


def test_months_that_follow_each_other_count_each_promise_once() -> None:
    promise = Suspension("C1", NatureSuspension.PROMESSE, jour(2), au=jour(10))
    livre = portefeuille(echeance("F1", "1000"), debiteurs=(client(),), suspensions=(promise,))
    cuts = [0, 7, 10, 11, 12, 13, 14, 15, 16, 20, 30]
    assert sum(len(done(livre, du, au).promesses) for du, au in pairwise(cuts)) == 1
