from dataclasses import replace

import pytest
from ledgers import avoir, client, echeance, niveau, portefeuille, reglement, relance
from lettres_composees import BEFORE, MISE_EN_DEMEURE, composed, plain
from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import Relance
from relancier.documents.catalog import Catalog

NBSP = "\u00a0"


def test_the_four_totals_are_those_of_the_lines():
    livre = portefeuille(
        echeance("F1", "1000"), reglements=(reglement("400", 9, "F1"),), avoirs=(avoir("100", 5, "F1"),)
    )
    context = composed(livre)[0].context
    assert [plain(one) for one in (context.total_ttc, context.total_avoirs, context.total_regle, context.total_du)] == [
        "1 000,00 €",
        "100,00 €",
        "400,00 €",
        "500,00 €",
    ]
    assert context.total_en_lettres == "cinq cents euros"
    assert (context.avec_avoirs, context.avec_reglements) == (True, True)


def test_a_letter_without_payment_or_avoir_shows_no_such_column():
    context = composed(portefeuille(echeance("F1", "100")))[0].context
    assert (context.avec_avoirs, context.avec_reglements, context.lignes[0].regle) == (False, False, "–")


def test_a_free_payment_is_told_with_all_that_it_paid():
    livre = portefeuille(echeance("F1", "100"), echeance("F2", "100", due=5), reglements=(reglement("150", 20, "F1"),))
    [sentence] = composed(livre)[0].context.imputations
    assert plain(sentence) == (
        "Votre règlement de 150,00 € du 21 septembre 2026 a été imputé ainsi : facture F1 (100,00 €), "
        "facture F2 (50,00 €)."
    )


def test_a_payment_that_was_sent_back_is_not_told():
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("50", 20), reglement("-50", 22)))
    assert composed(livre)[0].context.imputations == ()


def test_a_named_payment_needs_no_explanation():
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("50", 20, "F1"),))
    assert composed(livre)[0].context.imputations == ()


def test_the_time_given_and_its_last_day():
    context = composed(portefeuille(echeance("F1", "100"), niveaux=(niveau(1, 5, accorde=8),)), 60)[0].context
    assert (context.delai_accorde, plain(context.date_limite)) == ("huit jours", "8 novembre 2026")


def test_what_was_already_sent_is_told_oldest_first():
    context = composed(portefeuille(echeance("F1", "100"), relances=BEFORE[:2]), 60)[0].context
    assert [plain(one) for one in context.relances_precedentes] == [
        "relance 1 du 6 septembre 2026",
        "relance 2 du 11 septembre 2026",
    ]


def sent(facture: str, numero: int, le: int, modele: str = "", canal: str = "courrier", document: str = "") -> Relance:
    return replace(relance(facture, numero, le), modele=modele, canal=canal, document=document)


def recalled(*relances: Relance) -> list[str]:
    factures = dict.fromkeys(one.facture for one in relances)
    livre = portefeuille(*(echeance(one, "100") for one in factures), niveaux=MISE_EN_DEMEURE, relances=relances)
    return [plain(one) for one in composed(livre)[0].context.relances_precedentes]


def test_a_letter_that_held_lines_of_three_levels_is_recalled_once_by_its_own_name():
    lines = [sent(f"F{n}", n, 10, "derniere-relance", document="A.pdf") for n in (1, 2, 3)]
    assert recalled(*lines) == ["dernière relance du 11 septembre 2026"]


def test_a_letter_deposited_on_a_day_typed_on_one_of_its_rows_is_recalled_once_under_that_day():
    lines = (sent("F1", 2, 10, "relance-2", document="A.pdf"), sent("F2", 1, 12, "relance-2", document="A.pdf"))
    assert recalled(*lines) == ["relance 2 du 13 septembre 2026"]


def test_two_letters_of_two_days_are_recalled_twice_oldest_first():
    lines = (
        sent("F1", 1, 6, "relance-1", document="A.pdf"),
        sent("F1", 2, 12, "relance-2", document="B.pdf"),
        sent("F2", 1, 12, "relance-2", document="B.pdf"),
    )
    assert recalled(*lines) == ["relance 1 du 7 septembre 2026", "relance 2 du 13 septembre 2026"]


def test_rows_that_name_no_document_are_one_letter_when_day_and_template_are_the_same():
    assert recalled(sent("F1", 1, 6, "relance-2"), sent("F2", 2, 6, "relance-2")) == ["relance 2 du 7 septembre 2026"]


def test_rows_without_a_template_are_told_by_their_highest_level():
    assert recalled(sent("F1", 1, 6), sent("F2", 3, 6)) == ["relance 3 du 7 septembre 2026"]


def test_a_call_and_a_message_are_not_recalled_as_letters():
    lines = (sent("F1", 1, 6, "relance-1", "téléphone"), sent("F1", 2, 12, "relance-2", "SMS"))
    assert recalled(*lines) == ["relance téléphonique du 7 septembre 2026", "relance par SMS du 13 septembre 2026"]


def test_a_cancelled_letter_is_not_recalled():
    cancelled = replace(sent("F1", 2, 12, "relance-2"), statut="Annulée")
    assert recalled(sent("F1", 1, 6, "relance-1"), cancelled) == ["relance 1 du 7 septembre 2026"]


def test_the_name_that_must_be_found_is_the_one_that_can_be_printed():
    livre = portefeuille(echeance("F1", "100"), debiteurs=(client("C1"),))
    assert composed(livre)[0].required == ("Client C1", f"100,00{NBSP}€")


def test_without_an_iban_there_is_neither_account_nor_code():
    letter, _ = composed(portefeuille(echeance("F1", "100")))
    assert (letter.context.paiement.iban, letter.context.paiement.qr, letter.qr_png) == ("", False, b"")


def test_a_template_of_another_folder_is_refused():
    with pytest.raises(InvalidInput) as caught:
        Catalog().letter("../lettre", client().type)
    assert caught.value.code == "modele-hors-dossier"


def test_a_template_that_no_folder_has_is_named():
    with pytest.raises(InvalidInput) as caught:
        Catalog().letter("relance-9", client().type)
    assert "« relance-9 »" in caught.value.message


def test_an_earlier_letter_whose_template_is_gone_is_told_by_its_level():
    assert recalled(sent("F1", 1, 5, "appel")) == ["relance 1 du 6 septembre 2026"]
