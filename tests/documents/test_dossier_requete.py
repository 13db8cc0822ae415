"""The request for an injonction de payer, read beside CPC 54, 57, 1405 to 1408: nothing missing, nothing invented."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from decomptes_rendus import PRO, PUBLIC, facture, paid
from docx import Document as Word
from dossiers_rediges import (
    CONSO,
    CONSOMMATION,
    CREANCIER,
    DEMARCHES,
    F1,
    JOUR,
    PARIS,
    PIECES,
    D,
    affaire,
    nombreuses,
    rediger,
    renvois_de,
    signets,
    texte,
    tribunal,
)
from lettres_rendues import TEMPLATES, W, source
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import format_euros
from relancier.documents.catalog import Catalog
from relancier.documents.dossier.affaire import Affaire, Fait, PieceListee
from relancier.documents.dossier.compose import compose, modele
from relancier.documents.dossier.requete import remarques, requete, textes
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.text import missing, page_count
from relancier.documents.words import spell_euros
from relancier.droit.juridiction import Nature
from relancier.droit.textes import TEXTES

FORBIDDEN = re.compile(r"L441-10|D441-5|40,00 €|40 €|pénalités? de retard|indemnité", re.IGNORECASE)
RENVOI = "le tribunal de commerce de Lyon"


def variant(nom: str, **autres: object) -> Affaire:
    """A case before each kind of court: a company in Paris, a consumer in Lyon, a consumer's loan."""
    if nom == "tc":
        return affaire(PARIS, **autres)  # type: ignore[arg-type]
    court = tribunal(CONSO, objet=CONSOMMATION) if nom == "jcp" else None
    return affaire(CONSO, court=court, **autres)  # type: ignore[arg-type]


def said(one: Affaire) -> str:
    return texte(requete(one))


@pytest.mark.parametrize("nom", ["tc", "tj", "jcp"])
def test_each_variant_holds_every_mention_of_articles_54_57_and_1407(nom):
    one = variant(nom)
    document, text = requete(one), said(one)
    sums = one.decompte.totaux
    mentions = {
        "the court (54)": "À Madame ou Monsieur le ",
        "the object (54)": "a pour objet une ordonnance enjoignant à",
        "the creditor's name (57)": "Requérant, créancier : ATELIER DU RHÔNE",
        "its form (57)": "SARL au capital de 50 000 €",
        "its seat (57)": "12 quai Rambaud, 69002 Lyon",
        "its registration": "732 829 320 RCS Lyon",
        "its organ (57)": "Claire Morel, gérante",
        "the debtor (57)": "Débiteur : DUPONT & FILS" if nom == "tc" else "Débiteur : Madame Hélène Martin",
        "his address (57)": "3 rue de la Paix, 75002 Paris" if nom == "tc" else "8 rue Bel-Air, 69006 Lyon",
        "the exact amount (1407)": format_euros(sums.exigible).replace("\u202f", " ").replace("\u00a0", " "),
        "in words": spell_euros(sums.exigible),
        "its breakdown (1407)": "Principal, factures échues (TTC)",
        "the ground (1405, 1407)": "La créance a une cause contractuelle et son montant est déterminé",
        "the bordereau (1407)": "Pièces jointes : bordereau",
        "the décompte among the exhibits (1407)": "Décompte des sommes dues",
        "place and date (54, 57)": "Fait à Lyon, le 22 novembre 2026.",
        "signature (57)": "Signature :",
    }
    assert [name for name, mention in mentions.items() if mention not in text] == []
    assert document.modele == f"requete-injonction-{nom}"
    assert not re.search(r"\{[{%]| {2}| [,.]|\(\)|None", text)


