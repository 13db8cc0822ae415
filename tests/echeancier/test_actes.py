from dataclasses import replace

import pytest
from ledgers import echeance, euros, jour, portefeuille, reglement
from relancier.creances.plans_pointes import pointages_de
from relancier.creances.pointage import statut_au
from relancier.creances.portefeuille import Echeancier, Mensualite, Reglement
from relancier.echeancier.actes import Acte, NatureActe, actes
from relancier.echeancier.reglages import ReglagesEcheancier, lire_reglages_echeancier
from relancier.echeancier.suivi import etat, jours_de_retard, statut_mensualite

PLAN = Echeancier("EC-1", 1, "C1", jour(10), euros("300"), "en cours", arrete=jour(10))
TROIS = tuple(Mensualite("EC-1", 1, jour(le), euros("100"), euros("0"), rang=i) for i, le in enumerate((20, 50, 80), 1))
NBSP = "\u00a0"
DEFAULT = ReglagesEcheancier()


def matched(*paid: Reglement, le: int, terms: tuple[Mensualite, ...] = TROIS, plan: Echeancier = PLAN):
    livre = portefeuille(echeance("F1", "300"), reglements=paid, echeanciers=(plan,), mensualites=terms)
    [found] = pointages_de(livre, "C1", jour(le))
    return found


def called(*paid: Reglement, le: int, reglages: ReglagesEcheancier = DEFAULT, **autres) -> list[Acte]:
    return list(actes(matched(*paid, le=le, **autres), jour(le), reglages))


def natures(*paid: Reglement, le: int, **autres) -> list[str]:
    return [str(one.nature) for one in called(*paid, le=le, **autres)]


def notified(rang: int, le: int, jusqu_au: int) -> tuple[Mensualite, ...]:
    return tuple(
        replace(one, notifiee=jour(le), regulariser=jour(jusqu_au)) if one.rang == rang else one for one in TROIS
    )


@pytest.mark.parametrize(("le", "said"), [(14, []), (15, ["rappel"]), (20, ["rappel"]), (21, ["mise en demeure"])])
def test_a_reminder_from_five_days_before_to_the_day_itself_then_a_notice(le, said):
    assert natures(le=le) == said


def test_the_reminder_is_offered_once():
    told = (replace(TROIS[0], rappelee=jour(15)), *TROIS[1:])
    assert natures(le=16, terms=told) == []


def test_no_reminder_when_the_setting_says_zero_or_the_instalment_is_paid():
    assert natures(le=16, reglages=ReglagesEcheancier(rappel=0)) == []
    assert natures(reglement("100", 12), le=16) == []


def test_no_reminder_of_the_next_while_one_is_late():
    assert natures(reglement("40", 20), le=46) == ["mise en demeure"]


def test_the_notice_claims_what_is_missing_and_names_its_last_day():
    [notice] = called(reglement("40", 20), le=21)
    assert (notice.montant, notice.depuis, notice.dernier_jour) == (euros("60"), jour(21), jour(36))
    assert notice.pourquoi == f"La mensualité 1 du 21/09/2026 n'est pas payée : il manque 60,00{NBSP}€."


def test_one_notice_for_two_instalments_missed():
    [notice] = called(le=51)
    assert notice.montant == euros("200")
    assert notice.pourquoi.startswith("Les mensualités 1 du 21/09/2026 et 2 du 21/10/2026 ne sont pas payées")


def test_while_the_delay_runs_there_is_nothing_but_to_wait():
    terms = notified(1, 21, 36)
    assert natures(le=36, terms=terms) == ["attente"]
    assert natures(le=37, terms=terms) == ["déchéance"]


def test_a_notice_obeyed_on_its_last_day_leaves_the_plan_up_to_date():
    assert natures(reglement("100", 36), le=37, terms=notified(1, 21, 36)) == []


def test_missed_again_after_a_cure_calls_for_a_notice_of_its_own():
    assert natures(reglement("100", 36), le=51, terms=notified(1, 21, 36)) == ["mise en demeure"]


def test_the_loss_of_the_term_is_about_what_the_notice_asked_for():
    lost, notice = called(le=51, terms=notified(1, 21, 36))
    assert (lost.nature, lost.montant, lost.depuis) == (NatureActe.DECHEANCE, euros("100"), jour(37))
    assert (notice.nature, notice.montant) == (NatureActe.MISE_EN_DEMEURE, euros("100"))


def test_an_agreement_that_waives_the_notice_is_lost_from_the_first_day_late():
    [lost] = called(le=21, plan=replace(PLAN, delai=0))
    assert (lost.nature, lost.depuis) == (NatureActe.DECHEANCE, jour(21))
    assert natures(le=20, plan=replace(PLAN, delai=0)) == ["rappel"]


def test_a_plan_s_own_delay_goes_before_the_setting():
    [notice] = called(le=21, plan=replace(PLAN, delai=8))
    assert notice.dernier_jour == jour(29)


def test_all_paid_calls_for_the_quittance_until_it_is_given():
    assert natures(reglement("300", 22), le=30) == ["quittance"]
    settled = replace(PLAN, statut="soldé", fin=jour(22))
    assert natures(reglement("300", 22), le=30, plan=settled) == ["quittance"]
    assert natures(reglement("300", 22), le=30, plan=replace(settled, document_final="q.pdf")) == []


def test_a_broken_plan_calls_for_nothing():
    assert natures(le=60, plan=replace(PLAN, statut="rompu", fin=jour(55))) == []


def states(*paid: Reglement, le: int, **autres) -> str:
    return etat(statut_au(matched(*paid, le=le, **autres), jour(le)))


def test_the_states_of_a_plan():
    assert states(le=20) == "à jour"
    assert states(le=21) == "en retard"
    assert states(reglement("100", 25), le=30) == "à jour"
    assert states(reglement("300", 25), le=30) == "soldé"
    assert states(le=60, plan=replace(PLAN, statut="rompu")) == "rompu"


def test_a_last_payment_that_comes_back_leaves_the_plan_unpaid_again():
    paid = (reglement("200", 20), reglement("100", 40, ligne=1))
    settled = replace(PLAN, statut="soldé", fin=jour(40))
    assert states(*paid, le=45, plan=settled) == "soldé"
    back = (*paid, reglement("-100", 44, ligne=2))
    assert states(*back, le=45, plan=settled) == "à jour"
    assert (
        states(*back, le=45, plan=replace(settled, document_final="q.pdf")) == "à jour"
    )  # the quittance was premature


def test_the_states_of_instalments():
    found = matched(reglement("160", 26), le=60)
    assert [str(statut_mensualite(one, jour(60))) for one in found.mensualites] == ["payée", "partielle", "à venir"]
    assert [jours_de_retard(one, jour(60)) for one in found.mensualites] == [6, 10, 0]
    none = matched(le=60)
    assert [str(statut_mensualite(one, jour(60))) for one in none.mensualites] == ["en retard", "en retard", "à venir"]


def test_the_settings_are_read_and_an_unknown_word_is_refused():
    assert lire_reglages_echeancier({}) == ReglagesEcheancier()
    read = lire_reglages_echeancier({"Délai de régularisation": "8", "Rappel avant mensualité": "0"})
    assert (read.regularisation, read.rappel) == (8, 0)
