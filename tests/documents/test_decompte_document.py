"""The décompte as a Word document: what it says, and that a reader can recompute it with what is printed."""

import dataclasses
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path

import pytest
from decomptes_rendus import (
    CONSO,
    CREANCIER,
    F1,
    F2,
    F3,
    MIXED,
    PRO,
    TABLE,
    UNNAMED,
    Cas,
    D,
    cas,
    credit,
    facture,
    fixed,
    paid,
)
from docx import Document
from relancier.base.resources import shipped
from relancier.base.solid import contains
from relancier.creances.decompte import decompte
from relancier.creances.portefeuille import Creancier
from relancier.documents.decompte.compose import compose
from relancier.documents.decompte.context import DecompteImprime
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.text import extract_text
from relancier.documents.template import Rendered, Template
from relancier.documents.words import spell_euros

SIGNED = date(2026, 1, 5)
TEMPLATE = Template(shipped("templates") / "decompte.docx", DecompteImprime)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def printed(case: Cas, creancier: Creancier = CREANCIER) -> DecompteImprime:
    return compose(case.decompte, creancier, SIGNED)


def rendered(context: DecompteImprime) -> Rendered:
    return TEMPLATE.render({one.name: getattr(context, one.name) for one in dataclasses.fields(context)})


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def amount(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,−]", "", text).replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize("name", fixed())
def test_each_line_can_be_recomputed_with_what_is_printed(name):
    context = printed(fixed()[name])
    for detail in context.details:
        for line in detail.lignes:
            product = amount(line.base) * amount(line.taux) * amount(line.jours) / (100 * int(line.diviseur))
            assert product.quantize(D("0.01"), rounding=ROUND_HALF_UP) == amount(line.montant)
        assert sum(amount(line.montant) for line in detail.lignes) == amount(detail.total)
    assert sum((amount(one.total) for one in context.details), D("0.00")) == amount(context.total_interets)


@pytest.mark.parametrize("name", fixed())
def test_its_sums_add_up_as_printed(name):
    context = printed(fixed()[name])
    sums = context.recapitulatif

    def value(text: str) -> Decimal:
        return D("0.00") if text == "–" else amount(text)

    sign = -1 if sums.titre_total.startswith("Solde en faveur") else 1
    made = (sums.factures, sums.interets_produits, sums.indemnites_nees, sums.avoirs, sums.reglements)
    left = (sums.principal_echu, sums.interets, sums.indemnites, sums.credit)
    declared = amount(sums.a_declarer) if sums.a_declarer else D("0.00")
    assert sum(map(value, made)) == value(sums.solde)
    assert sum(map(value, left)) == sign * value(sums.total)
    assert sign * value(sums.total) + value(sums.a_echoir) + declared == value(sums.solde)
    for column in ("montant_ttc", "avoirs", "regle", "principal", "interets", "indemnite", "total"):
        assert sum(value(getattr(one, column)) for one in context.echeances) == value(getattr(context.totaux, column))


@pytest.mark.parametrize("name", fixed())
def test_the_template_prints_every_value_and_leaves_no_tag(name):
    context = printed(fixed()[name])
    text = rendered(context).text
    assert not re.search(r"\{[{%]|[%}]\}", text)
    assert context.recapitulatif.total_en_lettres in text
    for sentence in (*context.conventions, *context.remarques):
        assert sentence in text


def test_a_story_with_its_figures():
    context = printed(cas(F1, paid("2025-09-30", "400.00", "FA-101", "VIR 12"), au="2025-10-31"))
    # 1000 x 12.15 x 30 / 36500 = 9.99; 400 - 9.99 = 390.01 on principal; 609.99 x 12.15 x 31 / 36500 = 6.29
    (detail,) = context.details
    assert [plain(line.montant) for line in detail.lignes] == ["9,99 €", "6,29 €"]
    assert plain(detail.resume) == "dont 9,99 € payés et 6,29 € restant dus"
    assert (
        detail.lignes[0].source == "BCE 2,15\u00a0% au 01/07/2025 + 10 points (article L441-10, II du Code de commerce)"
    )
    assert plain(context.recapitulatif.total) == "656,28 €"
    assert context.recapitulatif.total_en_lettres == "six cent cinquante-six euros et vingt-huit centimes"
    invoice, payment = context.mouvements
    assert (plain(invoice.montant), plain(invoice.solde)) == ("1 000,00 €", "1 000,00 €")
    assert plain(payment.libelle) == "Règlement du 30/09/2025 (VIR 12) de 400,00 €"
    shares = (payment.montant, payment.cible, payment.interets, payment.indemnite, payment.principal, payment.solde)
    assert tuple(map(plain, shares)) == (*("−400,00 €", "FA-101 (31/08/2025)", "9,99 €", "–", "390,01 €", "609,99 €"),)