@pytest.mark.parametrize(
    ("nom", "expected"),
    [
        ("tc", "À Madame ou Monsieur le président du tribunal des activités économiques de Paris\n"),
        ("tj", "À Madame ou Monsieur le président du tribunal judiciaire de ………"),
        ("jcp", "À Madame ou Monsieur le juge des contentieux de la protection du tribunal judiciaire de ………"),
    ],
)
def test_it_is_addressed_to_the_right_court_and_a_town_that_is_not_known_is_dots(nom, expected):
    assert expected in said(variant(nom))


@pytest.mark.parametrize(
    ("nature", "expected"),
    [
        (Nature.TC, "le président du tribunal de commerce d'Angers\n"),
        (Nature.CHAMBRE_COMMERCIALE, "le président de la chambre commerciale du tribunal judiciaire d'Angers\n"),
        (Nature.MIXTE, "le président du tribunal mixte de commerce d'Angers\n"),
    ],
)
def test_the_town_that_the_user_gives_is_printed(nature, expected):
    court = replace(tribunal(PARIS), nature=nature, siege="Angers")
    assert expected in said(affaire(court=court))


def test_a_court_that_is_only_the_likeliest_says_that_it_must_be_confirmed():
    one = affaire(PRO)  # Villefranche: in the Rhône, maybe not before the TAE of Lyon
    assert "tribunal des activités économiques de ……" in said(one)
    assert "(juridiction à confirmer)" in said(one)
    assert any("dans le ressort de Lyon" in remark for remark in remarques(one))


def test_a_natural_person_has_dots_for_what_the_workbook_does_not_know():
    text = said(variant("tj"))
    for line in ("Prénoms\n……", "Profession\n……", "Nationalité\n……", "Né(e) le, à\n……"):
        assert line in text
    assert any("profession, nationalité, né(e) le, à" in one for one in remarques(variant("tj")))


def test_a_creditor_without_a_form_is_a_person_too():
    alone = replace(CREANCIER, forme_juridique="EI", capital="")
    text = said(affaire(creancier=alone))
    assert re.search("Requérant, créancier : ATELIER DU RHÔNE\nPrénoms\n…", text)
    assert "Exerçant en\nEI" in text


def test_facts_are_in_order_of_date_and_each_points_to_its_exhibits():
    text = said(affaire())
    facts = re.findall(r"– ?\t?Le (\d\d/\d\d/\d{4}), (.+)\.", text)
    assert facts[:7] == [
        ("01/10/2025", "contrat-cadre de prestations (pièce n° 1)"),
        ("05/01/2026", "bon de commande (pièce n° 2)"),
        ("09/01/2026", "bon de livraison (pièce n° 3)"),
        ("12/01/2026", "facture F2026-014 de 1 200,00 €, payable le 11/02/2026 (pièces n° 3 bis et 4)"),
        ("02/03/2026", "facture F2026-031 de 4 850,50 €, payable le 01/04/2026 (pièce n° 5)"),
        ("20/04/2026", "e-mail du client (pièce n° 6)"),
        ("04/05/2026", "règlement (VIR 901) de 500,00 €, imputé sur la facture F2026-031 (pièce n° 11)"),
    ]
    assert "F2025-200" not in text  # it is paid: not this claim's business


def test_the_letters_sent_are_told_as_amicable_attempts():
    text = said(affaire())
    assert "Le 11/05/2026, relance par e-mail (pièce n° 7)." in text
    assert (
        "Le 15/06/2026, mise en demeure par lettre recommandée avec avis de réception n° 1A 208 317 4482 1, déposée le"
        " 15/06/2026 et reçue le 17/06/2026 (pièces n° 8, 9 et 10)." in text
    )
    assert "Démarches accomplies : ……" in said(affaire(demarches=()))
    assert any("Aucune mise en demeure" in one for one in remarques(affaire(demarches=())))


