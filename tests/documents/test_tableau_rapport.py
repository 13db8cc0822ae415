"""The month-end report: sentences made from the data, with the amounts and the names that explain the change."""

from dataclasses import replace
from datetime import date

import pytest
from ledgers import avoir, client, echeance, jour, portefeuille, reglement, relance
from lettres_composees_canaux import plain
from relancier.creances.portefeuille import NatureSuspension, Portefeuille, Suspension
from relancier.documents.tableau.context import Rapport
from relancier.documents.tableau.images import images
from relancier.pilotage.tableau import measure
from tableaux_rediges import report

LE = date(2026, 10, 31)  # compared with 30 September


def told(found: Rapport) -> list[str]:
    return [plain(f"{one.tete} {one.suite}") for one in found.essentiel]


def why(found: Rapport) -> list[str]:
    return [plain(one) for one in found.pourquoi]


def two_clients(**autres: object) -> Portefeuille:
    """A owes 1 000 € due on 1 September; B 600 € due on 11 October, invoiced on 2 September."""
    return portefeuille(
        echeance("F1", "1000", due=0, code="A"),
        echeance("F2", "600", due=40, emise=1, code="B"),
        echeance("F3", "250", due=80, emise=50, code="B"),
        debiteurs=(replace(client("A"), nom="Alpha & Fils"), replace(client("B"), nom="Bêta")),
        **autres,
    )


def test_what_is_owed_is_said_with_its_change_and_what_makes_it() -> None:
    livre = two_clients(reglements=(reglement("400", 45, "F1", code="A"),), avoirs=())
    assert told(report(livre, LE))[0] == (
        "1 450 € nous sont dus au 31 octobre 2026, en baisse de 150 € (−9,4 %) depuis le 30 septembre 2026 : "
        "250 € facturés, moins 400 € de règlements."
    )


def test_a_credit_note_is_told_apart_from_the_payments() -> None:
    note = replace(avoir("100", 50, "F1"), debiteur="A")
    livre = two_clients(reglements=(reglement("400", 45, "F1", code="A"),), avoirs=(note,))
    assert "moins 400 € de règlements et 100 € d’avoirs." in told(report(livre, LE))[0]


def test_a_rejected_payment_is_told_as_such() -> None:
    paid = (reglement("400", 10, "F1", ligne=1, code="A"), reglement("-400", 45, "F1", ligne=2, code="A"))
    found = report(two_clients(reglements=paid), LE)
    assert "250 € facturés, plus 400 € de règlements rejetés." in told(found)[0]
    assert "400 € sont de nouveau dus, un règlement ayant été rejeté : Alpha & Fils (400 €)." in why(found)


def test_what_is_late_is_a_share_of_what_is_owed_beside_last_month_s() -> None:
    assert told(report(two_clients(), LE))[1] == (
        "1 600 € sont en retard, soit 86,5 % de l’encours, contre 62,5 % au 30/09/2026."
    )


def test_the_clients_that_explain_the_change_are_named_with_their_sums() -> None:
    livre = two_clients(reglements=(reglement("400", 45, "F1", code="A"),))
    found = why(report(livre, LE))
    assert found[:2] == [
        "La seule hausse d’encours : Bêta (+250 €).",
        "La seule baisse d’encours : Alpha & Fils (−400 €).",
    ]
    assert "1 échéance a pris du retard depuis le 30 septembre 2026, pour 600 € : facture F2 (Bêta)." in found
    assert (
        "Sur ce qui était déjà en retard, 400 € de moins (1 échéance réglée ou réduite) : facture F1 (Alpha & Fils)."
        in found
    )


def test_three_names_at_most_are_told_and_their_share_of_the_whole() -> None:
    codes = [f"K{n}" for n in range(5)]
    livre = portefeuille(*(echeance(f"F{c}", f"{100 * (n + 1)}", due=40, code=c) for n, c in enumerate(codes)))
    [late] = [one for one in why(report(livre, LE)) if "du retard" in one]
    assert late == (
        "5 échéances ont pris du retard depuis le 30 septembre 2026, pour 1 500 € : Client K4 (500 €), Client K3 "
        "(400 €) et Client K2 (300 €) en font 80 %. La plus grosse : FK4, 500 €."
    )


def test_nothing_is_compared_when_nothing_had_been_invoiced() -> None:
    livre = portefeuille(echeance("F1", "1000", due=60, emise=35))
    found = report(livre, LE)
    assert told(found)[0] == (
        "1 000 € nous sont dus au 31 octobre 2026 ; rien n’était facturé au 30 septembre 2026, "
        "il n’y a rien à comparer."
    )
    assert why(found) == ["Aucune relance n’est partie depuis le 30 septembre 2026."]