def test_what_is_not_due_yet_stands_apart_from_what_can_be_claimed():
    later = facture("FA-110", "2025-12-01", "2026-01-31", "500.00")
    context = printed(cas(F1, later))
    sums = context.recapitulatif
    # 1000 + 40.61 + 40 now, 500 later
    assert plain(sums.titre_total) == "Total exigible au 31 décembre 2025"
    assert (plain(sums.total), plain(sums.a_echoir), plain(sums.solde)) == ("1 080,61 €", "500,00 €", "1 580,61 €")
    assert [one.note for one in context.echeances] == ["", "à échoir"]
    assert "31/01/2026 (à échoir)" in rendered(context).text


def test_what_is_born_before_an_insolvency_is_declared_and_stands_out_of_the_total():
    broke = dataclasses.replace(PRO, procedure_collective=date(2025, 9, 21))
    waiting = facture("FA-102", "2025-09-20", "2026-01-31", "200.00")
    later = facture("FA-103", "2025-10-01", "2025-10-31", "500.00")
    context = printed(cas(F1, waiting, later, debiteur=broke, au="2025-11-30"))
    sums = context.recapitulatif
    # F1: 1000 x 12.15 x 20 / 36500 = 6.66 and 40.00; FA-103: 500 x 12.15 x 30 / 36500 = 4.99 and 40.00
    assert (plain(sums.a_declarer), plain(sums.total), sums.a_echoir) == ("1 246,66 €", "544,99 €", "–")
    assert plain(sums.detail_a_declarer) == "principal 1 200,00 €, intérêts 6,66 €, indemnités 40,00 €"
    assert (plain(sums.principal_echu), plain(sums.solde)) == ("500,00 €", "1 791,65 €")
    assert [one.note for one in context.echeances] == ["à déclarer", "", "à déclarer"]
    text = plain(rendered(context).text)
    # two months from Sunday 21 September 2025 end on Friday 21 November
    assert "dernier jour pour les déclarer, sauf parution au BODACC plus tardive : 21 novembre 2025" in text
    assert "1 246,66 € devaient être déclarés au plus tard le 21/11/2025" in text
    assert "article L622-21 du Code de commerce, à vérifier" in text


def test_more_received_than_owed_is_a_balance_in_the_debtors_favour():
    sums = printed(cas(F1, paid("2025-08-31", "1200.00", "FA-101"))).recapitulatif
    assert plain(sums.titre_total) == "Solde en faveur du débiteur au 31 décembre 2025"
    assert (plain(sums.total), sums.total_en_lettres) == ("200,00 €", "deux cents euros")
    assert (plain(sums.credit), plain(sums.solde)) == ("−200,00 €", "−200,00 €")


def test_a_payment_shared_between_factures_takes_a_row_for_each():
    context = printed(cas(F1, F2, F3, paid("2025-11-15", "3500.00")))
    rows = [row for row in context.mouvements if row.cible]
    assert [row.date for row in rows] == ["15/11/2025", "", ""]
    assert [row.cible for row in rows] == ["FA-101 (31/08/2025)", "FA-102 (30/09/2025)", "FA-103 (30/10/2025)"]
    assert [bool(row.solde) for row in rows] == [False, False, True]


def test_money_that_waits_for_a_facture_is_said_and_counted_once():
    context = printed(fixed()["an excess waits for the next facture"])
    kept = [plain(row.cible) for row in context.mouvements if "gardés" in row.cible]
    assert kept == [
        "800,00 € sans dette à régler ce jour-là, gardés au crédit du débiteur",
        "90,00 € sans dette à régler ce jour-là, gardés au crédit du débiteur",
    ]
    spent = next(row for row in context.mouvements if row.libelle.startswith("Excédent"))
    assert (spent.montant, plain(spent.principal)) == ("–", "890,00 €")


def test_a_payment_sent_back_is_owed_again():
    rows = printed(fixed()["a payment that came back"]).mouvements
    back = next(row for row in rows if row.libelle.startswith("Rejet"))
    assert (plain(back.montant), back.cible) == ("900,00 €", "rendu à FA-101 (31/08/2025)")
    assert (plain(back.interets), plain(back.principal)) == ("−10,32 €", "−889,68 €")


def test_an_unverified_rate_is_said_on_its_line_and_in_the_remarks():
    context = printed(cas(F1, au="2026-08-31"))
    assert context.a_confirmer
    assert context.details[0].lignes[-1].source.endswith(" – taux à confirmer")
    assert not context.details[0].lignes[0].source.endswith("à confirmer")
    assert any("second semestre 2026" in one for one in context.remarques)


def test_an_agreed_rate_is_printed_with_all_its_decimals():
    context = printed(cas(facture("FA-1", "2025-07-01", "2025-08-31", "1000.00", "12.125")))
    assert [plain(line.taux) for line in context.details[0].lignes] == ["12,125 %"]


def test_the_days_of_a_long_line_are_parted_by_thousands():
    # an agreed rate makes one line, from 1 January 2020 to 31 December 2025
    context = printed(cas(facture("FA-1", "2019-12-01", "2019-12-31", "1000.00", "40")))
    assert [plain(line.jours) for line in context.details[0].lignes] == ["2 192"]


