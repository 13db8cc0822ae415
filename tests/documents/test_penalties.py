"""What a letter adds to its claim: the 40 € and the rate of the interest that runs, true in every case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledgers import client, echeance, jour, niveau, portefeuille, relance
from lettres_composees import BEFORE, MISE_EN_DEMEURE, composed, plain
from relancier.base.errors import InvalidInput
from relancier.creances.decompte import decompte
from relancier.creances.portefeuille import Echeance
from relancier.documents import qr
from relancier.droit.taux import TableDesTaux

FIRST = replace(niveau(1, 5), modele="mise-en-demeure")
ALL_BEFORE = tuple(relance(f"F{i}", n, 5 * n, due=due) for i in range(1, 9) for n in (1, 2, 3) for due in (0, -90))
LEGAL = (
    "au taux directeur de la Banque centrale européenne majoré de dix points, fixé pour chaque semestre (12,40 % l’an "
    "au second semestre 2026)"
)


def test_a_company_put_in_default_owes_40_euros_a_facture():
    livre = portefeuille(echeance("F1", "100"), echeance("F1", "100", due=3), niveaux=MISE_EN_DEMEURE, relances=BEFORE)
    letter, _ = composed(livre)
    assert letter.indemnites == {"F1": Decimal("40.00")}
    assert plain(letter.context.penalites.total_avec_indemnite) == "240,00 €"


def test_a_consumer_put_in_default_owes_neither_40_euros_nor_penalties():
    livre = portefeuille(
        echeance("F1", "100"), debiteurs=(client("C1", "consommateur"),), niveaux=MISE_EN_DEMEURE, relances=BEFORE
    )
    letter, composer = composed(livre)
    assert letter.indemnites == {}
    assert set(vars_of(letter.context.penalites)) == {""}
    assert composer.remarques == ()


def vars_of(record: object) -> list[str]:
    return [getattr(record, name) for name in type(record).__slots__]


def test_a_rate_not_yet_verified_is_remarked_once():
    _, composer = composed(portefeuille(echeance("F1", "100"), niveaux=MISE_EN_DEMEURE, relances=BEFORE))
    assert [one.code for one in composer.remarques] == ["taux-non-verifie"]


def test_a_creditor_who_does_not_claim_the_40_euros_claims_the_principal_alone():
    livre = portefeuille(echeance("F1", "100"), niveaux=MISE_EN_DEMEURE, relances=BEFORE)
    livre = replace(livre, creancier=replace(livre.creancier, reglages={"Indemnité de 40 €": "non"}))
    letter, _ = composed(livre)
    assert letter.indemnites == {}
    assert plain(letter.context.penalites.total_avec_indemnite) == "100,00 €"
    assert letter.context.penalites.indemnite_totale == ""


def au_taux(*terms: Echeance, type_: str = "professionnel", reglages: dict[str, str] | None = None) -> str:
    livre = portefeuille(*terms, debiteurs=(client("C1", type_),), niveaux=MISE_EN_DEMEURE, relances=ALL_BEFORE)
    livre = replace(livre, creancier=replace(livre.creancier, reglages=reglages or {}))
    return plain(composed(livre)[0].context.penalites.au_taux)


def test_the_rate_of_the_law_is_given_as_that_of_today_s_semester_not_of_the_whole_delay():
    # due 3 June 2026: 12,15 % until 30 June
    assert au_taux(echeance("F1", "100", due=-90)) == LEGAL


def test_one_agreed_rate_is_stated_for_all_with_all_its_decimals():
    terms = (echeance("F1", "100", taux="15.125"), echeance("F2", "100", taux="15.125"))
    assert au_taux(*terms) == "au taux convenu de 15,125 % l’an"


def test_two_agreed_rates_are_stated_each_with_its_factures():
    terms = (
        echeance("F1", "100", taux="15"),
        echeance("F2", "100", taux="18"),
        echeance("F3", "100", taux="15"),
    )
    assert au_taux(*terms) == (
        "au taux convenu de 15,00 % l’an pour les factures F1 et F3 et de 18,00 % l’an pour la facture F2"
    )


def test_an_agreed_rate_beside_the_rate_of_the_law():
    mixed = (echeance("F1", "100", taux="15"), echeance("F2", "100"))
    assert au_taux(*mixed) == f"au taux convenu de 15,00 % l’an pour la facture F1 ; pour la facture F2, {LEGAL}"
    assert au_taux(*mixed, echeance("F3", "100")).endswith(f"la facture F1 ; pour les autres factures, {LEGAL}")


def test_seven_agreed_rates_are_not_enumerated():
    terms = [echeance(f"F{n}", "100", taux=str(10 + n)) for n in range(1, 8)]
    assert au_taux(*terms) == "au taux convenu pour chaque facture"
    assert au_taux(*terms, echeance("F8", "100")) == f"au taux convenu pour chaque facture ou, à défaut, {LEGAL}"


def test_two_terms_of_one_facture_with_two_rates_are_not_told_apart_by_their_facture():
    terms = (echeance("F1", "100", taux="15"), echeance("F1", "100", due=-90, taux="18"))
    assert au_taux(*terms) == "au taux convenu pour chaque facture"


def test_an_agreed_rate_under_the_floor_is_remarked_and_not_printed():
    livre = portefeuille(echeance("F1", "100", taux="5"), niveaux=MISE_EN_DEMEURE, relances=BEFORE)
    letter, composer = composed(livre)
    assert letter.context.penalites.au_taux == "au taux déterminé conformément à la loi"
    assert [one.code for one in composer.remarques] == ["taux-sous-plancher"]
    assert "minimum légal de 8,25 % du second semestre 2026" in plain(composer.remarques[0].message)


def test_an_agreed_rate_under_the_floor_of_an_earlier_semester_only_is_not_printed_either():
    # 8 % passes the floor of the first half of 2026 (7,86 %) and not that of the second (8,25 %)
    rising = echeance("F1", "100", due=-90, taux="8")
    assert au_taux(rising) == "au taux déterminé conformément à la loi"
    # 10 % passes that of today and not that of the second half of 2024 (14,76 %)
    falling = replace(rising, echeance=date(2024, 12, 1), date=date(2024, 11, 1), taux=Decimal("10"))
    livre = portefeuille(falling, niveaux=(FIRST,))
    letter, composer = composed(livre)
    assert letter.context.penalites.au_taux == "au taux déterminé conformément à la loi"
    assert "minimum légal de 14,76 % du second semestre 2024" in plain(composer.remarques[0].message)


def test_a_rate_under_the_floor_beside_others_is_told_for_its_own_facture():
    terms = (echeance("F1", "100", taux="5"), echeance("F2", "100", taux="15"), echeance("F3", "100"))
    assert au_taux(*terms) == (
        "au taux convenu de 15,00 % l’an pour la facture F2 ; pour la facture F1, au taux déterminé conformément à la "
        f"loi ; pour la facture F3, {LEGAL}"
    )


def test_a_creditor_who_claims_no_penalties_states_no_rate():
    assert au_taux(echeance("F1", "100"), reglages={"Pénalités": "non"}) == ""


def test_a_public_buyer_s_rate_is_that_of_the_semester_in_which_interest_began():
    terms = (echeance("F1", "100", due=-90), echeance("F2", "100"))
    assert au_taux(*terms, type_="public") == (
        "au taux directeur de la Banque centrale européenne en vigueur au premier jour du semestre où ils ont commencé "
        "à courir, majoré de huit points (10,15 % l’an au premier semestre 2026 ; 10,40 % l’an au second semestre 2026)"
    )


def test_a_public_buyer_s_rate_follows_each_semester_where_the_creditor_chose_so():
    terms = (echeance("F1", "100", due=-90), echeance("F2", "100"))
    assert au_taux(*terms, type_="public", reglages={"Taux public": "par semestre"}) == (
        "au taux directeur de la Banque centrale européenne majoré de huit points, fixé pour chaque semestre (10,40 % "
        "l’an au second semestre 2026)"
    )


def test_a_public_buyer_s_term_before_2015_has_the_rule_and_no_figure():
    old = replace(echeance("F1", "100"), echeance=date(2014, 3, 1), date=date(2014, 2, 1))
    livre = portefeuille(old, debiteurs=(client("C1", "public"),), niveaux=(FIRST,))
    printed = plain(composed(livre)[0].context.penalites.au_taux)
    assert printed.endswith("au premier jour du semestre où ils ont commencé à courir, majoré de huit points")


def test_a_public_buyer_put_in_default_is_claimed_what_the_decompte_counts():
    terms = (echeance("F1", "100"), echeance("F2", "100"))
    debtor = client("C1", "public")
    livre = portefeuille(*terms, debiteurs=(debtor,), niveaux=MISE_EN_DEMEURE, relances=ALL_BEFORE)
    letter, composer = composed(livre)
    penalites = letter.context.penalites
    counted = decompte(debtor, terms, (), jour(60), TableDesTaux()).totaux.indemnites
    assert sum(letter.indemnites.values()) == counted == Decimal("80.00")
    assert plain(penalites.total_avec_indemnite) == "280,00 €"
    assert penalites.total_avec_indemnite_en_lettres == "deux cent quatre-vingts euros"
    doubts = [(one.code, one.trouve) for one in composer.remarques if one.code == "texte-non-verifie"]
    assert doubts == [
        ("texte-non-verifie", "articles L2192-13 et D2192-35 du Code de la commande publique"),
        ("texte-non-verifie", "articles L2192-13 et R2192-31 du Code de la commande publique"),
    ]


def test_the_transfer_code_of_a_public_buyer_asks_for_the_indemnity_too():
    livre = portefeuille(
        echeance("F1", "100"), debiteurs=(client("C1", "public"),), niveaux=MISE_EN_DEMEURE, relances=BEFORE
    )
    iban = "FR7630006000011234567890189"
    livre = replace(livre, creancier=replace(livre.creancier, iban=iban))
    asked = qr.transfer_png("ATELIER DU RHÔNE", iban, "", Decimal("140.00"), "C1 F1")
    assert composed(livre)[0].qr_png == asked


def test_a_last_reminder_that_prints_no_rate_makes_no_remark_on_rates():
    livre = portefeuille(echeance("F1", "100"), relances=BEFORE[:2])
    letter, composer = composed(livre)
    assert plain(letter.context.penalites.indemnite_unitaire) == "40,00 €"
    assert composer.remarques == ()


def test_a_letter_that_prints_a_rate_not_known_is_refused():
    livre = portefeuille(echeance("F1", "100"), niveaux=MISE_EN_DEMEURE, relances=BEFORE)
    with pytest.raises(InvalidInput) as caught:
        composed(livre, (date(2031, 1, 10) - jour(0)).days)
    assert caught.value.code == "taux-inconnu"
