"""The other documents of the case file: bordereau, chronology, account, declaration, note and report."""

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from decomptes_rendus import credit, facture, paid
from dossiers_rediges import (
    CONSO,
    DEMARCHES,
    F1,
    F2,
    MOVES,
    OLD,
    PARIS,
    PIECES,
    D,
    affaire,
    hashed,
    nombreuses,
    rediger,
    renvois_de,
    signets,
    texte,
)
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import ZERO, format_euros
from relancier.documents.dossier.affaire import Affaire, Demarche, Fait, NatureDemarche
from relancier.documents.dossier.bordereau import bordereau
from relancier.documents.dossier.chronologie import chronologie
from relancier.documents.dossier.chronologie import remarques as remarques_de_chronologie
from relancier.documents.dossier.compose import Document
from relancier.documents.dossier.controle import (
    BilanControle,
    ConstatListe,
    EpreuveFaite,
    FichierControle,
    PieceControlee,
    controle,
    taille,
)
from relancier.documents.dossier.declaration import declaration
from relancier.documents.dossier.declaration import remarques as remarques_declaration
from relancier.documents.dossier.releve import releve
from relancier.documents.dossier.transmission import note_transmission
from relancier.documents.dossier.voies import voies
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import Engine
from relancier.documents.pdf.text import extract_text, missing, page_count
from relancier.documents.words import spell_euros
from relancier.droit.juridiction import Nature
from relancier.droit.textes import TEXTES

OPENED = date(2026, 3, 20)
INSOLVENT = replace(PARIS, procedure_collective=OPENED)
BILAN = BilanControle(
    "Tribunal Digital, 10 Mo par fichier",
    (
        ConstatListe("remarque", "La page est vide.", "Vérifiez le scan.", "10", 2),
        ConstatListe("défaut", "Rien ne prouve la livraison de F2026-031.", "Ajoutez le bon de livraison."),
    ),
    (EpreuveFaite("chaque page porte son tampon", True, "27 pages lues"),),
    (
        PieceControlee(
            "2", "Bon de commande", "BC-118.pdf", "ab" * 32, 1, ("2 calques mis à plat", "1 action retirée")
        ),
        PieceControlee("3 bis", "Photographie", "IMG_1.jpg", "cd" * 32, 1),
    ),
    (FichierControle("liasse.pdf", 3_456_789, "ef" * 32),),
)


def pdf_of(document: Document, folder: Path, engine: Engine | None = None) -> Path:
    """Its PDF, that holds every figure."""
    written = rediger(document, folder)
    made = (engine or Embedded()).convert([written.docx], folder)
    assert missing(made.pdfs[written.docx], written.figures) == ()
    return made.pdfs[written.docx]


def everything(one: Affaire) -> list[Document]:
    return [bordereau(one), chronologie(one), releve(one), note_transmission(one), controle(one, BILAN)]


def test_the_bordereau_lists_each_exhibit_with_its_place_and_its_fingerprint():
    document = bordereau(affaire(pieces=hashed()))
    text = texte(document)
    assert "Au total : 12 pièces, 22 pages." in text
    row = "3 bis\nlivraison\nPhotographie du bon signé\n–\n–\n1\n12\n" + "a3" * 32
    assert row in text
    assert "Fait à Lyon, le 22 novembre 2026." in text
    assert "Signature :" in text
    assert signets(document)["Piece_3_bis"] == "3\u00a0bis"


def test_the_bordereau_of_two_volumes_says_in_which_an_exhibit_begins():
    text = texte(bordereau(affaire(pieces=nombreuses(20), demarches=())))
    assert "vol. 1, p. 54" in text
    assert "vol. 2, p. 60" in text
    assert "2 volumes." in text
    assert "empreinte" not in texte(bordereau(affaire())).replace("Empreinte SHA-256 de l'original", "")


@pytest.mark.parametrize("count", [1, 20, 80])
def test_a_fingerprint_is_on_one_line_and_the_heading_on_each_page(count, tmp_path: Path):
    pieces = hashed(nombreuses(count))
    pdf = pdf_of(bordereau(affaire(pieces=pieces, demarches=())), tmp_path)
    pages = extract_text(pdf)
    assert all(any(one.empreinte in page for page in pages) for one in pieces)
    assert sum("SHA-256 de" in page for page in pages) >= page_count(pdf) - 1