def test_a_payment_shared_out_says_what_it_lowered_of_this_claim():
    # 1 500.00 pays 900.00 of another facture whole, and its 600.00 left go to this one
    other = facture("F2025-200", "2025-11-03", "2025-12-03", "900.00")
    one = affaire(records=(other, F1, paid("2026-02-11", "1520.05", "", "VIR 9")), pieces=PIECES)
    share = one.decompte.operations[-1].imputations
    mine = sum(part.interets + part.indemnite + part.principal for part in share if part.facture == "F2026-014")
    assert D("0.00") < mine < D("1520.05")
    expected = f"règlement (VIR 9) de 1 520,05 €, imputé pour {format_euros(mine)} sur la facture F2026-014"
    assert expected.replace("\u202f", " ").replace("\u00a0", " ") in said(one)


def test_a_facture_in_several_terms_gives_each():
    terms = (
        facture("F9", "2026-01-12", "2026-02-11", "500.00"),
        facture("F9", "2026-01-12", "2026-03-11", "700.00"),
    )
    text = said(affaire(records=terms, pieces=(), demarches=()))
    assert "facture F9 de 1 200,00 €, payable le 11/02/2026 (500,00 €) et 11/03/2026 (700,00 €)." in text


def test_the_sums_are_those_of_the_decompte_and_add_up():
    one = affaire()
    sums, asked = one.decompte.totaux, requete(one).contexte.demande
    # 5 603.78 + 415.12 + 80.00 = 6 098.90
    assert [(part.libelle, part.montant) for part in asked.sommes] == [
        ("Principal, factures échues (TTC)", format_euros(sums.reclamable.principal)),
        ("Pénalités de retard échues au 22/11/2026", format_euros(sums.reclamable.interets)),
        ("Indemnité forfaitaire pour frais de recouvrement", format_euros(D("80.00"))),
    ]
    assert sums.reclamable.total == sums.exigible == D("6098.90")
    assert asked.total == format_euros(D("6098.90"))
    assert asked.total_en_lettres == spell_euros(D("6098.90"))
    assert asked.totaux.total == asked.total
    assert asked.principal_en_lettres == spell_euros(sums.reclamable.principal)
    assert "80,00 € d'indemnité forfaitaire pour frais de recouvrement (40,00 € pour 2 factures) ;" in said(one)


def test_what_is_not_due_yet_is_not_claimed():
    later = facture("F2026-090", "2026-11-10", "2026-12-10", "3000.00")
    one = affaire(records=(F1, later))
    assert "F2026-090" not in said(one)
    assert one.decompte.totaux.a_echoir == D("3000.00")


def test_money_held_for_the_debtor_is_taken_off():
    one = affaire()
    sums = one.decompte.totaux
    held = replace(sums, credit=D("98.90"), a_payer=sums.a_payer - D("98.90"))
    one = replace(one, decompte=replace(one.decompte, totaux=held))
    text = said(one)
    assert "À déduire : sommes reçues, non imputées" in text
    assert "−98,90 €" in text
    assert "sous déduction de 98,90 € reçus du débiteur et non imputés ;" in text
    assert "soit, au 22 novembre 2026, un total de 6 000,00 € ;" in text


def test_interest_goes_on_from_the_day_after_the_cut_off_at_its_rate():
    text = said(affaire())
    assert (
        "les pénalités de retard au taux de la Banque centrale européenne majoré de dix points, fixé par semestre"
        " (12,40 % l'an au 22/11/2026), sur le principal de 5 603,78 €, à compter du 23 novembre 2026 et jusqu'au"
        " parfait paiement ;" in text
    )
    agreed = facture("F1", "2026-01-12", "2026-02-11", "1000.00", "15.00")
    assert "les pénalités de retard au taux convenu de 15,00 % l'an, sur le principal de 1 000,00 €" in said(
        affaire(records=(agreed,), pieces=(), demarches=())
    )


def test_two_rates_are_two_sentences():
    agreed = facture("F1", "2026-01-12", "2026-02-11", "1000.00", "15.00")
    one = affaire(records=(agreed, F1), pieces=(), demarches=())
    assert len(requete(one).contexte.demande.a_courir) == 2