def test_an_empty_workbook_says_so_and_draws_nothing_of_what_is_owed() -> None:
    found = report(portefeuille(debiteurs=(client(),)), LE)
    assert told(found)[0].startswith("Rien ne nous est dû au 31 octobre 2026")
    assert (found.avec_encours, found.principaux, found.encours.titre) == (False, (), "")
    assert [one.valeur for one in found.chiffres][2:] == ["–", "–", "–", "–"]
    assert images(measure(portefeuille(debiteurs=(client(),)), LE)) == {}


def test_one_euro_takes_a_singular_verb() -> None:
    found = told(report(portefeuille(echeance("F1", "1.40")), LE))
    assert found[0].startswith("1 € nous est dû")
    assert found[1].startswith("1 € est en retard")


def test_relances_are_told_with_what_came_in_after_them_and_no_cause_is_claimed() -> None:
    sent = replace(relance("F1", 1, 40), debiteur="A")
    paid = reglement("400", 45, "F1", code="A")
    assert (
        "1 relance est partie depuis le 30 septembre 2026, vers 1 client ; 400 € ont été reçus ensuite sur ces "
        "échéances." in why(report(two_clients(relances=(sent,), reglements=(paid,)), LE))
    )
    assert (
        "1 relance est partie depuis le 30 septembre 2026, vers 1 client ; rien n’a encore été reçu sur ces échéances."
        in why(report(two_clients(relances=(sent,)), LE))
    )


def test_a_broken_promise_names_who_made_it() -> None:
    promise = Suspension("A", NatureSuspension.PROMESSE, jour(20), au=jour(45))
    assert "1 promesse est venue à terme depuis le 30 septembre 2026 : non tenue (Alpha & Fils)." in why(
        report(two_clients(suspensions=(promise,)), LE)
    )


def test_a_key_figure_says_its_change_and_whether_it_is_better() -> None:
    owed, late, *_ = report(two_clients(), LE).chiffres
    assert (plain(owed.valeur), plain(owed.avant), plain(owed.ecart), owed.lecture) == (
        *("1 850 €", "1 600 € au 30/09/2026", "▲ +250 €"),
        "",
    )
    assert (plain(late.ecart), late.lecture) == ("▲ +600 €", "moins bien")


def test_each_chart_has_a_sentence_a_unit_and_a_day() -> None:
    found = report(two_clients(), LE)
    for one in (found.encours, found.balance, found.entonnoir):
        assert "2026" in one.note
        assert "TTC" in one.note
    assert plain(found.balance.titre) == "86,5 % de l’encours est en retard, rien de plus de 90 jours"
    assert plain(found.encours.titre) == "L’encours est à son plus haut depuis août 2026 : 1 850 €"
    assert plain(found.entonnoir.titre) == "1 600 € en retard (100 %) n’ont encore reçu aucune relance"
    assert plain(found.tresorerie.titre).startswith("250 € sont attendus en 13 semaines, le plus du 16/11 au 22/11")


def test_a_chart_with_nothing_to_show_has_no_title_and_no_picture() -> None:
    livre = portefeuille(echeance("F1", "100", due=60))
    found = report(livre, LE)
    assert found.entonnoir.titre == found.segments.titre == ""
    assert plain(found.balance.titre) == "Rien n’est en retard"


@pytest.mark.parametrize("month", [1, 2, 6, 12])
def test_the_report_compares_with_the_last_day_of_the_month_before(month: int) -> None:
    found = report(two_clients(), date(2027, month, 15))
    last = {1: "31 décembre 2026", 2: "31 janvier 2027", 6: "31 mai 2027", 12: "30 novembre 2027"}[month]
    assert plain(found.precedent) == last


def test_the_largest_debtors_are_listed_with_their_share() -> None:
    found = report(two_clients(), LE)
    assert plain(found.titre_principaux) == "2 clients doivent tout l’encours"
    assert [(one.nom, plain(one.reste), plain(one.part), plain(one.retard)) for one in found.principaux] == [
        ("Alpha & Fils", "1 000 €", "54,1 %", "60 jours"),
        ("Bêta", "850 €", "45,9 %", "20 jours"),
    ]


def test_every_indicator_is_there_with_its_definition() -> None:
    found = report(two_clients(), LE).indicateurs
    assert len(found) == 12
    assert all(one.definition for one in found)


def test_a_debt_that_did_not_move_is_as_much_as_before_and_the_reason_is_told() -> None:
    assert told(report(portefeuille(echeance("F1", "1000")), LE))[0] == (
        "1 000 € nous sont dus au 31 octobre 2026, autant qu’au 30 septembre 2026 : rien n’a été facturé, réglé ni "
        "réduit."
    )