def test_every_line_of_the_chronology_points_to_an_exhibit():
    lines = chronologie(affaire()).contexte.lignes
    assert [one.date for one in lines] == [
        *("01/10/2025", "05/01/2026", "09/01/2026", "12/01/2026", "02/03/2026", "20/04/2026", "04/05/2026"),
        *("11/05/2026", "15/06/2026"),
    ]
    assert [one.pieces for one in lines] == [
        *("1", "2", "3", "3\u00a0bis et 4", "5", "6", "11", "7", "8 à 10"),
    ]
    assert lines[3].montant == format_euros(D("1200.00"))


def test_a_line_of_the_chronology_without_an_exhibit_says_so_and_the_user_is_told_why():
    assert remarques_de_chronologie(affaire()) == ()
    letter = Demarche(
        date(2026, 5, 11),
        NatureDemarche.RELANCE,
        "courrier",
        absence="feuille Relances, ligne 7 : la colonne Document est vide",
    )
    one = affaire(pieces=PIECES[:5], demarches=(letter,))
    assert [row.pieces for row in chronologie(one).contexte.lignes if "elance" in row.evenement] == ["sans pièce"]
    told = remarques_de_chronologie(one)
    assert (
        "Chronologie, 11/05/2026, sans pièce : relance par courrier (feuille Relances, ligne 7 : la colonne Document "
        "est vide)."
    ) in told
    assert any(said.startswith("Chronologie, 02/03/2026, sans pièce : facture F2026-031") for said in told)


def test_a_publication_before_the_opening_is_refused_with_both_days():
    with pytest.raises(InvalidInput, match=r"BODACC \(01/03/2026\) ne peut pas précéder .* \(20/03/2026\)"):
        declaration(affaire(INSOLVENT), bodacc=date(2026, 3, 1))
    assert declaration(affaire(INSOLVENT), bodacc=date(2026, 3, 20)).contexte.publication == "20\u00a0mars 2026"


def test_the_chronology_of_thirty_facts_holds_on_one_page(tmp_path: Path):
    facts = tuple(Fait(date(2026, 3, 1 + rank), f"événement {rank}", ("1",), D("10.00")) for rank in range(20))
    pdf = pdf_of(chronologie(affaire(faits=facts)), tmp_path)
    assert page_count(pdf) == 1


def test_a_long_chronology_is_folded_by_nature_to_hold_on_one_page(tmp_path: Path):
    terms = [facture(f"FA-{rank:03}", f"2026-02-{rank % 28 + 1:02}", "2026-04-30", "100.00") for rank in range(60)]
    one = affaire(records=terms, pieces=nombreuses(80), demarches=())
    lines = chronologie(one).contexte.lignes
    assert ("01/02/2026", "60 factures, jusqu’au 28/02/2026", format_euros(D("6000.00")), "sans pièce") in [
        (row.date, row.evenement.replace("\u00a0", " "), row.montant, row.pieces) for row in lines
    ]
    assert [row.pieces for row in lines if "courriers" in row.evenement] == ["1 à 80"]
    assert page_count(pdf_of(chronologie(one), tmp_path)) == 1


def test_the_account_runs_to_the_balance_of_the_decompte():
    one = affaire(records=(OLD, F1, F2, *MOVES, credit("2026-04-02", "100.00", "F2026-031")))
    lines = releve(one).contexte.lignes
    sums = one.decompte.totaux
    assert lines[-1].solde == format_euros(sums.a_payer) == releve(one).contexte.solde
    assert [(row.libelle, row.solde) for row in lines[:3]] == [
        ("Facture F2025-200, échéance du 03/12/2025", format_euros(D("900.00"))),
        (lines[1].libelle, format_euros(ZERO)),
        ("Facture F2026-014, échéance du 11/02/2026", format_euros(D("1200.00"))),
    ]


def test_a_payment_sent_back_is_a_debit_and_the_totals_still_meet():
    records = (F1, paid("2026-03-02", "1200.00", "F2026-014"), paid("2026-03-09", "-1200.00", "F2026-014"))
    one = affaire(records=records, pieces=(), demarches=())
    said, sums = releve(one).contexte, one.decompte.totaux
    assert said.debits == format_euros(sums.factures + D("1200.00") + sums.interets_produits + sums.indemnites_dues)
    assert said.credits == format_euros(D("1200.00"))
    assert said.lignes[-1].solde == format_euros(sums.a_payer)


def test_what_is_not_due_yet_is_said_beside_the_balance():
    later = facture("F2026-090", "2026-11-10", "2026-12-10", "3000.00")
    assert "dont 3 000,00 € à échoir" in texte(releve(affaire(records=(F1, later))))
    assert "à échoir" not in texte(releve(affaire()))