@pytest.mark.parametrize("nom", ["tj", "jcp"])
def test_a_consumer_s_request_never_names_what_a_consumer_does_not_owe(nom):
    text = said(variant(nom, renvoi="le tribunal judiciaire de Lyon"))
    assert not FORBIDDEN.search(text)
    assert "les intérêts au taux légal, fixé par semestre (2,75 % l'an au 22/11/2026)" in text
    assert "articles 1231-6 et 1344-1 du Code civil" in text


@pytest.mark.parametrize("nom", ["tj", "jcp"])
def test_a_consumer_who_was_sent_no_notice_owes_legal_interest_from_the_decision(nom):
    silent = variant(nom, conventions={"mises_en_demeure": {}}, demarches=())
    assert "les intérêts au taux légal sur le principal de 5 550,50 € (article 1231-7 du Code civil)" in said(silent)
    assert "échus au" not in said(silent)


def test_no_template_holds_a_professional_s_article_nor_article_58():
    for nom in ("tc", "tj", "jcp"):
        words = re.sub(r"<[^>]+>", "", source(f"requete-injonction-{nom}"))
        assert not re.search(r"441|40[ \u00a0]€|article 58|article 1103", words)


@pytest.mark.parametrize("renvoi", ["", RENVOI])
@pytest.mark.parametrize("nom", ["tc", "tj", "jcp"])
def test_it_cites_no_article_but_those_it_declares(nom, renvoi):
    for records in (None, (F1,)):
        given = {} if records is None else {"records": records}
        one = variant(nom, renvoi=renvoi, **given)
        pattern = r"\b(?:[LDR]\d{3,4}-\d+|1\d{3}-\d+|14\d\d|750-1|54|57|2023-1059)\b"
        declared = {cite for key in textes(one) for cite in re.findall(pattern, TEXTES[key].citation)}
        assert set(re.findall(pattern, re.sub(r"\d+,\d\d €|/20\d\d|F\d+-\d+|BC-118", "", said(one)))) - {"1407"} == (
            declared - {"1407"}
        )


def test_the_texts_that_were_not_read_are_told_to_the_user_and_not_printed():
    assert any("articles 54, 57 et 1407" in one for one in remarques(affaire()))
    assert "vérifi" not in said(affaire())


def test_direct_referral_on_opposition_is_asked_only_when_the_user_wants_it():
    asked = "En cas d'opposition, le créancier demande que l'affaire soit immédiatement renvoyée devant"
    assert f"{asked} {RENVOI} (article 1408 du Code de procédure civile)." in said(affaire(renvoi=RENVOI))
    assert asked not in said(affaire())


def test_article_750_1_is_recited_safely_for_a_small_claim_before_the_tribunal_judiciaire_alone():
    recited = "pour le cas où l'article 750-1 du Code de procédure civile s'appliquerait à la présente requête"
    assert recited in said(affaire(CONSO, (F1,)))
    assert "tentative-amiable" in textes(affaire(CONSO, (F1,)))
    assert recited not in said(affaire(CONSO))  # 5 616.32
    assert recited not in said(affaire(PARIS, (F1,)))


def test_the_registry_s_cost_is_left_to_write_before_a_commercial_court_alone():
    assert "les frais de greffe : …………………… € (à compléter)." in said(affaire())
    assert "frais de greffe" not in said(variant("tj"))


@pytest.mark.parametrize("count", [0, 1, 20, 80])
def test_each_reference_names_a_bookmark_that_holds_the_number_printed(count):
    pieces = nombreuses(count)
    facts = tuple(Fait(one.date or JOUR, "pièce citée", (one.numero,)) for one in pieces[::3])
    document = requete(affaire(pieces=pieces, demarches=(), faits=facts))
    marks, references = signets(document), renvois_de(document)
    assert len(marks) == count
    assert len(references) >= len(facts)
    assert [(name, cached) for name, cached in references if marks[name] != cached] == []


