"""Who may be chased on a day: disputes in part, promises, contacts, procedures, segments, jumps, early reminders."""

from dataclasses import replace

import pytest
from ledgers import (
    NIVEAUX,
    avoir,
    client,
    decided,
    echeance,
    euros,
    jour,
    niveau,
    passage,
    portefeuille,
    reglement,
    relance,
)
from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import (
    Canal,
    Creancier,
    NatureSuspension,
    Niveau,
    Portefeuille,
    Segment,
    Suspension,
)
from relancier.creances.situation import situations
from relancier.relances.passage import Decision, Passage
from relancier.relances.propose import propose
from relancier.relances.sauts import Saut

NBSP = "\u00a0"
SOUPLE = tuple(replace(one, procedure="Souple", delai=one.delai * 2) for one in NIVEAUX)


def dispute(amount: str, facture: str = "F1", du: int = 3, au: int | None = None) -> Suspension:
    end = None if au is None else jour(au)
    return Suspension("C1", NatureSuspension.LITIGE, jour(du), facture, end, euros(amount), "Pose refusée")


def promise(au: int, facture: str = "F1", du: int = 3) -> Suspension:
    return Suspension("C1", NatureSuspension.PROMESSE, jour(du), facture, jour(au))


def settings(livre: Portefeuille, **values: str) -> Portefeuille:
    return replace(livre, creancier=Creancier("ATELIER DU RHÔNE", reglages=values))


def jumping(livre: Portefeuille, le: int, *sauts: Saut) -> Passage:
    return propose(livre, situations(livre, jour(le), lambda *_: euros("0")), jour(le), sauts)


# Disputes in part.


def test_a_dispute_in_part_leaves_the_rest_to_be_claimed():
    livre = portefeuille(echeance("F1", "1000"), suspensions=(dispute("400"),))
    one = decided(livre, 10)
    assert (one.decision, one.reclame) == (Decision.RELANCER, euros("600"))
    assert passage(livre, 10).envois[0].reste_du == euros("600")
    assert f"400,00{NBSP}€ contestés ne sont pas réclamés, soit 600,00{NBSP}€ à payer" in one.pourquoi


def test_a_payment_of_the_rest_does_not_close_the_dispute():
    livre = portefeuille(echeance("F1", "1000"), suspensions=(dispute("400"),), reglements=(reglement("600", 6, "F1"),))
    one = decided(livre, 10)
    assert one.decision is Decision.BLOQUEE
    assert one.pourquoi == f"Litige en cours : 400,00{NBSP}€ contestés, soit tout ce qui reste dû."


def test_an_avoir_does_not_close_the_dispute_either():
    livre = portefeuille(echeance("F1", "1000"), suspensions=(dispute("400"),), avoirs=(avoir("400", 6, "F1"),))
    assert decided(livre, 10).reclame == euros("200")


def test_a_dispute_that_has_an_end_is_over_the_day_after():
    livre = portefeuille(echeance("F1", "1000"), suspensions=(dispute("400", au=9),))
    assert (decided(livre, 9).reclame, decided(livre, 10).reclame) == (euros("600"), euros("1000"))


def test_a_dispute_weighs_on_the_earliest_terms_of_its_facture():
    livre = portefeuille(
        echeance("F1", "100"), echeance("F1", "100", due=2), echeance("F2", "50"), suspensions=(dispute("150"),)
    )
    assert {(one.etat.echeance.facture, one.reclame) for one in passage(livre, 10).envois[0].lignes} == {
        ("F1", euros("50")),
        ("F2", euros("50")),
    }


def test_a_dispute_without_a_facture_weighs_on_the_oldest_debt():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50", due=1), suspensions=(dispute("120", ""),))
    assert [(one.etat.echeance.facture, one.reclame) for one in passage(livre, 10).envois[0].lignes] == [
        ("F2", euros("30"))
    ]


@pytest.mark.parametrize("amount", [None, "100"])
def test_money_that_names_no_facture_does_not_close_a_dispute_either(amount: str | None):
    block = replace(dispute("100"), montant_conteste=euros(amount) if amount else None)
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "100"), suspensions=(block,), reglements=(reglement("100", 6),)
    )
    assert passage(livre, 10).envois == ()
    found = replace(livre, reglements=(reglement("60", 6),))
    assert sum(one.reste_du for one in passage(found, 10).envois) == euros("40")


def test_the_minimum_counts_what_is_claimed_not_what_is_owed():
    steps = (niveau(1, 5, minimum="50"),)
    livre = portefeuille(echeance("F1", "100"), niveaux=steps, suspensions=(dispute("60"),))
    assert decided(livre, 10).decision is Decision.MINIMUM