def test_the_declaration_parts_what_was_due_at_the_opening_from_what_was_not():
    one = affaire(INSOLVENT, records=(F1, F2))
    text, said = texte(declaration(one)), declaration(one).contexte
    due = one.decompte.declaration
    assert due is not None
    assert said.total == format_euros(due.montant)
    assert said.total_en_lettres == spell_euros(due.montant)
    assert (said.echu, said.a_echoir) == (format_euros(D("1200.00")), format_euros(D("4850.50")))
    assert said.totaux.total == said.total
    assert "Procédure collective ouverte le 20 mars 2026. Dernier jour pour déclarer : 20 mai 2026, compté de" in text
    for mention in (
        "Au mandataire judiciaire :……",
        "Nature et assiette des sûretés : néant / à compléter.",
        "Le cours des intérêts est arrêté à cette date (article L622-28 du Code de commerce).",
        "Bordereau des pièces jointes",
        "Le créancier certifie sincère la présente déclaration.",
        "Fait à Lyon, le 22 novembre 2026.",
        "Siège social\n12 quai Rambaud, 69002 Lyon",
        "(pièces n° 4, 5 et 11)",
    ):
        assert mention in text


def test_the_declaration_s_delay_runs_from_the_bodacc_when_it_is_known():
    one = affaire(INSOLVENT, records=(F1,))
    text = texte(
        declaration(
            one, bodacc=date(2026, 4, 2), mandataire="Me Anne Roux\n1 rue du Palais\n75001 Paris", suretes="néant"
        )
    )
    assert "publiée au BODACC le 2 avril 2026. Dernier jour pour déclarer : 2 juin 2026." in text
    assert "Me Anne Roux" in text
    assert "sûretés : néant." in text
    told = " ".join(remarques_declaration(one, bodacc=date(2026, 4, 2)))
    assert "Le délai pour déclarer est passé depuis le 02/06/2026." in told
    for cite in ("L622-24", "L622-25", "L622-28"):
        assert cite in told


def test_the_declaration_cites_only_texts_that_are_known_and_its_references_hold():
    document = declaration(affaire(INSOLVENT, records=(F1, F2)))
    cited = set(re.findall(r"\b[LR]\d{3}-\d+\b", texte(document)))
    known = {one for key in ("declaration", "declaration-contenu", "ouverture-interets") for one in
             re.findall(r"\b[LR]\d{3}-\d+\b", TEXTES[key].citation)}  # fmt: skip
    assert cited <= known
    marks = signets(document)
    assert all(marks[name] == cached for name, cached in renvois_de(document))


def test_a_consumer_s_declaration_has_no_indemnity():
    insolvent = replace(CONSO, procedure_collective=OPENED)
    assert "ndemnité" not in texte(declaration(affaire(insolvent, records=(F1,))))
    assert "Indemnité" in texte(declaration(affaire(INSOLVENT, records=(F1,))))


def test_nothing_to_declare_is_refused():
    with pytest.raises(Refus, match="aucune dette à déclarer"):
        declaration(affaire())


def test_the_chronology_of_an_insolvency_tells_what_is_declared():
    one = affaire(INSOLVENT, records=(F1, F2))
    due = one.decompte.declaration
    assert due is not None
    assert chronologie(one).contexte.total == format_euros(due.montant)


@pytest.mark.parametrize("engine", [Embedded(), pytest.param(LibreOffice(), marks=pytest.mark.libreoffice)])
def test_the_note_holds_on_one_page(engine, tmp_path: Path):
    one = affaire(PARIS, prescription=date(2031, 2, 11), contestee="Malfaçon alléguée le 20/04/2026 sur F2026-031.")
    assert page_count(pdf_of(note_transmission(one), tmp_path, engine)) == 1


def test_the_note_tells_the_sums_the_dates_and_the_routes():
    text = texte(note_transmission(affaire(prescription=date(2031, 2, 11))))
    for part in (
        "2 factures (F2026-014 et F2026-031), échéances du 11/02/2026 au 01/04/2026.",
        "Total exigible au 22/11/2026\n6 098,90 €",
        "Première prescription\n11/02/2031",
        "Mise en demeure\n15/06/2026",
        "Signifier l'ordonnance\ntrois mois après l'ordonnance\narticle 1411 du Code de procédure civile ; ordonnances"
        " rendues depuis le 01/09/2026",
        "Référé-provision",
        "article 873, alinéa 2",
        "Créances commerciales non contestées",
        "Sources contraires",
        "Petites créances",
        "exclues depuis le 25/04/2026 : source secondaire, à vérifier",
        "Aucune contestation n'est enregistrée.",
        "elle ne conseille pas",
    ):
        assert part in text