@pytest.mark.parametrize("nom", ["tc", "tj", "jcp"])
def test_a_number_such_as_3_bis_has_a_bookmark_too(nom):
    document = requete(variant(nom))
    assert signets(document)["Piece_3_bis"] == "3\u00a0bis"
    assert ("Piece_3_bis", "3\u00a0bis") in renvois_de(document)
    assert {name for name, _ in renvois_de(document)} == set(signets(document))  # no exhibit is left uncited


@pytest.mark.parametrize("nom", ["tc", "tj", "jcp"])
@pytest.mark.parametrize("count", [1, 80])
def test_every_figure_is_in_the_pdf(nom, count, tmp_path: Path):
    written = rediger(requete(variant(nom, pieces=nombreuses(count), demarches=())), tmp_path)
    pdf = Embedded().convert([written.docx], tmp_path).pdfs[written.docx]
    assert missing(pdf, written.figures) == ()


@pytest.mark.libreoffice
def test_every_figure_is_in_libreoffice_s_pdf_and_the_references_read_their_bookmarks(tmp_path: Path):
    written = rediger(requete(affaire()), tmp_path)
    pdf = LibreOffice().convert([written.docx], tmp_path).pdfs[written.docx]
    assert missing(pdf, (*written.figures, "(pièces n° 3 bis et 4)", "(pièces n° 8, 9 et 10)")) == ()


def test_a_long_name_with_signs_of_markup_is_printed_whole(tmp_path: Path):
    name = ("Établissements <Dupont> & Fils > Associés, ateliers réunis du Rhône et de la Saône, " * 4)[:300].strip()
    title = ("Contrat-cadre <2026> & avenants, " * 9).strip()
    pieces = (PieceListee("1", "contrat", title, 3, date(2025, 10, 1)),)
    written = rediger(requete(affaire(replace(PARIS, nom=name), pieces=pieces, demarches=())), tmp_path)
    pdf = Embedded().convert([written.docx], tmp_path).pdfs[written.docx]
    assert missing(pdf, (name, title, *written.figures)) == ()
    assert page_count(pdf) <= 4


def test_nothing_to_claim_or_no_such_order_is_refused():
    with pytest.raises(Refus, match="ne doit rien d'exigible"):
        requete(affaire(records=(facture("F9", "2026-11-10", "2026-12-10", "100.00"),), pieces=(), demarches=()))
    with pytest.raises(Refus, match="n'est pas faite pour lui"):
        requete(affaire(PUBLIC))
    insolvent = replace(PARIS, procedure_collective=date(2026, 3, 20))
    with pytest.raises(Refus, match="ne doit rien d'exigible") as refused:
        requete(affaire(insolvent))
    assert "Déclarez la créance" in refused.value.remede


def test_a_fact_cannot_point_to_an_exhibit_that_is_not_listed():
    with pytest.raises(InvalidInput, match="pièce n° 7, qui n'est pas au bordereau"):
        affaire(pieces=PIECES[:6], demarches=DEMARCHES)
    with pytest.raises(InvalidInput, match="Deux pièces portent le numéro 1"):
        affaire(pieces=(*PIECES, PIECES[0]))


def test_a_user_s_own_request_replaces_ours_even_saved_by_a_program_that_spoilt_its_references(tmp_path: Path):
    own = Word(str(TEMPLATES / "requete-injonction-tc.docx"))
    own.core_properties.title = "La mienne"
    for text in own.element.body.iter(f"{W}t"):
        if text.text == "{{ r.numero }}":
            text.text = "Error: Reference source not found"
    own.save(str(tmp_path / "requete-injonction-tc.docx"))
    template = modele(requete(affaire()), Catalog(tmp_path))
    assert template.title == "La mienne"
    written = compose(requete(affaire()), template, tmp_path)
    said = "".join(Word(str(written.docx)).element.body.itertext(f"{W}t"))
    assert "Reference source" not in said
    assert "(pièces n°\u00a08, 9 et 10)" in said