# Promises.


def test_a_promise_suspends_until_its_day_and_its_grace():
    livre = settings(
        portefeuille(echeance("F1", "100"), suspensions=(promise(12),)), **{"Jours de grâce après promesse": "3"}
    )
    assert [decided(livre, day).decision for day in (12, 13, 15, 16)] == [
        Decision.BLOQUEE,
        Decision.BLOQUEE,
        Decision.BLOQUEE,
        Decision.RELANCER,
    ]
    assert decided(livre, 14).pourquoi == (
        "Promesse de paiement pour le 13/09/2026, délai de grâce jusqu'au 16/09/2026."
    )


def test_a_broken_promise_makes_the_letter_firmer_by_one_step_and_never_a_mise_en_demeure():
    tones = tuple(replace(one, ton=ton) for one, ton in zip(NIVEAUX, ("cordial", "ferme", "dernier avis"), strict=True))
    livre = portefeuille(echeance("F1", "100"), niveaux=tones, suspensions=(promise(8),))
    assert passage(livre, 8).envois == ()
    assert passage(livre, 9).envois[0].ton == "ferme"
    third = replace(livre, relances=(relance("F1", 2, 25),))
    assert passage(third, 50).envois[0].ton == "dernier avis"


def test_a_promise_that_was_kept_is_not_held_against_a_later_facture():
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F2", "50", due=30, emise=20),
        suspensions=(promise(12, facture=""),),
        reglements=(reglement("100", 12, "F1"),),
    )
    one = decided(livre, 40, "F2")
    assert (one.decision, one.promesse) == (Decision.RELANCER, None)
    assert "promesse" not in one.pourquoi


def test_a_promise_broken_on_one_facture_is_not_held_against_one_invoiced_since():
    livre = portefeuille(
        echeance("F1", "100"), echeance("F2", "50", due=30, emise=20), suspensions=(promise(12, facture=""),)
    )
    assert [one.promesse is not None for one in passage(livre, 40).propositions] == [True, False]


# One contact in a number of days.


def test_one_contact_in_ten_days_whatever_the_facture():
    livre = settings(
        portefeuille(echeance("F1", "100"), echeance("F2", "50", due=6), relances=(relance("F1", 1, 5),)),
        **{"Jours entre deux envois": "10"},
    )
    early = decided(livre, 14, "F2")
    assert early.decision is Decision.ATTENDRE
    assert early.pourquoi == (
        "Dernier envoi à ce client le 06/09/2026 : pas d'autre avant le 16/09/2026 "
        "(un envoi au plus tous les 10 jours)."
    )
    assert decided(livre, 15, "F2").decision is Decision.RELANCER


def test_without_that_setting_another_facture_may_be_chased_the_next_day():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50", due=6), relances=(relance("F1", 1, 11),))
    assert decided(livre, 12, "F2").decision is Decision.RELANCER


# Which procedure.


def procedure_of(livre: Portefeuille, facture: str = "F1") -> str:
    return decided(livre, 60, facture).procedure


def test_the_facture_s_procedure_goes_before_the_debtor_s_the_segment_s_and_the_creditor_s():
    slow = Segment("Lents", 1, procedure="Souple")
    own = replace(echeance("F1", "100"), procedure="Souple")
    steps = (*NIVEAUX, *SOUPLE)
    assert procedure_of(portefeuille(echeance("F1", "100"), niveaux=steps)) == "Standard"
    assert procedure_of(portefeuille(echeance("F1", "100"), niveaux=steps, segments=(slow,))) == "Souple"
    named = (client("C1", procedure="Standard"),)
    assert (
        procedure_of(portefeuille(echeance("F1", "100"), niveaux=steps, segments=(slow,), debiteurs=named))
        == "Standard"
    )
    assert procedure_of(portefeuille(own, niveaux=steps, debiteurs=named)) == "Souple"


def test_between_two_procedures_of_one_facture_the_slower_is_followed():
    terms = (
        replace(echeance("F1", "100"), procedure="Standard"),
        replace(echeance("F1", "100", due=1), procedure="Souple"),
    )
    livre = portefeuille(*terms, niveaux=(*NIVEAUX, *SOUPLE))
    assert {one.procedure for one in passage(livre, 60).propositions} == {"Souple"}
    assert [one.decision for one in passage(livre, 9).propositions] == [Decision.ATTENDRE, Decision.ATTENDRE]