def test_before_september_2026_an_order_was_served_within_six_months():
    earlier = affaire(au="2026-08-20", etabli_le=date(2026, 8, 20))
    assert "six mois après l'ordonnance" in texte(note_transmission(earlier))


def test_the_note_s_judge_of_the_referral_follows_the_court():
    assert "article 835, alinéa 2" in texte(note_transmission(affaire(CONSO)))
    assert [one.nom for one in voies(Nature.TC)] == [one.nom for one in voies(Nature.TJ)]


def test_the_note_of_an_insolvency_tells_what_is_declared_and_that_actions_are_stopped():
    text = texte(note_transmission(affaire(INSOLVENT, records=(F1, F2))))
    assert "Pour mémoire, à déclarer à la procédure collective" in text
    assert "interdit ou interrompt les actions en paiement" in text
    assert "Créance à déclarer au plus tard\n20/05/2026" in text


@pytest.mark.parametrize("nom", [bordereau, chronologie, releve, note_transmission])
def test_a_consumer_s_other_documents_name_no_penalty_and_no_indemnity(nom):
    assert not re.search(r"L441-10|40,00 €|pénalité|indemnité", texte(nom(affaire(CONSO))), re.IGNORECASE)


def test_the_report_lists_the_gravest_first_with_hashes_and_changes():
    document = controle(affaire(), BILAN)
    text = texte(document)
    assert [one.gravite for one in document.contexte.constats] == ["défaut", "remarque"]
    for part in (
        "Conforme, avec 1 défaut signalé",
        "remarque\npièce 10, p. 2\nLa page est vide.\nVérifiez le scan.",
        "chaque page porte son tampon\nconforme – 27 pages lues",
        "BC-118.pdf\n" + "ab" * 32,
        "2 calques mis à plat\n1 action retirée",
        "aucun changement",
        "liasse.pdf\n3,46 Mo\n" + "ef" * 32,
    ):
        assert part in text


@pytest.mark.parametrize(
    ("bilan", "verdict"),
    [
        (BilanControle("papier"), "Conforme"),
        (BilanControle("papier", epreuves=(EpreuveFaite("x", False),)), "Non conforme"),
        (BilanControle("papier", constats=(ConstatListe("refus", "Fichier chiffré."),)), "Non conforme"),
        (BilanControle("papier", constats=(ConstatListe("défaut", "a"),) * 2), "Conforme, avec 2 défauts signalés"),
    ],
)
def test_the_verdict_is_that_of_the_checks(bilan, verdict):
    assert bilan.verdict.replace("\u00a0", " ") == verdict


def test_a_size_is_never_told_smaller_than_it_is():
    assert [taille(octets).replace("\u00a0", " ") for octets in (1, 45_678, 3_456_789)] == ["1 ko", "46 ko", "3,46 Mo"]


def test_an_empty_case_is_printed_without_holes():
    bare = affaire(pieces=(), demarches=())
    for document in (*everything(bare), controle(bare, BilanControle("papier"))):
        assert not re.search(r"\{[{%]| [,.]|\(\)|None", texte(document))


@pytest.mark.parametrize("count", [1, 80])
def test_every_figure_of_every_document_is_in_its_pdf(count, tmp_path: Path):
    pieces = hashed(nombreuses(count))
    one = affaire(pieces=pieces, demarches=())
    bilan = replace(
        BILAN, pieces=[PieceControlee(p.numero, p.intitule, f"{p.reference}.pdf", p.empreinte, p.pages) for p in pieces]
    )
    for document in (*everything(one)[:-1], controle(one, bilan)):
        pdf_of(document, tmp_path)
    pdf_of(declaration(affaire(INSOLVENT, records=(F1, F2), pieces=pieces, demarches=())), tmp_path)


@pytest.mark.libreoffice
def test_libreoffice_prints_them_too(tmp_path: Path):
    for document in (*everything(affaire(pieces=hashed())), declaration(affaire(INSOLVENT, records=(F1, F2)))):
        pdf_of(document, tmp_path, LibreOffice())


def test_records_hold_nothing_but_texts_for_the_templates():
    one = affaire(pieces=PIECES, demarches=DEMARCHES)
    for document in everything(one):
        values = [getattr(document.contexte, name.name) for name in fields(document.contexte)]
        assert all(isinstance(value, str | tuple | bool) for value in values)
