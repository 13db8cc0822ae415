"""The protocole d'accord: its eight articles, what each variant may say, its figures, and how it is laid out."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from lettres_rendues import PROTOCOLES, TEMPLATES, W, source
from plans_rediges import CONSO, CREANCIER, DETTES, JOUR, PRO, PUBLIC, accord, mensualites, rediger, texte
from relancier.base.errors import InvalidInput
from relancier.base.solid import contains
from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.portefeuille import Debiteur, TypeDebiteur
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier.accord import Accord
from relancier.documents.echeancier.compose import modele
from relancier.documents.echeancier.identite import est_commercant
from relancier.documents.echeancier.protocole import protocole, remarques, textes
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.text import extract_text, missing
from relancier.documents.words import spell_euros
from relancier.droit.textes import TEXTES
from relancier.echeancier.modes import Decheance, ModeInterets, Retour
from relancier.echeancier.reglages import ReglagesEcheancier

D = Decimal
ARTICLES = [
    "Reconnaissance de la dette",
    "Échéancier",
    "Imputation des paiements",
    "Intérêts",
    "Défaut de paiement et déchéance du terme",
    "Engagements et moyens de paiement",
    "Absence de novation et réserve des droits",
    "Frais, originaux et signatures",
]
RENONCE = "dispensent expressément et sans équivoque le créancier de toute mise en demeure"


def said(plan: Accord) -> str:
    return texte(protocole(plan, JOUR))


@pytest.mark.parametrize("nom", PROTOCOLES)
def test_both_variants_have_their_eight_articles_which_word_numbers(nom):
    doc = Document(str(TEMPLATES / f"{nom}.docx"))
    assert [one.text for one in doc.paragraphs if one.style.name == "Heading 1"] == ARTICLES
    numbers = doc.styles["Heading 1"].element.find(f"{W}pPr/{W}numPr")
    assert numbers is not None
    assert 'w:lvlText w:val="Article %1 –"' in doc.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    ).blob.decode("utf-8")


def test_the_debt_is_acknowledged_in_figures_and_in_words_with_its_parts():
    text = said(accord())
    # 11 906.43 + 359.24 + 80.00
    assert (
        "reconnaît devoir au créancier, au 30 novembre 2026, la somme de 12 345,67 € (douze mille trois cent"
        " quarante-cinq euros et soixante-sept centimes)" in text
    )
    for part in ("11 906,43 €", "Pénalités de retard", "359,24 €", "80,00 €", "Total reconnu"):
        assert part in text
    assert "prévu par la loi (articles L441-10, II et D441-5 du Code de commerce)" in text
    assert "Cette reconnaissance interrompt la prescription (articles 2231 et 2240 du Code civil)." in text


def test_its_words_are_those_of_its_figures():
    dette = protocole(accord(apport="1000.00", mode=ModeInterets.ABANDONNES), JOUR).contexte.dette
    assert dette.total_en_lettres == spell_euros(D("12345.67"))
    # without 359.24 of interest
    assert dette.a_payer_en_lettres == spell_euros(D("11986.43"))


def test_the_table_begins_with_the_apport_and_ends_at_nil():
    plan = protocole(accord(apport="1000.00"), JOUR).contexte.plan
    rows = [(one.rang, one.date, one.montant, one.reste) for one in plan.versements]
    assert rows[0] == ("Apport", "à la signature", "1\u202f000,00\u00a0€", "11\u202f345,67\u00a0€")
    # 11 345.67 / 6 = 1 890.945
    assert rows[1] == ("1", "05/01/2027", "1\u202f890,95\u00a0€", "9\u202f454,72\u00a0€")
    assert rows[6] == ("6", "05/06/2027", "1\u202f890,92\u00a0€", "0,00\u00a0€")
    assert "en un apport de 1 000,00 € à la signature et six versements" in said(accord(apport="1000.00"))


@pytest.mark.parametrize("debiteur", [PRO, CONSO, PUBLIC], ids=lambda one: str(one.type))
@pytest.mark.parametrize("retour", Retour)
@pytest.mark.parametrize("mode", ModeInterets)
def test_a_consumer_s_protocole_never_names_what_a_consumer_does_not_owe(debiteur, mode, retour):
    convenus = "300.00" if mode is ModeInterets.SUR_LA_DUREE else "0.00"
    text = said(accord(debiteur, mode=mode, convenus=convenus, reglages=ReglagesEcheancier(retour=retour)))
    assert not re.search(r"\{[{%]| {2}| [,.]|\(\)|None", text)
    forbidden = re.search(
        r"L441-10|D441-5|40 €|40,00|pénalités? de retard|indemnité|clause pénale", text, re.IGNORECASE
    )
    assert bool(forbidden) is (debiteur is not CONSO)
    assert ("L111-8 du Code des procédures civiles d'exécution" in text) is (debiteur is CONSO)
    assert ("demander au juge des délais de paiement" in text) is (debiteur is CONSO)


def test_the_consumer_s_template_does_not_even_hold_those_words():
    assert not re.search(r"441|indemnit|pénalit|renonciation %|40[ \u00a0]€", source("protocole-consommateur"))


def test_a_public_body_reads_the_words_that_are_true_for_it():
    text = said(accord(PUBLIC))
    assert "Intérêts moratoires" in text
    assert "Le présent écrit interrompt la prescription (loi n° 68-1250 du 31 décembre 1968, article 2)." in text
    assert not re.search(r"L441|pénalités de retard|2240", text)


@pytest.mark.parametrize("nom", PROTOCOLES)
def test_nothing_in_it_passes_for_a_court_s_paper_nor_for_a_penalty(nom):
    words = re.sub(r"<[^>]+>", "", source(nom)).lower()
    assert not re.search(r"clause pénale|à titre de pénalité|dommages|signifi|acte authentique|jugement", words)


def test_the_notice_gives_fifteen_days_and_names_its_last():
    text = said(accord())
    assert "un délai de quinze (15) jours à compter de son envoi, et indique le dernier jour de ce délai" in text
    assert RENONCE not in text


def test_only_a_professional_s_protocole_can_waive_the_notice():
    assert RENONCE in said(accord(delai=0))
    assert "de plein droit, sans mise en demeure préalable" in said(accord(delai=0))
    assert "laisse au débiteur un délai" not in said(accord(delai=0))
    for debiteur in (CONSO, PUBLIC):
        with pytest.raises(InvalidInput, match="ne peut pas renoncer"):
            accord(debiteur, delai=0)


def test_a_plan_whose_row_says_nothing_follows_the_setting_but_for_a_consumer():
    waives = ReglagesEcheancier(decheance=Decheance.DE_PLEIN_DROIT, regularisation=20)
    assert RENONCE in said(accord(delai=None, reglages=waives))
    assert "un délai de vingt (20) jours" in said(accord(CONSO, delai=None, reglages=waives))


@pytest.mark.parametrize(
    ("mode", "convenus", "expected"),
    [
        (ModeInterets.COURUS, "0.00", "aucun autre intérêt n'est dû pour sa durée"),
        (ModeInterets.ABANDONNES, "0.00", "renonce aux intérêts courus jusqu'au 30 novembre 2026, soit 359,24 €"),
        (
            ModeInterets.SUR_LA_DUREE,
            "300.00",
            "au taux fixe de 5,00 % l'an, compté par jours sur une année de 365",
        ),
    ],
)
def test_the_three_modes_of_interest(mode, convenus, expected):
    text = said(accord(mode=mode, convenus=convenus))
    assert expected in text
    assert ("dont intérêts" in text) is (mode is ModeInterets.SUR_LA_DUREE)
    assert ("soit 300,00 € si chaque versement est payé à sa date" in text) is (mode is ModeInterets.SUR_LA_DUREE)


def test_what_is_waived_is_owed_again_when_the_plan_is_broken():
    text = said(accord(mode=ModeInterets.ABANDONNES))
    assert "Elle est sans effet si le débiteur est déchu du terme" in text
    assert "tels qu'ils auraient couru sans le présent protocole, y compris ceux auxquels le créancier avait" in text


def test_interest_as_agreed_after_the_term_is_lost_leaves_out_what_had_not_run():
    agreed = ReglagesEcheancier(retour=Retour.CONVENU)
    text = said(accord(mode=ModeInterets.SUR_LA_DUREE, convenus="300.00", reglages=agreed))
    assert "ceux du tableau qui n'ont pas encore couru ne sont pas dus" in text
    assert "Aucun intérêt n'est dû pour le temps" in said(accord(reglages=agreed))


@pytest.mark.parametrize(
    ("ordre", "place", "expected"),
    [
        (Ordre.INTERETS, Rang.APRES, "d'abord sur les intérêts, puis sur le principal, enfin sur l'indemnité"),
        (Ordre.INTERETS, Rang.AVANT, "d'abord sur les intérêts, puis sur l'indemnité forfaitaire, enfin sur"),
        (Ordre.PRINCIPAL, Rang.APRES, "d'abord sur le principal, puis sur les intérêts, enfin sur l'indemnité"),
    ],
)
def test_a_partial_payment_is_imputed_as_the_creditor_set_it(ordre, place, expected):
    text = said(accord(conventions=Conventions(ordre=ordre, rang=place)))
    assert expected in text
    assert ("article 1343-1" in text) is (ordre is Ordre.INTERETS)


@pytest.mark.parametrize(
    ("forme", "type_", "trader"),
    [
        *((one, TypeDebiteur.PROFESSIONNEL, True) for one in ("SARL", "S.A.S.", "sasu", "SA", "EURL", "SNC", "SCS")),
        ("Société par actions simplifiée", TypeDebiteur.PROFESSIONNEL, True),
        *((one, TypeDebiteur.PROFESSIONNEL, False) for one in ("EI", "Profession libérale", "Association", "SCI", "")),
        ("", TypeDebiteur.CONSOMMATEUR, False),
        ("Commune", TypeDebiteur.PUBLIC, False),
    ],
)
def test_who_is_no_trader_copies_the_sum_by_hand(forme, type_, trader):
    debtor = Debiteur("CL1", "Durand", type_, forme_juridique=forme)
    assert est_commercant(debtor) is trader
    text = said(accord(debtor))
    assert ("Phrase à recopier de la main du débiteur" in text) is not trader
    assert ("Je reconnais devoir à Atelier du Rhône la somme de douze mille" in text) is not trader


def test_the_sentence_to_copy_ends_with_the_figures():
    assert "quarante-cinq euros et soixante-sept centimes, soit 12 345,67 €. »" in said(
        accord(replace(PRO, forme_juridique="EI"))
    )


def test_what_the_workbook_does_not_know_is_left_to_write():
    assert re.search("représenté\\(e\\) par …+\nen qualité de …+", said(accord()))
    assert re.search("né\\(e\\) le …+\nà …+", said(accord(CONSO)))
    bare = replace(accord(), creancier=replace(CREANCIER, signataire="", iban="", bic=""))
    assert "représentée par ……" in said(bare)
    assert "par virement sur le compte que le créancier lui indique par écrit" in said(bare)
    assert any("« représentée par … »" in one for one in remarques(bare))


def test_the_user_is_told_of_the_texts_that_were_not_read_and_the_protocole_is_not():
    told = " ".join(remarques(accord()))
    for article in ("article 1330", "article 1375", "articles 2231 et 2240", "article 1343-1"):
        assert article in told
    assert "1376" not in told  # a company copies nothing
    assert "article 1376" in " ".join(remarques(accord(CONSO)))
    assert "vérifié" not in said(accord())


@pytest.mark.parametrize("debiteur", [PRO, CONSO, PUBLIC], ids=lambda one: str(one.type))
@pytest.mark.parametrize("mode", ModeInterets)
def test_it_cites_no_article_but_those_it_declares(debiteur, mode):
    convenus = "300.00" if mode is ModeInterets.SUR_LA_DUREE else "0.00"
    plan = accord(debiteur, mode=mode, convenus=convenus)
    pattern = r"\b(?:[LDR]\d{3,4}-\d+|1\d{3}-\d+|(?<=article )1\d{3}|22\d\d|68-1250)\b"
    declared = {one for cle in textes(plan) for one in re.findall(pattern, TEXTES[cle].citation)}
    assert set(re.findall(pattern, said(plan))) == declared


def test_interest_agreed_with_a_consumer_is_a_warning():
    plan = accord(CONSO, mode=ModeInterets.SUR_LA_DUREE, convenus="300.00")
    assert any("crédit à la consommation" in one for one in remarques(plan))
    assert not any("crédit à la consommation" in one for one in remarques(accord(CONSO)))


def test_a_plan_that_does_not_sum_to_the_debt_is_refused():
    plan = accord()
    with pytest.raises(InvalidInput, match="ses versements font"):
        replace(plan, mensualites=plan.mensualites[:-1])
    short = replace(plan.plan, montant=D("12345.66"))
    with pytest.raises(InvalidInput, match="pour une dette de"):
        replace(plan, plan=short, mensualites=mensualites(D("12345.66"), 6))
    with pytest.raises(InvalidInput, match="abandonnés"):
        replace(plan, abandon=D("359.25"))
    with pytest.raises(InvalidInput, match="indemnité forfaitaire"):
        replace(accord(CONSO), dettes=DETTES, mensualites=plan.mensualites, plan=plan.plan)


@pytest.mark.parametrize("nombre", [3, 24, 60])
def test_every_figure_is_in_the_pdf_and_the_signatures_are_on_one_page(nombre, tmp_path: Path):
    plan = accord(CONSO, nombre=nombre, apport="500.00")
    written = rediger(protocole(plan, JOUR), tmp_path)
    pdf = Embedded().convert([written.docx], tmp_path).pdfs[written.docx]
    assert len(written.figures) > 2 * nombre
    assert missing(pdf, written.figures) == ()
    pages = extract_text(pdf)
    headed = [page for page in pages if contains(page, "Reste à payer après")]
    assert len(headed) == (1 if nombre == 3 else 2)  # the heading is printed again
    signed = next(page for page in pages if contains(page, "Fait à …"))
    for part in ("Frais, originaux et signatures", "Le créancier", "Le débiteur", "Je reconnais devoir"):
        assert contains(signed, part)
    assert signed.count("Signature") == 2


def test_a_long_name_with_signs_of_markup_is_printed_whole(tmp_path: Path):
    name = ("Établissements <Dupont> & Fils > Associés, ateliers réunis du Rhône et de la Saône, " * 4)[:300].strip()
    written = rediger(protocole(accord(replace(PRO, nom=name)), JOUR), tmp_path)
    pdf = Embedded().convert([written.docx], tmp_path).pdfs[written.docx]
    assert missing(pdf, (name, *written.figures)) == ()


def test_rows_are_never_cut_and_the_signatures_hold_in_one_row():
    for nom in PROTOCOLES:
        tables = Document(str(TEMPLATES / f"{nom}.docx")).tables
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for table in tables for row in table.rows)
        assert len(tables[-1].rows) == 1


def test_a_user_s_own_protocole_replaces_ours_for_its_kind_of_debtor_alone(tmp_path: Path):
    own = Document(str(TEMPLATES / "protocole-professionnel.docx"))
    own.core_properties.title = "Le mien"
    own.save(str(tmp_path / "protocole-professionnel.docx"))
    catalog = Catalog(tmp_path)
    titles = [modele(protocole(accord(one), JOUR), catalog).title for one in (PRO, PUBLIC, CONSO)]
    assert titles == ["Le mien", "Le mien", "Protocole d'accord"]