def test_a_procedure_that_is_not_described_blocks_its_facture_alone():
    livre = portefeuille(replace(echeance("F1", "100"), procedure="Rapide"), echeance("F2", "50"))
    assert decided(livre, 60).pourquoi == "La procédure « Rapide » n'est pas décrite dans tblNiveaux."
    assert decided(livre, 60, "F2").decision is Decision.RELANCER


def test_no_procedure_of_another_facture_weakens_a_mise_en_demeure():
    formal = replace(niveau(1, 5), procedure="Ferme", canal=Canal.LRAR, modele="mise-en-demeure")
    own = replace(echeance("F2", "100"), procedure="Ferme")
    livre = portefeuille(echeance("F1", "100"), own, niveaux=(*NIVEAUX, formal), relances=(relance("F1", 1, 5),))
    [envoi] = passage(livre, 30).envois
    assert [one.niveau.niveau for one in envoi.lignes] == [2, 1]
    assert (envoi.niveau.canal, envoi.niveau.modele) == (Canal.LRAR, "mise-en-demeure")


def test_the_time_given_is_that_of_the_whole_letter():
    steps = (niveau(1, 5, accorde=3), niveau(2, 20, accorde=30))
    together = (
        replace(relance("F1", 2, 20), document="a.pdf"),
        replace(relance("F2", 1, 20), document="a.pdf"),
    )
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50", due=5), niveaux=steps, relances=together)
    assert decided(livre, 50, "F2").decision is Decision.ATTENDRE
    assert "attend le 22/10/2026 (le délai accordé par la lettre" in decided(livre, 50, "F2").pourquoi
    assert decided(livre, 51, "F2").niveau == steps[1]


# Segments.


def family(livre: Portefeuille, le: int = 60) -> tuple[str, tuple[str, ...]]:
    found = passage(livre, le).faits["C1"].famille
    return found.nom, found.raisons


def test_a_segment_is_given_by_facts_with_its_reasons():
    livre = portefeuille(
        echeance("F1", "300"),
        echeance("F2", "100"),
        reglements=(reglement("300", 40, "F1"), reglement("100", -2, "F2")),
        segments=(
            Segment("Mauvais payeur", 2, delai_moyen=30, part_en_retard=euros("50")),
            Segment("Autres", 9),
        ),
    )
    assert family(livre) == (
        "Mauvais payeur",
        ("paie en moyenne 30 jours après l'échéance", f"75{NBSP}% payés tard"),
    )
    assert family(livre, 30)[0] == "Autres"


def test_a_segment_typed_by_the_user_wins():
    livre = portefeuille(
        echeance("F1", "300"),
        debiteurs=(client("C1", segment="VIP"),),
        segments=(Segment("Autres", 1), Segment("vip", 2, procedure="Souple")),
        niveaux=(*NIVEAUX, *SOUPLE),
    )
    assert family(livre) == ("vip", ("choisi dans la feuille Débiteurs",))
    assert procedure_of(livre) == "Souple"


def test_a_word_that_names_no_segment_is_the_user_s_own_and_facts_decide():
    livre = portefeuille(
        echeance("F1", "300"), debiteurs=(client("C1", segment="Bâtiment"),), segments=(Segment("Autres", 1),)
    )
    assert family(livre) == ("Autres", ())


def test_broken_promises_amount_and_strategy_make_a_segment():
    one = Segment("Fragile", 1, strategique=True, du=euros("200"), promesses_rompues=1)
    livre = portefeuille(
        echeance("F1", "300"),
        debiteurs=(client("C1", strategique=True),),
        suspensions=(promise(20),),
        segments=(one,),
    )
    assert family(livre) == ("Fragile", ("stratégique", f"300,00{NBSP}€ échus", "1 promesse non tenue"))
    assert family(livre, 20) == ("", ())


def test_a_segment_s_tone_replaces_that_of_the_first_level_only():
    tones = tuple(replace(one, ton="cordial") for one in NIVEAUX)
    livre = portefeuille(echeance("F1", "100"), niveaux=tones, segments=(Segment("Tous", 1, ton="ferme"),))
    assert passage(livre, 10).envois[0].ton == "ferme"
    assert passage(replace(livre, relances=(relance("F1", 1, 10),)), 40).envois[0].ton == "cordial"


# Jumping a level.


def test_a_level_is_jumped_by_the_user_with_a_reason_that_is_told():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50"))
    found = jumping(livre, 6, Saut("f1", 3, "Déménagement à la cloche de bois."))
    assert [(one.etat.echeance.facture, one.niveau.niveau) for one in found.envois[0].lignes] == [("F1", 3), ("F2", 1)]
    assert found.propositions[0].motif == "Déménagement à la cloche de bois."
    assert found.propositions[0].pourquoi == (
        f"En retard de 6 jours, 100,00{NBSP}€ restent dus : niveau 3, première relance ; niveau choisi par vous : "
        "Déménagement à la cloche de bois."
    )


