"""The letters of a plan: what each says, that none accuses, and that every figure is in its PDF."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from lettres_rendues import PLAN, PROTOCOLES, TEMPLATES, W, source
from plans_rediges import CONSO, CREANCIER, JOUR, PRO, PUBLIC, accord, recus, rediger, texte, tous
from relancier.base.money import ZERO
from relancier.creances.portefeuille import Reglement
from relancier.creances.releve import Reste
from relancier.documents.echeancier import courriers, suites
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.text import missing
from relancier.echeancier.modes import ModeInterets, Retour
from relancier.echeancier.reglages import ReglagesEcheancier

D = Decimal
COURRIERS = [nom for nom in PLAN if nom not in PROTOCOLES]


def written(nom: str, **choices: object) -> str:
    return texte(tous(accord(**choices))[nom])  # type: ignore[arg-type]


@pytest.mark.parametrize("debiteur", [PRO, CONSO, PUBLIC], ids=lambda one: str(one.type))
@pytest.mark.parametrize("nom", COURRIERS)
def test_a_letter_is_addressed_dated_signed_and_leaves_no_tag(nom, debiteur):
    text = written(nom, debiteur=debiteur)
    assert not re.search(r"\{[{%]| {2}| [,.]|\(\)|None", text)
    for expected in (debiteur.nom, debiteur.adresse.ville.upper(), "Lyon, le ", "Claire Morel", "Objet : "):
        assert expected in text


@pytest.mark.parametrize("nom", COURRIERS)
def test_a_letter_with_nothing_optional_still_reads_well(nom):
    bare = replace(CREANCIER, telephone="", email="", iban="", bic="", titulaire="", qualite="", lieu="")
    plan = replace(accord(), creancier=replace(bare, adresse=replace(bare.adresse, ville="")))
    assert not re.search(r" {2}| [,.]|\(\)|IBAN|QR code", texte(tous(plan)[nom]))


@pytest.mark.parametrize("nom", COURRIERS)
def test_no_letter_names_a_penalty_to_a_consumer_nor_cites_an_article(nom):
    text = written(nom, debiteur=CONSO)
    assert not re.search(r"(?<![\d,])40(?:,00)? €|indemnité|pénalité|\b[LDR]\d{3}|article \d", text)
    assert not re.search(r"\barticle \d|\b[LD]\d{3}", re.sub(r"<[^>]+>", "", source(nom)))


@pytest.mark.parametrize("nom", COURRIERS)
def test_the_address_stands_in_the_window_as_in_the_other_letters(nom):
    template = (TEMPLATES / f"{nom}.docx", TEMPLATES / "relance-1.docx")
    ours, theirs = (Document(str(one)).tables[0]._tbl.xml for one in template)
    assert ours == theirs


@pytest.mark.parametrize("mode", ModeInterets)
def test_every_figure_is_in_the_docx_and_in_the_pdf(mode, tmp_path: Path):
    convenus = "300.00" if mode is ModeInterets.SUR_LA_DUREE else "0.00"
    plan = accord(apport="1000.00", mode=mode, convenus=convenus)
    made = [rediger(one, tmp_path) for one in tous(plan).values()]
    report = Embedded().convert([one.docx for one in made], tmp_path)
    assert len({one.docx for one in made}) == 7
    assert report.failures == {}
    assert [missing(report.pdfs[one.docx], one.figures) for one in made] == [()] * 7


def test_the_confirmation_asks_for_the_originals_and_promises_nothing_before():
    text = written("confirmation-echeancier", apport="1000.00", mode=ModeInterets.ABANDONNES)
    assert "notre entretien téléphonique du 27 novembre 2026" in text
    assert "vous restez nous devoir 12 345,67 €" in text
    assert "Nous renonçons à 359,24 € d'intérêts si l'échéancier est respecté" in text
    assert "11 986,43 €, en un apport de 1 000,00 € à la signature et six versements" in text
    assert "retourner les deux originaux datés et signés, au plus tard le 11 décembre 2026" in text
    assert "elle ne suspend et n'interrompt rien, les factures restent exigibles" in text


def test_a_promise_names_its_sum_in_words_its_day_and_its_factures():
    text = written("promesse-de-paiement")
    assert "2 906,43 € (deux mille neuf cent six euros et quarante-trois centimes)" in text
    assert "au plus tard le 15 décembre 2026, au titre de ce qui suit :" in text
    assert "FA-102" in text
    whole = texte(courriers.promesse(CREANCIER, PRO, D("500.00"), date(2026, 12, 15), JOUR))
    assert "15 décembre 2026." in whole
    assert "au titre de" not in whole


def test_a_reminder_says_which_instalment_when_and_what_remains():
    text = written("rappel-mensualite")
    # 12 345.67 / 6 = 2 057.61; three were to come, 57.61 of the third is paid
    assert "le versement n° 3 sur 6 de votre échéancier, soit 2 057,61 €" in text
    assert "au plus tard le 5 mars 2027. Vous avez déjà réglé 57,61 € ; il reste 2 000,00 €." in text
    # 2 057.61 × 2 + 2 057.62
    assert "Après ce versement, il restera 6 172,84 € à payer, jusqu'au 5 juin 2027." in text
    assert not re.search(r"retard|impayé|mise en demeure|déchéance|malgré", text.lower())


def test_the_last_reminder_says_that_it_is_the_last():
    plan = accord()
    last = plan.mensualites[-1]
    assert "Ce versement est le dernier" in texte(courriers.rappel(plan, last, last.montant, date(2027, 6, 1)))


def test_a_notice_gives_its_sum_its_delay_and_its_last_day():
    text = written("mise-en-demeure-mensualite")
    assert "Lettre recommandée avec avis de réception" in text
    assert "protocole d'accord signé le 4 décembre 2026 (EC-1)" in text
    assert "nous vous mettons en demeure de nous payer la somme de 2 000,00 € (deux mille euros)" in text
    assert (
        "dans le délai de quinze jours à compter de l'envoi de cette lettre, soit au plus tard le 25 mars 2027" in text
    )
    assert "soit 8 172,84 € à ce jour au titre de l'échéancier, deviendra exigible aussitôt, avec les intérêts" in text
    assert "article « Défaut de paiement et déchéance du terme » du protocole" in text
    assert "Aucuns frais" not in text
    assert "Aucuns frais ne vous sont réclamés" in written("mise-en-demeure-mensualite", debiteur=CONSO)


def test_a_notice_cannot_leave_less_than_the_agreement_gives():
    plan = accord()
    with pytest.raises(ValueError, match="14 days, and not 15"):
        suites.mise_en_demeure(plan, plan.mensualites[:1], D("8000.00"), date(2027, 3, 10), date(2027, 3, 24))


def test_the_notice_of_two_instalments_sums_them():
    plan = accord()
    missed = [replace(plan.mensualites[1], regle=D("100.00")), plan.mensualites[2]]
    text = texte(suites.mise_en_demeure(plan, missed, D("8000.00"), date(2027, 3, 10), date(2027, 3, 25)))
    # 1 957.61 + 2 057.61
    assert "les versements suivants ne nous sont pas parvenus" in text
    assert "la somme de 4 015,22 €" in text


def test_the_term_is_lost_for_a_notice_that_was_not_obeyed():
    text = written("decheance", mode=ModeInterets.ABANDONNES)
    assert "pour payer vos factures FA-101 et FA-102" in text
    assert "Malgré notre mise en demeure du 10 mars 2027, qui vous laissait jusqu'au 25 mars 2027" in text
    # 7 900.00 + 512.40 + 80.00
    assert "la totalité de ce qui reste dû est exigible dès à présent" in text
    assert "huit mille quatre cent quatre-vingt-douze euros et quarante centimes" in text
    assert "La renonciation à 359,24 € d'intérêts" in text
    # 1 997.74 twice
    assert re.search(r"Total reçu\s+3 995,48 €", text)
    assert "dispensé" not in text


def test_the_term_is_lost_without_notice_where_the_agreement_waived_it():
    plan = accord(delai=0, statut="en cours")
    owed = Reste(D("11906.43"), D("400.00"), D("80.00"))
    text = texte(suites.decheance(plan, plan.mensualites[:1], owed, [], date(2027, 1, 8)))
    assert "par lequel les parties ont expressément dispensé le créancier de mise en demeure" in text
    assert not re.search("Malgré|déjà déduits|renonciation", text)


def test_interest_as_agreed_is_what_the_notice_announces():
    agreed = ReglagesEcheancier(retour=Retour.CONVENU)
    assert "dans les conditions de cet article" in written("mise-en-demeure-mensualite", reglages=agreed)


def test_the_receipt_lists_what_was_paid_and_claims_nothing_more():
    text = written("quittance", apport="1000.00", mode=ModeInterets.ABANDONNES)
    assert "entièrement exécuté le 5 juin 2027" in text
    assert "11 986,43 € (onze mille neuf cent quatre-vingt-six euros et quarante-trois centimes)" in text
    assert "04/12/2026" in text
    assert "virement – VIR 0" in text
    assert "notre renonciation à 359,24 € d'intérêts est définitive" in text
    assert "Nous ne vous réclamons plus rien au titre de ces factures" in text
    assert "renonciation" not in written("quittance")


def test_a_payment_that_came_back_is_listed_and_taken_off():
    plan = accord(statut="en cours")
    back = [
        Reglement(PRO.code, date(2027, 6, 6), D("-100.00"), mode="prélèvement"),
        Reglement(PRO.code, JOUR, D("100.00")),
    ]
    made = courriers.quittance(plan, [*recus(plan, 6), *back], date(2027, 6, 8))
    assert "rejet – prélèvement" in texte(made)
    assert "12 345,67 €" in texte(made)


def test_the_transfer_quotes_the_plan_and_its_code_carries_what_is_asked():
    made = tous(accord())["rappel-mensualite"]
    assert made.contexte.paiement.reference == "EC-1"
    assert made.contexte.paiement.qr
    assert made.qr_png.startswith(b"\x89PNG")
    assert tous(accord())["quittance"].qr_png == b""


@pytest.mark.parametrize("nom", COURRIERS)
def test_a_simulated_letter_says_so_and_its_tables_repeat_their_heading(nom):
    made = tous(accord())[nom]
    draft = replace(made, contexte=replace(made.contexte, projet="PROJET – NE PAS ENVOYER"))
    assert texte(draft).count("PROJET – NE PAS ENVOYER") == 2
    for table in Document(str(TEMPLATES / f"{nom}.docx")).tables:
        if "{%tr for" in table._tbl.xml:
            assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None


def test_nothing_received_leaves_no_empty_table():
    plan = accord(statut="en cours", debiteur=CONSO)
    owed = Reste(D("12000.00"), D("265.67"), ZERO)
    notice = (date(2027, 1, 10), date(2027, 1, 25))
    text = texte(suites.decheance(plan, plan.mensualites[:1], owed, [], date(2027, 1, 27), notice=notice))
    assert "Reçu le" not in text
    assert "Aucuns frais de recouvrement ne vous sont réclamés." in text
