from dataclasses import replace
from datetime import date

from ledgers import client, decided, echeance, jour, passage, portefeuille, reglement
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.creances.portefeuille import Echeancier, NatureSuspension, Portefeuille, Suspension
from relancier.relances.passage import Decision, Proposition

LATE = 30


def bloc(nature: str, du: int, au: int | None = None, facture: str = "", motif: str = "") -> Suspension:
    return Suspension(
        "C1", NatureSuspension(nature), jour(du), facture, jour(au) if au is not None else None, None, motif
    )


def judged(*blocs: Suspension, le: int = LATE, facture: str = "F1") -> Proposition:
    return decided(portefeuille(echeance("F1", "100"), echeance("F2", "50"), suspensions=blocs), le, facture)


def plan(statut: str, accord: int) -> Portefeuille:
    return portefeuille(
        echeance("F1", "100", emise=-30), echeanciers=(Echeancier("E1", 1, "C1", jour(accord), 100, statut),)
    )


def doubt(facture: str = "", debiteur: str = "C1") -> Anomalie:
    return Anomalie(
        "cellule-illisible",
        Gravite.BLOQUANTE,
        Lieu(feuille="Règlements", cellule="D12"),
        "12,3,4",
        "« 12,3,4 » n'est pas un montant.",
        "Saisissez-le comme 1234,56.",
        debiteur,
        facture,
    )


def test_a_litige_blocks_its_facture_and_says_since_when_and_why():
    one = judged(bloc("litige", 3, facture="F1", motif="Marchandise abîmée."))
    assert (one.decision, one.pourquoi) == (
        Decision.BLOQUEE,
        "En litige depuis le 04/09/2026 : Marchandise abîmée.",
    )


def test_a_litige_on_one_facture_leaves_the_other_be_chased():
    assert judged(bloc("litige", 3, facture="F1"), facture="F2").decision is Decision.RELANCER


def test_a_block_without_a_facture_covers_them_all():
    assert judged(bloc("suspension", 3), facture="F2").decision is Decision.BLOQUEE


def test_a_suspension_without_an_end_lasts():
    assert judged(bloc("suspension", 3), le=900).pourquoi == "Suspendue depuis le 04/09/2026."


def test_a_suspension_holds_on_its_last_day_and_no_longer():
    assert judged(bloc("suspension", 3, 29), le=29).decision is Decision.BLOQUEE
    assert judged(bloc("suspension", 3, 29), le=30).decision is Decision.RELANCER


def test_a_suspension_does_not_hold_before_its_first_day():
    assert judged(bloc("suspension", 31), le=30).decision is Decision.RELANCER


def test_of_two_blocks_the_one_that_lasts_longest_is_told():
    assert "15/12/2026" in judged(bloc("suspension", 3, 40), bloc("litige", 5, 105)).pourquoi


def test_a_running_promise_blocks_until_its_day():
    one = judged(bloc("promesse", 20, 30, motif="Au téléphone"))
    assert one.pourquoi == "Promesse de paiement pour le 01/10/2026 : Au téléphone."
    assert one.decision is Decision.BLOQUEE


def test_a_broken_promise_no_longer_blocks_and_is_told():
    one = judged(bloc("promesse", 20, 29))
    assert one.decision is Decision.RELANCER
    assert "promesse du 30/09/2026 non tenue" in one.pourquoi


def test_a_running_plan_blocks_what_was_invoiced_before_it():
    one = decided(plan("en cours", 10), LATE)
    assert one.decision is Decision.BLOQUEE
    assert one.pourquoi == "Couverte par l'échéancier E1 du 11/09/2026, en cours."


def test_a_plan_that_is_late_still_blocks():
    assert decided(plan("en retard", 10), LATE).decision is Decision.BLOQUEE


def test_a_broken_plan_does_not_block():
    assert decided(plan("rompu", 10), LATE).decision is Decision.RELANCER


def test_the_last_agreed_version_of_a_plan_rules_and_a_proposed_one_changes_nothing():
    first = plan("en cours", 10).echeanciers[0]
    broken, offered = replace(first, version=2, statut="rompu"), replace(first, version=3, statut="proposé")
    livre = portefeuille(echeance("F1", "100", emise=-30), echeanciers=(first, broken, offered))
    assert decided(livre, LATE).decision is Decision.RELANCER
    assert decided(replace(livre, echeanciers=(first, offered)), LATE).decision is Decision.BLOQUEE


def test_money_received_after_an_insolvency_opened_pays_the_later_debt():
    debtor = client("C1", procedure_collective=jour(10))
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F2", "100", due=25, emise=15),
        debiteurs=(debtor,),
        reglements=(reglement("100", 20),),
    )
    assert [one.decision for one in passage(livre, LATE).propositions] == [Decision.BLOQUEE, Decision.SOLDEE]


def test_a_plan_does_not_cover_a_later_facture():
    assert decided(plan("en cours", -31), LATE).decision is Decision.RELANCER


def collective(opening: date, emise: int) -> Proposition:
    debtor = client("C1", procedure_collective=opening)
    return decided(portefeuille(echeance("F1", "100", due=5, emise=emise), debiteurs=(debtor,)), LATE)


def test_a_debt_born_before_an_insolvency_is_no_longer_chased():
    one = collective(jour(10), emise=-30)
    assert one.decision is Decision.BLOQUEE
    assert "11/09/2026" in one.pourquoi
    assert "se déclarent" in one.pourquoi


def test_a_debt_dated_on_the_very_day_of_the_opening_counts_as_born_before_it():
    assert collective(jour(-5), emise=-5).decision is Decision.BLOQUEE


def test_a_debt_born_after_the_opening_is_chased():
    assert collective(jour(-5), emise=-4).decision is Decision.RELANCER


def test_an_opening_after_the_passage_does_not_block_yet():
    assert collective(jour(LATE + 1), emise=-30).decision is Decision.RELANCER


def test_an_unreadable_payment_blocks_its_whole_debtor_and_the_others_go_on():
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "50"), echeance("F3", "10", code="C2"), anomalies=(doubt(),)
    )
    assert [one.debiteur.code for one in passage(livre, LATE).envois] == ["C2"]
    assert decided(livre, LATE, "F2").decision is Decision.DOUTEUSE


def test_an_unreadable_facture_blocks_only_itself():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50"), anomalies=(doubt("F1"),))
    assert decided(livre, LATE, "F1").decision is Decision.DOUTEUSE
    assert decided(livre, LATE, "F2").decision is Decision.RELANCER


def test_an_unreadable_facture_blocks_all_when_a_payment_was_shared_out():
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "50"), anomalies=(doubt("F9"),), reglements=(reglement("10", 5),)
    )
    assert decided(livre, LATE, "F2").decision is Decision.DOUTEUSE


def test_an_unreadable_facture_blocks_only_itself_when_every_payment_names_its_own():
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "50"), anomalies=(doubt("F1"),), reglements=(reglement("10", 5, "F2"),)
    )
    assert decided(livre, LATE, "F2").decision is Decision.RELANCER


def test_a_doubt_about_nobody_known_blocks_nobody():
    livre = portefeuille(echeance("F1", "100"), anomalies=(doubt(debiteur=""),))
    assert decided(livre, LATE).decision is Decision.RELANCER


def test_what_is_settled_is_settled_even_where_there_is_a_doubt():
    livre = portefeuille(echeance("F1", "100"), anomalies=(doubt("F9"),), reglements=(reglement("100", 5, "F1"),))
    assert decided(livre, LATE).decision is Decision.SOLDEE