def test_a_consumer_without_notice_owes_the_principal_alone():
    context = printed(cas(F1, debiteur=dataclasses.replace(CONSO, civilite="Madame")))
    assert context.debiteur.nom == "Madame Hélène Martin"
    assert (context.details, plain(context.recapitulatif.total)) == ((), "1 000,00 €")
    assert "Aucun intérêt n’a couru." in rendered(context).text


def test_each_party_stands_with_its_legal_identity():
    context = printed(cas(F1))
    assert tuple(map(plain, context.creancier.lignes)) == (
        "SARL au capital de 50 000 €",
        "12 quai Rambaud",
        "69002 Lyon",
        "732 829 320 RCS Lyon",
        "TVA FR44732829320",
        "représentée par Claire Morel, gérante",
    )
    assert tuple(map(plain, context.debiteur.lignes)) == (
        *("SAS", "3 rue de la Gare", "Bâtiment B", "69400 Villefranche-sur-Saône"),
        "552 100 554 RCS Villefranche-Tarare",
    )


def test_a_capital_and_sirens_typed_without_spaces_are_grouped_as_on_the_letters():
    typed = dataclasses.replace(CREANCIER, capital="50000 €", siren="732829320")
    debtor = dataclasses.replace(PRO, siren="552100554")
    context = printed(cas(F1, debiteur=debtor), typed)
    assert "SARL au capital de 50 000 €" in map(plain, context.creancier.lignes)
    assert "732 829 320 RCS Lyon" in map(plain, context.creancier.lignes)
    assert "552 100 554 RCS Villefranche-Tarare" in map(plain, context.debiteur.lignes)


def test_a_capital_that_is_no_amount_is_printed_as_it_was_typed():
    typed = dataclasses.replace(CREANCIER, capital="37 000 € minimum")
    assert printed(cas(F1), typed).creancier.lignes[0] == "SARL au capital de 37 000 € minimum"


def test_a_creditor_with_a_bare_sheet_still_gets_a_clean_document():
    text = rendered(printed(cas(F1), Creancier("Jean Petit"))).text
    assert "Fait le 5\u00a0janvier 2026." in text
    assert not re.search(r" {2}| ,|\(\)", text.replace("\t", " "))


def test_it_is_dated_and_signed_without_a_formula_that_no_text_asks_for():
    text = rendered(printed(cas(F1))).text
    assert "Fait à Lyon, le 5\u00a0janvier 2026." in text
    assert "Claire Morel" in text
    assert "sincère" not in text


@pytest.mark.parametrize("remarks", [0, 2])
def test_the_signature_never_stands_on_a_page_without_the_last_sentence_before_it(remarks):
    context = dataclasses.replace(printed(cas(F1)), remarques=("Une remarque.", "Une autre.")[:remarks])
    paragraphs = Document(BytesIO(rendered(context).docx)).paragraphs
    signed = next(rank for rank, one in enumerate(paragraphs) if one.text.startswith("Fait à Lyon"))
    kept = [bool(one.paragraph_format.keep_with_next) for one in paragraphs[signed - 2 : signed + 1]]
    assert kept == [False, True, True]


def test_headings_are_repeated_and_rows_never_cut():
    tables = Document(str(shipped("templates") / "decompte.docx")).tables
    looping = [one for one in tables if "{%tr for" in one._tbl.xml]
    assert len(looping) == 3
    assert all(one.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None for one in looping)
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for one in tables for row in one.rows)


def test_twenty_five_echeances_fill_several_pages_and_lose_nothing(tmp_path: Path):
    many = [
        facture(f"FA-{n:03}", "2024-01-15", f"2024-{n % 12 + 1:02}-28", f"{1000 + 37 * n}.{n:02}") for n in range(25)
    ]
    terms = [dataclasses.replace(one, date=date(2024, 1, 1)) for one in many]
    credits = [paid(f"2025-01-{n + 1:02}", f"{400 + 111 * n}.17") for n in range(12)]
    context = compose(decompte(PRO, terms, credits, date(2026, 6, 30), TABLE), CREANCIER, SIGNED)
    document = tmp_path / "decompte.docx"
    document.write_bytes(rendered(context).docx)
    report = Embedded().convert([document], tmp_path)
    pages = extract_text(report.pdfs[document])
    assert len(pages) > 5
    whole = "\n".join(pages)
    for one in context.echeances:
        assert contains(whole, one.total)
    for detail in context.details:
        assert contains(whole, detail.titre)
        assert all(contains(whole, line.montant) for line in detail.lignes)
    for number, page in enumerate(pages, 1):
        assert contains(page, f"Page {number} / {len(pages)}")
        assert contains(page, "732 829 320 RCS Lyon")
        if number > 1:
            assert contains(page, "Décompte des sommes dues par DUPONT & FILS · arrêté au 30 juin 2026")


def test_the_total_in_words_is_that_of_the_figures():
    sums = printed(cas(*MIXED, *UNNAMED, credit("2025-12-01", "12.34", "FA-103"))).recapitulatif
    assert sums.total_en_lettres == spell_euros(amount(sums.total))