def test_a_jump_lifts_no_block():
    blocked = Suspension("C1", NatureSuspension.SUSPENSION, jour(1), "F1")
    livre = portefeuille(echeance("F1", "100"), suspensions=(blocked,))
    assert jumping(livre, 6, Saut("F1", 3, "Urgent")).envois == ()


@pytest.mark.parametrize(
    ("saut", "code"),
    [
        (Saut("F1", 3, " "), "saut-sans-motif"),
        (Saut("F7", 3, "x"), "facture-inconnue"),
        (Saut("F1", 9, "x"), "saut-inconnu"),
        (Saut("F1", 1, "x"), "saut-en-arriere"),
    ],
)
def test_a_jump_that_cannot_be_is_refused(saut: Saut, code: str):
    livre = portefeuille(echeance("F1", "100"), relances=(relance("F1", 1, 5),))
    with pytest.raises(InvalidInput) as refused:
        jumping(livre, 60, saut)
    assert refused.value.code == code


# Before the échéance.


def early(numero: int = 1, delai: int = -7) -> Niveau:
    return niveau(numero, delai)


STEPS = (early(), niveau(2, 5), niveau(3, 20))


def test_a_courtesy_reminder_goes_out_before_the_echeance_and_once():
    livre = portefeuille(echeance("F1", "100"), niveaux=STEPS)
    assert decided(livre, -8).decision is Decision.NON_ECHUE
    one = decided(livre, -7)
    assert (one.decision, one.niveau, one.pourquoi) == (
        Decision.RELANCER,
        STEPS[0],
        f"Échéance le 01/09/2026, dans 7 jours : rappel de courtoisie (niveau 1) pour 100,00{NBSP}€.",
    )
    sent = replace(livre, relances=(relance("F1", 1, -7),))
    assert decided(sent, -6).decision is Decision.NON_ECHUE
    assert decided(sent, 5).niveau == STEPS[1]


def test_once_late_the_courtesy_reminder_is_past_and_the_first_relance_comes_in_its_time():
    livre = portefeuille(echeance("F1", "100"), niveaux=STEPS)
    assert [decided(livre, day).decision for day in (1, 4, 5)] == [
        Decision.ATTENDRE,
        Decision.ATTENDRE,
        Decision.RELANCER,
    ]
    assert decided(livre, 5).niveau == STEPS[1]


def test_a_letter_that_claims_what_is_late_does_not_also_remind_what_is_not():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "50", due=12), niveaux=STEPS)
    found = passage(livre, 6)
    assert [one.etat.echeance.facture for one in found.envois[0].lignes] == ["F1"]
    assert found.propositions[1].decision is Decision.NON_ECHUE
    assert "pas de rappel de courtoisie" in found.propositions[1].pourquoi


def test_a_reminder_goes_out_all_the_same_when_what_is_late_is_under_its_minimum():
    livre = portefeuille(
        echeance("F1", "5"), echeance("F2", "500", due=12), niveaux=(early(), niveau(2, 5, minimum="15"))
    )
    found = passage(livre, 6)
    assert [one.decision for one in found.propositions] == [Decision.MINIMUM, Decision.RELANCER]
    assert [one.etat.echeance.facture for one in found.envois[0].lignes] == ["F2"]


def test_what_is_held_under_the_minimum_tells_the_whole_debt():
    steps = (niveau(1, 5, minimum="15"), niveau(2, 20, minimum="15"))
    livre = portefeuille(echeance("F1", "10"), echeance("F2", "3"), niveaux=steps, relances=(relance("F1", 1, 5),))
    assert decided(livre, 30, "F2").pourquoi == (
        f"Trop peu à réclamer à ce client : 3,00{NBSP}€ sur les 13,00{NBSP}€ en retard, sous le minimum de "
        f"15,00{NBSP}€ du niveau 1."
    )


def test_a_debtor_whose_old_debts_are_gone_starts_again_at_level_1():
    livre = portefeuille(
        echeance("F1", "100"),
        echeance("F2", "50", due=60),
        relances=tuple(relance("F1", step, 10 * step) for step in (1, 2, 3)),
        reglements=(reglement("100", 50, "F1"),),
    )
    assert decided(livre, 70, "F2").niveau == NIVEAUX[0]
